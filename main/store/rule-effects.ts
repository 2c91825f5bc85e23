import type { Database } from 'better-sqlite3'
import type {
  CustomerId,
  RuleChange,
  RuleField,
  RuleId,
  RuleLogEntry,
  RuleRefusal,
  RuleRunId,
  TicketId,
} from '../../preload/domain.ts'

/** The two decisions that a status follows from. */
export type Decision = { resolvedAt: number | null; reopenedAt: number | null }
export type Outcome = { changes: RuleChange[]; tells: string[]; refused: RuleRefusal[] }
export type RuleEffect = {
  ruleId: RuleId
  ticketId: TicketId
  runId: RuleRunId | null
  epoch: string | null
  at: number
  outcome: Outcome
  /** Of a rule that closed or reopened: before and after it. */
  decisions: { before: Decision; after: Decision } | null
}
type Row = Omit<RuleEffect, 'outcome' | 'decisions'> & { id: number; outcome: string; before: string | null }
type LogRow = Omit<RuleLogEntry, 'changes' | 'tells' | 'refused' | 'cause' | 'isUndone'> & {
  outcome: string
  epoch: string | null
  isUndone: 0 | 1
}
export type RuleRun = { id: RuleRunId; ruleId: RuleId; at: number; undoneAt: number | null }

const EFFECT =
  'e.id, e.rule_id AS ruleId, e.ticket_id AS ticketId, e.run_id AS runId, e.epoch, e.at, e.outcome, e.before'
const COUNTS = 'LEFT JOIN rule_run r ON r.id = e.run_id WHERE r.undone_at IS NULL'

/** What rules have done: the log, what a run changed, and the waits that a time rule has acted in. */
export function createRuleEffectStore(db: Database) {
  const insert = db.prepare(`
    INSERT INTO rule_effect (rule_id, ticket_id, run_id, epoch, at, outcome, before)
    VALUES (@ruleId, @ticketId, @runId, @epoch, @at, @outcome, @before) ON CONFLICT DO NOTHING`)
  const hasActed = db.prepare('SELECT 1 FROM rule_effect WHERE rule_id = ? AND ticket_id = ? AND epoch = ?')
  const ofTicket = db.prepare<[number], { outcome: string }>(
    `SELECT e.outcome FROM rule_effect e ${COUNTS} AND e.ticket_id = ? ORDER BY e.id DESC`,
  )
  const ofCustomer = db.prepare<[number], { outcome: string }>(`
    SELECT e.outcome FROM ticket t JOIN rule_effect e ON e.ticket_id = t.id ${COUNTS} AND t.customer_id = ? ORDER BY e.id DESC`)
  const ofRun = db.prepare<[number, number, number], Row>(
    `SELECT ${EFFECT} FROM rule_effect e WHERE e.run_id = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?`,
  )
  const log = db.prepare<Record<string, number | null>, LogRow>(`
    SELECT e.id, e.rule_id AS ruleId, u.name AS ruleName, e.ticket_id AS ticketId, t.subject, t.customer_name AS customerName, e.at,
      e.run_id AS runId, e.epoch, e.outcome, COALESCE(r.undone_at IS NOT NULL, 0) AS isUndone
    FROM rule_effect e JOIN rule u ON u.id = e.rule_id JOIN ticket t ON t.id = e.ticket_id LEFT JOIN rule_run r ON r.id = e.run_id
    WHERE e.id < @before AND (@ruleId IS NULL OR e.rule_id = @ruleId) ORDER BY e.id DESC LIMIT @limit`)
  const insertRun = db.prepare('INSERT INTO rule_run (rule_id, at) VALUES (?, ?)')
  const run = db.prepare<[number], RuleRun>(
    'SELECT id, rule_id AS ruleId, at, undone_at AS undoneAt FROM rule_run WHERE id = ?',
  )
  const setUndone = db.prepare('UPDATE rule_run SET undone_at = ? WHERE id = ?')

  function lastSet(rows: Iterable<{ outcome: string }>, field: RuleField): RuleChange['after'] | undefined {
    for (const { outcome } of rows) {
      const change = (JSON.parse(outcome) as Outcome).changes.find((one) => one.field === field)
      if (change) return change.after
    }
    return undefined
  }

  return {
    add: ({ outcome, decisions, ...effect }: RuleEffect) =>
      void insert.run({
        ...effect,
        outcome: JSON.stringify(outcome),
        before: decisions && JSON.stringify(decisions),
      }),
    hasActed: (ruleId: RuleId, ticketId: TicketId, epoch: string) =>
      hasActed.get(ruleId, ticketId, epoch) !== undefined,
    /** What a rule made of a field of the ticket last; undefined where none did. What was taken back does not count. */
    lastSet: (id: TicketId, field: RuleField) => lastSet(ofTicket.iterate(id), field),
    lastMark: (id: CustomerId) => lastSet(ofCustomer.iterate(id), 'customer-mark'),
    /** Newest first; `before` is the id of the last of the page before. */
    ofRun: (id: RuleRunId, before: number, limit: number): (RuleEffect & { id: number })[] =>
      ofRun.all(id, before, limit).map(({ outcome, before: decisions, ...row }) => ({
        ...row,
        outcome: JSON.parse(outcome) as Outcome,
        decisions: decisions === null ? null : (JSON.parse(decisions) as RuleEffect['decisions']),
      })),
    log: (ruleId: RuleId | null, before: number | null, limit: number): RuleLogEntry[] =>
      log.all({ ruleId, before: before ?? Number.MAX_SAFE_INTEGER, limit }).map(toEntry),
    insertRun: (ruleId: RuleId, at: number) => Number(insertRun.run(ruleId, at).lastInsertRowid) as RuleRunId,
    run: (id: RuleRunId) => run.get(id) ?? null,
    setUndone: (id: RuleRunId, at: number) => void setUndone.run(at, id),
  }
}

function toEntry({ outcome, epoch, isUndone, ...row }: LogRow): RuleLogEntry {
  const cause = row.runId !== null ? 'run' : epoch !== null ? 'time' : 'arrival'
  return { ...row, ...(JSON.parse(outcome) as Outcome), cause, isUndone: isUndone === 1 }
}
