import type { Database } from 'better-sqlite3'
import type { AccountId, MessageId, TicketId } from '../../preload/domain.ts'
import type { Address, Attachment } from '../core/message.ts'

export type Recipients = { from: Address | null; to: Address[]; cc: Address[]; replyTo: Address[] }
export type MessageRow = {
  id: MessageId
  ticketId: TicketId
  accountId: AccountId
  direction: 'inbound' | 'outbound' | 'note' | 'call'
  kind: string
  rule: string
  at: number
  headerDate: number | null
  /** Message-ID without angle brackets. */
  mid: string | null
  /** The address of the person who wrote it, in lower case. */
  sender: string | null
  recipients: Recipients
  subject: string
  textBody: string
  hasHtml: boolean
  sourceHash: string | null
  joinReason: string
  joinEvidence: string | null
  unreadable: string | null
  defects: string[]
  /** The charset a person chose to read the source in. */
  charset: string | null
}
/** A stored message with the same Message-ID as another. */
export type Namesake = Pick<MessageRow, 'id' | 'ticketId' | 'direction' | 'sourceHash'> & { isQueuedHere: 0 | 1 }
type Reading = Pick<
  MessageRow,
  'id' | 'charset' | 'subject' | 'textBody' | 'hasHtml' | 'recipients' | 'unreadable' | 'defects'
>
type Raw = Omit<MessageRow, 'recipients' | 'hasHtml' | 'defects'> & {
  recipients: string
  hasHtml: 0 | 1
  defects: string
}

const COLUMNS = `id, ticket_id AS ticketId, account_id AS accountId, direction, kind, rule, at, header_date AS headerDate, mid, sender, recipients,
  subject, text_body AS textBody, has_html AS hasHtml, source_hash AS sourceHash, join_reason AS joinReason, join_evidence AS joinEvidence,
  unreadable, defects, charset`

/** Order numbers kept of one message. */
const MOST_NUMBERS = 20

