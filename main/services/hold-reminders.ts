import { NO_PLAN, type Language, type ShopId, type TicketId } from '../../preload/domain.ts'
import { catalogs } from '../../preload/locales/index.ts'
import { isOpenAt, nextOpening } from '../core/business-hours.ts'
import { autoReminderAt, daysBetween, proposeHoldDate } from '../core/hold-dates.ts'
import type { Values } from '../core/templates/fill.ts'
import { replySubject } from '../core/subject.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { HoldRow } from '../store/holds.ts'
import type { Store } from '../store/index.ts'
import type { MessageRow } from '../store/messages.ts'
import type { Changes } from './changes.ts'
import type { createHoldAnswers } from './hold-answers.ts'
import { autoKey, hasLookedLately, type HoldState, type HoursOf } from './hold-state.ts'
import { queueOutgoing } from './outgoing.ts'

/** A reminder that a person has queued has the right of way; so long later it is looked at again. */
const LATER_MS = 10 * 60_000
/** The mailbox is to be read first. */
const LOOK_MS = 15_000
const DAY = { month: 'long', day: 'numeric', weekday: 'short' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  state: HoldState
  announce: ReturnType<typeof createHoldAnswers>['announce']
  hoursOf: HoursOf
  language: () => Language
  fillReminder: FillReminder
  gate: ReminderGate
}
/** Everything that leaves by itself passes it. */
export type ReminderGate = { mayRemind: () => boolean; count: (address: string, cause: 'reminder') => void }
/** The shop's own text of a reminder with the data of a ticket, or null. */
export type FillReminder = (id: TicketId, values: Values) => { body: string; unfilled: readonly unknown[] } | null

/** Reminders that go by themselves: once for a date, inside opening hours, through the same outbox and gate as any answer. */
export function createReminderJob({
  store,
  clock,
  changes,
  state,
  announce,
  hoursOf,
  language,
  fillReminder,
  gate,
}: Tools): Job {
  function remind(row: HoldRow, now: number): void {
    const at = whenNow(row, now)
    if (at !== now) return store.holds.setAuto(row.id, at)
    if (!gate.mayRemind()) return store.holds.setAuto(row.id, now + LATER_MS)
    const dueAt = proposeHoldDate(row.state.kind, hoursOf(row.ticketId), now)
    const asked = store.messages.get(row.messageId)!
    const account = store.accounts.get(asked.accountId)
    store.holds.setAuto(row.id, null)
    if (dueAt !== null && account) queue(row, asked, account, dueAt, now)
  }

  /** `now` when it is to go at once, a later instant, or null for never. Hours and dates may have changed since it was noted. */
  function whenNow(row: HoldRow, now: number): number | null {
    const hours = hoursOf(row.ticketId)
    const at = state.autoAt(row) === null ? null : autoReminderAt(row.state, hours)
    if (at === null || at > now) return at
    if (!isOpenAt(hours, now)) return nextOpening(hours, now)
    const account = store.accounts.get(store.messages.get(row.messageId)!.accountId)
    if (!account || !hasLookedLately(account, now)) return now + LOOK_MS
    return state.pending(row.id).some(({ step }) => step !== 'request') ? now + LATER_MS : now
  }

  function queue(row: HoldRow, asked: MessageRow, account: AccountRow, dueAt: number, now: number): void {
    const { to, cc } = asked.recipients
    const reminder = {
      ...NO_PLAN,
      hold: { step: 'reminder' as const, dueAt, way: 'same-address' as const },
    }
    const noteStep = announce(row.ticketId, reminder, to, true)
    const { messageId } = queueOutgoing(
      store,
      {
        ticketId: row.ticketId,
        account,
        to,
        cc,
        subject: replySubject(asked.subject),
        body: textOf(row, account, dueAt, now),
        kind: 'own',
        rule: 'auto-reminder',
        clientKey: autoKey(row),
        sendAfter: now,
        plan: reminder,
        actor: 'system',
        files: [],
      },
      now,
    )
    noteStep(messageId)
    gate.count(to[0]?.address ?? '', 'reminder')
  }

  /** The template of the shop where it knows everything it asks for, else the words that every shop begins with. */
  function textOf(row: HoldRow, { shopId }: AccountRow, dueAt: number, now: number): string {
    const { request, kind } = row.state
    const days = daysBetween(hoursOf(row.ticketId).timeZone, request.sentAt, now)
    const known = { 注文番号: row.orderNumber, 商品名: row.product, 初回送信日: request.sentAt, 経過日数: days }
    const own = kind === 'customer-decision' ? fillReminder(row.ticketId, { ...known, 再回答期限: dueAt }) : null
    const { signature } = store.accounts.shop(shopId)!
    const body = own && own.unfilled.length === 0 ? own.body : plainText(row, shopId, dueAt, days)
    return signature === '' ? body : `${body}\n\n-- \n${signature}`
  }

  function plainText(row: HoldRow, shopId: ShopId, dueAt: number, days: number): string {
    const { timeZone } = hoursOf(row.ticketId)
    const { common, holdMails } = catalogs[language()]
    const { request, kind } = row.state
    const { customerName: name } = store.tickets.facts(row.ticketId)!
    const written = (at: number, more: object) =>
      new Intl.DateTimeFormat(language(), { timeZone, ...DAY, ...more, hourCycle: 'h23' }).format(at)
    return holdMails.reminder[kind]({
      customer: name === '' || name.includes('@') ? common.dearCustomer : common.honorific(name),
      shop: store.accounts.shop(shopId)!.name,
      order: row.orderNumber,
      product: row.product,
      due: written(dueAt, CLOCK),
      lastDue: written(request.dueAt, CLOCK),
      firstSent: written(request.sentAt, {}),
      days,
    }).body
  }

  return {
    name: 'reminders',
    dueAt: store.holds.nextAutoAt,
    run() {
      const now = clock.now()
      const due = store.holds.listAuto(now)
      store.transaction(() => {
        for (const row of due) remind(row, now)
      })
      if (due.length === 0) return Promise.resolve()
      changes.note(
        'tickets',
        due.map(({ ticketId }) => ticketId),
      )
      changes.note('outbox')
      return Promise.resolve()
    },
  }
}
