import { useEffect, useState } from 'react'
import type { OrderInfo, TicketId } from '../../preload/domain.ts'
import { useApp, useAppStore, useI18n, useMinute } from '../store/context.ts'
import { amountOf, itemsOf, sumOf } from './order-words.ts'

const SHOWN = 5

/** In the customer panel: what this person bought, when, where and for how much. */
export function CustomerOrders({ ticketId }: { ticketId: TicketId }) {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.orders
  const shops = useApp((state) => state.shops)
  const orders = useOrders(ticketId)
  const [isWhole, setWhole] = useState(false)
  if (orders.length === 0) return null
  return (
    <section className="customer-orders">
      <h3>{words.panel}</h3>
      <p className="customer-panel__weak">{words.panelSum(orders.length, sumOf(orders, words))}</p>
      <ul>
        {(isWhole ? orders : orders.slice(0, SHOWN)).map((order) => (
          <li key={order.id}>
            <span className="customer-orders__head">
              <span>{order.orderedAt === null ? '' : i18n.day(order.orderedAt, now)}</span>
              <strong>{amountOf(order, words)}</strong>
            </span>
            <span>{itemsOf(order, words)}</span>
            <small>{order.number}</small>
            <small>{[shops.get(order.shopId)?.name, order.state].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
      {!isWhole && orders.length > SHOWN && (
        <button type="button" className="link-button" onClick={() => setWhole(true)}>
          {words.moreItems(orders.length - SHOWN)}
        </button>
      )}
    </section>
  )
}

function useOrders(ticketId: TicketId): readonly OrderInfo[] {
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const round = useApp((state) => state.orderRound)
  const [found, setFound] = useState<{ of: TicketId; orders: readonly OrderInfo[] } | null>(null)
  useEffect(() => {
    let isGone = false
    api
      .call('orders.ofTicket', { ticketId })
      .then((orders) => !isGone && setFound({ of: ticketId, orders }))
      .catch((error: unknown) => !isGone && showError(error))
    return () => {
      isGone = true
    }
    // `round`: a file was taken in meanwhile.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [api, ticketId, round, showError])
  return found?.of === ticketId ? found.orders : []
}