/** Messages, where each was fetched, the ids that tie them to tickets, and what files they carry. */
export function createMessageStore(db: Database) {
  const insert = db.prepare<Omit<Raw, 'id' | 'charset'>>(`
    INSERT INTO message (ticket_id, account_id, direction, kind, rule, at, header_date, mid, sender, recipients, subject, text_body, has_html,
      source_hash, join_reason, join_evidence, unreadable, defects)
    VALUES (@ticketId, @accountId, @direction, @kind, @rule, @at, @headerDate, @mid, @sender, @recipients, @subject, @textBody, @hasHtml,
      @sourceHash, @joinReason, @joinEvidence, @unreadable, @defects)`)
  const get = db.prepare<[number], Raw>(`SELECT ${COLUMNS} FROM message WHERE id = ?`)
  const ofTicket = db.prepare<[number], Raw>(`SELECT ${COLUMNS} FROM message WHERE ticket_id = ? ORDER BY at, id`)
  const bySource = db.prepare<[string], { id: MessageId; ticketId: TicketId }>(
    'SELECT id, ticket_id AS ticketId FROM message WHERE source_hash = ? ORDER BY id LIMIT 1',
  )
  const byMid = db.prepare<[string], Namesake>(
    `SELECT id, ticket_id AS ticketId, direction, source_hash AS sourceHash,
      EXISTS (SELECT 1 FROM outbox WHERE message_id = message.id) AS isQueuedHere
    FROM message WHERE mid = ? ORDER BY id`,
  )
  const rewrite = db.prepare(`
    UPDATE message SET charset = @charset, subject = @subject, text_body = @textBody, has_html = @hasHtml, recipients = @recipients,
      unreadable = @unreadable, defects = @defects WHERE id = @id`)
  const setSource = db.prepare('UPDATE message SET source_hash = ? WHERE id = ?')
  const setMid = db.prepare('UPDATE message SET mid = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM message WHERE id = ?')
  const setNote = db.prepare('UPDATE message SET kind = ?, text_body = ? WHERE id = ?')
  const isKnown = db.prepare<[number, string], { messageId: MessageId }>(
    'SELECT message_id AS messageId FROM receipt WHERE account_id = ? AND external_id = ?',
  )
  const addReceipt = db.prepare(
    'INSERT INTO receipt (account_id, external_id, message_id, place, received_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const deliveredTo = db.prepare<[number], { address: string }>(`
    SELECT DISTINCT a.address FROM receipt r JOIN account a ON a.id = r.account_id WHERE r.message_id = ? AND r.place <> 'sent' ORDER BY a.id`)
  const countReceipts = db.prepare<[number], { count: number }>(
    'SELECT COUNT(*) AS count FROM receipt WHERE account_id = ?',
  )
  const receiptIds = db.prepare<[number, string, string], { externalId: string }>(
    'SELECT external_id AS externalId FROM receipt WHERE account_id = ? AND external_id >= ? AND external_id < ? ORDER BY external_id',
  )
  const addMention = db.prepare('INSERT INTO mention (mid, message_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const mentioning = db.prepare<[string], { ticketId: TicketId }>(
    'SELECT m.ticket_id AS ticketId FROM mention n JOIN message m ON m.id = n.message_id WHERE n.mid = ?',
  )
  const addParticipant = db.prepare(
    'INSERT INTO participant (message_id, address) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const participants = db.prepare<[number], { address: string }>(
    'SELECT p.address FROM message m JOIN participant p ON p.message_id = m.id WHERE m.ticket_id = ?',
  )
  const isKnownAddress = db.prepare<{ address: string }, { known: 0 | 1 }>(`
    SELECT EXISTS (SELECT 1 FROM identity WHERE channel = 'mail' AND value = @address) OR EXISTS (
      SELECT 1 FROM participant p WHERE p.address = @address
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = p.message_id AND o.state = 'cancelled')) AS known`)
  const addOrderNumber = db.prepare('INSERT INTO order_number (message_id, idx, number) VALUES (?, ?, ?)')
  const dropOrderNumbers = db.prepare('DELETE FROM order_number WHERE message_id = ?')
  const dropAttachments = db.prepare('DELETE FROM attachment WHERE message_id = ?')
  const insertAttachment = db.prepare(`
    INSERT INTO attachment (message_id, idx, name, safe_name, size, type, inline, content_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const attachments = db.prepare<[number], Omit<Attachment, 'inline'> & { index: number; inline: 0 | 1 }>(`
    SELECT idx AS "index", name, safe_name AS safeName, size, type, inline, content_id AS contentId FROM attachment WHERE message_id = ? ORDER BY idx`)
  const firstUnanswered = db.prepare<[number, number], { at: number }>(`
    SELECT MIN(at) AS at FROM message WHERE ticket_id = ? AND (direction = 'inbound' AND kind NOT IN ('bounce', 'auto-reply', 'notice', 'bulk') OR direction = 'call' AND rule = 'call-back') AND at > ?`)

  const oldestUnanswered = db.prepare<[number, number], { subject: string; textBody: string }>(`
    SELECT subject, text_body AS textBody FROM message
    WHERE ticket_id = ? AND direction = 'inbound' AND kind NOT IN ('bounce', 'auto-reply', 'notice', 'bulk') AND at > ? ORDER BY at, id LIMIT 1`)
  const subjects = db.prepare<[number], { subject: string }>(
    'SELECT DISTINCT subject FROM message WHERE ticket_id = ? LIMIT 20',
  )
  const sentTo = db.prepare<[string], { ticketId: TicketId; subject: string; sentAt: number }>(`
    SELECT m.ticket_id AS ticketId, m.subject, m.at AS sentAt FROM participant p JOIN message m ON m.id = p.message_id
    WHERE p.address = ? AND m.direction = 'outbound' ORDER BY m.at DESC LIMIT 24`)

  const totals = db.prepare<[], { messages: number; tickets: number; quarantined: number }>(`
    SELECT (SELECT COUNT(*) FROM message) AS messages, (SELECT COUNT(*) FROM ticket WHERE merged_into IS NULL) AS tickets,
      (SELECT COUNT(*) FROM message WHERE unreadable IS NOT NULL) AS quarantined`)
  const unindexed = db.prepare<[], { count: number }>(
    'SELECT COUNT(*) AS count FROM message WHERE id NOT IN (SELECT message_id FROM message_text)',
  )

  function addAttachment(id: MessageId, index: number, file: Attachment): void {
    const { name, safeName, size, type, inline, contentId } = file
    insertAttachment.run(id, index, name, safeName, size, type, inline ? 1 : 0, contentId)
  }

  function addOrderNumbers(id: MessageId, numbers: readonly string[]): void {
    numbers.slice(0, MOST_NUMBERS).forEach((number, index) => addOrderNumber.run(id, index, number))
  }

  return {
    insert({ recipients, hasHtml, defects, ...row }: Omit<MessageRow, 'id' | 'charset'>): MessageId {
      const { lastInsertRowid } = insert.run({
        ...row,
        recipients: JSON.stringify(recipients),
        hasHtml: hasHtml ? 1 : 0,
        defects: JSON.stringify(defects),
      })
      return Number(lastInsertRowid) as MessageId
    },
    get(id: MessageId): MessageRow | null {
      const row = get.get(id)
      return row ? toMessage(row) : null
    },
    /** In the order of the conversation. */
    ofTicket: (id: TicketId) => ofTicket.all(id).map(toMessage),
    subjectsOf: (id: TicketId) => subjects.all(id).map(({ subject }) => subject),
    /** Our messages to this address, newest first. */
    sentTo: (address: string) => sentTo.all(address),
    bySource: (hash: string) => bySource.get(hash) ?? null,
    byMid: (mid: string) => byMid.all(mid),
    setSource: (id: MessageId, hash: string) => void setSource.run(hash, id),
    /** The name that a network gave to a message of ours. */
    setMid: (id: MessageId, mid: string) => void setMid.run(mid, id),
    /** What another reading of the source gave. */
    rewrite: ({ recipients, hasHtml, defects, ...row }: Reading) =>
      void rewrite.run({
        ...row,
        recipients: JSON.stringify(recipients),
        hasHtml: hasHtml ? 1 : 0,
        defects: JSON.stringify(defects),
      }),
    /** An internal note with other words, or taken away. */
    /** Only of what nothing else points to. */
    remove: (id: MessageId) => void remove.run(id),
    setNote: (id: MessageId, kind: string, text: string) => void setNote.run(kind, text, id),
    fetched: (accountId: AccountId, externalId: string) => isKnown.get(accountId, externalId)?.messageId ?? null,
    addReceipt: (accountId: AccountId, externalId: string, messageId: MessageId, place: string, receivedAt: number) =>
      void addReceipt.run(accountId, externalId, messageId, place, receivedAt),
    countReceipts: (accountId: AccountId) => countReceipts.get(accountId)!.count,
    /** External ids of the account that begin with `prefix`. */
    externalIds: (accountId: AccountId, prefix: string) =>
      receiptIds.all(accountId, prefix, `${prefix}\u{10ffff}`).map(({ externalId }) => externalId),
    /** Our addresses the message came to. */
    deliveredTo: (id: MessageId) => deliveredTo.all(id).map(({ address }) => address),
    addMention: (id: MessageId, mid: string) => void addMention.run(mid, id),
    /** Tickets with a message that names this id. */
    ticketsMentioning: (mid: string) => distinct(mentioning.all(mid).map(({ ticketId }) => ticketId)),
    addParticipant: (id: MessageId, address: string) => void addParticipant.run(id, address),
    participants: (ticketId: TicketId) => distinct(participants.all(ticketId).map(({ address }) => address)),
    /** Whether mail came from this address or went there, or a customer has it. */
    isKnownAddress: (address: string) => isKnownAddress.get({ address })!.known === 1,
    addAttachment,
    replaceAttachments(id: MessageId, files: readonly Attachment[]): void {
      dropAttachments.run(id)
      files.forEach((file, index) => addAttachment(id, index, file))
    },
    /** Order numbers in the text, in its order. */
    replaceOrderNumbers(id: MessageId, numbers: readonly string[]): void {
      dropOrderNumbers.run(id)
      addOrderNumbers(id, numbers)
    },
    addOrderNumbers,
    attachments: (id: MessageId) =>
      attachments.all(id).map(({ inline, ...file }) => ({ ...file, inline: inline === 1 })),
    totals: () => totals.get()!,
    /** Messages the search cannot find. */
    countUnindexed: () => unindexed.get()!.count,
    /** When the customer began to wait: their first message after `answeredAt`. Machine mail does not wait. */
    firstUnansweredAt: (ticketId: TicketId, answeredAt: number) =>
      firstUnanswered.get(ticketId, answeredAt)?.at ?? null,
    /** What that message says. */
    firstUnanswered: (ticketId: TicketId, answeredAt: number) => oldestUnanswered.get(ticketId, answeredAt) ?? null,
  }
}

/** Not DISTINCT in the statement: for a handful of rows SQLite's temporary table costs many times the look-up. */
const distinct = <T>(values: T[]): T[] => [...new Set(values)]

function toMessage({ recipients, hasHtml, defects, ...row }: Raw): MessageRow {
  return {
    ...row,
    recipients: JSON.parse(recipients) as Recipients,
    hasHtml: hasHtml === 1,
    defects: JSON.parse(defects) as string[],
  }
}
