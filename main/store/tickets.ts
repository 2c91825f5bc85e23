import type { Database } from 'better-sqlite3'
import type {
  AccountId,
  ChannelId,
  CustomerId,
  HoldBadge,
  ShopId,
  StaffId,
  Status,
  TicketDetail,
  TicketId,
  TicketSummary,
  View,
} from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { emptyTally, type TicketTally } from '../core/ticket.ts'

/** What the status of a ticket is computed from and its row shows. Instants in ms UTC, null when it never happened. */
export type TicketFacts = TicketTally & {
  id: TicketId
  kind: 'ticket' | 'notice'
  status: Status
  accountId: AccountId
  shopId: ShopId
  channel: ChannelId
  customerId: CustomerId | null
  customerName: string
  hasBounced: boolean
  createdAt: number
  /** What a deadline policy may ask about. */
  category: string | null
  policyId: string | null
  marketplace: string | null
}
type FactsRow = Omit<TicketFacts, 'orderNumbers' | 'hasAttachments' | 'hasBounced'> & {
  orderNumbers: string
  hasAttachments: 0 | 1
  hasBounced: 0 | 1
}
/** A ticket that has no row yet. */
export type TicketDraft = Omit<TicketFacts, 'id'>
/** What nobody has said of a new ticket yet. */
export const UNSAID = { category: null, policyId: null, marketplace: null }
export type NewTicket = Pick<
  TicketFacts,
  | 'kind'
  | 'status'
  | 'accountId'
  | 'shopId'
  | 'channel'
  | 'customerId'
  | 'customerName'
  | 'subject'
  | 'excerpt'
  | 'lastMessageAt'
  | 'createdAt'
>

type SameOrder = TicketDetail['sameOrder'][number]

type SummaryRow = Omit<
  TicketSummary,
  | 'orderNumbers'
  | 'hasAttachments'
  | 'isSeen'
  | 'hasDraft'
  | 'hasBounced'
  | 'isUrgent'
  | 'isSnoozed'
  | 'isReturned'
  | 'steps'
  | 'hold'
> & {
  orderNumbers: string
  hasAttachments: 0 | 1
  isSeen: 0 | 1
  hasDraft: 0 | 1
  hasBounced: 0 | 1
  isUrgent: 0 | 1
  isSnoozed: 0 | 1
  isReturned: 0 | 1
  stepsDone: number
  stepsTotal: number
  /** A HoldBadge as JSON. */
  hold: string | null
  dueKey: number
}

const SUMMARY = `
  SELECT t.id, t.kind, t.subject, t.status, t.channel, t.account_id AS accountId, t.shop_id AS shopId, t.customer_id AS customerId,
    t.customer_name AS customerName,
    (SELECT COALESCE(c.mark, CASE WHEN t.kind = 'ticket' AND t.first_message_at <= c.first_contact_at THEN 'first' END)
      FROM customer c WHERE c.id = t.customer_id) AS customerMark, t.excerpt, t.last_message_at AS lastMessageAt, t.message_count AS messageCount,
    t.has_attachments AS hasAttachments, t.has_bounced AS hasBounced, t.order_numbers AS orderNumbers, t.due_at AS dueAt, t.warn_at AS warnAt,
    t.due_key AS dueKey, t.category, t.assignee_id AS assigneeId, t.is_urgent AS isUrgent, t.snoozed_at IS NOT NULL AS isSnoozed,
    t.snoozed_until AS snoozedUntil, t.returned_at IS NOT NULL AS isReturned, t.steps_done AS stepsDone, t.steps_total AS stepsTotal,
    CASE WHEN t.hold_stage IS NOT NULL THEN (
      SELECT json_object('id', h.id, 'kind', h.kind, 'stage', h.stage, 'product', h.product,
        'isReserved', json(iif(h.is_reserved, 'true', 'false')), 'isUndelivered', json(iif(h.is_undelivered, 'true', 'false')))
      FROM hold h WHERE h.ticket_id = t.id AND h.ended_at IS NULL) END AS hold, t.seen_at IS NOT NULL AND t.seen_at >= t.last_message_at AS isSeen,
    EXISTS (SELECT 1 FROM draft d WHERE d.ticket_id = t.id) AS hasDraft,
    (SELECT d.staff_id FROM draft d WHERE d.ticket_id = t.id AND trim(d.body) <> '') AS draftBy,
    (SELECT CASE WHEN o.asks = 'approval' AND o.state IN ('queued', 'held') THEN 'approval' ELSE o.state END FROM outbox o JOIN message m ON m.id = o.message_id
      WHERE m.ticket_id = t.id AND o.state IN ('queued', 'sending', 'unclear', 'failed', 'held') ORDER BY o.id DESC LIMIT 1) AS outboxState
  FROM ticket t`

