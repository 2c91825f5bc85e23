import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database } from 'better-sqlite3'
import type { StaffId, TicketId } from '../../preload/domain.ts'

export type JournalEntry = {
  at: number
  actor: 'customer' | 'staff' | 'system'
  type: string
  ticketId: TicketId | null
  data?: Record<string, unknown>
  /** Null where a person did it and nobody knows which. Left out: who is at the counter, for lines of staff. */
  staffId?: StaffId | null
}
/** Where somebody sits who works on this store from another PC. Who that is may change. */
export type Seat = { staffId: StaffId | null }
type Row = {
  seq: number
  at: number
  actor: JournalEntry['actor']
  type: string
  staffId: StaffId | null
  data: string
}

/** The append-only record of what happened: the audit trail, the ticket's timeline and the window's change feed. */
export function createJournal(db: Database) {
  const insert = db.prepare(
    'INSERT INTO journal (at, actor, type, ticket_id, data, staff_id) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const ofTicket = db.prepare<[number], Row>(
    'SELECT seq, at, actor, type, staff_id AS staffId, data FROM journal WHERE ticket_id = ? ORDER BY seq',
  )
  const last = db.prepare<[], { seq: number }>('SELECT COALESCE(MAX(seq), 0) AS seq FROM journal')
  let atCounter: StaffId | null = null
  const seats = new AsyncLocalStorage<Seat | null>()
  const acting = () => seats.getStore()?.staffId ?? atCounter
  const lastOf = db.prepare<[number], { seq: number | null }>('SELECT MAX(seq) AS seq FROM journal WHERE ticket_id = ?')

  return {
    append({ at, actor, type, ticketId, data, staffId = actor === 'staff' ? acting() : null }: JournalEntry): number {
      return Number(insert.run(at, actor, type, ticketId, data ? JSON.stringify(data) : '{}', staffId).lastInsertRowid)
    },
    listForTicket: (ticketId: TicketId) =>
      ofTicket.all(ticketId).map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) as Record<string, unknown> })),
    lastSeqOf: (ticketId: TicketId) => lastOf.get(ticketId)!.seq ?? 0,
    lastSeq: () => last.get()!.seq,
    /** Who does what is written as done by staff from now on. */
    setAtCounter: (id: StaffId | null) => void (atCounter = id),
    atCounter: acting,
    /** Whatever `run` does, also later, is done from this seat; with null at the PC itself, whoever asked for it. */
    fromSeat: <T>(seat: Seat | null, run: () => T): T => seats.run(seat, run),
    /** Null at the PC itself. */
    seat: () => seats.getStore() ?? null,
  }
}
