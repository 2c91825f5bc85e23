import type { Database } from 'better-sqlite3'
import type {
  AccountId,
  GroupSendId,
  MessageId,
  OutboxId,
  OutboxState,
  ReplyPlan,
  StaffId,
  TicketId,
} from '../../preload/domain.ts'

export type OutboxRow = {
  id: OutboxId
  messageId: MessageId
  ticketId: TicketId
  accountId: AccountId
  clientKey: string
  state: OutboxState | 'cancelled'
  sendAfter: number
  attempts: number
  explanation: string | null
  createdAt: number
  acceptedAt: number | null
  fileAttempts: number
  plan: ReplyPlan
  /** What a person must say before it leaves. */
  asks: 'late' | 'approval' | null
  /** Who of the staff wrote what waits, or waited, for approval. */
  askedBy: StaffId | null
  /** The words as they stood in the composer; null where they are those of the message. */
  typedSubject: string | null
  typedBody: string | null
  /** The sending to many that it belongs to. */
  groupSendId: GroupSendId | null
}
type Raw = Omit<OutboxRow, 'plan'> & { plan: string }

const SELECT = `
  SELECT o.id, o.message_id AS messageId, m.ticket_id AS ticketId, o.account_id AS accountId, o.client_key AS clientKey, o.state,
    o.send_after AS sendAfter, o.attempts, o.explanation, o.created_at AS createdAt, o.accepted_at AS acceptedAt, o.file_attempts AS fileAttempts, o.plan, o.asks, o.asked_by AS askedBy,
    o.typed_subject AS typedSubject, o.typed_body AS typedBody, o.group_send_id AS groupSendId
  FROM outbox o JOIN message m ON m.id = o.message_id`

/** A time that a person chose holds whatever else moves the row: a clock set back, a repaired account. */
const PLANNED = `COALESCE(plan ->> '$.sendAfter', 0)`

type NewRow = Pick<
  OutboxRow,
  'messageId' | 'accountId' | 'clientKey' | 'sendAfter' | 'createdAt' | 'plan' | 'typedSubject' | 'typedBody'
>

