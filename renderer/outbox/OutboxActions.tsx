import type { OutboxId, OutboxItem, TicketId } from '../../preload/domain.ts'
import { ScheduledActions } from '../later/ScheduledActions.tsx'
import { useApp, useText } from '../store/context.ts'

type Props = { id: OutboxId; state: OutboxItem['state']; ticketId: TicketId; scheduledAt: number | null }

/** What a person may do with an answer in this state. An unclear one is never simply sent again. */
export function OutboxActions({ id, state, ticketId, scheduledAt }: Props) {
  const { outbox } = useText()
  const { retryOutbox, cancelOutbox, decideOutbox } = useApp((app) => app)
  if (state === 'unclear') {
    return (
      <div className="outbox-actions">
        <button type="button" className="button button--small" onClick={() => void decideOutbox(id, 'sent')}>
          {outbox.decideSent}
        </button>
        <button type="button" className="button button--small" onClick={() => void decideOutbox(id, 'not-sent')}>
          {outbox.decideNotSent}
        </button>
        <p>{outbox.unclearHelp}</p>
      </div>
    )
  }
  if (state === 'queued' && scheduledAt !== null) return <ScheduledActions id={id} ticketId={ticketId} />
  if (state !== 'queued' && state !== 'failed' && state !== 'held') return null
  return (
    <div className="outbox-actions">
      <button type="button" className="button button--small" onClick={() => void retryOutbox(id)}>
        {outbox.retry}
      </button>
      <button type="button" className="button button--small" onClick={() => void cancelOutbox(id)}>
        {outbox.cancel}
      </button>
    </div>
  )
}
