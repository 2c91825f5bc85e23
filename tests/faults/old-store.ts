import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { migrate } from '../../main/store/migrations/index.ts'

/** Tickets of a store of old. Enough that bringing it up to date takes hundreds of writes. */
const TICKETS = 1000

/** Rows as the program of that version kept them, in every table it had. */
const FIRST = `
  INSERT INTO shop (name, color, signature, token_prefix, created_at) VALUES ('青葉屋', '#3f51a3', '青葉屋 店長', 'K', 1), ('分店', '#a33f51', '', NULL, 2);
  INSERT INTO account (shop_id, channel, address, name, settings, poll_interval_ms, cursor, created_at)
    VALUES (1, 'mail', 'shop@example.jp', '青葉屋', '{}', 180000, '{"inbox":1}', 1);
  INSERT INTO secret VALUES (1, 'imapPassword', x'00ff');
  INSERT INTO customer (name, kana, mark, notes, first_contact_at) VALUES ('佐藤 花子', 'サトウ', 'regular', '電話は夕方', 5);
  INSERT INTO identity (channel, value, customer_id) VALUES ('mail', 'hanako@example.com', 1);
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${TICKETS})
    INSERT INTO ticket (kind, status, subject, channel, account_id, shop_id, customer_id, customer_name, excerpt, message_count,
        first_message_at, last_message_at, last_inbound_at, due_at, created_at, is_overdue)
      SELECT CASE WHEN i % 9 = 0 THEN 'notice' ELSE 'ticket' END,
        CASE i % 4 WHEN 0 THEN 'new' WHEN 1 THEN 'open' WHEN 2 THEN 'waiting' ELSE 'resolved' END,
        '返品のお願い ' || i, 'mail', 1, 1, 1, '佐藤 花子', 'お世話になっております。', 1, i * 1000, i * 1000, i * 1000,
        CASE WHEN i % 3 = 0 THEN i * 2000 END, i * 1000, i % 5 = 0
      FROM n;
  INSERT INTO message (ticket_id, account_id, direction, kind, rule, at, mid, sender, recipients, subject, text_body, has_html, source_hash, join_reason)
    SELECT id, 1, 'inbound', 'message', 'none', created_at, 'old-' || id || '@example.com', '{"name":"","address":"hanako@example.com"}',
      '[]', subject, '本文 ' || id || ' 納期はいつでしょうか。', 0, 'hash-' || id, 'new' FROM ticket;
  INSERT INTO message (ticket_id, account_id, direction, kind, rule, at, recipients, subject, text_body, has_html, join_reason)
    VALUES (1, 1, 'outbound', 'message', 'none', 9, '[]', 'Re: 返品', '承りました。', 0, 'answer');
  INSERT INTO source SELECT source_hash, 1, id * 100, 100 FROM message WHERE source_hash IS NOT NULL;
  INSERT INTO receipt SELECT 1, '1/' || id, id, 'inbox', at FROM message;
  INSERT INTO mention SELECT 'before-' || mid, id FROM message WHERE mid IS NOT NULL;
  INSERT INTO participant SELECT id, 'hanako@example.com' FROM message;
  INSERT INTO order_number SELECT id, 0, '123456-20261101-' || id FROM message;
  INSERT INTO move (kind, at, record) VALUES ('merge', 3, '{}');
  INSERT INTO declined_offer VALUES (1, 2);
  INSERT INTO learned_rule (sender, subject_includes, files_as, created_at) VALUES ('news@example.com', '', 'notice', 4);
  INSERT INTO attachment VALUES (1, 0, '写真.jpg', '写真.jpg', 10, 'image/jpeg', 0, NULL);
  INSERT INTO deadline (ticket_id, kind, started_at, due_at, warn_at, warnings, why)
    SELECT id, 'first-response', created_at, due_at, NULL, '[]', '{}' FROM ticket WHERE due_at IS NOT NULL;
  INSERT INTO draft (ticket_id, account_id, recipients, subject, body, based_on, saved_at) VALUES (2, 1, '[]', 'Re: 返品', '書きかけの返事', 2, 6);
  INSERT INTO outgoing_file VALUES ('draft', 2, 0, '納品書.pdf', 'application/pdf', 10, 'hash-1');
  INSERT INTO outbox (message_id, account_id, client_key, state, send_after, waits_since, created_at)
    SELECT id, 1, 'key-1', 'queued', 9, 9, 9 FROM message WHERE direction = 'outbound';
  INSERT INTO alert (key, kind, ticket_id, account_id, at) SELECT 'new-' || id, 'new-message', id, 1, created_at FROM ticket;
  INSERT INTO setting VALUES ('theme', '"dark"');
  INSERT INTO journal (at, actor, type, ticket_id) SELECT created_at, 'customer', 'ticket.created', id FROM ticket;
  INSERT INTO message_text SELECT id, subject, text_body, '', '', '' FROM message;
  INSERT INTO message_fts (rowid, body, subject) SELECT id, '納期 本文', subject FROM message;
  INSERT INTO search_word (word) VALUES ('dishwasher');
  INSERT INTO search_word_fts (rowid, word) SELECT id, word FROM search_word;
`

