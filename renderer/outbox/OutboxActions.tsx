import type { OutboxItem } from '../../preload/domain.ts'
import { ScheduledActions } from '../later/ScheduledActions.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import { useMayApprove } from './use-approval.ts'

export type Actionable = Pick<OutboxItem, 'id' | 'ticketId' | 'state' | 'scheduledAt' | 'asks' | 'askedBy'>

/** What a person may do with an answer in this state. An unclear one is never simply sent again. */
export function OutboxActions({ item }: { item: Actionable }) {
  const { state, scheduledAt, asks } = item
  if (state === 'unclear') return <UnclearActions item={item} />
  if (state !== 'queued' && state !== 'failed' && state !== 'held') return null
  if (asks === 'approval') return <ApprovalActions item={item} />
  if (state === 'queued' && scheduledAt !== null) return <ScheduledActions id={item.id} ticketId={item.ticketId} />
  return <WaitingActions item={item} />
}

function WaitingActions({ item }: { item: Actionable }) {
  const { outbox, later } = useText()
  const { retryOutbox, takeBack, cancelOutbox } = useActions()
  return (
    <div className="outbox-actions">
      <button type="button" className="button button--small" onClick={() => void retryOutbox(item.id)}>
        {outbox.retry}
      </button>
      <button type="button" className="button button--small" onClick={() => void takeBack(item)}>
        {later.edit}
      </button>
      <button type="button" className="button button--small" onClick={() => void cancelOutbox(item.id)}>
        {outbox.cancel}
      </button>
    </div>
  )
}

/** Somebody responsible decides; whoever wrote it can go on writing. */
function ApprovalActions({ item }: { item: Actionable }) {
  const { approval, outbox, later } = useText()
  const { approveOutbox, takeBack, cancelOutbox, openDialog } = useActions()
  const mayApprove = useMayApprove(item.askedBy)
  if (!mayApprove)
    return (
      <div className="outbox-actions">
        <button type="button" className="button button--small" onClick={() => void takeBack(item)}>
          {later.edit}
        </button>
        <button type="button" className="button button--small" onClick={() => void cancelOutbox(item.id)}>
          {outbox.cancel}
        </button>
      </div>
    )
  return (
    <div className="outbox-actions">
      <button
        type="button"
        className="button button--small button--primary"
        onClick={() => void approveOutbox(item.id)}
      >
        {approval.approve}
      </button>
      <button
        type="button"
        className="button button--small"
        onClick={() => openDialog({ type: 'give-back', outboxId: item.id })}
      >
        {approval.giveBack}
      </button>
    </div>
  )
}

function UnclearActions({ item: { id } }: { item: Actionable }) {
  const { outbox } = useText()
  const decideOutbox = useApp((app) => app.decideOutbox)
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
