import type { AccountId, OutboxId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Changes } from './changes.ts'
import type { DeliveryOutcome } from './delivery-outcome.ts'
import { lateKey, withdraw } from './withdraw.ts'

/** What a person decides about an answer in the outbox: again, not at all, or whether it went. */
export function createOutboxDecisions(
  store: Store,
  clock: Clock,
  changes: Changes,
  { takeApart, markTaken, noteChange }: Pick<DeliveryOutcome, 'takeApart' | 'markTaken' | 'noteChange'>,
) {
  return {
    retry(id: OutboxId): void {
      const row = existing(id)
      if (row.state !== 'queued' && row.state !== 'failed' && row.state !== 'held')
        throw new AppError('conflict', 'It cannot be sent again.')
      if (row.asks === 'approval')
        throw new AppError('rejected', 'Somebody else has to say so.', { reason: 'not-approver' })
      store.transaction(() => {
        // Its words were given back as a draft; they are on their way again.
        if (row.state === 'failed') takeDraftBack(row)
        // One press is one try for all of the account; the first that fails holds the others again.
        if (row.state === 'held') store.outbox.releaseAccount(row.accountId, clock.now())
        store.outbox.reschedule(id, { ...row.plan, sendAfter: null }, clock.now())
        store.alerts.markHandledByKey(lateKey(row), clock.now())
      })
      noteChange(row)
    },
    cancel(id: OutboxId, type: 'outbox.cancelled' | 'outbox.given-back' = 'outbox.cancelled'): void {
      const row = existing(id)
      if (row.state !== 'queued' && row.state !== 'failed' && row.state !== 'held')
        throw new AppError('conflict', 'It has left already.')
      giveBack(row, type)
    },
    decide(id: OutboxId, verdict: 'sent' | 'not-sent'): void {
      const row = existing(id)
      if (row.state !== 'unclear') throw new AppError('conflict', 'It is decided already.')
      store.transaction(() => {
        store.journal.append({
          at: clock.now(),
          actor: 'staff',
          type: 'outbox.decided',
          ticketId: row.ticketId,
          data: { outboxId: id, verdict },
        })
        if (verdict === 'not-sent') giveBack(row, 'outbox.cancelled')
        else markTaken(row, 'staff')
      })
      noteChange(row)
    },
    /** The account is gone for good: nothing can leave by it, so the words are given back. */
    giveUpAccount(accountId: AccountId): void {
      const rows = store.outbox.listOpen().filter((row) => row.accountId === accountId)
      for (const row of rows) {
        if (row.state === 'queued' || row.state === 'held' || row.state === 'failed') giveBack(row, 'outbox.cancelled')
      }
    },
    /** The account works again. */
    releaseAccount(accountId: AccountId): void {
      if (store.outbox.releaseAccount(accountId, clock.now()) > 0) changes.note('outbox')
    },
  }

  function existing(id: OutboxId): OutboxRow {
    const row = store.outbox.get(id)
    if (!row) throw new AppError('not-found', `Nothing in the outbox under ${id}`)
    return row
  }

  /** The words become a draft again, and the message that never left goes from the conversation. */
  function giveBack(row: OutboxRow, type: string): void {
    store.transaction(() => {
      if (row.state !== 'failed') takeApart(row)
      withdraw(store, row, clock.now())
      store.journal.append({
        at: clock.now(),
        actor: 'staff',
        type,
        ticketId: row.ticketId,
        data: { outboxId: row.id },
      })
    })
    noteChange(row)
  }

  /** Only what a person has not touched since: their newer words are never thrown away. */
  function takeDraftBack(row: OutboxRow): void {
    const draft = store.drafts.get(row.ticketId)
    if (draft?.body === (row.typedBody ?? store.messages.get(row.messageId)!.textBody))
      store.drafts.remove(row.ticketId)
  }
}
