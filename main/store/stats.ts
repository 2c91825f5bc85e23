import type { Database } from 'better-sqlite3'
import type { DataFacts } from '../../preload/domain/backups.ts'
import type { HandlingShare, TicketId } from '../../preload/domain.ts'

/**
 * Mail that needed nobody: filed and never taken in by a person, an automatic answer or a failure notice that was tied to the
 * ticket it belongs to. A failure notice or an automatic answer that ties to nothing waits for somebody.
 */
const AUTOMATIC = `(
  (m.kind IN ('notice', 'bulk') AND t.kind = 'notice' AND t.kind_set IS NULL)
  OR (m.kind IN ('bounce', 'auto-reply') AND m.join_reason NOT IN ('new', 'stranger', 'new-subject', 'other-order', 'other-shop')))`

/** Counts for the reports. */
export function createStatsStore(db: Database) {
  const total = db.prepare<[number], { total: number }>(
    `SELECT COUNT(*) AS total FROM message m WHERE m.direction = 'inbound' AND m.at >= ?`,
  )
  const byRule = db.prepare<[number], HandlingShare['byRule'][number]>(`
    SELECT m.rule, m.kind, COUNT(*) AS count FROM message m INDEXED BY message_handled CROSS JOIN ticket t ON t.id = m.ticket_id
    WHERE m.direction = 'inbound' AND m.at >= ? AND m.kind IN ('notice', 'bulk', 'bounce', 'auto-reply') AND ${AUTOMATIC}
    GROUP BY m.rule, m.kind ORDER BY count DESC, m.rule`)
  const ticketsOfRule = db.prepare<[number, string, number], { id: TicketId }>(`
    SELECT m.ticket_id AS id FROM message m INDEXED BY message_handled CROSS JOIN ticket t ON t.id = m.ticket_id
    WHERE m.direction = 'inbound' AND m.at >= ? AND m.rule = ? AND ${AUTOMATIC}
    GROUP BY m.ticket_id ORDER BY MAX(m.at) DESC, m.ticket_id DESC LIMIT ?`)

  const facts = db.prepare<[], DataFacts>(
    `SELECT (SELECT COUNT(*) FROM ticket WHERE merged_into IS NULL) AS tickets,
      (SELECT COUNT(*) FROM message) AS messages, (SELECT MAX(at) FROM message) AS newestAt`,
  )

  const idsAfter = db.prepare<[number, number], { id: TicketId }>(
    'SELECT id FROM ticket WHERE merged_into IS NULL AND id > ? ORDER BY id LIMIT ?',
  )

  return {
    dataFacts: () => facts.get()!,
    /** All tickets, page by page. */
    ticketIdsAfter: (id: number, limit: number) => idsAfter.all(id, limit).map((row) => row.id),
    /** Inbound mail from `since` (ms UTC) on. */
    handling(since: number): HandlingShare {
      const rules = byRule.all(since)
      const automatic = rules.reduce((sum, { count }) => sum + count, 0)
      return { total: total.get(since)!.total, automatic, byRule: rules }
    },
    /** The tickets of the mails `byRule` counts for `rule`; the one with the newest such mail first. */
    handledBy: (rule: string, since: number, limit: number) =>
      ticketsOfRule.all(since, rule, limit).map(({ id }) => id),
  }
}
