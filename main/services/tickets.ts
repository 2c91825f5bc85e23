import type { Status, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { decideDeadline, type DeadlineFacts, type DeadlinePolicy } from '../core/deadlines.ts'
import type { HoursPolicy } from '../core/hours-policy.ts'
import { decideStatus, settledUntil } from '../core/ticket.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { TicketDraft, TicketFacts } from '../store/tickets.ts'
import type { Changes } from './changes.ts'
import type { ChecklistService } from './checklists.ts'
import { settleSnooze } from './snooze.ts'

export type TicketService = ReturnType<typeof createTicketService>
export type DeadlineRules = { policies: readonly DeadlinePolicy[]; hours: HoursPolicy }
type Actor = 'customer' | 'staff' | 'system'

/** The status that the facts of a ticket give it. A notice has none to speak of. */
export const statusOf = (ticket: TicketDraft): Status =>
  ticket.kind === 'notice' ? ticket.status : decideStatus(ticket)

/** The state of tickets: status and deadlines follow from what happened, and what a person decides is recorded. */
export function createTicketService(
  store: Store,
  clock: Clock,
  changes: Changes,
  rules: () => DeadlineRules,
  checklists: Pick<ChecklistService, 'close' | 'reopen'>,
) {
  /** Brings status and deadlines of a ticket in line with its messages. Inside the transaction that changed them. */
  function settle(id: TicketId, actor: Actor, at: number): Status {
    const before = store.tickets.facts(id)!
    const status = statusOf(before)
    if (status !== before.status) store.tickets.setStatus(id, status)
    follow(before.status, { ...before, status }, actor, at)
    return status
  }

  /** What follows from the status of a ticket, once its row and its messages are written. */
  function follow(before: Status, ticket: TicketFacts, actor: Actor, at: number): void {
    if (ticket.status === 'open' && before !== 'open')
      store.journal.append({ at, actor, type: 'ticket.reopened', ticketId: ticket.id })
    settleDeadline(ticket, at)
    settleSnooze(store, ticket.id, ticket.status, actor, at)
  }

  function settleDeadline(ticket: TicketFacts, at: number): void {
    const open = store.deadlines.openOf(ticket.id)
    const running = open.filter(({ kind }) => kind !== 'hold')
    const isOurTurn = ticket.kind === 'ticket' && (ticket.status === 'new' || ticket.status === 'open')
    const wanted = isOurTurn ? wantedDeadline(ticket) : null
    for (const row of running) {
      if (wanted && row.kind === wanted.kind && row.startedAt === wanted.from) continue
      if (isOurTurn && row.kind === 'manual') continue
      const reason = isOurTurn ? 'moved' : ticket.status === 'waiting' ? 'met' : 'cancelled'
      store.deadlines.end(row.id, at, reason)
      const type = reason === 'met' ? 'deadline.met' : 'deadline.cancelled'
      if (reason !== 'moved')
        store.journal.append({ at, actor: 'system', type, ticketId: ticket.id, data: { dueAt: row.dueAt } })
    }
    const isRunning = wanted && running.some((row) => row.kind === wanted.kind && row.startedAt === wanted.from)
    if (wanted && !isRunning) startDeadline(ticket, wanted, at)
    if (open.length > 0 || wanted) showNearest(ticket.id)
    if (!isOurTurn) store.alerts.markTicketHandled(ticket.id, at)
  }

  function wantedDeadline(ticket: TicketFacts): DeadlineFacts | null {
    const from = store.messages.firstUnansweredAt(ticket.id, settledUntil(ticket)) ?? ticket.reopenedAt
    if (from === null) return null
    return {
      kind: ticket.firstAnswerAt === null ? 'first-response' : 'next-response',
      from,
      shopId: ticket.shopId,
      channel: ticket.channel,
      marketplace: null,
      category: null,
      phrases: [],
      customerMarks: [],
      policyId: null,
      shippingCutoff: null,
    }
  }

  function startDeadline(ticket: TicketFacts, wanted: DeadlineFacts, at: number): void {
    const { policies, hours } = rules()
    const decided = decideDeadline(wanted, policies, hours)
    if (!decided) return
    const now = clock.now()
    store.deadlines.add({
      ticketId: ticket.id,
      kind: decided.kind,
      startedAt: wanted.from,
      dueAt: decided.dueAt,
      warnAt: decided.warnAt.find((warnAt) => warnAt > now) ?? null,
      warnings: [...decided.warnAt],
      why: JSON.stringify(decided.why),
    })
    store.journal.append({
      at,
      actor: 'system',
      type: 'deadline.set',
      ticketId: ticket.id,
      data: { dueAt: decided.dueAt, kind: decided.kind },
    })
  }

  /** Copies the nearest deadline into the row the list is sorted by. */
  function showNearest(id: TicketId): void {
    const [nearest] = store.deadlines.openOf(id)
    store.tickets.setDue(id, nearest?.dueAt ?? null, nearest?.warnings[0] ?? null)
    if (!nearest || nearest.dueAt > clock.now()) store.tickets.setOverdue(id, false)
  }

  function resolve(ids: readonly TicketId[], reason: 'settled' | 'no-reply-needed'): void {
    const now = clock.now()
    forEach(ids, (ticket) => {
      if (store.holds.running(ticket.id))
        throw new AppError('conflict', 'How its hold ended has to be said.', { reason: 'hold-running' })
      const openSteps = checklists.close(ticket.id)
      // Never before the newest message: the clock of this PC may be behind the mail server's.
      const resolvedAt = Math.max(now, ticket.lastMessageAt, ticket.reopenedAt ?? 0)
      store.tickets.setDecision(ticket.id, { resolvedAt, reopenedAt: ticket.reopenedAt })
      store.journal.append({
        at: now,
        actor: 'staff',
        type: 'ticket.resolved',
        ticketId: ticket.id,
        data: { reason, openSteps },
      })
      settleQuietly(ticket.id, now)
    })
  }

  function reopen(ids: readonly TicketId[], isUndo: boolean): void {
    const now = clock.now()
    forEach(ids, (ticket) => {
      checklists.reopen(ticket.id)
      // Later than any message: at the same instant the message would decide.
      const reopenedAt = isUndo ? ticket.reopenedAt : Math.max(now, ticket.lastMessageAt + 1)
      store.tickets.setDecision(ticket.id, { resolvedAt: null, reopenedAt })
      store.journal.append({ at: now, actor: 'staff', type: 'ticket.reopened', ticketId: ticket.id, data: { isUndo } })
      settleQuietly(ticket.id, now)
    })
  }

  function forEach(ids: readonly TicketId[], change: (ticket: TicketFacts) => void): void {
    store.transaction(() => {
      for (const id of ids) {
        const ticket = store.tickets.facts(store.tickets.living(id))
        if (!ticket) throw new AppError('not-found', `No ticket ${id}`)
        change(ticket)
      }
    })
    changes.note('tickets', ids)
    changes.note('alerts')
  }

  /** As `settle`, for what the journal has already been told. */
  function settleQuietly(id: TicketId, at: number): void {
    const ticket = store.tickets.facts(id)!
    const status = decideStatus(ticket)
    store.tickets.setStatus(id, status)
    settleDeadline({ ...ticket, status }, at)
    settleSnooze(store, id, status, 'staff', at)
  }

  return {
    settle,
    follow,
    showNearest,
    resolve,
    reopen,
    markSeen(asked: TicketId): void {
      const id = store.tickets.living(asked)
      const ticket = store.tickets.facts(id)
      if (!ticket) throw new AppError('not-found', `No ticket ${id}`)
      const summary = store.tickets.summary(id)!
      if (summary.isSeen) return
      store.tickets.setSeen(id, Math.max(clock.now(), ticket.lastMessageAt))
      changes.note('tickets', [id])
    },
    setKind(asked: TicketId, kind: 'ticket' | 'notice'): void {
      const id = store.tickets.living(asked)
      const now = clock.now()
      store.transaction(() => {
        if (!store.tickets.facts(id)) throw new AppError('not-found', `No ticket ${id}`)
        store.tickets.decideKind(id, kind)
        store.journal.append({ at: now, actor: 'staff', type: 'ticket.kind-changed', ticketId: id, data: { kind } })
        if (kind === 'ticket') countMachineMail(id)
        settle(id, 'staff', now)
      })
      changes.note('tickets', [id])
    },
  }

  /** A notice that a person wants to answer waits from the moment it came. */
  function countMachineMail(id: TicketId): void {
    const ticket = store.tickets.facts(id)!
    if (ticket.lastInboundAt !== null) return
    store.tickets.setDecision(id, {
      resolvedAt: ticket.resolvedAt,
      reopenedAt: Math.max(clock.now(), ticket.lastMessageAt),
    })
  }
}