/** The partial index of a view, by name: left to itself SQLite walks `ticket_all` and drops most of what it finds. */
const indexOf = (view: View, { accountId, assigneeId }: Scope) =>
  `INDEXED BY ticket_${assigneeId ? 'mine' : view === 'overdue' ? 'todo' : view}${accountId === null || assigneeId ? '' : '_of'}`

/** The condition of a view, word for word as in its partial index. */
const VIEW_CONDITION: Record<View, string> = {
  todo: 'needs_action = 1',
  overdue: 'needs_action = 1 AND due_key <= @now AND due_at <= @now',
  holds: 'hold_stage IS NOT NULL AND merged_into IS NULL',
  snoozed: 'snoozed_at IS NOT NULL AND merged_into IS NULL',
  waiting: `status = 'waiting' AND kind = 'ticket' AND merged_into IS NULL`,
  resolved: `status = 'resolved' AND kind = 'ticket' AND merged_into IS NULL`,
  all: `kind = 'ticket' AND merged_into IS NULL`,
  notices: `kind = 'notice' AND merged_into IS NULL`,
}

/** What the indexes of a ticket hold: writing one of these costs a dozen of them. */
const SORTED_BY = ['kind', 'status', 'customerId', 'lastMessageAt'] as const

/** Whose tickets. Those of one person only where something is to do: `todo` and `overdue`. */
export type Scope = { accountId: AccountId | null; assigneeId?: StaffId | null | undefined }
export type ListQuery = Scope & { view: View; limit: number; after: string | null; now: number }

const narrowed = (view: View, { accountId, assigneeId }: Scope) =>
  `${VIEW_CONDITION[view]} ${accountId === null ? '' : 'AND t.account_id = @accountId'} ${assigneeId ? 'AND t.assignee_id = @assigneeId' : ''}`

