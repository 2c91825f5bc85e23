import type { LaterTimes, ShopId, SnoozedBefore, Status, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { HoursPolicy } from '../core/hours-policy.ts'
import { laterTimes } from '../core/later-times.ts'
import { noticeKey } from '../core/notify-policy.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import type { Arrival } from './intake.ts'

type Reason = 'time' | 'customer' | 'deadline'
export type SnoozeService = ReturnType<typeof createSnoozeService>

/** Tickets that are put aside until a time or an answer. Whatever wakes one puts it before everything else. */
export function createSnoozeService(
  store: Store,
  clock: Clock,
  changes: Changes,
  hoursOf: (shopId: ShopId | null) => HoursPolicy,
) {
  function forEach(ids: readonly TicketId[], change: (id: TicketId) => void): void {
    const living = [...new Set(ids.map((id) => store.tickets.living(id)))]
    store.transaction(() => {
      for (const id of living) {
        if (!store.tickets.facts(id)) throw new AppError('not-found', `No ticket ${id}`)
        change(id)
      }
    })
    changes.note('tickets', living)
    changes.note('alerts')
  }

  /** Inside a transaction. It comes back into the list by itself, so it stands on top until somebody does something. */
  function wake(id: TicketId, reason: Reason, at: number): boolean {
    if (store.snoozes.get(id)?.snoozedAt == null) return false
    store.snoozes.put(id, { snoozedAt: null, snoozedUntil: null, returnedAt: clock.now() })
    store.journal.append({ at, actor: 'system', type: 'ticket.woken', ticketId: id, data: { reason } })
    return true
  }

  function comeBack(id: TicketId, until: number): void {
    wake(id, 'time', until)
    const { accountId } = store.tickets.facts(id)!
    // By the instant and not by the ticket: put aside again until another time, it is told again.
    const key = noticeKey('snooze', id, until)
    store.alerts.add({ key, kind: 'snooze', ticketId: id, accountId, at: until, dueAt: null })
  }

  const job: Job = {
    name: 'snooze',
    dueAt: store.snoozes.nextWakeAt,
    run() {
      const due = store.snoozes.listDue(clock.now())
      store.transaction(() => {
        for (const { id, snoozedUntil } of due) comeBack(id, snoozedUntil)
      })
      if (due.length > 0) {
        changes.note(
          'tickets',
          due.map(({ id }) => id),
        )
        changes.note('alerts')
      }
      return Promise.resolve()
    },
  }

  return {
    job,
    wake,
    times: (shopId: ShopId | null): LaterTimes => laterTimes(hoursOf(shopId), clock.now()),
    snooze(ids: readonly TicketId[], until: number | null, actor: 'staff' | 'system' = 'staff'): SnoozedBefore[] {
      const now = clock.now()
      if (until !== null && until <= now)
        throw new AppError('invalid-input', 'That time has passed.', { reason: 'past' })
      const before: SnoozedBefore[] = []
      forEach(ids, (id) => {
        const { kind, status } = store.tickets.facts(id)!
        if (kind !== 'ticket' || status === 'resolved') return
        const { snoozedAt, snoozedUntil } = store.snoozes.get(id)!
        before.push({ id, before: snoozedAt === null ? null : { until: snoozedUntil } })
        store.snoozes.put(id, { snoozedAt: now, snoozedUntil: until, returnedAt: null })
        store.alerts.markTicketHandled(id, now)
        store.journal.append({ at: now, actor, type: 'ticket.snoozed', ticketId: id, data: { until } })
      })
      return before
    },
    unsnooze(ids: readonly TicketId[], isUndo: boolean): void {
      const now = clock.now()
      forEach(ids, (id) => {
        const { snoozedAt, returnedAt } = store.snoozes.get(id)!
        if (snoozedAt === null && returnedAt === null) return
        store.snoozes.put(id, { snoozedAt: null, snoozedUntil: null, returnedAt: null })
        if (isUndo && snoozedAt !== null) store.alerts.reopenHandledAt(id, snoozedAt)
        const data = { reason: isUndo ? 'undo' : 'staff' }
        store.journal.append({ at: now, actor: 'staff', type: 'ticket.woken', ticketId: id, data })
      })
    },
    /** A word of the customer ends it at once; so does an answer of ours that came back. */
    onArrival({ ticketId, isNewTicket, asks, classification, inbound }: Arrival): void {
      if (!isNewTicket && (asks || classification.isBounce)) wake(ticketId, 'customer', inbound.receivedAt)
    },
  }
}

/** What an answer or a decision of a person does to the snooze of a ticket. Inside the transaction that settles it. */
export function settleSnooze(store: Store, id: TicketId, status: Status, actor: string, at: number): void {
  const row = store.snoozes.get(id)!
  if (row.snoozedAt === null && row.returnedAt === null) return
  if (status === 'resolved' || store.tickets.facts(id)!.kind === 'notice') {
    store.snoozes.put(id, { snoozedAt: null, snoozedUntil: null, returnedAt: null })
    const data = { reason: 'settled' }
    if (row.snoozedAt !== null) store.journal.append({ at, actor: 'system', type: 'ticket.woken', ticketId: id, data })
    return
  }
  if (actor === 'staff') store.snoozes.put(id, { ...row, returnedAt: null })
}
