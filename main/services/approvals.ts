import type { OutboxId, StaffId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { mayApprove, needsApproval, type Person } from '../../preload/domain/approval.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Changes } from './changes.ts'
import type { createDelivery } from './delivery.ts'
import { announceMention, type createNoteService } from './notes.ts'
import { approvalKey } from './withdraw.ts'

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  delivery: Pick<ReturnType<typeof createDelivery>, 'cancel'>
  notes: Pick<ReturnType<typeof createNoteService>, 'add'>
}

const peopleOf = (store: Store): Person[] =>
  store.staff.list().map(({ id, isManager, removedAt }) => ({ id, isManager, isPresent: removedAt === null }))

/** An answer that was just queued waits for somebody's word, where its shop wants that. Inside the transaction. */
export function askForApproval(store: Store, row: OutboxRow, at: number): void {
  const sender = store.journal.atCounter()
  const shopId = store.accounts.get(row.accountId)?.shopId
  const wants = shopId !== undefined && store.accounts.shop(shopId)?.needsApproval
  if (!wants || !needsApproval(sender, peopleOf(store))) return
  store.outbox.askApproval(row.id, sender)
  const key = approvalKey(row)
  const { ticketId, accountId } = row
  store.alerts.add({ key, kind: 'approval', ticketId, accountId, at, dueAt: null, staffId: sender })
  const data = { outboxId: row.id }
  store.journal.append({ at, actor: 'staff', type: 'outbox.approval-asked', ticketId: row.ticketId, data })
}

/** 承認: what colleagues wrote leaves when somebody responsible has said so. */
export function createApprovals({ store, clock, changes, delivery, notes }: Tools) {
  /** Throws AppError `conflict` when it waits for nobody's word, `rejected` with reason `not-approver`. */
  function waiting(id: OutboxId): OutboxRow {
    const row = store.outbox.get(id)
    if (!row) throw new AppError('not-found', `Nothing in the outbox under ${id}`)
    const isWaiting = row.asks === 'approval' && (row.state === 'queued' || row.state === 'held')
    if (!isWaiting) throw new AppError('conflict', 'It waits for nobody.')
    refuseOthers(row.askedBy)
    return row
  }

  function refuseOthers(askedBy: StaffId | null): void {
    const person = peopleOf(store).find(({ id }) => id === store.journal.atCounter())
    if (!person || !mayApprove(person, askedBy))
      throw new AppError('rejected', 'Somebody else has to say so.', { reason: 'not-approver' })
  }

  function record({ id, ticketId }: OutboxRow, type: string): void {
    store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId, data: { outboxId: id } })
  }

  function told({ ticketId }: OutboxRow): void {
    changes.note('outbox')
    changes.note('alerts')
    changes.note('tickets', [ticketId])
  }

  return {
    /** `undoMs`: how long this can be taken back before it leaves. */
    approve(id: OutboxId, undoMs: number): void {
      const row = waiting(id)
      store.transaction(() => {
        store.outbox.approve(id, clock.now() + undoMs, clock.now())
        store.alerts.markHandledByKey(approvalKey(row), clock.now())
        record(row, 'outbox.approved')
      })
      told(row)
    },
    /** Takes the word back, as long as it has not left. Throws AppError `conflict` after that. */
    unapprove(id: OutboxId): void {
      const row = store.outbox.get(id)
      if (row?.state !== 'queued' || row.asks !== null || row.askedBy === null)
        throw new AppError('conflict', 'It has left already.')
      refuseOthers(row.askedBy)
      store.transaction(() => {
        store.outbox.askApproval(id, row.askedBy)
        record(row, 'outbox.approval-asked')
      })
      told(row)
    },
    /** The words become a draft of whoever wrote them, with a note that calls them. */
    giveBack(id: OutboxId, note: string): void {
      const row = waiting(id)
      store.transaction(() => {
        delivery.cancel(id, 'outbox.given-back')
        store.work.setDraftBy(row.ticketId, row.askedBy)
        const { messageId } = notes.add(row.ticketId, note)
        if (row.askedBy === null) return
        store.staff.addMention(messageId, row.askedBy, store.journal.atCounter(), clock.now())
        announceMention(store, messageId, row.askedBy, clock.now())
      })
      told(row)
      changes.note('people')
    },
  }
}