/** Answers on their way. A row says at every moment how far its message can have come. */
export function createOutboxStore(db: Database) {
  const get = db.prepare<[number], Raw>(`${SELECT} WHERE o.id = ?`)
  const byKey = db.prepare<[string], Raw>(`${SELECT} WHERE o.client_key = ?`)
  const byMessage = db.prepare<[number], Raw>(`${SELECT} WHERE o.message_id = ?`)
  const insert = db.prepare<Omit<NewRow, 'plan'> & { plan: string }>(`
    INSERT INTO outbox (message_id, account_id, client_key, state, send_after, waits_since, created_at, plan, typed_subject, typed_body)
    VALUES (@messageId, @accountId, @clientKey, 'queued', @sendAfter, @createdAt, @createdAt, @plan, @typedSubject, @typedBody)`)
  const listOpen = db.prepare<[], Raw>(`
    ${SELECT} WHERE o.state IN ('queued', 'sending', 'unclear', 'failed', 'held') ORDER BY o.id`)
  const due = db.prepare<[number, number], Raw>(
    `${SELECT} WHERE o.state = 'queued' AND o.asks IS NULL AND o.account_id = ? AND o.send_after <= ? ORDER BY o.send_after, o.id`,
  )
  const nextDue = db.prepare<[number], { at: number | null }>(
    `SELECT MIN(send_after) AS at FROM outbox WHERE state = 'queued' AND asks IS NULL AND account_id = ?`,
  )
  const toFile = db.prepare<[number, number], Raw>(
    `${SELECT} WHERE o.state = 'accepted' AND o.account_id = ? AND o.file_after <= ? ORDER BY o.file_after`,
  )
  const nextToFile = db.prepare<[number], { at: number | null }>(
    `SELECT MIN(file_after) AS at FROM outbox WHERE state = 'accepted' AND account_id = ? AND file_after IS NOT NULL`,
  )
  const interrupted = db.prepare<[], Raw>(
    `${SELECT} WHERE o.state IN ('queued', 'sending', 'unclear', 'failed', 'held') AND o.state = 'sending'`,
  )
  const setState = db.prepare('UPDATE outbox SET state = @state, explanation = @explanation WHERE id = @id')
  const setSending = db.prepare(
    `UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ? AND state = 'queued'`,
  )
  const postpone = db.prepare(
    `UPDATE outbox SET state = 'queued', send_after = MAX(@sendAfter, ${PLANNED}), waits_since = @since, explanation = @explanation WHERE id = @id`,
  )
  const afterSetBack = db.prepare<[number], { count: number }>(`
    SELECT COUNT(*) AS count FROM outbox WHERE waits_since > ? AND (state = 'queued' OR (state = 'accepted' AND file_after IS NOT NULL))`)
  const bringForward = [
    `UPDATE outbox SET send_after = MAX(@now, ${PLANNED}), waits_since = @now WHERE state = 'queued' AND waits_since > @now`,
    `UPDATE outbox SET file_after = @now, waits_since = @now WHERE state = 'accepted' AND waits_since > @now`,
  ].map((sql) => db.prepare<{ now: number }>(sql))
  const accept = db.prepare(`
    UPDATE outbox SET state = 'accepted', accepted_at = @at, file_after = @at, explanation = @explanation WHERE id = @id`)
  const filed = db.prepare(`UPDATE outbox SET state = 'filed', file_after = NULL WHERE id = ?`)
  const fileLater = db.prepare(
    'UPDATE outbox SET file_after = @at, waits_since = @since, file_attempts = file_attempts + 1 WHERE id = @id',
  )
  const release = db.prepare(
    `UPDATE outbox SET state = 'queued', send_after = MAX(@at, ${PLANNED}), waits_since = @at, explanation = NULL WHERE account_id = @accountId AND state = 'held'`,
  )
  const hold = db.prepare(`UPDATE outbox SET state = 'held', explanation = ? WHERE account_id = ? AND state = 'queued'`)
  // Public or private; mail is neither, and alike.
  const visibility = (message: string) => `(SELECT p.visibility FROM post p WHERE p.message_id = ${message})`
  const alike = `account_id = @accountId AND ${visibility('outbox.message_id')} IS ${visibility('@messageId')}`
  const holdAlike = db.prepare<{ accountId: number; messageId: number; explanation: string }>(
    `UPDATE outbox SET state = 'held', explanation = @explanation WHERE state = 'queued' AND ${alike}`,
  )
  const whyHeld = db
    .prepare<{ accountId: number; messageId: number }, string | null>(
      `SELECT explanation FROM outbox WHERE state = 'held' AND ${alike} ORDER BY id LIMIT 1`,
    )
    .pluck()
  const whyAnyHeld = db
    .prepare<[number], string | null>(
      `SELECT explanation FROM outbox WHERE state = 'held' AND account_id = ? ORDER BY id LIMIT 1`,
    )
    .pluck()
  const reschedule = db.prepare<{ id: number; sendAfter: number; plan: string; since: number }>(`
    UPDATE outbox SET state = 'queued', send_after = @sendAfter, waits_since = @since, plan = @plan, asks = CASE asks WHEN 'approval' THEN asks END, explanation = NULL
    WHERE id = @id`)
  const ask = db.prepare(`UPDATE outbox SET asks = ? WHERE id = ?`)
  const askApproval = db.prepare(`UPDATE outbox SET asks = 'approval', asked_by = ? WHERE id = ?`)
  const approve = db.prepare<{ id: number; sendAfter: number; now: number }>(`
    UPDATE outbox SET asks = NULL, send_after = MAX(@sendAfter, ${PLANNED}), waits_since = @now WHERE id = @id AND asks = 'approval'`)
  const planned = db.prepare<[], { at: number | null }>(`
    SELECT MIN(plan ->> '$.sendAfter') AS at FROM outbox
    WHERE state IN ('queued', 'sending', 'unclear', 'failed', 'held') AND state IN ('queued', 'held') AND asks IS NULL AND plan ->> '$.sendAfter' IS NOT NULL`)
  const counts = db.prepare<[], { open: number; trouble: number; scheduled: number }>(`
    SELECT COUNT(*) AS open, COALESCE(SUM(state IN ('unclear', 'failed', 'held') OR asks IS NOT NULL), 0) AS trouble,
      COALESCE(SUM(state = 'queued' AND plan ->> '$.sendAfter' IS NOT NULL), 0) AS scheduled
    FROM outbox WHERE state IN ('queued', 'sending', 'unclear', 'failed', 'held')`)

  return {
    get: (id: OutboxId) => one(get.get(id)),
    byKey: (clientKey: string) => one(byKey.get(clientKey)),
    byMessage: (id: MessageId) => one(byMessage.get(id)),
    insert: ({ plan, ...row }: NewRow) =>
      Number(insert.run({ ...row, plan: JSON.stringify(plan) }).lastInsertRowid) as OutboxId,
    listOpen: () => listOpen.all().map(toRow),
    listDue: (now: number, accountId: AccountId) => due.all(accountId, now).map(toRow),
    nextDueAt: (accountId: AccountId) => nextDue.get(accountId)!.at,
    listToFile: (now: number, accountId: AccountId) => toFile.all(accountId, now).map(toRow),
    nextToFileAt: (accountId: AccountId) => nextToFile.get(accountId)!.at,
    /** Rows a crash left between "sending" and an answer. */
    listInterrupted: () => interrupted.all().map(toRow),
    /** False when the row is not `queued` any more. */
    markSending: (id: OutboxId) => setSending.run(id).changes > 0,
    setState: (id: OutboxId, state: OutboxRow['state'], explanation: string | null) =>
      void setState.run({ id, state, explanation }),
    /** `since`: now, where the wait is one that a clock set back must not prolong. */
    postpone: (id: OutboxId, sendAfter: number, explanation: string | null, since = 0) =>
      void postpone.run({ id, sendAfter, explanation, since }),
    /** Another time, which a person chose, or at once; `sendAfter` also holds an answer that can still be taken back. */
    reschedule: (id: OutboxId, plan: ReplyPlan, sendAfter: number) =>
      void reschedule.run({
        id,
        sendAfter,
        plan: JSON.stringify(plan),
        since: plan.sendAfter === null ? sendAfter : 0,
      }),
    ask: (id: OutboxId, what: 'late') => void ask.run(what, id),
    askApproval: (id: OutboxId, by: StaffId | null) => void askApproval.run(by, id),
    /** It may leave, not before `sendAfter`. */
    approve: (id: OutboxId, sendAfter: number, now: number) => void approve.run({ id, sendAfter, now }),
    /** The earliest time a person chose, of what still waits; it may have passed. */
    nextPlannedAt: () => planned.get()!.at,
    /** The clock was set back since something began to wait. */
    hasLostTime: (now: number) => afterSetBack.get(now)!.count > 0,
    /** What began to wait after `now` is due. */
    bringForward(now: number): void {
      for (const statement of bringForward) statement.run({ now })
    },
    accept: (id: OutboxId, at: number, explanation: string | null) => void accept.run({ id, at, explanation }),
    markFiled: (id: OutboxId) => void filed.run(id),
    fileLater: (id: OutboxId, at: number, since: number) => void fileLater.run({ id, at, since }),
    holdAccount: (accountId: AccountId, explanation: string) => hold.run(explanation, accountId).changes,
    /** Those of the account that are public where this one is, or private. */
    holdAlike: ({ accountId, messageId }: OutboxRow, explanation: string) =>
      holdAlike.run({ accountId, messageId, explanation }).changes,
    /** Why answers like this one are held, in the server's words; undefined when none is. */
    whyHeld: ({ accountId, messageId }: OutboxRow) => whyHeld.get({ accountId, messageId }),
    /** The same of any answer of the account. */
    whyAnyHeld: (accountId: AccountId) => whyAnyHeld.get(accountId),
    releaseAccount: (accountId: AccountId, at: number) => release.run({ at, accountId }).changes,
    counts: () => counts.get()!,
  }
}

const toRow = ({ plan, ...row }: Raw): OutboxRow => ({ ...row, plan: JSON.parse(plan) as ReplyPlan })
const one = (row: Raw | undefined): OutboxRow | null => (row ? toRow(row) : null)
