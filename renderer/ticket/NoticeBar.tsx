import { Archive } from 'lucide-react'
import type { TicketDetail } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'

/** Why this mail was filed instead of shown as something to do, and the ways out. */
export function NoticeBar() {
  const text = useText()
  const detail = useApp((state) => state.detail)
  const { setKind, learnRule } = useActions()
  if (detail?.ticket.kind !== 'notice') return null
  const { id } = detail.ticket
  const sender = senderOf(detail)
  return (
    <div className="notice-bar">
      <Archive size={15} aria-hidden />
      <p>
        <span>{text.ticket.filedBecause}: </span>
        <strong>{filingReason(detail, text)}</strong>
      </p>
      <div className="notice-bar__ways">
        <button type="button" className="button button--small" onClick={() => void setKind(id, 'ticket')}>
          {text.ticket.toTicket}
        </button>
        {sender !== null && (
          <>
            <button type="button" className="button button--small" onClick={() => void learnRule(id, 'ticket')}>
              {text.ticket.alwaysTicket}
            </button>
            <small>{text.ticket.whatMatches(sender)}</small>
          </>
        )}
      </div>
    </div>
  )
}

type Words = Pick<ReturnType<typeof useText>, 'ticket' | 'ruleWords'>

/** Main wrote the rule down with the message; a person's decision afterwards counts more. */
function filingReason({ history }: TicketDetail, { ticket, ruleWords }: Words) {
  const decided = history.findLast(({ type }) => type === 'ticket.kind-changed')
  if (decided?.actor === 'staff') return ticket.filedByPerson
  const rule = history.map(({ data }) => data['rule']).find((one) => typeof one === 'string')
  return ruleWords(rule ?? '')
}

/** Whose mail a learned rule would match from here. */
export function senderOf({ messages }: Pick<TicketDetail, 'messages'>) {
  return messages.find(({ direction }) => direction === 'inbound')?.from?.address ?? null
}