/** Tickets as rows: lists by view, the facts a status is computed from, and the columns the list shows. */
export function createTicketStore(db: Database) {
  const statements = new Map<string, ReturnType<typeof db.prepare<Record<string, unknown>, SummaryRow>>>()
  const counters = new Map<string, ReturnType<typeof db.prepare<Record<string, unknown>, { count: number }>>>()
  const summary = db.prepare<[number], SummaryRow>(`${SUMMARY} WHERE t.id = ?`)
  const facts = db.prepare<[number], FactsRow>(`
    SELECT id, kind, status, account_id AS accountId, shop_id AS shopId, channel, customer_id AS customerId,
      customer_name AS customerName, subject, excerpt, order_numbers AS orderNumbers, has_attachments AS hasAttachments,
      has_bounced AS hasBounced, first_message_at AS firstMessageAt, last_message_at AS lastMessageAt, message_count AS messageCount, last_inbound_at AS lastInboundAt,
      first_answer_at AS firstAnswerAt, last_answer_at AS lastAnswerAt, resolved_at AS resolvedAt, reopened_at AS reopenedAt,
      created_at AS createdAt, category, policy_id AS policyId, marketplace
    FROM ticket WHERE id = ?`)
  const insert = db.prepare<Omit<FactsRow, 'id'>>(`
    INSERT INTO ticket (kind, status, subject, channel, account_id, shop_id, customer_id, customer_name, excerpt, order_numbers, message_count,
      has_attachments, has_bounced, first_message_at, last_message_at, last_inbound_at, first_answer_at, last_answer_at, resolved_at, reopened_at,
      created_at, category, policy_id, marketplace)
    VALUES (@kind, @status, @subject, @channel, @accountId, @shopId, @customerId, @customerName, @excerpt, @orderNumbers, @messageCount,
      @hasAttachments, @hasBounced, @firstMessageAt, @lastMessageAt, @lastInboundAt, @firstAnswerAt, @lastAnswerAt, @resolvedAt, @reopenedAt,
      @createdAt, @category, @policyId, @marketplace)`)
  const UNSORTED = `subject = @subject, customer_name = @customerName, excerpt = @excerpt, order_numbers = @orderNumbers,
    message_count = @messageCount, has_attachments = @hasAttachments, has_bounced = @hasBounced, first_message_at = @firstMessageAt,
    last_inbound_at = @lastInboundAt, first_answer_at = @firstAnswerAt, last_answer_at = @lastAnswerAt, resolved_at = @resolvedAt,
    reopened_at = @reopenedAt`
  const write = db.prepare<FactsRow>(`
    UPDATE ticket SET kind = @kind, status = @status, customer_id = @customerId, last_message_at = @lastMessageAt, ${UNSORTED} WHERE id = @id`)
  const writeUnsorted = db.prepare<FactsRow>(`UPDATE ticket SET ${UNSORTED} WHERE id = @id`)
  const setChannel = db.prepare('UPDATE ticket SET channel = ? WHERE id = ?')
  const setDue = db.prepare('UPDATE ticket SET due_at = ?, warn_at = ? WHERE id = ?')
  const setOverdue = db.prepare('UPDATE ticket SET is_overdue = ? WHERE id = ? AND is_overdue <> ?')
  const setSeen = db.prepare('UPDATE ticket SET seen_at = ? WHERE id = ?')
  const decideKind = db.prepare('UPDATE ticket SET kind = @kind, kind_set = @kind WHERE id = @id')
  const setBounced = db.prepare('UPDATE ticket SET has_bounced = ? WHERE id = ?')
  const setStatus = db.prepare('UPDATE ticket SET status = ? WHERE id = ?')
  const setResolved = db.prepare('UPDATE ticket SET resolved_at = ?, reopened_at = ? WHERE id = ?')
  const absorb = db.prepare<Record<string, unknown>>(`
    UPDATE ticket SET
      message_count = message_count + @messages,
      last_message_at = MAX(last_message_at, @at),
      excerpt = CASE WHEN @messages = 1 AND (@at >= last_message_at OR message_count = 0) THEN @excerpt ELSE excerpt END,
      has_attachments = MAX(has_attachments, @hasAttachments),
      order_numbers = @orderNumbers,
      last_inbound_at = CASE WHEN @inboundAt IS NULL THEN last_inbound_at ELSE MAX(COALESCE(last_inbound_at, @inboundAt), @inboundAt) END,
      first_answer_at = CASE WHEN @answerAt IS NULL THEN first_answer_at ELSE MIN(COALESCE(first_answer_at, @answerAt), @answerAt) END,
      last_answer_at = CASE WHEN @answerAt IS NULL THEN last_answer_at ELSE MAX(COALESCE(last_answer_at, @answerAt), @answerAt) END
    WHERE id = @id`)
  const withdraw = db.prepare(
    'UPDATE ticket SET message_count = message_count - 1, last_message_at = ?, excerpt = ? WHERE id = ?',
  )
  const adopt = db.prepare('UPDATE ticket SET customer_id = ?, customer_name = ? WHERE id = ?')
  const todoByAccount = db.prepare<[], { accountId: AccountId; count: number }>(
    'SELECT account_id AS accountId, COUNT(*) AS count FROM ticket INDEXED BY ticket_todo_of WHERE needs_action = 1 GROUP BY account_id',
  )
  const ofCustomer = db.prepare<
    [number, number],
    Pick<TicketSummary, 'id' | 'accountId' | 'subject' | 'status' | 'lastMessageAt'> & { orderNumbers: string }
  >(`
    SELECT id, account_id AS accountId, subject, status, last_message_at AS lastMessageAt, order_numbers AS orderNumbers FROM ticket
    WHERE customer_id = ? AND kind = 'ticket' AND merged_into IS NULL ORDER BY last_message_at DESC LIMIT ?`)
  const countOfCustomer = db.prepare<[number], { count: number }>(
    `SELECT COUNT(*) AS count FROM ticket WHERE customer_id = ? AND kind = 'ticket' AND merged_into IS NULL`,
  )
  const sameOrder = db.prepare<{ number: string; id: number; limit: number }, SameOrder>(`
    SELECT DISTINCT t.id, t.kind, t.subject, @number AS number, t.last_message_at AS lastMessageAt
    FROM order_number n CROSS JOIN message m ON m.id = n.message_id CROSS JOIN ticket t ON t.id = m.ticket_id
    WHERE n.number = @number AND t.id <> @id ORDER BY t.last_message_at DESC LIMIT @limit`)
  const mergedInto = db.prepare<[number], { mergedInto: TicketId | null }>(
    'SELECT merged_into AS mergedInto FROM ticket WHERE id = ?',
  )

  function listStatement(view: View, scope: Scope, paged: boolean) {
    const key = `${view} ${scope.accountId !== null} ${Boolean(scope.assigneeId)} ${paged}`
    let statement = statements.get(key)
    if (!statement) {
      const after = `AND (due_key > @dueKey OR (due_key = @dueKey AND (last_message_at < @lastMessageAt OR (last_message_at = @lastMessageAt AND id < @id))))`
      statement = db.prepare(`${SUMMARY} ${indexOf(view, scope)} WHERE ${narrowed(view, scope)}
        ${paged ? `AND due_key >= @dueKey ${after}` : ''} ORDER BY due_key, last_message_at DESC, id DESC LIMIT @limit`)
      statements.set(key, statement)
    }
    return statement
  }

  function parametersOf(view: View, { accountId, assigneeId }: Scope, now: number): Record<string, number> {
    if (assigneeId && view !== 'todo' && view !== 'overdue')
      throw new AppError('invalid-input', 'The tickets of one person are listed where something is to do.')
    return {
      ...(view === 'overdue' && { now }),
      ...(accountId !== null && { accountId }),
      ...(assigneeId && { assigneeId }),
    }
  }

  function count(view: View, accountId: AccountId | null, now: number, assigneeId?: StaffId | null): number {
    const scope = { accountId, assigneeId }
    const used = parametersOf(view, scope, now)
    const key = `${view} ${Object.keys(used).join(' ')}`
    let statement = counters.get(key)
    if (!statement) {
      statement = db.prepare(
        `SELECT COUNT(*) AS count FROM ticket t ${indexOf(view, scope)} WHERE ${narrowed(view, scope)}`,
      )
      counters.set(key, statement)
    }
    return statement.get(used)!.count
  }

  return {
    /** What came back from a snooze, then the nearest deadline, then the newest. `next`: the key of the last row, or null. */
    list({ view, limit, after, now, ...scope }: ListQuery): { tickets: TicketSummary[]; next: string | null } {
      const key = after === null ? null : parseKey(after)
      const used = { limit, ...parametersOf(view, scope, now), ...key }
      const rows = listStatement(view, scope, key !== null).all(used)
      const last = rows.at(-1)
      return {
        tickets: rows.map(toSummary),
        next: rows.length === limit && last ? `${last.dueKey}.${last.lastMessageAt}.${last.id}` : null,
      }
    },
    count,
    todoByAccount: () => new Map(todoByAccount.all().map((row) => [row.accountId, row.count])),
    summary(id: TicketId): TicketSummary | null {
      const row = summary.get(id)
      return row ? toSummary(row) : null
    },
    facts(id: TicketId): TicketFacts | null {
      const row = facts.get(id)
      return row ? toFacts(row) : null
    },
    insert: (ticket: NewTicket | TicketDraft) =>
      Number(
        insert.run(toRow({ ...emptyTally(ticket.lastMessageAt), ...UNSAID, hasBounced: false, ...ticket }))
          .lastInsertRowid,
      ) as TicketId,
    /** Writes what changed between `before`, the row as it is, and `after`. */
    update(before: TicketFacts, after: TicketFacts): void {
      const isSorted = SORTED_BY.every((key) => before[key] === after[key])
      ;(isSorted ? writeUnsorted : write).run({ ...toRow(after), id: after.id })
    },
    /** Takes what one more message adds to the row. `inboundAt` and `answerAt` are null where it counts as neither. */
    absorb(
      id: TicketId,
      added: {
        at: number
        excerpt: string
        hasAttachments: boolean
        orderNumbers: readonly string[]
        inboundAt: number | null
        answerAt: number | null
        messages: 0 | 1
      },
    ): void {
      absorb.run({
        ...added,
        id,
        hasAttachments: added.hasAttachments ? 1 : 0,
        orderNumbers: JSON.stringify(added.orderNumbers),
      })
    },
    /** One message less; `at` and `excerpt` are of the newest that stays. */
    withdraw: (id: TicketId, at: number, excerpt: string) => void withdraw.run(at, excerpt, id),
    setStatus: (id: TicketId, status: Status) => void setStatus.run(status, id),
    /** The two recorded decisions of a person; the later one counts. */
    setDecision: (id: TicketId, decision: { resolvedAt: number | null; reopenedAt: number | null }) =>
      void setResolved.run(decision.resolvedAt, decision.reopenedAt, id),
    setDue: (id: TicketId, dueAt: number | null, warnAt: number | null) => void setDue.run(dueAt, warnAt, id),
    setOverdue: (id: TicketId, isOverdue: boolean) => void setOverdue.run(isOverdue ? 1 : 0, id, isOverdue ? 1 : 0),
    setSeen: (id: TicketId, at: number) => void setSeen.run(at, id),
    /** A person's word, which no rule changes. */
    decideKind: (id: TicketId, kind: 'ticket' | 'notice') => void decideKind.run({ id, kind }),
    setBounced: (id: TicketId, hasBounced: boolean) => void setBounced.run(hasBounced ? 1 : 0, id),
    setChannel: (id: TicketId, channel: ChannelId) => void setChannel.run(channel, id),
    setCustomer: (id: TicketId, customerId: CustomerId, name: string) => void adopt.run(customerId, name, id),
    /** Others whose messages name one of these order numbers, newest first. */
    sameOrder(id: TicketId, numbers: readonly string[], limit: number): SameOrder[] {
      const found = new Map<TicketId, SameOrder>()
      for (const number of numbers)
        for (const row of sameOrder.all({ number, id, limit })) if (!found.has(row.id)) found.set(row.id, row)
      return [...found.values()].toSorted((a, b) => b.lastMessageAt - a.lastMessageAt).slice(0, limit)
    },
    mergedInto: (id: TicketId) => mergedInto.get(id)?.mergedInto ?? null,
    /** The ticket itself, or the one it went into. */
    living: (id: TicketId) => mergedInto.get(id)?.mergedInto ?? id,
    /** Newest first. */
    ofCustomer: (id: CustomerId, limit: number) =>
      ofCustomer.all(id, limit).map((row) => ({ ...row, orderNumbers: JSON.parse(row.orderNumbers) as string[] })),
    countOfCustomer: (id: CustomerId) => countOfCustomer.get(id)!.count,
  }
}

