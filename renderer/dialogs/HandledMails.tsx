import { useEffect, useState } from 'react'
import type { TicketId, TicketSummary } from '../../preload/domain.ts'
import { useActions, useAppStore, useText } from '../store/context.ts'
import { HANDLING_DAYS } from '../store/rules.ts'
import { TicketChoice } from './FindTicket.tsx'

/** The mails that one rule handled, so that a person can see whether it was right. */
export function HandledMails({ rule, onClose }: { rule: string; onClose: () => void }) {
  const { common, dialogs } = useText()
  const { api } = useAppStore()
  const { openTicket, openDialog, showError } = useActions()
  const [tickets, setTickets] = useState<TicketSummary[] | null>(null)
  useEffect(() => {
    api.call('stats.mails', { days: HANDLING_DAYS, rule }).then(setTickets).catch(showError)
  }, [api, rule, showError])
  function open(id: TicketId) {
    onClose()
    void openTicket(id)
  }
  return (
    <>
      <p>{tickets === null ? common.loading : dialogs.handledIntro}</p>
      <ul className="list-dialog__rows">
        {tickets?.map((ticket) => (
          <li key={ticket.id}>
            <TicketChoice ticket={ticket} onChoose={() => open(ticket.id)} />
          </li>
        ))}
      </ul>
      <div className="modal__buttons">
        <button type="button" className="button" onClick={() => openDialog({ type: 'handling' })}>
          {dialogs.backToHandling}
        </button>
        <button type="button" className="button button--primary" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </>
  )
}
