import { X } from 'lucide-react'
import type { CustomerCard as Card, TicketDetail } from '../../preload/domain.ts'
import { CustomerOrders } from '../orders/CustomerOrders.tsx'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { CustomerCard } from './CustomerCard.tsx'
import { OrderChip } from './OrderChip.tsx'

/** Who writes: what is known about them and what they asked before. */
export function CustomerPanel() {
  const { ticket } = useText()
  const detail = useApp((state) => state.detail)
  const close = useApp((state) => state.toggleCustomerPanel)
  return (
    <aside className="customer-panel" aria-label={ticket.panel}>
      <header className="customer-panel__head">
        <h2 className="customer-panel__heading">{ticket.panel}</h2>
        <button type="button" className="icon-button" aria-label={ticket.hidePanel} onClick={close}>
          <X size={14} aria-hidden />
        </button>
      </header>
      {detail?.customer && <CustomerCard key={detail.customer.id} customer={detail.customer} />}
      {detail && !detail.customer && <p className="customer-panel__weak">{ticket.noCustomer}</p>}
      {detail && detail.ticket.orderNumbers.length > 0 && <Orders orders={detail.ticket.orderNumbers} />}
      {detail && <CustomerOrders ticketId={detail.ticket.id} />}
      {detail && detail.sameOrder.length > 0 && <SameOrder items={detail.sameOrder} />}
      {detail?.customer && <OtherTickets customer={detail.customer} />}
    </aside>
  )
}

function Orders({ orders }: { orders: readonly string[] }) {
  const { ticket } = useText()
  return (
    <section>
      <h3>{ticket.orders}</h3>
      <ul className="customer-panel__orders">
        {orders.map((order) => (
          <li key={order}>
            <OrderChip order={order} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Machine mail and other tickets about an order of this one: shipped, cancelled, paid. */
function SameOrder({ items }: { items: TicketDetail['sameOrder'] }) {
  const i18n = useI18n()
  const now = useMinute()
  const { ticket, views, common } = i18n.text
  const openTicket = useApp((state) => state.openTicket)
  return (
    <section>
      <h3>{ticket.sameOrder}</h3>
      <ul className="customer-panel__tickets">
        {items.map(({ id, kind, subject, number, lastMessageAt }) => (
          <li key={`${id} ${number}`}>
            <button type="button" onClick={() => void openTicket(id)}>
              <span>{subject || common.noSubject}</span>
              <small>
                {kind === 'notice' ? views.notices : common.ticketNumber(id)} {number} {i18n.day(lastMessageAt, now)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OtherTickets({ customer }: { customer: Card }) {
  const i18n = useI18n()
  const now = useMinute()
  const { ticket, status: statusWords } = i18n.text
  const openTicket = useApp((state) => state.openTicket)
  return (
    <section>
      <h3>{ticket.otherTickets}</h3>
      {customer.otherTickets.length === 0 && <p className="customer-panel__weak">{ticket.noOtherTickets}</p>}
      <ul className="customer-panel__tickets">
        {customer.otherTickets.map(({ id, subject, status, lastMessageAt }) => (
          <li key={id}>
            <button type="button" onClick={() => void openTicket(id)}>
              <span>{subject}</span>
              <small>
                #{id} {statusWords[status]} {i18n.day(lastMessageAt, now)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
