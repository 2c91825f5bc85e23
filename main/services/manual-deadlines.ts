import type { TicketId } from '../../preload/domain.ts'
import type { Output } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import { nextBusinessDay } from '../core/business-hours.ts'
import { addDays, dayNumberOf, instantOf, instantOfMinutes, localDateOf, spansOfDay } from '../core/calendar.ts'
import { dateDeadline } from '../core/deadlines.ts'
import { spanMinutes } from '../core/hours-policy.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { TicketFacts } from '../store/tickets.ts'
import type { Changes } from './changes.ts'
import type { DeadlineRuleBook } from './deadline-rules.ts'
import type { TicketDeadlines } from './ticket-deadlines.ts'

const WARN_MINUTES = [60, 15]
/** When a day begins that somebody puts a thing off to, where the shop is closed or its hours say nothing. */
const MORNING = '10:00'

type Tools = { store: Store; clock: Clock; changes: Changes; rules: DeadlineRuleBook; deadlines: TicketDeadlines }

/** A date that a person sets ("〇日までに"): it takes the place of what runs, and holds until it is kept, moved or taken away. */
export function createManualDeadlines({ store, clock, changes, rules, deadlines }: Tools) {
  function existing(asked: TicketId): TicketFacts {
    const ticket = store.tickets.facts(store.tickets.living(asked))
    if (!ticket) throw new AppError('not-found', `No ticket ${asked}`)
    return ticket
  }

  /** Throws `conflict` for a ticket that is closed or filed: nothing of it is due. */
  function set(asked: TicketId, dueAt: number | null): Output<'deadlines.setManual'> {
    const now = clock.now()
    const { id, before } = store.transaction(() => {
      const ticket = existing(asked)
      if (ticket.kind === 'notice' || ticket.status === 'resolved')
        throw new AppError('conflict', 'Nothing of this ticket is due', { reason: 'not-open' })
      const row = store.deadlines.openOf(ticket.id).find(({ kind }) => kind === 'manual')
      // Not `cancelled`: that is the end of what undoing a closed ticket brings back.
      if (row) store.deadlines.end(row.id, now, 'moved')
      if (dueAt !== null) add(ticket, dueAt, now)
      record(ticket.id, now, row?.dueAt ?? null, dueAt)
      deadlines.settle(ticket, now)
      // Re-dated is dealt with.
      if (dueAt !== null) store.alerts.markTicketHandled(ticket.id, now)
      return { id: ticket.id, before: row?.dueAt ?? null }
    })
    changes.note('tickets', [id])
    changes.note('alerts')
    return { before }
  }

  function add(ticket: TicketFacts, dueAt: number, now: number): void {
    const { kind, warnAt, why } = dateDeadline('manual', now, dueAt, WARN_MINUTES)
    store.deadlines.add({
      ticketId: ticket.id,
      kind,
      // All that was said until now waits for this date, also where the mail server's clock is ahead.
      startedAt: Math.max(now, ticket.lastMessageAt),
      dueAt,
      warnAt: warnAt[0] ?? null,
      warnings: [...warnAt],
      why: JSON.stringify(why),
    })
  }

  function record(ticketId: TicketId, at: number, before: number | null, dueAt: number | null): void {
    if (before === null && dueAt === null) return
    const type = dueAt === null ? 'deadline.cancelled' : 'deadline.set'
    store.journal.append({
      at,
      actor: 'staff',
      type,
      ticketId,
      data: { kind: 'manual', dueAt: dueAt ?? before, before },
    })
  }

  return {
    set,
    offers(asked: TicketId): Output<'deadlines.offers'> {
      const { hours } = rules.of(existing(asked).shopId)
      const { timeZone } = hours
      const now = clock.now()
      const today = localDateOf(timeZone, now)
      const closing = Math.max(0, ...spansOfDay(hours, today).map((span) => spanMinutes(span)[1]))
      const closesAt = instantOfMinutes(timeZone, dayNumberOf(today), closing)
      const next = nextBusinessDay(hours, today)
      return {
        todayAt: closing > 0 && closesAt > now ? closesAt : null,
        tomorrowAt: instantOf(timeZone, addDays(today, 1), MORNING),
        nextBusinessDayAt: next === null ? null : instantOf(timeZone, next, spansOfDay(hours, next)[0]?.[0] ?? MORNING),
        timeZone,
      }
    },
  }
}
