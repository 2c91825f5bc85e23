import type { Database } from 'better-sqlite3'
import type { AccountId, StaffId, TicketId } from '../../preload/domain.ts'
import type { Address } from '../core/message.ts'
import type { OutgoingFile } from './drafts.ts'

/** The newest of a ticket that are kept. */
const KEPT = 10

export type VersionReason = 'edited' | 'sent' | 'discarded' | 'replaced'
export type DraftVersionRow = {
  id: number
  ticketId: TicketId
  reason: VersionReason
  at: number
  staffId: StaffId | null
  accountId: AccountId
  to: Address[]
  cc: Address[]
  subject: string
  body: string
  files: Omit<OutgoingFile, 'index'>[]
}
type Raw = Omit<DraftVersionRow, 'to' | 'cc' | 'files'> & { recipients: string; files: string }

/** What drafts were before. */
export function createDraftVersionStore(db: Database) {
  // Those of a merged ticket too: undoing the merge takes them back with the number.
  const ofTicket = db.prepare<{ id: number }, Raw>(`
    SELECT id, ticket_id AS ticketId, reason, at, staff_id AS staffId, account_id AS accountId, recipients, subject, body, files
    FROM draft_version
    WHERE ticket_id = @id OR ticket_id IN (SELECT id FROM ticket WHERE merged_into = @id) ORDER BY id DESC LIMIT ${KEPT}`)
  const insert = db.prepare<Omit<Raw, 'id'>>(`
    INSERT INTO draft_version (ticket_id, reason, at, staff_id, account_id, recipients, subject, body, files)
    VALUES (@ticketId, @reason, @at, @staffId, @accountId, @recipients, @subject, @body, @files)`)
  const relabel = db.prepare('UPDATE draft_version SET reason = @reason, at = @at WHERE id = @id')
  const prune = db.prepare(`
    DELETE FROM draft_version WHERE ticket_id = @id AND id NOT IN (
      SELECT id FROM draft_version WHERE ticket_id = @id ORDER BY id DESC LIMIT ${KEPT})`)

  return {
    /** Newest first. */
    ofTicket: (id: TicketId): DraftVersionRow[] =>
      ofTicket.all({ id }).map(({ recipients, files, ...row }) => ({
        ...row,
        ...(JSON.parse(recipients) as { to: Address[]; cc: Address[] }),
        files: JSON.parse(files) as DraftVersionRow['files'],
      })),
    insert({ to, cc, files, ...row }: Omit<DraftVersionRow, 'id'>): number {
      const recipients = JSON.stringify({ to, cc })
      const id = Number(insert.run({ ...row, recipients, files: JSON.stringify(files) }).lastInsertRowid)
      prune.run({ id: row.ticketId })
      return id
    },
    relabel: (id: number, reason: VersionReason, at: number) => void relabel.run({ id, reason, at }),
  }
}
