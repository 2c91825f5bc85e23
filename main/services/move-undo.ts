import type { MoveId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { TicketMove, TicketMoveKind, TicketSnapshot } from '../store/moves.ts'
import { noteMove, type Changes } from './changes.ts'
import type { createCustomerMoves } from './customer-moves.ts'
import type { FollowHolds } from './hold-moves.ts'
import type { TicketRows } from './ticket-rows.ts'
import type { TicketService } from './tickets.ts'

type CustomerMoves = ReturnType<typeof createCustomerMoves>

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  tickets: TicketService
  rows: TicketRows
  customerMoves: CustomerMoves
  followHolds: FollowHolds
}

/** Takes merges, splits and moves back. */
export function createMoveUndo({ store, clock, changes, tickets, rows, customerMoves, followHolds }: Tools) {
  const { moves } = store
  const { snapshot, rebuild } = rows

  /**
   * Puts back what a move moved, with the rows as they were where nothing has happened since. Throws AppError `conflict`
   * when that is not possible any more.
   */
  function undo(id: MoveId): void {
    store.transaction(() => {
      const row = moves.get(id)
      if (!row) throw new AppError('not-found', `No move ${id}`)
      if (row.undoneAt !== null) throw conflict()
      if (row.kind === 'customers') customerMoves.undo(row.record)
      else undoTickets(row.kind, row.record, id)
      moves.setUndone(id, clock.now())
    })
  }

  function undoTickets(kind: TicketMoveKind, record: TicketMove, moveId: MoveId): void {
    const now = clock.now()
    const current = new Map(record.after.map(({ row }) => [row.id, snapshot(row.id)]))
    check(kind, record, current)
    for (const { id, from, ...join } of record.messages) moves.putMessage(id, from, join)
    for (const { id, ticketId } of record.alerts) moves.setAlert(id, ticketId)
    for (const { id, ledTo } of record.signposts) moves.lead(id, ledTo)
    if (kind === 'split') close(record.into, record.before[0]!.row.id, now)
    restoreDrafts(record, current)
    const rest = record.before.filter(
      (before) =>
        !putBack(
          before,
          record.after.find(({ row }) => row.id === before.row.id)!,
          current,
          now,
        ),
    )
    for (const { row } of rest) {
      rebuild(row.id)
      tickets.settle(row.id, 'system', now)
      moves.keepMarks(
        row.id,
        record.after.flatMap(({ openDeadlines }) => openDeadlines),
      )
    }
    const touched = [...new Set([...record.before.map(({ row }) => row.id), record.into])]
    restoreHolds(record)
    followHolds(touched, now)
    for (const ticketId of touched)
      store.journal.append({
        at: now,
        actor: 'staff',
        type: 'move.undone',
        ticketId,
        data: { moveId, kind, into: record.into },
      })
    noteMove(changes, touched)
  }

  function check(kind: TicketMoveKind, record: TicketMove, current: ReadonlyMap<TicketId, TicketSnapshot>): void {
    const { into, messages, after } = record
    const here = new Set(current.get(into)!.messageIds)
    const moved = new Set<number>(messages.map(({ id }) => id))
    const others = [...here].filter((id) => !moved.has(id))
    if (messages.some(({ id }) => !here.has(id))) throw conflict()
    if (after.some(({ row }) => current.get(row.id)!.row.merged_into !== row.merged_into)) throw conflict()
    // What came into a split ticket since has no former place, and a ticket cannot be left without a message.
    if (kind === 'split' ? others.length > 0 : others.length === 0) throw conflict()
  }

  /** Restores the row of a ticket whole; false when something has happened to it since. */
  function putBack(
    before: TicketSnapshot,
    after: TicketSnapshot,
    current: ReadonlyMap<TicketId, TicketSnapshot>,
    now: number,
  ): boolean {
    const id = before.row.id
    const is = current.get(id)!
    // Nobody can have written to a ticket that led elsewhere.
    const isUntouched = after.row.merged_into !== null || sameState(is, after)
    if (!isUntouched) return false
    for (const deadline of store.deadlines.openOf(id))
      if (!before.openDeadlines.includes(deadline.id)) store.deadlines.end(deadline.id, now, 'moved')
    const open = moves.openDeadlines(id)
    for (const deadline of before.openDeadlines) if (!open.includes(deadline)) moves.reopenDeadline(deadline)
    const customerId = before.row['customer_id'] as Parameters<Store['customers']['living']>[0] | null
    moves.restoreRow({
      ...before.row,
      // The customer may be part of another one by now.
      customer_id: customerId === null ? null : store.customers.living(customerId),
      seen_at: after.row.merged_into === null ? is.row['seen_at']! : before.row['seen_at']!,
    })
    moves.showOverdue(id)
    return true
  }

  /** Looking at a ticket changes nothing about it. */
  function sameState(one: TicketSnapshot, other: TicketSnapshot): boolean {
    const plain = ({ row, messageIds, openDeadlines }: TicketSnapshot) =>
      JSON.stringify([{ ...row, seen_at: null, is_overdue: null, customer_id: null }, messageIds, openDeadlines])
    return plain(one) === plain(other)
  }

  /** A hold that only the move itself has changed, by what it brought together, runs on as it did. */
  function restoreHolds(record: TicketMove): void {
    for (const { hold } of record.before) {
      const [after] = record.after.flatMap((ticket) => (hold && ticket.hold?.id === hold.id ? [ticket.hold] : []))
      const is = hold && store.holds.get(hold.id)
      if (!after || !is || JSON.stringify(is.state) !== JSON.stringify(after.state)) continue
      store.holds.save({ ...is, state: hold.state, autoAt: hold.autoAt })
    }
  }

  /** Each draft where it was, unless somebody has gone on writing: then the text stays where they wrote it. */
  function restoreDrafts(record: TicketMove, current: ReadonlyMap<TicketId, TicketSnapshot>): void {
    if (record.emptied.length === 0) return
    const after = record.after.find(({ row }) => row.id === record.into)!
    const is = current.get(record.into)!
    const isSame = JSON.stringify([is.draft, is.draftFiles]) === JSON.stringify([after.draft, after.draftFiles])
    if (!isSame) return
    for (const { row, draft, draftFiles } of record.before) {
      if (row.id !== record.into && !record.emptied.includes(row.id)) continue
      store.drafts.remove(row.id)
      if (draft) store.drafts.put(draft)
      for (const { index: _, ...file } of draftFiles) store.drafts.addFile({ owner: 'draft', id: row.id }, file)
    }
  }

  /** A ticket that a split made, after the split was taken back. */
  function close(id: TicketId, into: TicketId, now: number): void {
    for (const row of store.deadlines.openOf(id)) store.deadlines.end(row.id, now, 'moved')
    for (const alert of moves.alertsOf(id)) moves.setAlert(alert.id, into)
    store.drafts.merge(id, into)
    for (const other of moves.leadingTo(id)) moves.lead(other, into)
    moves.setEmpty(id, into)
  }

  return undo
}

function conflict(): AppError {
  return new AppError('conflict', 'What was moved has been moved again since.', { reason: 'moved-since' })
}
