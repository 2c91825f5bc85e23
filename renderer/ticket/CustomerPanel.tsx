import type { CustomerCard, TicketDetail } from '../../preload/domain.ts'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'

/** Who writes: what is known about them and what they asked before. */
export function CustomerPanel() {
  const { ticket } = useText()
  const detail = useApp((state) => state.detail)
  return (
    <aside className="customer-panel" aria-label={ticket.panel}>
      <h2 className="customer-panel__heading">{ticket.panel}</h2>
      {detail?.customer && <Card customer={detail.customer} />}
      {detail && !detail.customer && <p className="customer-panel__weak">{ticket.noCustomer}</p>}
      {detail && detail.ticket.orderNumbers.length > 0 && <Orders orders={detail.ticket.orderNumbers} />}
      {detail && detail.offers.length > 0 && <Offers offers={detail.offers} />}
      {detail?.customer && <OtherTickets customer={detail.customer} />}
    </aside>
  )
}

function Card({ customer }: { customer: CustomerCard }) {
  const i18n = useI18n()
  const now = useMinute()
  const { ticket, common } = i18n.text
  return (
    <section>
      <p className="customer-panel__name">{customer.name ? common.honorific(customer.name) : common.noName}</p>
      <ul className="customer-panel__identities">
        {customer.identities.map(({ channel, value }) => (
          <li key={`${channel} ${value}`}>{value}</li>
        ))}
      </ul>
      <p className="customer-panel__weak">
        {ticket.firstContact(i18n.day(customer.firstContactAt, now))}
        <br />
        {ticket.ticketCount(customer.ticketCount)}
      </p>
    </section>
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
            <span className="order-chip">{order}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Offers({ offers }: { offers: TicketDetail['offers'] }) {
  const i18n = useI18n()
  const openTicket = useApp((state) => state.openTicket)
  return (
    <section>
      <h3>{i18n.text.ticket.offers}</h3>
      <ul className="customer-panel__tickets">
        {offers.map(({ ticketId, subject, reason }) => (
          <li key={ticketId}>
            <button type="button" onClick={() => void openTicket(ticketId)}>
              <span>{subject}</span>
              <small>
                #{ticketId} {i18n.joinReason({ reason, evidence: null })}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OtherTickets({ customer }: { customer: CustomerCard }) {
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
