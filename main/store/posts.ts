import type { Database } from 'better-sqlite3'
import type { AccountId, MessageId, TicketId } from '../../preload/domain.ts'
import type { RefusalReason, Visibility } from '../../preload/domain/networks.ts'
import type { PostFacts } from '../core/message.ts'

export type PostRow = Omit<PostFacts, 'author'> & {
  messageId: MessageId
  accountId: AccountId
  /** Of whoever wrote it; of a post of ours, of whom it is for. '' where nobody knows. */
  personId: string
  handle: string
  externalId: string | null
  /** The id of the post it answers. */
  answers: string | null
  deletedAt: number | null
  editedAt: number | null
  earlier: { at: number; text: string }[]
}
export type NewPost = Omit<PostRow, 'deletedAt' | 'editedAt' | 'earlier'>
type Raw = Omit<PostRow, 'media' | 'quoted' | 'earlier' | 'refuses' | 'visibility'> & {
  visibility: Visibility
  refuses: RefusalReason | null
  media: string
  quoted: string | null
  earlier: string
}

const COLUMNS = `p.message_id AS messageId, p.account_id AS accountId, p.conversation, p.visibility, p.found, p.person_id AS personId, p.handle,
  p.external_id AS externalId, p.answers, p.url, p.answer_until AS answerUntil, p.refuses, p.media, p.quoted, p.deleted_at AS deletedAt,
  p.edited_at AS editedAt, p.earlier`

/** Where messages stand on social networks. Mail has no row here. */
export function createPostStore(db: Database) {
  const insert = db.prepare(`
    INSERT INTO post (message_id, account_id, conversation, visibility, found, person_id, handle, external_id, answers, url, answer_until, refuses, media, quoted)
    VALUES (@messageId, @accountId, @conversation, @visibility, @found, @personId, @handle, @externalId, @answers, @url, @answerUntil, @refuses, @media, @quoted)`)
  const get = db.prepare<[number], Raw>(`SELECT ${COLUMNS} FROM post p WHERE p.message_id = ?`)
  const ofTicket = db.prepare<[number], Raw>(
    `SELECT ${COLUMNS} FROM message m JOIN post p ON p.message_id = m.id WHERE m.ticket_id = ? ORDER BY m.at, m.id`,
  )
  const ofPerson = db.prepare<[number, string, string], { ticketId: TicketId }>(`
    SELECT m.ticket_id AS ticketId FROM post p JOIN message m ON m.id = p.message_id
    WHERE p.account_id = ? AND p.conversation = ? AND p.person_id = ? ORDER BY p.message_id DESC LIMIT 1`)
  const ofConversation = db.prepare<[number, string], { ticketId: TicketId }>(`
    SELECT DISTINCT m.ticket_id AS ticketId FROM (
      SELECT message_id FROM post WHERE account_id = ? AND conversation = ? ORDER BY message_id DESC LIMIT 50) p
    JOIN message m ON m.id = p.message_id`)
  const leaving = db.prepare<[number], { messageId: MessageId; textBody: string; visibility: Visibility }>(`
    SELECT m.id AS messageId, m.text_body AS textBody, p.visibility FROM outbox o JOIN message m ON m.id = o.message_id
    JOIN post p ON p.message_id = m.id
    WHERE o.state IN ('queued', 'sending', 'unclear', 'failed', 'held') AND o.state IN ('sending', 'unclear') AND o.account_id = ?`)
  const posted = db.prepare(
    'UPDATE post SET external_id = ?, url = COALESCE(?, url), conversation = COALESCE(?, conversation) WHERE message_id = ?',
  )
  const deleted = db.prepare('UPDATE post SET deleted_at = ? WHERE message_id = ? AND deleted_at IS NULL')
  const edited = db.prepare('UPDATE post SET edited_at = ?, earlier = ? WHERE message_id = ?')
  const answerable = db.prepare('UPDATE post SET answer_until = ?, refuses = ? WHERE message_id = ?')

  return {
    add: ({ media, quoted, ...post }: NewPost) =>
      void insert.run({
        ...post,
        media: JSON.stringify(media),
        quoted: quoted === null ? null : JSON.stringify(quoted),
      }),
    get: (id: MessageId) => toPost(get.get(id)),
    /** In the order of the conversation. */
    ofTicket: (id: TicketId) => ofTicket.all(id).map((row) => toPost(row)!),
    /** The ticket in which this person last wrote in the conversation. */
    ticketOf: (accountId: AccountId, conversation: string, personId: string) =>
      ofPerson.get(accountId, conversation, personId)?.ticketId ?? null,
    /** Tickets of the newest posts of a conversation. */
    ticketsOf: (accountId: AccountId, conversation: string) =>
      ofConversation.all(accountId, conversation).map(({ ticketId }) => ticketId),
    /** Posts of ours that the network may have and has not said so. */
    leaving: (accountId: AccountId) => leaving.all(accountId),
    /** Where the network put a post of ours. */
    setPosted: (id: MessageId, externalId: string, url: string | null, conversation: string | null) =>
      void posted.run(externalId, url, conversation, id),
    markDeleted: (id: MessageId, at: number) => deleted.run(at, id).changes > 0,
    markEdited: (id: MessageId, at: number, earlier: PostRow['earlier']) =>
      void edited.run(at, JSON.stringify(earlier), id),
    setAnswerable: (id: MessageId, answerUntil: number | null, refuses: RefusalReason | null) =>
      void answerable.run(answerUntil, refuses, id),
  }
}

function toPost(row: Raw | undefined): PostRow | null {
  if (!row) return null
  return {
    ...row,
    media: JSON.parse(row.media) as PostRow['media'],
    quoted: row.quoted === null ? null : (JSON.parse(row.quoted) as PostRow['quoted']),
    earlier: JSON.parse(row.earlier) as PostRow['earlier'],
  }
}