function toRow({ orderNumbers, hasAttachments, hasBounced, ...rest }: TicketDraft): Omit<FactsRow, 'id'> {
  return {
    ...rest,
    orderNumbers: JSON.stringify(orderNumbers),
    hasAttachments: hasAttachments ? 1 : 0,
    hasBounced: hasBounced ? 1 : 0,
  }
}

function toFacts(row: FactsRow): TicketFacts {
  return {
    ...row,
    orderNumbers: JSON.parse(row.orderNumbers) as string[],
    hasAttachments: row.hasAttachments === 1,
    hasBounced: row.hasBounced === 1,
  }
}

function toSummary({ dueKey: _, stepsDone: done, stepsTotal: total, hold, ...row }: SummaryRow): TicketSummary {
  return {
    ...row,
    orderNumbers: JSON.parse(row.orderNumbers) as string[],
    hasAttachments: row.hasAttachments === 1,
    isSeen: row.isSeen === 1,
    hasDraft: row.hasDraft === 1,
    hasBounced: row.hasBounced === 1,
    isUrgent: row.isUrgent === 1,
    isSnoozed: row.isSnoozed === 1,
    isReturned: row.isReturned === 1,
    steps: total === 0 ? null : { done, total },
    hold: hold === null ? null : (JSON.parse(hold) as HoldBadge),
  }
}

function parseKey(after: string): { dueKey: number; lastMessageAt: number; id: number } {
  const [dueKey, lastMessageAt, id, ...rest] = after.split('.').map(Number)
  if (rest.length > 0 || ![dueKey, lastMessageAt, id].every(Number.isSafeInteger)) {
    throw new AppError('invalid-input', 'Not a key of a list')
  }
  return { dueKey: dueKey!, lastMessageAt: lastMessageAt!, id: id! }
}
