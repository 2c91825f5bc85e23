import type { Database } from 'better-sqlite3'
import type { AccountId, MessageId, ReplyPlan, TicketId } from '../../preload/domain.ts'
import type { Address } from '../core/message.ts'

export type DraftRow = {
  ticketId: TicketId
  accountId: AccountId
  to: Address[]
  cc: Address[]
  subject: string
  body: string
  basedOn: MessageId | null
  plan: ReplyPlan
  savedAt: number
}
export type OutgoingFile = { index: number; name: string; type: string; size: number; hash: string }
type Raw = Omit<DraftRow, 'to' | 'cc' | 'plan'> & { recipients: string; plan: string }
export type FileOwner = { owner: 'draft'; id: TicketId } | { owner: 'message'; id: MessageId }

/** Texts that a person is writing, one a ticket, and the files that go with them. */
export function createDraftStore(db: Database) {
  const get = db.prepare<[number], Raw>(`
    SELECT ticket_id AS ticketId, account_id AS accountId, recipients, subject, body, based_on AS basedOn, plan, saved_at AS savedAt
    FROM draft WHERE ticket_id = ?`)
  const put = db.prepare<Raw>(`
    INSERT INTO draft (ticket_id, account_id, recipients, subject, body, based_on, plan, saved_at)
    VALUES (@ticketId, @accountId, @recipients, @subject, @body, @basedOn, @plan, @savedAt)
    ON CONFLICT (ticket_id) DO UPDATE SET account_id = excluded.account_id, recipients = excluded.recipients, subject = excluded.subject,
      body = excluded.body, based_on = excluded.based_on, plan = excluded.plan, saved_at = excluded.saved_at`)
  const remove = db.prepare('DELETE FROM draft WHERE ticket_id = ?')
  const files = db.prepare<[string, number], OutgoingFile>(
    'SELECT idx AS "index", name, type, size, hash FROM outgoing_file WHERE owner = ? AND owner_id = ? ORDER BY idx',
  )
  const addFile = db.prepare(`
    INSERT INTO outgoing_file (owner, owner_id, idx, name, type, size, hash)
    SELECT @owner, @id, COALESCE(MAX(idx) + 1, 0), @name, @type, @size, @hash FROM outgoing_file WHERE owner = @owner AND owner_id = @id`)
  const removeFile = db.prepare('DELETE FROM outgoing_file WHERE owner = ? AND owner_id = ? AND idx = ?')
  const removeFiles = db.prepare('DELETE FROM outgoing_file WHERE owner = ? AND owner_id = ?')
  const handOver = db.prepare(`
    INSERT INTO outgoing_file (owner, owner_id, idx, name, type, size, hash)
    SELECT @toOwner, @toId, idx + (SELECT COALESCE(MAX(idx) + 1, 0) FROM outgoing_file WHERE owner = @toOwner AND owner_id = @toId),
      name, type, size, hash
    FROM outgoing_file AS f WHERE owner = @fromOwner AND owner_id = @fromId AND NOT EXISTS (
      SELECT 1 FROM outgoing_file AS t WHERE t.owner = @toOwner AND t.owner_id = @toId AND t.name = f.name AND t.hash = f.hash)`)

  return {
    get(ticketId: TicketId): DraftRow | null {
      const row = get.get(ticketId)
      if (!row) return null
      const { recipients, plan, ...rest } = row
      const people = JSON.parse(recipients) as { to: Address[]; cc: Address[] }
      return { ...rest, ...people, plan: JSON.parse(plan) as ReplyPlan }
    },
    put({ to, cc, plan, ...draft }: DraftRow): void {
      put.run({ ...draft, plan: JSON.stringify(plan), recipients: JSON.stringify({ to, cc }) })
    },
    /** The text of `from` goes below that of `into`. */
    merge(from: TicketId, into: TicketId): void {
      const [moved, kept] = [get.get(from), get.get(into)]
      if (moved) {
        const body = kept ? `${kept.body}\n\n${moved.body}` : moved.body
        put.run({ ...(kept ?? moved), body, ticketId: into, savedAt: Math.max(moved.savedAt, kept?.savedAt ?? 0) })
      }
      remove.run(from)
      handOver.run({ fromOwner: 'draft', fromId: from, toOwner: 'draft', toId: into })
      removeFiles.run('draft', from)
    },
    remove(ticketId: TicketId): void {
      remove.run(ticketId)
      removeFiles.run('draft', ticketId)
    },
    files: ({ owner, id }: FileOwner) => files.all(owner, id),
    addFile: ({ owner, id }: FileOwner, file: Omit<OutgoingFile, 'index'>) => void addFile.run({ owner, id, ...file }),
    removeFile: ({ owner, id }: FileOwner, index: number) => void removeFile.run(owner, id, index),
    /** Gives `to` the files of `from` behind its own; one that it has already is not given twice. */
    copyFiles(from: FileOwner, to: FileOwner): void {
      handOver.run({ fromOwner: from.owner, fromId: from.id, toOwner: to.owner, toId: to.id })
    },
  }
}
