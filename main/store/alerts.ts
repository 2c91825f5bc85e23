import type { Database } from 'better-sqlite3'
import type { AccountId, AlertId, AlertInfo, TicketId } from '../../preload/domain.ts'

export type NewAlert = {
  /** Names the event; a second row with the same key is not made. */
  key: string
  kind: AlertInfo['kind']
  ticketId: TicketId | null
  accountId: AccountId | null
  at: number
  dueAt: number | null
}
export type AlertRow = Omit<AlertInfo, 'isHandled'> & {
  handledAt: number | null
  key: string
  accountName: string | null
}

const SELECT = `
  SELECT a.id, a.key, a.kind, a.ticket_id AS ticketId, a.account_id AS accountId, a.at, a.due_at AS dueAt, a.handled_at AS handledAt, (SELECT c.address FROM account c WHERE c.id = a.account_id) AS accountName,
    t.customer_name AS customerName, t.subject
  FROM alert a LEFT JOIN ticket t ON t.id = a.ticket_id`

/** What popups say or said, and the marks that keep each from being said twice. */
export function createAlertStore(db: Database) {
  const insert = db.prepare<NewAlert>(`
    INSERT INTO alert (key, kind, ticket_id, account_id, at, due_at) VALUES (@key, @kind, @ticketId, @accountId, @at, @dueAt)
    ON CONFLICT (key) DO NOTHING`)
  const toShow = db.prepare<[], AlertRow>(`${SELECT} WHERE a.shown_at IS NULL ORDER BY a.id`)
  const hasToShow = db.prepare<[], { at: number }>('SELECT MIN(at) AS at FROM alert WHERE shown_at IS NULL')
  const recent = db.prepare<[], AlertRow>(`${SELECT} ORDER BY a.id DESC LIMIT 200`)
  const markShown = db.prepare('UPDATE alert SET shown_at = ? WHERE id = ? AND shown_at IS NULL')
  const handle = db.prepare('UPDATE alert SET handled_at = ? WHERE id = ? AND handled_at IS NULL')
  const handleTicket = db.prepare('UPDATE alert SET handled_at = ? WHERE ticket_id = ? AND handled_at IS NULL')

  return {
    /** True when the event was not known yet. */
    add: (alert: NewAlert) => insert.run(alert).changes > 0,
    listToShow: () => toShow.all(),
    oldestToShowAt: () => hasToShow.get()?.at ?? null,
    listRecent: () => recent.all(),
    markShown: (id: AlertId, at: number) => void markShown.run(at, id),
    markHandled: (id: AlertId, at: number) => void handle.run(at, id),
    markTicketHandled: (ticketId: TicketId, at: number) => void handleTicket.run(at, ticketId),
  }
}
