import type { Database } from 'better-sqlite3'
import type { CustomerId, TicketId } from '../../preload/domain.ts'

/** What is to lose its content, by id. */
export type Erasable = { customers: number[]; tickets: number[]; messages: number[]; addresses: string[] }

/** Rows that stay, emptied: their numbers are in the journal, and a message that is known by its receipt is not fetched again. */
const STAY = new Set(['ticket', 'message', 'receipt', 'deadline', 'customer'])

const TICKETS = '(SELECT value FROM json_each(@tickets))'
const MESSAGES = '(SELECT value FROM json_each(@messages))'
const CUSTOMERS = '(SELECT value FROM json_each(@customers))'
const ADDRESSES = '(SELECT value FROM json_each(@addresses))'

/** Takes the content out of tickets, messages and customers. Numbers, instants and what happened in which order stay. */
export function createEraser(db: Database) {
  const customers = db.prepare<[number], { id: number }>(`
    WITH RECURSIVE same (id) AS (SELECT ? UNION SELECT c.id FROM customer c JOIN same ON c.merged_into = same.id)
    SELECT id FROM same`)
  const addresses = db.prepare<{ customers: string }, { value: string }>(
    `SELECT DISTINCT value FROM identity WHERE customer_id IN ${CUSTOMERS}`,
  )
  const ticketsOf = db.prepare<{ customers: string }, { id: number }>(
    `SELECT id FROM ticket WHERE customer_id IN ${CUSTOMERS}`,
  )
  const signposts = db.prepare<{ tickets: string }, { id: number }>(`
    WITH RECURSIVE led (id) AS (SELECT value FROM json_each(@tickets) UNION SELECT t.id FROM ticket t JOIN led ON t.merged_into = led.id)
    SELECT id FROM led`)
  const messages = db.prepare<{ tickets: string; addresses: string }, { id: number }>(`
    SELECT id FROM message WHERE ticket_id IN ${TICKETS}
    UNION SELECT id FROM message WHERE direction = 'inbound' AND sender IN ${ADDRESSES}
    UNION SELECT data ->> '$.mailId' FROM journal WHERE ticket_id IN ${TICKETS} AND type = 'staff-notice.sent' AND data ->> '$.mailId' IS NOT NULL`)
  const onTheWay = db.prepare<{ messages: string }, { count: number }>(
    `SELECT COUNT(*) AS count FROM outbox WHERE state = 'sending' AND message_id IN ${MESSAGES}`,
  )
  const settled = db.prepare<[number, number], { id: TicketId }>(`
    SELECT id FROM ticket WHERE status = 'resolved' AND merged_into IS NULL AND last_message_at < ? AND erased_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM hold WHERE ticket_id = ticket.id AND ended_at IS NULL) ORDER BY id LIMIT ?`)
  const countSettled = db.prepare<[number], { count: number }>(
    `SELECT COUNT(*) AS count FROM ticket WHERE status = 'resolved' AND merged_into IS NULL AND last_message_at < ? AND erased_at IS NULL`,
  )
  const orderNumbers = db.prepare<{ tickets: string }, { number: string }>(
    `SELECT DISTINCT n.value AS number FROM ticket t, json_each(t.order_numbers) AS n WHERE t.id IN ${TICKETS}`,
  )
  const hashes = db.prepare<{ messages: string }, { hash: string }>(`
    SELECT source_hash AS hash FROM message WHERE id IN ${MESSAGES} AND source_hash IS NOT NULL
    UNION SELECT hash FROM outgoing_file WHERE owner = 'message' AND owner_id IN ${MESSAGES}`)
  const draftHashes = db.prepare<{ tickets: string }, { hash: string }>(
    `SELECT hash FROM outgoing_file WHERE owner = 'draft' AND owner_id IN ${TICKETS}`,
  )
  const stillNeeded = db.prepare<{ hash: string; messages: string }, { needed: 0 | 1 }>(`
    SELECT EXISTS (SELECT 1 FROM message WHERE source_hash = @hash AND id NOT IN ${MESSAGES})
      OR EXISTS (SELECT 1 FROM outgoing_file WHERE hash = @hash) OR EXISTS (SELECT 1 FROM template_file WHERE hash = @hash) AS needed`)
  const texts = db.prepare<[number], Record<string, string>>(
    'SELECT subject, body, sender, recipients, files FROM message_text WHERE message_id = ?',
  )

  /** Every table with a foreign key to this one, whoever made it: a new table forgets its rows without being named here. */
  function childrenOf(table: string): { table: string; column: string }[] {
    return db
      .prepare<[string], { table: string; column: string }>(
        `SELECT s.name AS "table", k."from" AS "column" FROM sqlite_schema s JOIN pragma_foreign_key_list(s.name) k
         WHERE s.type = 'table' AND k."table" = ? ORDER BY s.name`,
      )
      .all(table)
  }

  function dropChildren(table: string, ids: readonly number[]): void {
    if (ids.length === 0) return
    const set = JSON.stringify(ids)
    for (const child of childrenOf(table)) {
      if (STAY.has(child.table)) continue
      const where = `${child.column} IN (SELECT value FROM json_each(?))`
      const hasChildren = childrenOf(child.table).length > 0
      if (hasChildren) {
        const rows = db.prepare<[string], number>(`SELECT rowid FROM ${child.table} WHERE ${where}`).pluck().all(set)
        dropChildren(child.table, rows)
      }
      db.prepare(`DELETE FROM ${child.table} WHERE ${where}`).run(set)
    }
  }

  const run = (sql: string, what: Record<string, unknown>) => void db.prepare(sql).run(what)

  function emptyRows(what: Sets, numbers: readonly string[]): void {
    run(`DELETE FROM outgoing_file WHERE owner = 'message' AND owner_id IN ${MESSAGES}`, what)
    run(`DELETE FROM outgoing_file WHERE owner = 'draft' AND owner_id IN ${TICKETS}`, what)
    run(
      `UPDATE message SET mid = NULL, sender = NULL, recipients = '{"from":null,"to":[],"cc":[],"replyTo":[]}', subject = '',
        text_body = '', has_html = 0, join_evidence = NULL, unreadable = NULL, charset = NULL, header_date = NULL WHERE id IN ${MESSAGES}`,
      what,
    )
    run(
      `UPDATE ticket SET subject = '', excerpt = '', customer_name = '', order_numbers = '[]', checklists = '[]', has_attachments = 0,
        status = 'resolved', resolved_at = COALESCE(resolved_at, @at), is_overdue = 0, due_at = NULL, warn_at = NULL, snoozed_at = NULL,
        snoozed_until = NULL, returned_at = NULL, hold_stage = NULL, erased_at = @at WHERE id IN ${TICKETS}`,
      what,
    )
    run(
      `UPDATE deadline SET ended_at = @at, end_reason = 'cancelled' WHERE ended_at IS NULL AND ticket_id IN ${TICKETS}`,
      what,
    )
    run(
      `UPDATE customer SET name = '', kana = '', mark = NULL, notes = '', fields = '[]' WHERE id IN ${CUSTOMERS}`,
      what,
    )
    run(`DELETE FROM identity WHERE customer_id IN ${CUSTOMERS}`, what)
    // What they bought, tied to them by nothing but the address; with it what a file changed in it.
    run(`DELETE FROM customer_order WHERE email <> '' AND email IN ${ADDRESSES}`, what)
    for (const number of numbers) db.prepare(`DELETE FROM customer_order WHERE email = '' AND number = ?`).run(number)
    run(`DELETE FROM auto_mail WHERE address IN ${ADDRESSES}`, what)
    run(`DELETE FROM learned_rule WHERE sender IN ${ADDRESSES}`, what)
    run(
      `UPDATE move SET record = '{}', undone_at = COALESCE(undone_at, @at) WHERE EXISTS (
        SELECT 1 FROM json_tree(move.record) j WHERE (j.key IN ('id', 'into', 'from') AND (j.value IN ${TICKETS} OR j.value IN ${CUSTOMERS}))
          OR (j.key IN ('ticketId', 'ticketIds') AND j.value IN ${TICKETS}))`,
      what,
    )
  }

  /** The one place that changes lines of the journal: who, when and what kind of thing stay, the words go. */
  function emptyJournal(what: Sets): void {
    const triggers = db
      .prepare<[], { sql: string }>(
        `SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'journal_keeps_rows'`,
      )
      .all()
    db.exec('DROP TRIGGER journal_keeps_rows')
    run(
      `UPDATE journal SET data = '{}' WHERE data <> '{}' AND (ticket_id IN ${TICKETS}
        OR (type LIKE 'customer.%' AND (data ->> '$.customerId' IN ${CUSTOMERS} OR data ->> '$.from' IN ${CUSTOMERS})))`,
      what,
    )
    for (const { sql } of triggers) db.exec(sql)
  }

  return {
    ofCustomer(id: CustomerId): Erasable {
      const ids = customers.all(id).map((row) => row.id)
      const own = addresses.all({ customers: JSON.stringify(ids) }).map(({ value }) => value)
      const tickets = ticketsOf.all({ customers: JSON.stringify(ids) }).map((row) => row.id)
      return withMessages({ customers: ids, addresses: own, tickets })
    },
    ofTickets: (tickets: readonly TicketId[]): Erasable =>
      withMessages({ customers: [], addresses: [], tickets: [...tickets] }),
    /** Settled tickets whose last message is older, and that still have their content. */
    settledBefore: (at: number, limit: number) => settled.all(at, limit).map(({ id }) => id),
    countSettledBefore: (at: number) => countSettled.get(at)!.count,
    isOnTheWay: ({ messages: ids }: Erasable) => onTheWay.get({ messages: JSON.stringify(ids) })!.count > 0,
    /** The folded texts of a message, to find what its words were. */
    textsOf: (id: number) => Object.values(texts.get(id) ?? {}),
    /** Inside a transaction with `secure_delete`. The hashes of sources that nobody needs any more. */
    erase(what: Erasable, at: number): string[] {
      const sets: Sets = { ...setsOf(what), at }
      const gone = [...hashes.all(sets), ...draftHashes.all(sets)].map(({ hash }) => hash)
      // A ticket whose content goes by age says nothing against the order; a person does.
      const numbers = what.customers.length > 0 ? orderNumbers.all(sets).map(({ number }) => number) : []
      dropChildren('message', what.messages)
      dropChildren('ticket', what.tickets)
      emptyRows(sets, numbers)
      emptyJournal(sets)
      return [...new Set(gone)].filter((hash) => stillNeeded.get({ hash, messages: sets.messages })!.needed === 0)
    },
    /** Overwrites what is freed with zeros until the returned function is called. */
    overwriteFreed(): () => void {
      db.pragma('secure_delete = ON')
      return () => {
        db.pragma('secure_delete = OFF')
        // The log holds the pages as they were.
        db.pragma('wal_checkpoint(TRUNCATE)')
      }
    },
    /** Rewrites a part of the search index, where words of what was erased stay until then. False when nothing is left to do. */
    tidyIndex(pages: number): boolean {
      const before = db.prepare<[], number>('SELECT total_changes()').pluck().get()!
      db.prepare(`INSERT INTO message_fts (message_fts, rank) VALUES ('merge', ?)`).run(pages)
      return db.prepare<[], number>('SELECT total_changes()').pluck().get()! - before >= 2
    },
  }

  function withMessages(what: Omit<Erasable, 'messages'>): Erasable {
    const tickets = signposts.all({ tickets: JSON.stringify(what.tickets) }).map(({ id }) => id)
    const found = messages.all({ tickets: JSON.stringify(tickets), addresses: JSON.stringify(what.addresses) })
    return { ...what, tickets, messages: found.map(({ id }) => id) }
  }
}

type Sets = { customers: string; tickets: string; messages: string; addresses: string; at: number }

const setsOf = ({ customers, tickets, messages, addresses }: Erasable) => ({
  customers: JSON.stringify(customers),
  tickets: JSON.stringify(tickets),
  messages: JSON.stringify(messages),
  addresses: JSON.stringify(addresses),
})
