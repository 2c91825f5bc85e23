import type { Database } from 'better-sqlite3'
import type { GroupSendId, OutboxId } from '../../preload/domain.ts'

export type GroupSendRow = { id: GroupSendId; key: string; title: string; total: number; createdAt: number }

/** Sendings to many, and which rows of the outbox belong to one. */
export function createGroupSendStore(db: Database) {
  const SELECT = 'SELECT id, key, title, total, created_at AS createdAt FROM group_send'
  const get = db.prepare<[number], GroupSendRow>(`${SELECT} WHERE id = ?`)
  const name = db.prepare<[number], { id: GroupSendId; title: string; total: number }>(
    'SELECT id, title, total FROM group_send WHERE id = ?',
  )
  const byKey = db.prepare<[string], GroupSendRow>(`${SELECT} WHERE key = ?`)
  const insert = db.prepare<Omit<GroupSendRow, 'id'>>(
    'INSERT INTO group_send (key, title, total, created_at) VALUES (@key, @title, @total, @createdAt)',
  )
  const add = db.prepare('UPDATE outbox SET group_send_id = ? WHERE id = ?')
  const rows = db.prepare<[number], { id: OutboxId }>('SELECT id FROM outbox WHERE group_send_id = ? ORDER BY id')

  return {
    get: (id: GroupSendId) => get.get(id) ?? null,
    /** What a row of the outbox says of it. */
    nameOf: (id: GroupSendId) => name.get(id) ?? null,
    byKey: (key: string) => byKey.get(key) ?? null,
    insert: (row: Omit<GroupSendRow, 'id'>) => Number(insert.run(row).lastInsertRowid) as GroupSendId,
    add: (id: GroupSendId, outboxId: OutboxId) => void add.run(id, outboxId),
    outboxIds: (id: GroupSendId) => rows.all(id).map((row) => row.id),
  }
}
