import type { Database } from 'better-sqlite3'
import type {
  AccountId,
  AlertId,
  DeadAddress,
  MessageId,
  NoticeEvent,
  NoticeWatch,
  NoticeWatchDraft,
  NoticeWatchId,
  StaffId,
  TicketId,
} from '../../preload/domain.ts'

export type NewNotice = {
  key: string
  watchId: NoticeWatchId | null
  ruleName: string | null
  event: NoticeEvent | 'rule'
  ticketId: TicketId | null
  messageId: MessageId | null
  accountId: AccountId | null
  alertId: AlertId | null
  recipients: readonly StaffId[]
  at: number
  dueAt: number | null
  notedAt: number
}
export type NoticeRow = Omit<NewNotice, 'recipients'> & { id: number; recipients: StaffId[] }
type Raw = Omit<NoticeRow, 'recipients'> & { recipients: string }
type RawWatch = { id: NoticeWatchId; definition: string }

/** Messages of one ticket that keeps notices; then another begins. */
const MOST_IN_HOME = 100

/** Who is told of what by mail, what they have not been told yet, and where those mails lie. */
export function createNoticeStore(db: Database) {
  const watches = db.prepare<[], RawWatch>(
    'SELECT id, definition FROM notice_watch WHERE removed_at IS NULL ORDER BY id',
  )
  const insertWatch = db.prepare('INSERT INTO notice_watch (definition, created_at) VALUES (?, ?)')
  const updateWatch = db.prepare('UPDATE notice_watch SET definition = ? WHERE id = ? AND removed_at IS NULL')
  const removeWatch = db.prepare('UPDATE notice_watch SET removed_at = ? WHERE id = ?')
  const insert = db.prepare(`
    INSERT INTO staff_notice (key, watch_id, rule_name, event, ticket_id, message_id, account_id, alert_id, recipients, at, due_at, noted_at)
    VALUES (@key, @watchId, @ruleName, @event, @ticketId, @messageId, @accountId, @alertId, @recipients, @at, @dueAt, @notedAt)
    ON CONFLICT (key) DO NOTHING`)
  const waiting = db.prepare<[], Raw>(`
    SELECT id, key, watch_id AS watchId, rule_name AS ruleName, event, ticket_id AS ticketId, message_id AS messageId, account_id AS accountId,
      alert_id AS alertId, recipients, at, due_at AS dueAt, noted_at AS notedAt
    FROM staff_notice WHERE done_at IS NULL ORDER BY id LIMIT 1000`)
  const finish = db.prepare('UPDATE staff_notice SET done_at = ?, mail_id = ? WHERE id = ?')
  const mailedAt = db.prepare<[number | null], { at: number | null }>(
    'SELECT MAX(done_at) AS at FROM staff_notice WHERE watch_id IS ? AND mail_id IS NOT NULL',
  )
  const forget = db.prepare('DELETE FROM staff_notice WHERE done_at < ?')
  const home = db.prepare<[number], { id: TicketId }>(`
    SELECT t.id FROM message m JOIN ticket t ON t.id = m.ticket_id
    WHERE m.kind = 'staff-notice' AND m.account_id = ? AND t.kind = 'notice' AND t.merged_into IS NULL AND t.message_count < ${MOST_IN_HOME}
    ORDER BY m.id DESC LIMIT 1`)
  const isHome = db.prepare<[number], { id: number }>(
    `SELECT id FROM message WHERE ticket_id = ? AND kind = 'staff-notice' LIMIT 1`,
  )
  const dead = db.prepare<[], DeadAddress>('SELECT address, at FROM dead_address ORDER BY address')
  const isDead = db.prepare<[string], { at: number }>('SELECT at FROM dead_address WHERE address = ?')
  const bury = db.prepare('INSERT INTO dead_address (address, at) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const revive = db.prepare('DELETE FROM dead_address WHERE address = ?')

  return {
    watches: (): NoticeWatch[] =>
      watches.all().map(({ id, definition }) => ({ ...(JSON.parse(definition) as NoticeWatchDraft), id })),
    addWatch: (watch: NoticeWatchDraft, at: number) =>
      Number(insertWatch.run(JSON.stringify(watch), at).lastInsertRowid) as NoticeWatchId,
    /** False when there is no such watch. */
    updateWatch: (id: NoticeWatchId, watch: NoticeWatchDraft) => updateWatch.run(JSON.stringify(watch), id).changes > 0,
    setWatchRemoved: (id: NoticeWatchId, at: number | null) => void removeWatch.run(at, id),
    /** A second one with the same key is not made. */
    add: ({ recipients, ...row }: NewNotice) => void insert.run({ ...row, recipients: JSON.stringify(recipients) }),
    listWaiting: (): NoticeRow[] =>
      waiting.all().map((row) => ({ ...row, recipients: JSON.parse(row.recipients) as StaffId[] })),
    finish: (id: number, at: number, mailId: MessageId | null) => void finish.run(at, mailId, id),
    /** When the last mail of this watch was written; null for those that rules ask for. */
    lastMailAt: (watchId: NoticeWatchId | null) => mailedAt.get(watchId)!.at,
    forgetBefore: (at: number) => void forget.run(at),
    /** The ticket that keeps the notices which leave by this account, or null. */
    home: (id: AccountId) => home.get(id)?.id ?? null,
    /** The ticket keeps notices to colleagues. */
    isHome: (id: TicketId) => isHome.get(id) !== undefined,
    deadAddresses: () => dead.all(),
    isDead: (address: string) => isDead.get(address) !== undefined,
    /** True when it was not known yet. */
    bury: (address: string, at: number) => bury.run(address, at).changes > 0,
    revive: (address: string) => void revive.run(address),
  }
}
