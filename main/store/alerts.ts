import type { Database } from 'better-sqlite3'
import type { AccountId, AlertId, AlertInfo, StaffId, TicketId } from '../../preload/domain.ts'

export type NewAlert = {
  /** Names the event; a second row with the same key is not made. */
  key: string
  kind: AlertInfo['kind']
  ticketId: TicketId | null
  accountId: AccountId | null
  at: number
  dueAt: number | null
  staffId?: StaffId | null
}
export type AlertRow = Omit<AlertInfo, 'isHandled' | 'isAway'> & {
  handledAt: number | null
  shownAt: number | null
  awayAt: number | null
  key: string
  accountName: string | null
}

const SELECT = `
  SELECT a.id, a.key, a.kind, a.ticket_id AS ticketId, a.account_id AS accountId, a.at, a.due_at AS dueAt, a.handled_at AS handledAt,
    a.shown_at AS shownAt, a.away_at AS awayAt, (SELECT c.address FROM account c WHERE c.id = a.account_id) AS accountName,
    t.customer_name AS customerName, t.subject, (SELECT s.name FROM staff s WHERE s.id = a.staff_id) AS staffName
  FROM alert a LEFT JOIN ticket t ON t.id = a.ticket_id`

/** What popups say or said, and the marks that keep each from being said twice. */
export function createAlertStore(db: Database) {
  const insert = db.prepare<Omit<NewAlert, 'staffId'> & { staffId: StaffId | null }>(`
    INSERT INTO alert (key, kind, ticket_id, account_id, at, due_at, staff_id)
    VALUES (@key, @kind, @ticketId, @accountId, @at, @dueAt, @staffId)
    ON CONFLICT (key) DO NOTHING`)
  const toShow = db.prepare<[], AlertRow>(`${SELECT} WHERE a.shown_at IS NULL ORDER BY a.id`)
  const hasToShow = db.prepare<[], { at: number }>('SELECT MIN(at) AS at FROM alert WHERE shown_at IS NULL')
  const after = db.prepare<[number, number], AlertRow>(`${SELECT} WHERE a.id > ? ORDER BY a.id LIMIT ?`)
  const newest = db.prepare<[], { id: number | null }>('SELECT MAX(id) AS id FROM alert')
  const one = db.prepare<[number], AlertRow>(`${SELECT} WHERE a.id = ?`)
  const recent = db.prepare<[], AlertRow>(`${SELECT} ORDER BY a.id DESC LIMIT 200`)
  const unhandled = db.prepare<[], AlertRow>(
    `${SELECT} WHERE a.handled_at IS NULL AND a.shown_at IS NOT NULL ORDER BY a.id`,
  )
  const markShown = db.prepare('UPDATE alert SET shown_at = ? WHERE id = ?')
  const markAway = db.prepare('UPDATE alert SET away_at = @backAt WHERE shown_at IS NULL AND at < @backAt')
  const reopen = db.prepare('UPDATE alert SET handled_at = NULL WHERE ticket_id = ? AND handled_at = ?')
  const handle = db.prepare('UPDATE alert SET handled_at = ? WHERE id = ? AND handled_at IS NULL')
  const handleKey = db.prepare('UPDATE alert SET handled_at = ? WHERE key = ? AND handled_at IS NULL')
  // Who is called, and who has to approve, is not whoever happens to open the ticket.
  const handleTicket = db.prepare(
    `UPDATE alert SET handled_at = ? WHERE ticket_id = ? AND handled_at IS NULL AND kind NOT IN ('mention', 'approval')`,
  )
  // By their notes: a merge moves these to another ticket.
  const handleMentions = db.prepare(`
    UPDATE alert SET handled_at = @at WHERE handled_at IS NULL AND key IN (
      SELECT 'mention:' || n.message_id || ':' || n.staff_id FROM staff_mention n JOIN message m ON m.id = n.message_id
      WHERE m.ticket_id = @ticketId AND n.staff_id = @staffId)`)

  return {
    /** True when the event was not known yet. */
    add: ({ staffId = null, ...alert }: NewAlert) => insert.run({ ...alert, staffId }).changes > 0,
    listToShow: () => toShow.all(),
    /** Shown, and nobody has done anything about it. */
    listUnhandled: () => unhandled.all(),
    oldestToShowAt: () => hasToShow.get()?.at ?? null,
    get: (id: AlertId) => one.get(id) ?? null,
    lastId: () => newest.get()!.id ?? 0,
    /** In the order in which they were written. */
    listAfter: (id: number, limit: number) => after.all(id, limit),
    listRecent: () => recent.all(),
    markShown: (id: AlertId, at: number) => void markShown.run(at, id),
    /** What happened before somebody was back and was not told yet. */
    markAway: (backAt: number) => void markAway.run({ backAt }),
    /** Takes back what was handled at that instant. */
    reopenHandledAt: (ticketId: TicketId, at: number) => void reopen.run(ticketId, at),
    markHandled: (id: AlertId, at: number) => void handle.run(at, id),
    markHandledByKey: (key: string, at: number) => void handleKey.run(at, key),
    /** The person has looked at the ticket they were called to. */
    markMentionsHandled: (ticketId: TicketId, staffId: StaffId, at: number) =>
      void handleMentions.run({ at, ticketId, staffId }),
    markTicketHandled: (ticketId: TicketId, at: number) => void handleTicket.run(at, ticketId),
  }
}
