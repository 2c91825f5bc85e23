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
  /** When it was found to have passed, or null. */
  missedAt: number | null
}
export type EndReason = 'met' | 'cancelled' | 'moved'

type Amendment = Pick<DeadlineRow, 'dueAt' | 'warnAt' | 'why' | 'missedAt'>
type Raw = Omit<DeadlineRow, 'warnings'> & { warnings: string }

const COLUMNS =
  'id, ticket_id AS ticketId, kind, started_at AS startedAt, due_at AS dueAt, warn_at AS warnAt, warnings, why, missed_at AS missedAt'

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
  const allOpen = db.prepare<[], Raw>(`SELECT ${COLUMNS} FROM deadline WHERE ended_at IS NULL ORDER BY due_at`)
  const insert = db.prepare<Omit<Raw, 'id' | 'missedAt'>>(`
    INSERT INTO deadline (ticket_id, kind, started_at, due_at, warn_at, warnings, why)
    VALUES (@ticketId, @kind, @startedAt, @dueAt, @warnAt, @warnings, @why)`)
  const end = db.prepare('UPDATE deadline SET ended_at = ?, end_reason = ? WHERE id = ? AND ended_at IS NULL')
  const setWarn = db.prepare('UPDATE deadline SET warn_at = ? WHERE id = ?')
  const amend = db.prepare<Amendment & { id: number; warnings: string }>(`
    UPDATE deadline SET due_at = @dueAt, warn_at = @warnAt, warnings = @warnings, why = @why, missed_at = @missedAt WHERE id = @id`)
  const reviveManual = db.prepare(`
    UPDATE deadline SET ended_at = NULL, end_reason = NULL
    WHERE id = (SELECT id FROM deadline WHERE ticket_id = ? AND kind = 'manual' ORDER BY id DESC LIMIT 1)
      AND ended_at = ? AND end_reason = 'cancelled'`)
  const missed = db.prepare('UPDATE deadline SET missed_at = ? WHERE id = ?')

  return {
    nextDueAt: () => nextDue.get()?.dueAt ?? null,
    nextWarnAt: () => nextWarn.get()?.warnAt ?? null,
    listPassed: (now: number) => passed.all(now).map(toDeadline),
    listNear: (now: number) => near.all({ now }).map(toDeadline),
    listOpen: () => allOpen.all().map(toDeadline),
    /** Nearest first. */
    openOf: (ticketId: TicketId) =>
      openOf
        .all(ticketId)
        .map(toDeadline)
        .toSorted((a, b) => a.dueAt - b.dueAt),
    add: ({ warnings, ...deadline }: Omit<DeadlineRow, 'id' | 'missedAt'>) =>
      void insert.run({ ...deadline, warnings: JSON.stringify(warnings) }),
    end: (id: number, at: number, reason: EndReason) => void end.run(at, reason, id),
    /** The same deadline at another time, or for another reason. */
    amend: (id: number, { warnings, ...change }: Amendment & { warnings: readonly number[] }) =>
      void amend.run({ id, ...change, warnings: JSON.stringify(warnings) }),
    /** The date set by hand that ended when the ticket was closed at `closedAt` holds again. */
    reviveManual: (ticketId: TicketId, closedAt: number) => void reviveManual.run(ticketId, closedAt),
    setNextWarning: (id: number, at: number | null) => void setWarn.run(at, id),
    markMissed: (id: number, at: number) => void missed.run(at, id),
  }
}

function toDeadline({ warnings, ...row }: Raw): DeadlineRow {
  return { ...row, warnings: JSON.parse(warnings) as number[] }
}
