import type { MessageId, StaffId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { searchTextOf } from '../core/search-text.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { MessageRow } from '../store/messages.ts'
import type { Changes } from './changes.ts'
import type { StaffService } from './staff.ts'

/** A note that was taken away stays in the file, because the history may be asked for it. */
const REMOVED_NOTE = 'note-removed'

const mentionKey = (id: MessageId, staffId: StaffId) => `mention:${id}:${staffId}`

/** A popup for whoever is called, once for each note. Inside the transaction that calls them. */
export function announceMention(store: Store, id: MessageId, staffId: StaffId, at: number): void {
  const { ticketId, accountId } = store.messages.get(id)!
  const key = mentionKey(id, staffId)
  store.alerts.add({ key, kind: 'mention', ticketId, accountId, at, dueAt: null, staffId })
}

function forgetMentions(store: Store, id: MessageId, at: number): void {
  for (const person of store.staff.list()) store.alerts.markHandledByKey(mentionKey(id, person.id), at)
}

/** 社内メモ: what colleagues tell each other in a ticket. Never sent, never an answer, found by the search. */
export function createNoteService(store: Store, clock: Clock, changes: Changes, staff: StaffService) {
  function write(ticketId: TicketId, text: string): MessageId {
    const ticket = store.tickets.facts(ticketId)
    if (!ticket) throw new AppError('not-found', `No ticket ${ticketId}`)
    const author = { name: staff.nameOf(staff.currentId()) ?? '', address: '' }
    const newest = store.messages.ofTicket(ticketId).at(-1)
    const id = store.messages.insert({
      ticketId,
      accountId: ticket.accountId,
      direction: 'note',
      kind: 'note',
      rule: 'written-here',
      // Below what it is about, also when the clock of this PC is behind.
      at: Math.max(clock.now(), (newest?.at ?? 0) + 1),
      headerDate: null,
      mid: null,
      sender: null,
      recipients: { from: author, to: [], cc: [], replyTo: [] },
      subject: '',
      textBody: text,
      hasHtml: false,
      sourceHash: null,
      joinReason: 'written-here',
      joinEvidence: null,
      unreadable: null,
      defects: [],
    })
    index(id, author, text)
    return id
  }

  function index(id: MessageId, author: { name: string; address: string }, body: string): void {
    store.search.add(id, searchTextOf({ subject: '', body, senders: [author], recipients: [], files: [] }))
  }

  /** Everybody who is named by @ and is not the writer. */
  function call(id: MessageId, text: string): void {
    const { staff: people, currentId } = staff.list()
    for (const person of people) {
      if (person.isRemoved || person.id === currentId || !text.includes(`@${person.name}`)) continue
      store.staff.addMention(id, person.id, currentId, clock.now())
      announceMention(store, id, person.id, clock.now())
    }
  }

  function noteOf(id: MessageId): MessageRow {
    const row = store.messages.get(id)
    if (row?.direction !== 'note') throw new AppError('not-found', `No note ${id}`)
    return row
  }

  function record(ticketId: TicketId, type: string, data: Record<string, unknown>): void {
    store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId, data })
  }

  function told(ticketId: TicketId): void {
    changes.note('tickets', [ticketId])
    changes.note('people')
    changes.note('alerts')
  }

  return {
    add(asked: TicketId, text: string): { messageId: MessageId } {
      const ticketId = store.tickets.living(asked)
      const messageId = store.transaction(() => {
        const id = write(ticketId, text)
        call(id, text)
        record(ticketId, 'note.added', { messageId: id })
        return id
      })
      told(ticketId)
      return { messageId }
    },
    /** The words it had stay in the journal. */
    edit(id: MessageId, text: string): void {
      const { ticketId, textBody: before, recipients } = noteOf(id)
      if (before === text) return
      store.transaction(() => {
        store.messages.setNote(id, 'note', text)
        index(id, recipients.from!, text)
        call(id, text)
        record(ticketId, 'note.edited', { messageId: id, before })
      })
      told(ticketId)
    },
    setRemoved(id: MessageId, isRemoved: boolean): void {
      const { ticketId, textBody, kind, recipients } = noteOf(id)
      if ((kind === REMOVED_NOTE) === isRemoved) return
      store.transaction(() => {
        store.messages.setNote(id, isRemoved ? REMOVED_NOTE : 'note', textBody)
        if (isRemoved) forgetMentions(store, id, clock.now())
        if (isRemoved) store.search.remove(id)
        else index(id, recipients.from!, textBody)
        record(ticketId, isRemoved ? 'note.removed' : 'note.restored', { messageId: id })
      })
      told(ticketId)
    },
  }
}
