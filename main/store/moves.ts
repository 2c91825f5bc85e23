import type { Database } from 'better-sqlite3'
import type { AlertId, MessageId, MoveId, TicketId } from '../../preload/domain.ts'
import type { CustomerRow, Identity } from './customers.ts'
import type { DraftRow, OutgoingFile } from './drafts.ts'
import type { HoldRow } from './holds.ts'

export type TicketMoveKind = 'merge' | 'split' | 'move'
export type MoveKind = TicketMoveKind | 'customers'
/** A row of `ticket`, its stored columns by name. */
export type TicketColumns = Record<string, string | number | null> & { id: TicketId; merged_into: TicketId | null }
/** A ticket at one moment. */
export type TicketSnapshot = {
  row: TicketColumns
  messageIds: MessageId[]
  openDeadlines: number[]
  /** The hold that ran on it. */
  hold: HoldRow | null
  draft: DraftRow | null
  draftFiles: OutgoingFile[]
}
export type MovedMessage = { id: MessageId; from: TicketId; joinReason: string; joinEvidence: string | null }
export type TicketMove = {
  into: TicketId
  messages: MovedMessage[]
  /** Tickets the move left empty. They lead to `into`. */
  emptied: TicketId[]
  /** Tickets that led to an emptied one and now lead to `into`. */
  signposts: { id: TicketId; ledTo: TicketId }[]
  alerts: { id: AlertId; ticketId: TicketId }[]
  before: TicketSnapshot[]
  after: TicketSnapshot[]
}
export type CustomerMove = {
  from: CustomerRow
  into: CustomerRow
  /** `into` right after the merge. */
  after: CustomerRow
  identities: Identity[]
  ticketIds: number[]
}
export type MoveRow = { id: MoveId; at: number; undoneAt: number | null } & (
  { kind: TicketMoveKind; record: TicketMove } | { kind: 'customers'; record: CustomerMove }
)

/** What is said with the customer: internal notes are no part of it. */
const CONVERSATION = `m.ticket_id = @id AND m.direction <> 'note' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = m.id AND o.state = 'cancelled')`
const ANSWER = `((m.direction = 'outbound' AND m.kind = 'own') OR (m.direction = 'call' AND m.rule = 'told'))
  AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = m.id AND o.state NOT IN ('accepted', 'filed'))`

