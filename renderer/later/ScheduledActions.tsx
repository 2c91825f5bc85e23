import type { OutboxId, TicketId } from '../../preload/domain.ts'
import { useActions, useText } from '../store/context.ts'

/** What can be done with an answer that waits for its time. */
export function ScheduledActions({ id, ticketId }: { id: OutboxId; ticketId: TicketId }) {
  const { later } = useText()
  const { retryOutbox, takeBack, cancelOutbox, openDialog } = useActions()
  return (
    <div className="outbox-actions">
      <button
        type="button"
        className="button button--small"
        onClick={() => openDialog({ type: 'later', purpose: 'reschedule', ticketId, outboxId: id })}
      >
        {later.changeTime}
      </button>
      <button type="button" className="button button--small" onClick={() => void retryOutbox(id)}>
        {later.sendNow}
      </button>
      <button type="button" className="button button--small" onClick={() => void takeBack({ id, ticketId })}>
        {later.edit}
      </button>
      <button type="button" className="button button--small" onClick={() => void cancelOutbox(id)}>
        {later.cancelSchedule}
      </button>
    </div>
  )
}
