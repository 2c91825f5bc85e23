import type { Database } from 'better-sqlite3'
import type { MessageId, StaffId, StaffMention, TicketId } from '../../preload/domain.ts'

export type StaffRow = {
  id: StaffId
  /** Empty for the first profile until somebody names it. */
  name: string
  color: string
  email: string
  isManager: boolean
  /** Salt and hash. */
  pin: string | null
  removedAt: number | null
}
type Raw = Omit<StaffRow, 'isManager'> & { isManager: 0 | 1 }

/** Who works at the counter, and who was called by name in a note. */
export function createStaffStore(db: Database) {
  const list = db.prepare<[], Raw>(
    'SELECT id, name, color, email, is_manager AS isManager, pin, removed_at AS removedAt FROM staff ORDER BY id',
  )
  const insert = db.prepare(`
    INSERT INTO staff (name, color, email, is_manager, pin, created_at)
    VALUES (@name, @color, @email, @isManager, @pin, @createdAt)`)
  const update = db.prepare(
    'UPDATE staff SET name = @name, color = @color, email = @email, is_manager = @isManager, pin = @pin WHERE id = @id',
  )
  const remove = db.prepare('UPDATE staff SET removed_at = ? WHERE id = ?')
  const mention = db.prepare(
    'INSERT INTO staff_mention (message_id, staff_id, by_id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const mentions = db.prepare<[number], StaffMention>(`
    SELECT n.message_id AS messageId, m.ticket_id AS ticketId, t.subject, m.text_body AS text, n.by_id AS byId, n.at
    FROM staff_mention n JOIN message m ON m.id = n.message_id JOIN ticket t ON t.id = m.ticket_id
    WHERE n.staff_id = ? AND n.seen_at IS NULL AND m.kind = 'note' ORDER BY n.at DESC LIMIT 100`)
  const seen = db.prepare(`
    UPDATE staff_mention SET seen_at = @at WHERE staff_id = @staffId AND seen_at IS NULL
      AND message_id IN (SELECT id FROM message WHERE ticket_id = @ticketId)`)

  return {
    /** Those who left too, because the history names them. */
    list: (): StaffRow[] => list.all().map((row) => ({ ...row, isManager: row.isManager === 1 })),
    insert: ({ isManager, ...row }: Omit<StaffRow, 'id' | 'removedAt'> & { createdAt: number }) =>
      Number(insert.run({ ...row, isManager: isManager ? 1 : 0 }).lastInsertRowid) as StaffId,
    update: ({ isManager, removedAt: _, ...row }: StaffRow) =>
      void update.run({ ...row, isManager: isManager ? 1 : 0 }),
    setRemoved: (id: StaffId, at: number | null) => void remove.run(at, id),
    addMention: (id: MessageId, staffId: StaffId, byId: StaffId | null, at: number) =>
      void mention.run(id, staffId, byId, at),
    mentions: (id: StaffId) => mentions.all(id),
    /** True when somebody had been called there. */
    markMentionsSeen: (staffId: StaffId, ticketId: TicketId, at: number) =>
      seen.run({ staffId, ticketId, at }).changes > 0,
  }
}