/** What was moved between tickets and customers, and the rows that follow from where messages lie. */
export function createMoveStore(db: Database) {
  const columns = (db.pragma('table_info(ticket)') as { name: string }[]).map(({ name }) => name)
  const ticketRow = db.prepare<[number], TicketColumns>(`SELECT ${columns.join(', ')} FROM ticket WHERE id = ?`)
  const restoreRow = db.prepare<TicketColumns>(
    `UPDATE ticket SET ${columns.map((name) => `${name} = @${name}`).join(', ')} WHERE id = @id`,
  )
  const rowsOf = db.prepare<[number], Omit<MovedMessage, 'from'>>(
    'SELECT id, join_reason AS joinReason, join_evidence AS joinEvidence FROM message WHERE ticket_id = ? ORDER BY id',
  )
  const conversation = db.prepare<{ id: number }, { id: MessageId }>(
    `SELECT m.id FROM message m WHERE ${CONVERSATION} ORDER BY m.at, m.id`,
  )
  const openDeadlines = db.prepare<[number], { id: number }>(
    'SELECT id FROM deadline WHERE ticket_id = ? AND ended_at IS NULL ORDER BY id',
  )
  const reopenDeadline = db.prepare('UPDATE deadline SET ended_at = NULL, end_reason = NULL WHERE id = ?')
  const keepMarks = db.prepare<{ id: number; known: string }>(`
    UPDATE deadline SET missed_at = o.missed_at, warn_at = o.warn_at
    FROM (SELECT id, due_at, missed_at, warn_at FROM deadline WHERE id IN (SELECT value FROM json_each(@known))) AS o
    WHERE deadline.ticket_id = @id AND deadline.ended_at IS NULL AND deadline.id <> o.id AND deadline.due_at = o.due_at`)
  const showOverdue = db.prepare<{ id: number }>(`
    UPDATE ticket SET is_overdue =
      EXISTS (SELECT 1 FROM deadline d WHERE d.ticket_id = @id AND d.ended_at IS NULL AND d.missed_at IS NOT NULL)
    WHERE id = @id`)
  const put = db.prepare('UPDATE message SET ticket_id = ?, join_reason = ?, join_evidence = ? WHERE id = ?')
  const alertsOf = db.prepare<[number], { id: AlertId }>('SELECT id FROM alert WHERE ticket_id = ?')
  const alertOfMessage = db.prepare<[string], { id: AlertId; ticketId: TicketId }>(
    'SELECT id, ticket_id AS ticketId FROM alert WHERE key = ?',
  )
  const setAlert = db.prepare('UPDATE alert SET ticket_id = ? WHERE id = ?')
  const leadingTo = db.prepare<[number], { id: TicketId }>('SELECT id FROM ticket WHERE merged_into = ?')
  const lead = db.prepare('UPDATE ticket SET merged_into = ? WHERE id = ?')
  const setEmpty = db.prepare(`
    UPDATE ticket SET merged_into = ?, due_at = NULL, warn_at = NULL, snoozed_at = NULL, snoozed_until = NULL, returned_at = NULL
    WHERE id = ?`)
  const insert = db.prepare('INSERT INTO move (kind, at, record) VALUES (?, ?, ?)')
  const get = db.prepare<[number], Omit<MoveRow, 'record'> & { record: string }>(
    'SELECT id, kind, at, record, undone_at AS undoneAt FROM move WHERE id = ?',
  )
  const setUndone = db.prepare('UPDATE move SET undone_at = ? WHERE id = ?')
  const adopt = db.prepare(`
    UPDATE ticket SET
      kind = CASE WHEN f.kind = 'ticket' THEN 'ticket' ELSE ticket.kind END,
      kind_set = COALESCE(ticket.kind_set, f.kind_set),
      customer_id = COALESCE(ticket.customer_id, f.customer_id),
      customer_name = CASE WHEN ticket.customer_id IS NULL AND f.customer_name <> '' THEN f.customer_name ELSE ticket.customer_name END,
      marketplace = COALESCE(ticket.marketplace, f.marketplace),
      has_bounced = MAX(ticket.has_bounced, f.has_bounced),
      category = COALESCE(ticket.category, f.category),
      category_set_by = CASE WHEN ticket.category IS NULL THEN f.category_set_by ELSE ticket.category_set_by END,
      is_preventable = COALESCE(ticket.is_preventable, f.is_preventable),
      assignee_id = COALESCE(ticket.assignee_id, f.assignee_id),
      is_urgent = MAX(ticket.is_urgent, f.is_urgent),
      -- Together they sleep only while both do.
      snoozed_at = CASE WHEN f.snoozed_at IS NOT NULL THEN ticket.snoozed_at END,
      snoozed_until = CASE WHEN ticket.snoozed_at IS NOT NULL AND f.snoozed_at IS NOT NULL
        THEN COALESCE(MIN(ticket.snoozed_until, f.snoozed_until), ticket.snoozed_until, f.snoozed_until) END,
      returned_at = COALESCE(MAX(ticket.returned_at, f.returned_at), ticket.returned_at, f.returned_at),
      -- Seen is what both were.
      seen_at = MIN(ticket.seen_at, f.seen_at),
      resolved_at = COALESCE(MAX(ticket.resolved_at, f.resolved_at), ticket.resolved_at, f.resolved_at),
      reopened_at = COALESCE(MAX(ticket.reopened_at, f.reopened_at), ticket.reopened_at, f.reopened_at)
    FROM (SELECT * FROM ticket WHERE id = @from) AS f WHERE ticket.id = @into`)
  const inherit = db.prepare(`
    UPDATE ticket SET kind_set = f.kind_set, marketplace = f.marketplace, policy_id = f.policy_id, has_bounced = f.has_bounced, assignee_id = f.assignee_id, seen_at = f.seen_at, resolved_at = f.resolved_at,
      reopened_at = f.reopened_at
    FROM (SELECT * FROM ticket WHERE id = @from) AS f WHERE ticket.id = @into`)
  const newest = db.prepare<{ id: number }, { text: string }>(
    `SELECT m.text_body AS text FROM message m WHERE ${CONVERSATION} ORDER BY m.at DESC, m.id DESC LIMIT 1`,
  )
  const numbers = db.prepare<[number], { number: string }>(`
    SELECT n.number FROM message m JOIN order_number n ON n.message_id = m.id WHERE m.ticket_id = ? ORDER BY m.at, m.id, n.idx`)
  const rebuild = db.prepare(`
    UPDATE ticket SET
      message_count = f.messages, first_message_at = f.first_at, last_message_at = f.last_at, last_inbound_at = f.last_inbound_at,
      first_answer_at = f.first_answer_at, last_answer_at = f.last_answer_at, excerpt = @excerpt, order_numbers = @orderNumbers,
      -- Our answers carry a token, so one of them names a ticket only where nothing else does.
      subject = COALESCE(NULLIF((SELECT m.subject FROM message m WHERE ${CONVERSATION} ORDER BY m.rule = 'written-here', m.at, m.id LIMIT 1), ''), @title),
      has_attachments = EXISTS (SELECT 1 FROM message m WHERE ${CONVERSATION} AND (
        EXISTS (SELECT 1 FROM attachment a WHERE a.message_id = m.id AND a.inline = 0)
        OR EXISTS (SELECT 1 FROM outgoing_file o WHERE o.owner = 'message' AND o.owner_id = m.id))),
      has_bounced = has_bounced AND EXISTS (
        SELECT 1 FROM message m WHERE ${CONVERSATION} AND m.kind = 'bounce' AND m.join_reason IN ('bounce-of', 'bounce-recipient', 'moved'))
    FROM (
      SELECT COUNT(*) AS messages, MIN(m.at) AS first_at, MAX(m.at) AS last_at,
        MAX(CASE WHEN m.direction = 'inbound' AND m.kind IN ('ticket', 'reply', 'inquiry') OR m.direction = 'call' AND m.rule = 'call-back'
          THEN m.at END) AS last_inbound_at,
        MIN(CASE WHEN ${ANSWER} THEN m.at END) AS first_answer_at, MAX(CASE WHEN ${ANSWER} THEN m.at END) AS last_answer_at
      FROM message m WHERE ${CONVERSATION}) AS f
    WHERE ticket.id = @id AND f.messages > 0`)
  const decline = db.prepare('INSERT INTO declined_offer (low, high) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const offerAgain = db.prepare('DELETE FROM declined_offer WHERE low = ? AND high = ?')
  const declined = db.prepare<{ id: number }, { other: TicketId }>(
    'SELECT CASE WHEN low = @id THEN high ELSE low END AS other FROM declined_offer WHERE low = @id OR high = @id',
  )

  return {
    insert: (kind: MoveKind, at: number, record: TicketMove | CustomerMove) =>
      Number(insert.run(kind, at, JSON.stringify(record)).lastInsertRowid) as MoveId,
    get(id: MoveId): MoveRow | null {
      const row = get.get(id)
      return row ? { ...row, record: JSON.parse(row.record) } : null
    },
    setUndone: (id: MoveId, at: number) => void setUndone.run(at, id),

    ticketRow: (id: TicketId) => ticketRow.get(id) ?? null,
    /** A record of an older version knows fewer columns: the others stay as they are. */
    restoreRow: (row: TicketColumns) => void restoreRow.run({ ...ticketRow.get(row.id), ...row }),
    /** Every message, answers that were taken back included. */
    messagesOf: (id: TicketId) => rowsOf.all(id),
    /** What a person sees, in its order. */
    conversationOf: (id: TicketId) => conversation.all({ id }).map((row) => row.id),
    openDeadlines: (id: TicketId) => openDeadlines.all(id).map((row) => row.id),
    /** A deadline that came along with its message was warned of and missed before: nobody is told twice. */
    keepMarks(id: TicketId, deadlines: readonly number[]): void {
      keepMarks.run({ id, known: JSON.stringify(deadlines) })
      showOverdue.run({ id })
    },
    showOverdue: (id: TicketId) => void showOverdue.run({ id }),
    reopenDeadline: (id: number) => void reopenDeadline.run(id),
    putMessage: (id: MessageId, into: TicketId, { joinReason, joinEvidence }: Omit<MovedMessage, 'id' | 'from'>) =>
      void put.run(into, joinReason, joinEvidence, id),
    alertsOf: (id: TicketId) => alertsOf.all(id).map((alert) => ({ ...alert, ticketId: id })),
    alertOfMessage: (id: MessageId) => alertOfMessage.get(`new-message:${id}`) ?? null,
    setAlert: (id: AlertId, ticketId: TicketId) => void setAlert.run(ticketId, id),
    leadingTo: (id: TicketId) => leadingTo.all(id).map((row) => row.id),
    lead: (id: TicketId, into: TicketId) => void lead.run(into, id),
    /** Nothing is left in it; its number leads to `into`, because a ticket number is never reused. */
    setEmpty: (id: TicketId, into: TicketId) => void setEmpty.run(into, id),
    /** Takes over what was decided about `from`, for a ticket that gets all of its messages. */
    adopt: (from: TicketId, into: TicketId) => void adopt.run({ from, into }),
    /** Begins with what was decided about the ticket its messages come from. */
    inherit: (from: TicketId, into: TicketId) => void inherit.run({ from, into }),
    /** The text the list shows the beginning of, and every order number. */
    compute(id: TicketId): { excerptOf: string; orderNumbers: string[] } {
      const orderNumbers = [...new Set(numbers.all(id).map(({ number }) => number))]
      return { excerptOf: newest.get({ id })?.text ?? '', orderNumbers }
    },
    /** Writes everything of the row that follows from its messages. A ticket without any stays as it is. */
    /** `title` stands where the first message has no subject. */
    rebuild: (id: TicketId, excerpt: string, orderNumbers: readonly string[], title: string) =>
      void rebuild.run({ id, excerpt, orderNumbers: JSON.stringify(orderNumbers), title }),

    decline: (one: TicketId, other: TicketId) => void decline.run(Math.min(one, other), Math.max(one, other)),
    offerAgain: (one: TicketId, other: TicketId) => void offerAgain.run(Math.min(one, other), Math.max(one, other)),
    declinedOf: (id: TicketId) => declined.all({ id }).map(({ other }) => other),
  }
}
