import type { OutboxId, OutboxItem, ShopId, TicketId } from '../../preload/domain.ts'
import type { Output } from '../../preload/contract.ts'
import type { Tools } from './app-store.ts'
import { i18nOf, i18nOfTicket } from './i18n-of.ts'

export type LaterSlice = {
  /** The ticket whose answer was just taken back: its composer stands open. */
  givenBackId: TicketId | null
  laterTimes: (shopId: ShopId | null) => Promise<Output<'later.times'>>
  /** With null until the customer writes. */
  snoozeTickets: (ids: readonly TicketId[], until: number | null) => Promise<void>
  unsnoozeTickets: (ids: readonly TicketId[]) => Promise<void>
  rescheduleOutbox: (id: OutboxId, sendAfter: number) => Promise<void>
  /** Says that an answer lies in the outbox, and offers to take it back while that is possible. */
  tellSent: (item: Output<'replies.send'>, name: string) => void
  /** Gives an answer that has not left back as a draft and opens it there. */
  takeBack: (item: Pick<OutboxItem, 'id' | 'ticketId'>) => Promise<void>
}

/** Putting off: tickets, answers, and what was sent a moment ago. */
export function createLaterSlice({ api, set, get, now }: Tools): LaterSlice {
  const words = () => i18nOf(get()).text.later

  async function act(run: () => Promise<void>) {
    try {
      await run()
    } catch (error) {
      get().showError(error)
    }
  }
  function sentence(ids: readonly TicketId[], until: number | null) {
    const { text, laterMoment } = i18nOfTicket(get(), ids[0] as TicketId)
    const subject = get().rows.get(ids[0] as TicketId)?.subject || text.common.noSubject
    if (until === null)
      return ids.length === 1 ? words().snoozedOneAnswer(subject) : words().snoozedManyAnswer(ids.length)
    const when = laterMoment(until, now())
    return ids.length === 1 ? words().snoozedOne(subject, when) : words().snoozedMany(ids.length, when)
  }
  /** Each ticket as it was: awake, or asleep until another time that is still to come. */
  const undoOf = (before: Output<'tickets.snooze'>) => () =>
    void act(async () => {
      const slept = before.filter(({ before: was }) => was !== null && (was.until === null || was.until > now()))
      const awake = before.filter((one) => !slept.includes(one)).map(({ id }) => id)
      if (awake.length > 0) await api.call('tickets.unsnooze', { ids: awake, isUndo: true })
      for (const { id, before: was } of slept) await api.call('tickets.snooze', { ids: [id], until: was!.until })
    })

  return {
    givenBackId: null,
    laterTimes: (shopId) => api.call('later.times', { shopId }),
    snoozeTickets: (ids, until) =>
      act(async () => {
        const before = await api.call('tickets.snooze', { ids: [...ids], until })
        const done = before.map(({ id }) => id)
        if (done.length === 0) return get().showToast({ text: words().nothingToSnooze })
        get().showToast({ text: sentence(done, until), undo: undoOf(before) })
        get().clearSelected()
      }),
    unsnoozeTickets: (ids) =>
      act(async () => {
        await api.call('tickets.unsnooze', { ids: [...ids] })
        get().showToast({ text: words().ended })
      }),
    rescheduleOutbox: (id, sendAfter) =>
      act(async () => {
        await api.call('outbox.reschedule', { id, sendAfter })
        await get().loadOutbox()
        if (get().openId !== null) await get().refreshTicket()
      }),
    tellSent(item, name) {
      set({ givenBackId: null })
      const { text, laterMoment } = i18nOfTicket(get(), item.ticketId)
      const undo = () => void get().takeBack(item)
      if (item.asks === 'approval') return get().showToast({ text: text.approval.sent(name), undo })
      if (item.scheduledAt !== null)
        return get().showToast({ text: words().scheduledToast(name, laterMoment(item.scheduledAt, now())), undo })
      if (item.sendAfter === null || item.sendAfter <= now()) return get().showToast({ text: text.toasts.queued(name) })
      return get().showToast({ text: words().sentToast(name), undo, until: item.sendAfter })
    },
    takeBack: async ({ id, ticketId }) => {
      try {
        await api.call('outbox.cancel', { id })
      } catch {
        return get().showToast({ text: words().tooLate, isProblem: true })
      }
      set({ givenBackId: ticketId })
      get().showScreen('inbox')
      if (get().openId === ticketId) await get().refreshTicket()
      else await get().openTicket(ticketId)
      get().showToast({ text: words().takenBack })
    },
  }
}
