import type { MessageId, MessageView, TicketDetail, TicketId } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import type { Tools } from './app-store.ts'

/** Somebody who only passes by with the arrow keys has not seen the ticket yet. */
const SEEN_AFTER_MS = 1000

export type TicketSlice = {
  openId: TicketId | null
  /** The open ticket; null while it is being read. */
  detail: TicketDetail | null
  detailError: AppError | null
  /** The first message nobody had seen when the ticket was opened. Stays until another ticket is opened. */
  firstUnreadId: MessageId | null
  openTicket: (id: TicketId) => Promise<void>
  refreshTicket: () => Promise<void>
  /** What was typed is kept as a draft. */
  closeTicket: () => void
}

export function createTicketSlice({ api, set, get }: Tools): TicketSlice {
  let asked = 0
  let seenTimer: ReturnType<typeof setTimeout> | undefined

  function markSeenSoon(id: TicketId) {
    clearTimeout(seenTimer)
    seenTimer = setTimeout(() => {
      if (get().openId === id)
        void api.call('tickets.markSeen', { id }).catch((error: unknown) => get().showError(error))
    }, SEEN_AFTER_MS)
  }

  async function read(id: TicketId, isOpening: boolean) {
    const mine = ++asked
    try {
      const answer = await api.call('tickets.get', { id })
      if (mine !== asked) return null
      const detail = { ...answer, messages: kept(get().detail?.messages ?? [], answer.messages) }
      // The number of a merged ticket leads on to the one it became part of.
      const openId = detail.ticket.id
      const rows = new Map(get().rows).set(openId, detail.ticket)
      set({ rows })
      get().adoptDraft(openId, detail.draft)
      const cursorId = get().cursorId === id ? openId : get().cursorId
      // In the same change as the conversation: it opens at this message.
      const firstUnreadId = isOpening ? firstUnread(detail) : get().firstUnreadId
      set({ openId, cursorId, detail, detailError: null, firstUnreadId })
      return detail
    } catch (error) {
      if (mine === asked) set({ detailError: toAppError(error) })
      return null
    }
  }

  return {
    openId: null,
    detail: null,
    detailError: null,
    firstUnreadId: null,

    async openTicket(id) {
      if (get().openId === id && get().detail !== null) return set({ cursorId: id })
      void get().flushDrafts()
      set({ openId: id, cursorId: id, detail: null, detailError: null, firstUnreadId: null, picked: null })
      const detail = await read(id, true)
      if (detail?.ticket.isSeen === false) markSeenSoon(detail.ticket.id)
    },
    closeTicket() {
      void get().flushDrafts()
      asked++
      set({ openId: null, detail: null, detailError: null, firstUnreadId: null, picked: null })
    },
    async refreshTicket() {
      const { openId } = get()
      if (openId !== null) await read(openId, false)
    },
  }
}

/** What has not changed stays the same object, so that one new message does not draw all the others anew. */
function kept(before: readonly MessageView[], now: MessageView[]): MessageView[] {
  const known = new Map(before.map((message) => [message.id, message]))
  return now.map((message) => {
    const old = known.get(message.id)
    return old && JSON.stringify(old) === JSON.stringify(message) ? old : message
  })
}

/** Whether each message was seen is not kept: what the customer wrote after our last answer counts as unread. */
function firstUnread({ ticket, messages }: TicketDetail) {
  if (ticket.isSeen) return null
  const lastOurs = messages.findLastIndex((message) => message.direction !== 'inbound')
  return messages[lastOurs + 1]?.id ?? null
}
