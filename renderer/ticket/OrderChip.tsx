import { useApp, useText } from '../store/context.ts'

/** An order number that leads to everything that names it. */
export function OrderChip({ order }: { order: string }) {
  const { ticket } = useText()
  const search = useApp((state) => state.search)
  return (
    <button
      type="button"
      className="order-chip"
      aria-label={ticket.searchOrder(order)}
      title={ticket.searchOrder(order)}
      onClick={() => search(order)}
    >
      {order}
    </button>
  )
}