const SECOND = `
  INSERT INTO staff (name, color, created_at) VALUES ('鈴木', '#335577', 10);
  INSERT INTO staff_mention VALUES (1, 2, 1, 11, NULL);
  INSERT INTO auto_mail (address, cause, at) VALUES ('hanako@example.com', 'reminder', 12);
  INSERT INTO silent_message VALUES (3);
  INSERT INTO notice_watch (definition, created_at) VALUES ('{}', 13);
  INSERT INTO staff_notice (key, watch_id, event, ticket_id, alert_id, recipients, at, noted_at) VALUES ('n-1', 1, 'missed', 1, 1, '[]', 14, 14);
  INSERT INTO dead_address VALUES ('gone@example.jp', 15);
  INSERT INTO draft_version (ticket_id, reason, at, account_id, recipients, subject, body, files) VALUES (2, 'edited', 16, 1, '[]', 'Re:', '前の返事', '[]');
  INSERT INTO ticket_group (name, product, interval_days, next_at, created_at) VALUES ('入荷待ち', '皿', 7, 17, 17);
  INSERT INTO ticket_group_member VALUES (1, 1);
  INSERT INTO hold (ticket_id, kind, stage, state, message_id, due_at, created_at)
    SELECT 1, 'customer-decision', 'request', '{}', message_id, 18, 18 FROM outbox;
  INSERT INTO hold_step (message_id, step, hold_id, round) SELECT message_id, 'request', 1, 1 FROM outbox;
  INSERT INTO deadline_policy VALUES ('usual', 1, '{}');
  INSERT INTO group_send (key, title, total, created_at) VALUES ('g-1', 'お知らせ', 2, 19);
  INSERT INTO network_state VALUES (1, 'talk', 1);
  INSERT INTO customer_order (shop_id, number, name, email, phone, currency, state, items, source, imported_at)
    VALUES (1, '123456-20261101-1', '佐藤 花子', 'hanako@example.com', '', 'JPY', '', '[]', 'rakuten', 21);
  INSERT INTO post (message_id, account_id, conversation, visibility, found, person_id, handle) VALUES (4, 1, 'talk', 'public', 'addressed', 'p', '@p');
  INSERT INTO usage VALUES (1, '2026-11-01', 'read', 3);
  INSERT INTO rule (name, is_on, position, definition, created_at) VALUES ('急ぎ', 1, 1, '{}', 22);
  INSERT INTO rule_run (rule_id, at) VALUES (1, 23);
  INSERT INTO rule_effect (rule_id, ticket_id, run_id, at, outcome) VALUES (1, 1, 1, 23, '{}');
  INSERT INTO template (uid, kind, title, language, subject, body, position, updated_at) VALUES ('t-1', 'template', '返品', 'ja', '返品', '承りました', 1, 24);
  INSERT INTO template_version VALUES (1, 1, '返品', '返品', '承りました', 24);
  INSERT INTO template_file VALUES (1, 0, '台紙.pdf', 'application/pdf', 10, 'hash-2');
`

const THIRD = `
  UPDATE shop SET return_address = '〒150-0001 東京都渋谷区神宮前1-2-3';
  INSERT INTO group_draft (id, key, text, saved_at) VALUES (1, 'g-2', '{}', 25);
  INSERT INTO group_draft_mail VALUES (2, 0, '{}');
  INSERT INTO order_before SELECT id, NULL FROM customer_order;
  INSERT INTO alert (key, kind, at, staff_id) SELECT 'mention:1:' || id, 'mention', 26, id FROM staff;
`

/** What each version added, the oldest first. A new migration adds rows for the tables of the version before it. */
const rowsOf = [FIRST, SECOND, THIRD]

/** The versions a file of which can be written here. */
export const oldVersions = rowsOf.map((_, index) => index + 1)

/** Writes a closed file of an old version. */
export function writeOldStore(path: string, version: number): void {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  for (let step = 1; step <= version; step++) {
    migrate(db, step)
    db.transaction(() => db.exec(rowsOf[step - 1]!))()
  }
  db.close()
}

/** The rows of a table in the columns it had in an old version, so that columns that came later change nothing. */
export type Picture = ReadonlyMap<string, { columns: string; rows: number; hash: string }>

/** What a file holds, by table. Columns that are computed are left out: a new version may compute them anew. */
export function pictureOf(db: Database.Database, like?: Picture): Picture {
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'`,
    )
    .pluck()
    .all()
  const picture = new Map<string, { columns: string; rows: number; hash: string }>()
  for (const table of like ? [...like.keys()] : tables) {
    const columns = like?.get(table)!.columns ?? columnsOf(db, table)
    const rows = db.prepare(`SELECT ${columns} FROM "${table}" ORDER BY ${columns}`).raw().all()
    const hash = createHash('sha256').update(JSON.stringify(rows)).digest('hex')
    picture.set(table, { columns, rows: rows.length, hash })
  }
  return picture
}

const columnsOf = (db: Database.Database, table: string) =>
  db.prepare<[string], string>(`SELECT '"' || name || '"' FROM pragma_table_info(?)`).pluck().all(table).join(', ')
