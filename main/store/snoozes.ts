import type { Database } from 'better-sqlite3'
import type { TicketId } from '../../preload/domain.ts'

/** Tickets that are put aside, and those that came back and wait for somebody. */
export type SnoozeRow = { snoozedAt: number | null; snoozedUntil: number | null; returnedAt: number | null }

export function createSnoozeStore(db: Database) {
  const get = db.prepare<[number], SnoozeRow>(
    'SELECT snoozed_at AS snoozedAt, snoozed_until AS snoozedUntil, returned_at AS returnedAt FROM ticket WHERE id = ?',
  )
  const set = db.prepare<SnoozeRow & { id: number }>(
    'UPDATE ticket SET snoozed_at = @snoozedAt, snoozed_until = @snoozedUntil, returned_at = @returnedAt WHERE id = @id',
  )
  const nextWake = db.prepare<[], { at: number | null }>(
    'SELECT MIN(snoozed_until) AS at FROM ticket WHERE snoozed_until IS NOT NULL',
  )
  const due = db.prepare<[number], { id: TicketId; snoozedUntil: number }>(
    'SELECT id, snoozed_until AS snoozedUntil FROM ticket WHERE snoozed_until IS NOT NULL AND snoozed_until <= ? ORDER BY snoozed_until',
  )

  return {
    get: (id: TicketId) => get.get(id) ?? null,
    put: (id: TicketId, row: SnoozeRow) => void set.run({ ...row, id }),
    nextWakeAt: () => nextWake.get()!.at,
    listDue: (now: number) => due.all(now),
  }
}
