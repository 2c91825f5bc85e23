import type { Database } from 'better-sqlite3'
import type { DeadlineKind, TicketId } from '../../preload/domain.ts'

export type DeadlineRow = {
  id: number
  ticketId: TicketId
  kind: DeadlineKind
  startedAt: number
  dueAt: number
  /** The next warning that has not been given yet. */
  warnAt: number | null
  /** Every warning, earliest first. */
  warnings: number[]
  /** JSON: the counted spans and the policy, for "なぜこの期限?". */
  why: string
}
export type EndReason = 'met' | 'cancelled' | 'moved'

type Raw = Omit<DeadlineRow, 'warnings'> & { warnings: string }

const COLUMNS =
  'id, ticket_id AS ticketId, kind, started_at AS startedAt, due_at AS dueAt, warn_at AS warnAt, warnings, why'

/** Deadlines that run, and the marks that keep each from being announced twice. */
export function createDeadlineStore(db: Database) {
  const nextDue = db.prepare<[], { dueAt: number }>(
    'SELECT due_at AS dueAt FROM deadline WHERE ended_at IS NULL AND missed_at IS NULL ORDER BY due_at LIMIT 1',
  )
  const nextWarn = db.prepare<[], { warnAt: number }>(`
    SELECT warn_at AS warnAt FROM deadline
    WHERE ended_at IS NULL AND missed_at IS NULL AND warn_at IS NOT NULL ORDER BY warn_at LIMIT 1`)
  const passed = db.prepare<[number], Raw>(
    `SELECT ${COLUMNS} FROM deadline WHERE ended_at IS NULL AND missed_at IS NULL AND due_at <= ? ORDER BY due_at`,
  )
  const near = db.prepare<{ now: number }, Raw>(`
    SELECT ${COLUMNS} FROM deadline
    WHERE ended_at IS NULL AND missed_at IS NULL AND warn_at IS NOT NULL AND warn_at <= @now AND due_at > @now
    ORDER BY due_at`)
  const openOf = db.prepare<[number], Raw>(`SELECT ${COLUMNS} FROM deadline WHERE ticket_id = ? AND ended_at IS NULL`)
  const allOpen = db.prepare<[], Raw & { missedAt: number | null }>(
    `SELECT ${COLUMNS}, missed_at AS missedAt FROM deadline WHERE ended_at IS NULL ORDER BY due_at`,
  )
  const insert = db.prepare<Omit<Raw, 'id'>>(`
    INSERT INTO deadline (ticket_id, kind, started_at, due_at, warn_at, warnings, why)
    VALUES (@ticketId, @kind, @startedAt, @dueAt, @warnAt, @warnings, @why)`)
  const end = db.prepare('UPDATE deadline SET ended_at = ?, end_reason = ? WHERE id = ? AND ended_at IS NULL')
  const setWarn = db.prepare('UPDATE deadline SET warn_at = ? WHERE id = ?')
  const missed = db.prepare('UPDATE deadline SET missed_at = ? WHERE id = ?')

  return {
    nextDueAt: () => nextDue.get()?.dueAt ?? null,
    nextWarnAt: () => nextWarn.get()?.warnAt ?? null,
    listPassed: (now: number) => passed.all(now).map(toDeadline),
    listNear: (now: number) => near.all({ now }).map(toDeadline),
    listOpen: () => allOpen.all().map((row) => ({ ...toDeadline(row), missedAt: row.missedAt })),
    /** Nearest first. */
    openOf: (ticketId: TicketId) =>
      openOf
        .all(ticketId)
        .map(toDeadline)
        .toSorted((a, b) => a.dueAt - b.dueAt),
    add: ({ warnings, ...deadline }: Omit<DeadlineRow, 'id'>) =>
      void insert.run({ ...deadline, warnings: JSON.stringify(warnings) }),
    end: (id: number, at: number, reason: EndReason) => void end.run(at, reason, id),
    setNextWarning: (id: number, at: number | null) => void setWarn.run(at, id),
    markMissed: (id: number, at: number) => void missed.run(at, id),
  }
}

function toDeadline({ warnings, ...row }: Raw): DeadlineRow {
  return { ...row, warnings: JSON.parse(warnings) as number[] }
}
