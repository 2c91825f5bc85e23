import type { LateSends, OutboxId, ShopId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { isOpenAt, nextOpening } from '../core/business-hours.ts'
import type { HoursPolicy } from '../core/hours-policy.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Changes } from './changes.ts'
import type { LeaveVerdict } from './delivery.ts'
import type { Arrival } from './intake.ts'
import { askFirst, hasWordSince, holdBack, lateKey } from './withdraw.ts'

/** Later than this after its time an answer may not fit any more. */
export const LATE_MS = 2 * 3_600_000
/** Who ends the program is told of what was to leave within this time. */
const SOON_MS = 12 * 3_600_000

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  lateSends: () => LateSends
  hoursOf: (shopId: ShopId | null) => HoursPolicy
  /** The answer that settled a ticket did not leave after all. */
  unresolve: (id: TicketId) => void
}

/** Answers with a time of their own: never early, never past a word of the customer, never late without a question. */
export function createScheduledSends({ store, clock, changes, lateSends, hoursOf, unresolve }: Tools) {
  const isLate = ({ plan }: OutboxRow, now: number) => plan.sendAfter !== null && now - plan.sendAfter > LATE_MS

  function mayLeave(row: OutboxRow, now: number): LeaveVerdict {
    const { sendAfter } = row.plan
    if (sendAfter === null) return { leave: true }
    if (hasWordSince(store, row)) return { leave: false, reason: 'customer-first', keep: true }
    if (sendAfter > now) return { leave: false, waitUntil: sendAfter }
    return isLate(row, now) ? whenLate(row, now) : { leave: true }
  }

  function whenLate(row: OutboxRow, now: number): LeaveVerdict {
    const wanted = lateSends()
    if (wanted === 'send') return { leave: true }
    if (wanted === 'ask') return { leave: false, asks: 'late' }
    const hours = hoursOf(store.accounts.get(row.accountId)?.shopId ?? null)
    if (isOpenAt(hours, now)) return { leave: true }
    const opening = nextOpening(hours, now)
    return opening === null ? { leave: false, asks: 'late' } : { leave: false, waitUntil: opening }
  }

  const waiting = () => store.outbox.listOpen().filter(({ state }) => state === 'queued' || state === 'held')

  function note({ ticketId }: OutboxRow): void {
    changes.note('outbox')
    changes.note('tickets', [ticketId])
    changes.note('alerts')
  }

  /** Asks also while there is no line, when nothing gets as far as leaving. */
  const job: Job = {
    name: 'late answers',
    dueAt() {
      const at = lateSends() === 'ask' ? store.outbox.nextPlannedAt() : null
      return at === null ? null : at + LATE_MS + 1
    },
    run() {
      const now = clock.now()
      const late = waiting().filter((row) => row.asks === null && isLate(row, now))
      store.transaction(() => {
        for (const row of late) askFirst(store, row)
      })
      for (const row of late) note(row)
      return Promise.resolve()
    },
  }

  return {
    job,
    mayLeave,
    /** In the transaction that stores a message: what was to leave later becomes a draft again. */
    onArrival({ ticketId, isNewTicket, asks }: Arrival): void {
      if (!asks || isNewTicket) return
      for (const row of waiting()) {
        // What waits for somebody's word is no answer to what has come since either.
        if (row.ticketId !== ticketId || (row.plan.sendAfter === null && row.asks !== 'approval')) continue
        holdBack(store, row, { reason: 'customer-first', keep: true }, clock.now())
        if (row.plan.thenResolve) unresolve(row.ticketId)
        note(row)
      }
    },
    /** Another time for what has not left; its words stay. */
    reschedule(id: OutboxId, sendAfter: number): void {
      const now = clock.now()
      const row = store.outbox.get(id)
      if (!row) throw new AppError('not-found', `Nothing in the outbox under ${id}`)
      if (row.state !== 'queued' && row.state !== 'held') throw new AppError('conflict', 'It has left already.')
      if (sendAfter <= now) throw new AppError('invalid-input', 'That time has passed.', { reason: 'past' })
      store.transaction(() => {
        store.outbox.reschedule(id, { ...row.plan, sendAfter }, sendAfter)
        store.alerts.markHandledByKey(lateKey(row), now)
        const data = { outboxId: id, sendAfter }
        store.journal.append({ at: now, actor: 'staff', type: 'outbox.rescheduled', ticketId: row.ticketId, data })
      })
      note(row)
    },
    /** What was to leave soon, and does not when the program ends now. */
    dueSoon(): OutboxRow[] {
      const until = clock.now() + SOON_MS
      return store.outbox
        .listOpen()
        .filter(({ state, plan }) => state === 'queued' && plan.sendAfter !== null && plan.sendAfter <= until)
    },
  }
}
