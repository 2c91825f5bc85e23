import type { Database } from 'better-sqlite3'
import type { GroupDraft, GroupMailOwn, TicketId } from '../../preload/domain.ts'

/** The text to many that is being written, and to whom. */
export function createGroupDraftStore(db: Database) {
  const get = db.prepare<[], { key: string; text: string }>('SELECT key, text FROM group_draft')
  const mails = db.prepare<[], { ticketId: TicketId; own: string }>(
    'SELECT ticket_id AS ticketId, own FROM group_draft_mail ORDER BY position',
  )
  const put = db.prepare('INSERT INTO group_draft (id, key, text, saved_at) VALUES (1, @key, @text, @at)')
  const add = db.prepare(`
    INSERT INTO group_draft_mail (ticket_id, position, own) SELECT id, @position, @own FROM ticket WHERE id = @ticketId`)
  const clear = db.prepare('DELETE FROM group_draft')
  const clearMails = db.prepare('DELETE FROM group_draft_mail')

  function remove(): void {
    clear.run()
    clearMails.run()
  }

  return {
    get(): GroupDraft | null {
      const row = get.get()
      const own = mails.all().map((mail) => ({
        ticketId: mail.ticketId,
        ...(JSON.parse(mail.own) as Omit<GroupMailOwn, 'ticketId'>),
      }))
      // Whoever it was for may have been erased.
      if (!row || own.length === 0) return null
      return { key: row.key, text: JSON.parse(row.text) as GroupDraft['text'], mails: own }
    },
    put(draft: GroupDraft | null, at: number): void {
      remove()
      if (draft === null) return
      put.run({ key: draft.key, text: JSON.stringify(draft.text), at })
      for (const [position, { ticketId, ...own }] of draft.mails.entries())
        add.run({ ticketId, position, own: JSON.stringify(own) })
    },
    /** The one of this key, if it is still there. */
    forget(key: string): void {
      if (get.get()?.key === key) remove()
    },
  }
}
