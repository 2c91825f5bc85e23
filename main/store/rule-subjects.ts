import type { Database } from 'better-sqlite3'
import type {
  AccountId,
  ChannelId,
  CustomerId,
  MessageId,
  RuleChange,
  RuleField,
  RuleSince,
  ShopId,
  StaffId,
  Status,
  TicketId,
} from '../../preload/domain.ts'

/** A ticket with one of its messages, as rules are asked about them. */
export type RuleSubject = {
  ticketId: TicketId
  messageId: MessageId
  direction: string
  messageAt: number
  messageSubject: string
  body: string
  sender: string | null
  fromName: string | null
  fromAddress: string | null
  unreadable: string | null
  hasOrderNumber: 0 | 1
  hasAttachment: 0 | 1
  accountId: AccountId
  accountCreatedAt: number
  shopId: ShopId
  channel: ChannelId
  kind: 'ticket' | 'notice'
  kindSet: 'ticket' | 'notice' | null
  status: Status
  subject: string
  customerId: CustomerId | null
  customerName: string
  mark: 'regular' | 'caution' | null
  isFirstContact: 0 | 1
  messageCount: number
  lastMessageAt: number
  firstAnswerAt: number | null
  resolvedAt: number | null
  reopenedAt: number | null
  category: string | null
  categorySetBy: 'staff' | 'rule' | null
  assigneeId: StaffId | null
  isUrgent: 0 | 1
  policyId: string | null
  holdStage: string | null
}
/** What only rules and people write straight into the row. */
type Written = Extract<RuleField, 'urgent' | 'kind'>
type Newest = { messageId: MessageId; ticketId: TicketId; at: number }

const SUBJECT = `
  SELECT t.id AS ticketId, m.id AS messageId, m.direction, m.at AS messageAt, m.subject AS messageSubject, m.text_body AS body, m.sender,
    json_extract(m.recipients, '$.from.name') AS fromName, json_extract(m.recipients, '$.from.address') AS fromAddress, m.unreadable,
    EXISTS (SELECT 1 FROM order_number n WHERE n.message_id = m.id) AS hasOrderNumber,
    EXISTS (SELECT 1 FROM attachment a WHERE a.message_id = m.id AND a.inline = 0) AS hasAttachment,
    t.account_id AS accountId, (SELECT a.created_at FROM account a WHERE a.id = t.account_id) AS accountCreatedAt, t.shop_id AS shopId,
    t.channel, t.kind, t.kind_set AS kindSet, t.status, t.subject, t.customer_id AS customerId, t.customer_name AS customerName, c.mark,
    COALESCE(t.first_message_at <= c.first_contact_at, 0) AS isFirstContact, t.message_count AS messageCount,
    t.last_message_at AS lastMessageAt, t.first_answer_at AS firstAnswerAt, t.resolved_at AS resolvedAt, t.reopened_at AS reopenedAt,
    t.category, t.category_set_by AS categorySetBy, t.assignee_id AS assigneeId, t.is_urgent AS isUrgent, t.policy_id AS policyId,
    t.hold_stage AS holdStage
  FROM message m JOIN ticket t ON t.id = m.ticket_id LEFT JOIN customer c ON c.id = t.customer_id`

/** Since when each ticket waits, by what a time rule counts from. Snoozed ones wait for something else. */
const WAITING: Record<RuleSince, string> = {
  unanswered: `SELECT t.id FROM ticket t INDEXED BY ticket_todo WHERE needs_action = 1 AND @until > 0`,
  waiting: `SELECT t.id FROM ticket t INDEXED BY ticket_waiting
    WHERE status = 'waiting' AND kind = 'ticket' AND merged_into IS NULL AND @until > 0`,
  overdue: `SELECT t.id FROM ticket t INDEXED BY ticket_todo WHERE needs_action = 1 AND due_key <= @until`,
}

/** Tickets as rules see them, and the columns that rules write. */
export function createRuleSubjectStore(db: Database) {
  const get = db.prepare<[number], RuleSubject>(`${SUBJECT} WHERE m.id = ?`)
  const asked = db.prepare<[number], { id: MessageId }>(`
    SELECT id FROM message WHERE ticket_id = ? ORDER BY direction = 'inbound' AND kind <> 'bounce' DESC, at DESC, id DESC LIMIT 1`)
  const newest = db.prepare<Record<string, number>, Newest>(`
    SELECT m.id AS messageId, m.ticket_id AS ticketId, m.at FROM message m
    WHERE m.at >= @since AND (m.at < @at OR (m.at = @at AND m.id < @id)) AND m.direction = 'inbound' AND m.kind <> 'bounce'
    ORDER BY m.at DESC, m.id DESC LIMIT @limit`)
  const waits = {
    unanswered: db.prepare<{ until: number }, { id: TicketId }>(WAITING.unanswered),
    waiting: db.prepare<{ until: number }, { id: TicketId }>(WAITING.waiting),
    overdue: db.prepare<{ until: number }, { id: TicketId }>(WAITING.overdue),
  }
  const times = db.prepare<
    [number],
    { status: Status; isSnoozed: 0 | 1; dueAt: number | null; lastAnswerAt: number | null }
  >(`
    SELECT status, snoozed_at IS NOT NULL AS isSnoozed, due_at AS dueAt, last_answer_at AS lastAnswerAt FROM ticket WHERE id = ?`)
  const setters = {
    urgent: db.prepare('UPDATE ticket SET is_urgent = ? WHERE id = ?'),
    kind: db.prepare('UPDATE ticket SET kind = ? WHERE id = ?'),
  }
  const setMark = db.prepare('UPDATE customer SET mark = ? WHERE id = ?')

  return {
    get: (id: MessageId) => get.get(id) ?? null,
    /** The message that a ticket is asked about: the newest that came, else the newest; null where it has none. */
    messageOf: (id: TicketId) => asked.get(id)?.id ?? null,
    /** Messages that came since an instant, newest first; `after` is the last of the page before. */
    arrivedSince: (since: number, after: Pick<Newest, 'at' | 'messageId'> | null, limit: number) =>
      newest.all({ since, at: after?.at ?? Number.MAX_SAFE_INTEGER, id: after?.messageId ?? 0, limit }),
    /** Tickets that may wait since before `until`: see `times`. From an index alone. */
    waiting: (since: RuleSince, until: number) => waits[since].all({ until }).map(({ id }) => id),
    times: (id: TicketId) => times.get(id)!,
    set: (id: TicketId, field: Written, value: RuleChange['after']) =>
      void setters[field].run(typeof value === 'boolean' ? Number(value) : value, id),
    setMark: (id: CustomerId, mark: string | null) => void setMark.run(mark, id),
  }
}
