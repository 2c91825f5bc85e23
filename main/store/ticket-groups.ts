import type { Database } from 'better-sqlite3'
import type { TicketGroupId, TicketId } from '../../preload/domain.ts'

export type TicketGroupRow = {
  id: TicketGroupId
  name: string
  product: string
  intervalDays: number
  nextAt: number
  lastSentAt: number | null
  closedAt: number | null
}

/** Groups of tickets that hear of the progress at intervals, and who is in them. */
export function createTicketGroupStore(db: Database) {
  const SELECT = `SELECT id, name, product, interval_days AS intervalDays, next_at AS nextAt, last_sent_at AS lastSentAt,
    closed_at AS closedAt FROM ticket_group`
  const get = db.prepare<[number], TicketGroupRow>(`${SELECT} WHERE id = ?`)
  const list = db.prepare<[], TicketGroupRow>(`${SELECT} ORDER BY closed_at IS NOT NULL, next_at, id LIMIT 200`)
  const insert = db.prepare<Omit<TicketGroupRow, 'id' | 'lastSentAt' | 'closedAt'> & { createdAt: number }>(`
    INSERT INTO ticket_group (name, product, interval_days, next_at, created_at)
    VALUES (@name, @product, @intervalDays, @nextAt, @createdAt)`)
  const update = db.prepare<TicketGroupRow>(`
    UPDATE ticket_group SET name = @name, product = @product, interval_days = @intervalDays, next_at = @nextAt,
      last_sent_at = @lastSentAt, closed_at = @closedAt WHERE id = @id`)
  const members = db.prepare<[number], { id: TicketId }>(
    'SELECT ticket_id AS id FROM ticket_group_member WHERE group_id = ? ORDER BY ticket_id',
  )
  const add = db.prepare('INSERT INTO ticket_group_member (group_id, ticket_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const remove = db.prepare('DELETE FROM ticket_group_member WHERE group_id = ? AND ticket_id = ?')
  const open = db.prepare<[], TicketGroupRow>(`${SELECT} WHERE closed_at IS NULL ORDER BY next_at`)

  return {
    get: (id: TicketGroupId) => get.get(id) ?? null,
    list: () => list.all(),
    listOpen: () => open.all(),
    insert: (row: Parameters<typeof insert.run>[0]) => Number(insert.run(row).lastInsertRowid) as TicketGroupId,
    update: (row: TicketGroupRow) => void update.run(row),
    memberIds: (id: TicketGroupId) => members.all(id).map((row) => row.id),
    add: (id: TicketGroupId, ticketId: TicketId) => void add.run(id, ticketId),
    remove: (id: TicketGroupId, ticketId: TicketId) => void remove.run(id, ticketId),
  }
}
