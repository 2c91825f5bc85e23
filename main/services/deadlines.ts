import type { TicketId } from '../../preload/domain.ts'
import { noticeKey } from '../core/notify-policy.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { DeadlineRow } from '../store/deadlines.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'

/** Notices what is near and what has passed. The due times are rows: sleep, restart and a changed clock lose none. */
export function createDeadlineJob(
  store: Store,
  clock: Clock,
  changes: Changes,
  /** In the transaction that notices it: nothing passes in its sleep. */
  onMissed: (ticketId: TicketId, at: number) => void = () => {},
): Job {
  function miss(row: DeadlineRow, now: number): void {
    store.deadlines.markMissed(row.id, now)
    store.tickets.setOverdue(row.ticketId, true)
    // At its true time, also when it is found later.
    store.journal.append({
      at: row.dueAt,
      actor: 'system',
      type: 'deadline.missed',
      ticketId: row.ticketId,
      data: { kind: row.kind, noticedAt: now },
    })
    addAlert(row, row.kind === 'hold' ? 'hold' : 'missed', row.dueAt)
    onMissed(row.ticketId, row.dueAt)
  }

  function warn(row: DeadlineRow, now: number): void {
    const at = row.warnings.findLast((warnAt) => warnAt <= now) ?? now
    store.deadlines.setNextWarning(row.id, row.warnings.find((warnAt) => warnAt > now) ?? null)
    store.journal.append({
      at,
      actor: 'system',
      type: 'deadline.warned',
      ticketId: row.ticketId,
      data: { dueAt: row.dueAt },
    })
    addAlert(row, 'warning', at)
  }

  function addAlert(row: DeadlineRow, kind: 'warning' | 'missed' | 'hold', at: number): void {
    const ticket = store.tickets.facts(row.ticketId)!
    store.alerts.add({
      // By what passed and not by its row: closing a ticket by mistake and undoing it starts the same deadline anew.
      key: noticeKey(kind, row.ticketId, at),
      kind,
      ticketId: row.ticketId,
      accountId: ticket.accountId,
      at,
      dueAt: row.dueAt,
    })
  }

  return {
    name: 'deadlines',
    dueAt() {
      const [due, warning] = [store.deadlines.nextDueAt(), store.deadlines.nextWarnAt()]
      if (due === null || warning === null) return due ?? warning
      return Math.min(due, warning)
    },
    async run() {
      const now = clock.now()
      const touched = store.transaction(() => {
        const passed = store.deadlines.listPassed(now)
        const near = store.deadlines.listNear(now)
        for (const row of passed) miss(row, now)
        for (const row of near) warn(row, now)
        return [...passed, ...near].map(({ ticketId }) => ticketId)
      })
      if (touched.length === 0) return
      changes.note('tickets', touched)
      changes.note('alerts')
    },
  }
}
