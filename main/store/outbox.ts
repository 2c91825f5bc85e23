import type { Database } from 'better-sqlite3'
import type { AccountId, MessageId, OutboxId, OutboxState, ReplyPlan, TicketId } from '../../preload/domain.ts'

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
}
type Raw = Omit<OutboxRow, 'plan'> & { plan: string }

const SELECT = `
  SELECT o.id, o.message_id AS messageId, m.ticket_id AS ticketId, o.account_id AS accountId, o.client_key AS clientKey, o.state,
    o.send_after AS sendAfter, o.attempts, o.explanation, o.created_at AS createdAt, o.accepted_at AS acceptedAt, o.file_attempts AS fileAttempts, o.plan
  FROM outbox o JOIN message m ON m.id = o.message_id`

/** Answers on their way. A row says at every moment how far its message can have come. */
export function createOutboxStore(db: Database) {
  const get = db.prepare<[number], Raw>(`${SELECT} WHERE o.id = ?`)
  const byKey = db.prepare<[string], Raw>(`${SELECT} WHERE o.client_key = ?`)
  const byMessage = db.prepare<[number], Raw>(`${SELECT} WHERE o.message_id = ?`)
  const insert = db.prepare<Pick<Raw, 'messageId' | 'accountId' | 'clientKey' | 'sendAfter' | 'createdAt' | 'plan'>>(`
    INSERT INTO outbox (message_id, account_id, client_key, state, send_after, waits_since, created_at, plan)
    VALUES (@messageId, @accountId, @clientKey, 'queued', @sendAfter, @createdAt, @createdAt, @plan)`)
  const listOpen = db.prepare<[], Raw>(`
    ${SELECT} WHERE o.state IN ('queued', 'sending', 'unclear', 'failed', 'held') ORDER BY o.id`)
  const due = db.prepare<[number, number], Raw>(
    `${SELECT} WHERE o.state = 'queued' AND o.account_id = ? AND o.send_after <= ? ORDER BY o.send_after, o.id`,
  )
  const nextDue = db.prepare<[number], { at: number | null }>(
    `SELECT MIN(send_after) AS at FROM outbox WHERE state = 'queued' AND account_id = ?`,
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
    `UPDATE outbox SET state = 'queued', send_after = @sendAfter, waits_since = @since, explanation = @explanation WHERE id = @id`,
  )
  const afterSetBack = db.prepare<[number], { count: number }>(`
    SELECT COUNT(*) AS count FROM outbox WHERE waits_since > ? AND (state = 'queued' OR (state = 'accepted' AND file_after IS NOT NULL))`)
  const bringForward = [
    `UPDATE outbox SET send_after = @now, waits_since = @now WHERE state = 'queued' AND waits_since > @now`,
    `UPDATE outbox SET file_after = @now, waits_since = @now WHERE state = 'accepted' AND waits_since > @now`,
  ].map((sql) => db.prepare<{ now: number }>(sql))
  const accept = db.prepare(`
    UPDATE outbox SET state = 'accepted', accepted_at = @at, file_after = @at, explanation = @explanation WHERE id = @id`)
  const filed = db.prepare(`UPDATE outbox SET state = 'filed', file_after = NULL WHERE id = ?`)
  const fileLater = db.prepare(
    'UPDATE outbox SET file_after = @at, waits_since = @since, file_attempts = file_attempts + 1 WHERE id = @id',
  )
  const release = db.prepare(
    `UPDATE outbox SET state = 'queued', send_after = @at, waits_since = @at, explanation = NULL WHERE account_id = @accountId AND state = 'held'`,
  )
  const hold = db.prepare(`UPDATE outbox SET state = 'held', explanation = ? WHERE account_id = ? AND state = 'queued'`)
  const counts = db.prepare<[], { open: number; trouble: number }>(`
    SELECT COUNT(*) AS open, COALESCE(SUM(state IN ('unclear', 'failed', 'held')), 0) AS trouble
    FROM outbox WHERE state IN ('queued', 'sending', 'unclear', 'failed', 'held')`)

  return {
    get: (id: OutboxId) => one(get.get(id)),
    byKey: (clientKey: string) => one(byKey.get(clientKey)),
    byMessage: (id: MessageId) => one(byMessage.get(id)),
    insert: ({
      plan,
      ...row
    }: Pick<OutboxRow, 'messageId' | 'accountId' | 'clientKey' | 'sendAfter' | 'createdAt' | 'plan'>) =>
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
    releaseAccount: (accountId: AccountId, at: number) => release.run({ at, accountId }).changes,
    counts: () => counts.get()!,
  }
}

const toRow = ({ plan, ...row }: Raw): OutboxRow => ({ ...row, plan: JSON.parse(plan) as ReplyPlan })
const one = (row: Raw | undefined): OutboxRow | null => (row ? toRow(row) : null)
