import type { MessageId, MoveId, TicketDetail, TicketId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

export type MovesSlice = {
  /** Puts everything of `from` into `into`. */
  mergeTickets: (from: readonly TicketId[], into: TicketId) => Promise<void>
  splitTicket: (id: TicketId, messageIds: readonly MessageId[]) => Promise<void>
  moveMessages: (messageIds: readonly MessageId[], into: TicketId) => Promise<void>
  declineOffer: (id: TicketId, other: TicketId) => Promise<void>
  undoMove: (moveId: MoveId) => Promise<void>
  /** Reads the stored mail again; null as the mail itself says. */
  setCharset: (id: MessageId, charset: string | null) => Promise<void>
}

/** What was joined wrongly is taken apart, and the other way round. Each can be taken back. */
export function createMovesSlice({ api, set, get }: Tools): MovesSlice {
  const words = () => i18nOf(get()).text.toasts

  async function act(run: () => Promise<void>) {
    try {
      await run()
    } catch (error) {
      get().showError(error)
    }
  }
  async function look() {
    const { openId, refreshTicket, reloadList, loadCounts } = get()
    await Promise.all([openId === null ? null : refreshTicket(), reloadList(), loadCounts()])
  }
  const undoOf = (moveId: MoveId) => () => void get().undoMove(moveId)

  const offerAgain = (id: TicketId, other: TicketId) =>
    act(async () => {
      await api.call('tickets.declineOffer', { id, other, isUndo: true })
      get().showToast({ text: words().undone })
      await get().refreshTicket()
    })

  return {
    mergeTickets: (from, into) =>
      act(async () => {
        const others = from.filter((id) => id !== into)
        if (others.length === 0) return
        const { moveId } = await api.call('tickets.merge', { from: others, into })
        get().clearSelected()
        get().showToast({ text: words().merged(others.length, into), undo: undoOf(moveId) })
        const { openId } = get()
        if (openId !== null && others.includes(openId)) await get().openTicket(into)
        await look()
      }),
    splitTicket: (id, messageIds) =>
      act(async () => {
        const { moveId, ticketId } = await api.call('tickets.split', { id, messageIds: [...messageIds] })
        set({ picked: null })
        const open = { label: words().openIt, run: () => void get().openTicket(ticketId) }
        get().showToast({ text: words().split(messageIds.length, ticketId), undo: undoOf(moveId), action: open })
        await look()
      }),
    moveMessages: (messageIds, into) =>
      act(async () => {
        const { moveId } = await api.call('messages.move', { messageIds: [...messageIds], into })
        set({ picked: null })
        const open = { label: words().openIt, run: () => void get().openTicket(into) }
        get().showToast({ text: words().moved(messageIds.length, into), undo: undoOf(moveId), action: open })
        await look()
      }),
    declineOffer: (id, other) =>
      act(async () => {
        await api.call('tickets.declineOffer', { id, other })
        get().showToast({ text: words().declined(other), undo: () => void offerAgain(id, other) })
        await get().refreshTicket()
      }),
    undoMove: (moveId) =>
      act(async () => {
        await api.call('moves.undo', { moveId })
        get().showToast({ text: words().undone })
        await look()
      }),
    setCharset: (id, charset) =>
      act(async () => {
        const before = charsetOf(get().detail, id)
        await api.call('messages.setCharset', { id, charset })
        const undo = charset === before ? null : () => void get().setCharset(id, before)
        get().showToast({ text: words().reread(charset), undo })
        await get().refreshTicket()
      }),
  }
}

/** The charset somebody chose last for a message; null while it is read as it says itself. */
function charsetOf(detail: Pick<TicketDetail, 'history'> | null, id: MessageId): string | null {
  const line = detail?.history.findLast(
    ({ type, data }) => type === 'message.charset-changed' && data['messageId'] === id,
  )
  const charset = line?.data['charset']
  return typeof charset === 'string' ? charset : null
}
