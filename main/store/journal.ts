import type { Database } from 'better-sqlite3'
import type { TicketId } from '../../preload/domain.ts'

export type JournalEntry = {
  at: number
  actor: 'customer' | 'staff' | 'system'
  type: string
  ticketId: TicketId | null
  data?: Record<string, unknown>
}
type Row = { seq: number; at: number; actor: JournalEntry['actor']; type: string; data: string }

/** The append-only record of what happened: the audit trail, the ticket's timeline and the window's change feed. */
export function createJournal(db: Database) {
  const insert = db.prepare(
    'INSERT INTO journal (at, actor, type, ticket_id, data) VALUES (@at, @actor, @type, @ticketId, @data)',
  )
  const ofTicket = db.prepare<[number], Row>(
    'SELECT seq, at, actor, type, data FROM journal WHERE ticket_id = ? ORDER BY seq',
  )
  const last = db.prepare<[], { seq: number }>('SELECT COALESCE(MAX(seq), 0) AS seq FROM journal')

  return {
    append({ data = {}, ...entry }: JournalEntry): number {
      return Number(insert.run({ ...entry, data: JSON.stringify(data) }).lastInsertRowid)
    },
    listForTicket: (ticketId: TicketId) =>
      ofTicket.all(ticketId).map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) as Record<string, unknown> })),
    lastSeq: () => last.get()!.seq,
  }
}
