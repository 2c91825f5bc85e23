import { useEffect, useState } from 'react'
import type { CustomerId, TicketId, TicketSummary } from '../../preload/domain.ts'
import { useActions, useAppStore, useText } from '../store/context.ts'
import { TicketChoice } from './FindTicket.tsx'

/** Everything one person ever wrote, newest first. */
export function CustomerTickets({ id, onClose }: { id: CustomerId; onClose: () => void }) {
  const { common } = useText()
  const { api } = useAppStore()
  const { openTicket, showError } = useActions()
  const [tickets, setTickets] = useState<TicketSummary[] | null>(null)
  useEffect(() => {
    api.call('customers.tickets', { id }).then(setTickets).catch(showError)
  }, [api, id, showError])
  function open(ticketId: TicketId) {
    onClose()
    void openTicket(ticketId)
  }
  return (
    <>
      {tickets === null ? (
        <p>{common.loading}</p>
      ) : (
        <p className="list-dialog__count">{common.count(tickets.length)}</p>
      )}
      <ul className="list-dialog__rows">
        {tickets?.map((ticket) => (
          <li key={ticket.id}>
            <TicketChoice ticket={ticket} onChoose={() => open(ticket.id)} />
          </li>
        ))}
      </ul>
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </>
  )
}
