import type { HoldId, HoldOutcome, HoldRefusal, MessageId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { dateDeadline } from '../core/deadlines.ts'
import { autoReminderAt } from '../core/hold-dates.ts'
import { holdDueAt } from '../core/hold-due.ts'
import { leavesWork, type Hold, type HoldStep } from '../core/holds.ts'
import type { HoursPolicy } from '../core/hours-policy.ts'
import type { Clock } from '../jobs/clock.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { HoldRow } from '../store/holds.ts'
import type { Store } from '../store/index.ts'
import type { TicketService } from './tickets.ts'
import { holdBack } from './withdraw.ts'

const SLACK_MS = 2 * 60_000

export type HoldState = ReturnType<typeof createHoldState>
/** The opening hours of the shop of a ticket. */
export type HoursOf = (ticketId: TicketId) => HoursPolicy

/** Names the automatic reminder of one date: it is queued once. */
export const autoKey = ({ id, state }: Pick<HoldRow, 'id' | 'state'>) =>
  `auto-reminder:${id}:${state.round}:${state.request.dueAt}`

/** After a sleep or a day offline the customer's answer may lie on the server: nothing goes by itself before somebody looked. */
export function hasLookedLately(account: AccountRow, now: number): boolean {
  const { lastSuccessAt, pollIntervalMs } = account
  return lastSuccessAt !== null && Math.abs(now - lastSuccessAt) <= pollIntervalMs + SLACK_MS
}

/** Writes holds, and everything on their tickets that follows from them. All of it inside a transaction of the caller. */
export function createHoldState(store: Store, clock: Clock, tickets: TicketService, hoursOf: HoursOf) {
  /** Makes stage and deadline of a ticket agree with the hold that runs on it. */
  function show(ticketId: TicketId): void {
    const running = store.holds.running(ticketId)
    store.holds.showStage(ticketId, running?.state.stage ?? null)
    const wanted = running ? holdDueAt(running.state) : null
    const open = store.deadlines.openOf(ticketId).filter(({ kind }) => kind === 'hold')
    for (const row of open)
      if (row.dueAt !== wanted) store.deadlines.end(row.id, clock.now(), wanted === null ? 'cancelled' : 'moved')
    if (wanted !== null && !open.some(({ dueAt }) => dueAt === wanted)) setDeadline(ticketId, running!.state, wanted)
    tickets.showNearest(ticketId)
  }

  /** The date is the deadline, without warnings: it is the customer who is waited for. */
  function setDeadline(ticketId: TicketId, state: Hold, dueAt: number): void {
    const now = clock.now()
    const from = (state.reminder ?? state.request).sentAt
    const { kind, why } = dateDeadline('hold', from, dueAt, [])
    store.deadlines.add({
      ticketId,
      kind,
      startedAt: from,
      dueAt,
      warnAt: null,
      warnings: [],
      why: JSON.stringify(why),
    })
    if (dueAt > now) return
    // It was told of when it passed.
    const row = store.deadlines.openOf(ticketId).find((deadline) => deadline.kind === 'hold')!
    store.deadlines.markMissed(row.id, now)
    store.tickets.setOverdue(ticketId, true)
  }

  function save(row: HoldRow, state: Hold): HoldRow {
    const isOver = state.stage === 'ended'
    const saved: HoldRow = {
      ...row,
      state,
      endedAt: isOver ? (row.endedAt ?? clock.now()) : null,
      autoAt: autoAt({ ...row, state }),
    }
    store.holds.save(saved)
    show(row.ticketId)
    return saved
  }

  /** Only what went out as a mail can be followed by one that goes by itself, and only once for one date. */
  function autoAt(row: Pick<HoldRow, 'id' | 'ticketId' | 'messageId' | 'state'>): number | null {
    if (row.state.request.way === 'phone' || store.outbox.byKey(autoKey(row)) !== null) return null
    return autoReminderAt(row.state, hoursOf(row.ticketId))
  }

  /** Answers of this hold that have not been handed over stay here; what a person wrote becomes a draft again. */
  function stopQueued(row: HoldRow, reason: string, onlyAutomatic = false): void {
    for (const step of pending(row.id)) {
      if (step.step === 'request' || (onlyAutomatic && !step.isAutomatic)) continue
      const sending = store.outbox.byMessage(step.messageId)
      if (sending?.state !== 'queued' && sending?.state !== 'held') continue
      holdBack(store, sending, { reason, keep: !step.isAutomatic }, clock.now())
    }
  }

  /** Steps on their way or unclear. */
  function pending(id: HoldId) {
    return store.holds.stepsOf(id).filter(({ appliedAt, messageId }) => {
      const state = appliedAt === null ? store.outbox.byMessage(messageId)?.state : undefined
      return state === 'queued' || state === 'held' || state === 'sending' || state === 'unclear'
    })
  }

  /** Ends a hold and, where nothing is left to do, settles its ticket. */
  function finish(row: HoldRow, ended: Hold, outcome: HoldOutcome, actor: 'staff' | 'system'): void {
    const now = clock.now()
    const { ticketId } = row
    const before = store.tickets.facts(ticketId)!
    stopQueued(row, 'ended')
    const after = decisionAfter(before, outcome, now)
    const beforeEnd = {
      state: row.state,
      resolvedAt: before.resolvedAt,
      reopenedAt: before.reopenedAt,
      afterResolvedAt: after.resolvedAt,
      afterReopenedAt: after.reopenedAt,
    }
    save({ ...row, beforeEnd }, ended)
    journal(row, 'hold.ended', { outcome, kind: row.state.kind }, actor)
    if (after.resolvedAt !== before.resolvedAt)
      store.journal.append({ at: now, actor, type: 'ticket.resolved', ticketId, data: { reason: 'hold', outcome } })
    store.tickets.setDecision(ticketId, after)
    tickets.settle(ticketId, actor, now)
    show(ticketId)
  }

  function journal(
    row: { id: HoldId | null; ticketId: TicketId },
    type: string,
    data: object,
    actor: 'staff' | 'system' | 'customer',
    at = clock.now(),
  ): void {
    store.journal.append({ at, actor, type, ticketId: row.ticketId, data: { holdId: row.id, ...data } })
  }

  /** Whatever the clocks of two machines say: a person has to look at it. */
  function ensureOpen(ticketId: TicketId, actor: 'customer' | 'system', at: number): void {
    const ticket = store.tickets.facts(ticketId)!
    if (ticket.status === 'new' || ticket.status === 'open') return
    const newest = Math.max(at, ticket.lastMessageAt, ticket.lastAnswerAt ?? 0, ticket.resolvedAt ?? 0)
    store.tickets.setDecision(ticketId, { resolvedAt: ticket.resolvedAt, reopenedAt: newest + 1 })
    tickets.settle(ticketId, actor, at)
  }

  return {
    show,
    save,
    autoAt,
    stopQueued,
    pending,
    finish,
    journal,
    ensureOpen,
    /** The customer has written: nothing runs any more, nothing of it leaves, a person decides. */
    answered(row: HoldRow, messageId: MessageId | null, at: number): void {
      stopQueued(row, 'customer-wrote')
      if (row.state.stage === 'answered' || row.state.stage === 'ended') return
      save(row, { ...row.state, stage: 'answered' })
      journal(row, 'hold.answered', { messageId, kind: row.state.kind }, 'customer', at)
      ensureOpen(row.ticketId, 'customer', at)
      show(row.ticketId)
    },
  }
}

/** Throws AppError `conflict` with why a step may not happen. */
export function granted(step: HoldStep): Hold {
  if (!step.ok) throw refusal(step.reason)
  return step.hold
}

export function refusal(reason: HoldRefusal | 'two-holds'): AppError {
  return new AppError('conflict', `The hold does not allow it: ${reason}.`, { reason })
}

type Decision = { resolvedAt: number | null; reopenedAt: number | null }

function decisionAfter(ticket: Decision & { lastMessageAt: number }, outcome: HoldOutcome, now: number): Decision {
  const { resolvedAt, reopenedAt, lastMessageAt } = ticket
  const rest = leavesWork(outcome)
  if (rest === 'unchanged') return { resolvedAt, reopenedAt }
  if (rest === 'to-do') return { resolvedAt, reopenedAt: Math.max(now, lastMessageAt, resolvedAt ?? 0) + 1 }
  return { resolvedAt: Math.max(now, lastMessageAt, reopenedAt ?? 0), reopenedAt }
}
