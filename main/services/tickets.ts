import type { Status, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { decideStatus } from '../core/ticket.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { TicketDraft, TicketFacts } from '../store/tickets.ts'
import type { Changes } from './changes.ts'
import type { ChecklistService } from './checklists.ts'
import { settleSnooze } from './snooze.ts'
import type { TicketDeadlines } from './ticket-deadlines.ts'

export type TicketService = ReturnType<typeof createTicketService>
type Actor = 'customer' | 'staff' | 'system'

/** The status that the facts of a ticket give it. A notice has none to speak of. */
export const statusOf = (ticket: TicketDraft): Status =>
  ticket.kind === 'notice' ? ticket.status : decideStatus(ticket)

/** The state of tickets: status and deadlines follow from what happened, and what a person decides is recorded. */
export function createTicketService(
  store: Store,
  clock: Clock,
  changes: Changes,
  deadlines: TicketDeadlines,
  checklists: Pick<ChecklistService, 'close' | 'reopen'>,
) {
  /** Brings status and deadlines of a ticket in line with its messages. Inside the transaction that changed them. */
  function settle(id: TicketId, actor: Actor, at: number): Status {
    const before = store.tickets.facts(id)!
    const status = statusOf(before)
    if (status !== before.status) changeStatus(before, status, actor, at)
    follow(before.status, { ...before, status }, actor, at)
    return status
  }

  function changeStatus({ id, status: before }: TicketFacts, after: Status, actor: Actor, at: number): void {
    store.tickets.setStatus(id, after)
    store.journal.append({ at, actor, type: 'ticket.status', ticketId: id, data: { before, after } })
  }

  /** What follows from the status of a ticket, once its row and its messages are written. */
  function follow(before: Status, ticket: TicketFacts, actor: Actor, at: number): void {
    if (ticket.status === 'open' && before !== 'open')
      store.journal.append({ at, actor, type: 'ticket.reopened', ticketId: ticket.id })
    deadlines.settle(ticket, at)
    settleSnooze(store, ticket.id, ticket.status, actor, at)
  }

  /** As `follow`, for a ticket that has just been made: no deadline, popup or snooze can be there already. */
  function begin(ticket: TicketFacts, actor: Actor, at: number): void {
    if (ticket.status === 'open') store.journal.append({ at, actor, type: 'ticket.reopened', ticketId: ticket.id })
    deadlines.begin(ticket, at)
  }

  /** `notBefore`: the instant of an answer that is on its way and shall not open the ticket again. */
  function resolve(ids: readonly TicketId[], reason: 'settled' | 'no-reply-needed', notBefore = 0): void {
    const now = clock.now()
    forEach(ids, (ticket) => {
      if (store.holds.running(ticket.id))
        throw new AppError('conflict', 'How its hold ended has to be said.', { reason: 'hold-running' })
      const openSteps = checklists.close(ticket.id)
      // Never before the newest message: the clock of this PC may be behind the mail server's.
      const resolvedAt = Math.max(now, notBefore, ticket.lastMessageAt, ticket.reopenedAt ?? 0)
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
      if (isUndo && ticket.resolvedAt !== null) store.deadlines.reviveManual(ticket.id, ticket.resolvedAt)
      store.journal.append({ at: now, actor: 'staff', type: 'ticket.reopened', ticketId: ticket.id, data: { isUndo } })
      settleQuietly(ticket.id, now)
    })
  }

  /** The answer that settled it did not leave after all. Inside a transaction. */
  function unresolve(id: TicketId): void {
    if (store.tickets.facts(id)?.status !== 'resolved') return
    reopen([id], true)
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
    if (status !== ticket.status) changeStatus(ticket, status, 'staff', at)
    deadlines.settle({ ...ticket, status }, at)
    settleSnooze(store, id, status, 'staff', at)
  }

  return {
    settle,
    follow,
    begin,
    /** What a deadline policy asks about has changed: category, mark, customer. Inside the transaction that changed it. */
    recompute(ids: readonly TicketId[], at: number): void {
      for (const id of ids) {
        const ticket = store.tickets.mergedInto(id) === null ? store.tickets.facts(id) : null
        if (ticket?.kind === 'ticket' && ticket.status !== 'resolved') deadlines.settle(ticket, at)
      }
    },
    showNearest: deadlines.showNearest,
    resolve,
    reopen,
    unresolve,
    markSeen(asked: TicketId): void {
      const id = store.tickets.living(asked)
      const ticket = store.tickets.facts(id)
      if (!ticket) throw new AppError('not-found', `No ticket ${id}`)
      const summary = store.tickets.summary(id)!
      if (summary.isSeen) return
      store.transaction(() => {
        store.tickets.setSeen(id, Math.max(clock.now(), ticket.lastMessageAt))
        store.journal.append({ at: clock.now(), actor: 'staff', type: 'ticket.seen', ticketId: id })
      })
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
