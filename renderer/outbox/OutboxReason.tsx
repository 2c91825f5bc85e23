import type { OutboxItem } from '../../preload/domain.ts'
import { useApp, useMinute, useTicketI18n } from '../store/context.ts'
import { serverReply } from './server-reply.ts'

type Item = Pick<OutboxItem, 'ticketId' | 'state' | 'asks' | 'askedBy' | 'scheduledAt' | 'explanation' | 'attempts'>

/** Why an answer has not left, in words; nothing where its place in the list says it all. */
export function OutboxReason({ item }: { item: Item }) {
  const i18n = useTicketI18n(item.ticketId)
  const now = useMinute()
  const { outbox, later, approval } = i18n.text
  const author = useApp(({ staff }) => staff.find(({ id }) => id === item.askedBy)?.name)
  const { state, asks, scheduledAt, explanation, attempts } = item
  if (asks === 'approval')
    return <p className="outbox-row__why">{author ? approval.writtenBy(author) : approval.waits}</p>
  if (asks === 'late' && scheduledAt !== null)
    return <p className="outbox-row__why">{later.lateQuestion(i18n.shortMoment(scheduledAt, now))}</p>
  const reply = serverReply(explanation)
  if (reply !== null) return <p className="outbox-row__why">{outbox.serverReply(reply)}</p>
  if (explanation === 'account-paused') return <p className="outbox-row__why">{outbox.reasons.paused}</p>
  if (explanation === 'interrupted') return <p className="outbox-row__why">{outbox.reasons.interrupted}</p>
  if (state === 'queued' && attempts > 0) return <p className="outbox-row__why">{outbox.reasons.noLine}</p>
  return null
}
