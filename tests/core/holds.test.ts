import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultHours } from '../../main/core/default-hours.ts'
import { holdDueAt } from '../../main/core/hold-due.ts'
import { autoReminderAt, daysBetween, proposeHoldDate } from '../../main/core/hold-dates.ts'
import {
  applyHoldEvent,
  type Hold,
  type HoldEvent,
  type HoldKind,
  holdStepNumber,
  HOLD_OUTCOMES,
  mayEnd,
  mayRemind,
  mayStillSend,
  type QueuedReminder,
  startHold,
} from '../../main/core/holds.ts'
import { plainHours } from '../support/hours.ts'

const jst = (text: string) => Date.parse(`${text}+09:00`)
const asked = jst('2026-10-13T11:00')
const date1 = jst('2026-10-16T18:00')
const date2 = jst('2026-10-21T18:00')

function startedAt(at: number, dueAt: number, isAutomatic = false, kind: HoldKind = 'customer-decision'): Hold {
  const step = startHold(kind, { at, dueAt, way: 'same-address' }, isAutomatic)
  if (!step.ok) throw new Error(step.reason)
  return step.hold
}
const started = (isAutomatic = false, kind: HoldKind = 'customer-decision') =>
  startedAt(asked, date1, isAutomatic, kind)
function after(hold: Hold, ...events: HoldEvent[]): Hold {
  return events.reduce((current, event) => {
    const step = applyHoldEvent(current, event)
    if (!step.ok) throw new Error(`${event.type} refused: ${step.reason}`)
    return step.hold
  }, hold)
}
const reminderSent: HoldEvent = { type: 'reminder-sent', at: date1 + 1000, dueAt: date2, way: 'same-address' }
const reminded = () => after(started(), { type: 'time-passed', at: date1 }, reminderSent)
const wrote = (at: number): HoldEvent => ({ type: 'customer-message', at })

describe('an order that waits for the customer', () => {
  it('goes through four steps, each with its date', () => {
    const stages = [
      started(),
      after(started(), { type: 'time-passed', at: date1 }),
      reminded(),
      after(reminded(), { type: 'time-passed', at: date2 }),
    ]
    expect(stages.map(({ stage }) => [holdStepNumber(stage), stage])).toEqual([
      [1, 'request'],
      [2, 'reminder-due'],
      [3, 'reminded'],
      [4, 'cancel-due'],
    ])
    expect(stages.map(holdDueAt)).toEqual([date1, date1, date2, date2])
  })

  it('cannot be cancelled without an answer until the reminder went out and its date passed, and says why', () => {
    const end = (hold: Hold, at: number) => mayEnd(hold, 'cancelled-no-answer', at)
    expect(end(started(), date1 + 1)).toEqual({ allowed: false, reason: 'not-reminded', until: null })
    expect(end(reminded(), date2 - 1)).toEqual({ allowed: false, reason: 'date-not-passed', until: date2 })
    expect(end(reminded(), date2)).toEqual({ allowed: true })
  })

  it('can end at any time with the customer’s word, and be withdrawn when it was a mistake', () => {
    for (const outcome of ['order-confirmed', 'cancelled-by-customer', 'cancelled-reorder', 'withdrawn'] as const) {
      expect(after(started(), wrote(asked + 1), { type: 'ended', at: asked + 2, outcome })).toMatchObject({
        stage: 'ended',
        outcome,
      })
    }
  })

  it('is over once it has ended', () => {
    const ended = after(started(), { type: 'ended', at: asked + 1, outcome: 'order-confirmed' })
    expect(applyHoldEvent(ended, reminderSent)).toEqual({ ok: false, reason: 'ended' })
    expect(after(ended, wrote(date1), { type: 'time-passed', at: date2 })).toEqual(ended)
    expect(holdDueAt(ended)).toBeNull()
  })

  it('may be reminded only once its date has passed, and only once', () => {
    expect(mayRemind(started(), date1 - 1)).toEqual({ allowed: false, reason: 'date-not-passed', until: date1 })
    expect(mayRemind(started(), date1)).toEqual({ allowed: true })
    expect(mayRemind(reminded(), date2)).toEqual({ allowed: false, reason: 'already-reminded', until: null })
  })

  it('refuses a date that has passed already', () => {
    const overdue = after(started(), { type: 'time-passed', at: date1 })
    expect(applyHoldEvent(overdue, { ...reminderSent, dueAt: date1 })).toEqual({ ok: false, reason: 'date-in-past' })
    expect(startHold('customer-decision', { at: 10, dueAt: 10, way: 'phone' }, false)).toEqual({
      ok: false,
      reason: 'date-in-past',
    })
  })
})

describe('a message of the customer', () => {
  it('stops every timer at every stage and leaves the matter to a person', () => {
    for (const hold of [started(), after(started(), { type: 'time-passed', at: date1 }), reminded()]) {
      const answered = after(hold, wrote(date2 + 1), { type: 'time-passed', at: date2 + 2 })
      expect(answered.stage).toBe('answered')
      expect(holdDueAt(answered)).toBeNull()
      expect(mayEnd(answered, 'cancelled-no-answer', date2 + 3)).toMatchObject({ reason: 'customer-wrote' })
      expect(mayRemind(answered, date2 + 3)).toMatchObject({ reason: 'customer-wrote' })
    }
  })

  it('that does not decide leads to a new request, which begins again with its own reminder to come', () => {
    const again = after(reminded(), wrote(date2 - 1), {
      type: 'request-sent',
      at: date2,
      dueAt: date2 + 100,
      way: 'same-address',
    })
    expect(again).toMatchObject({ stage: 'request', reminder: null })
    expect(mayEnd(again, 'cancelled-no-answer', date2 + 100)).toMatchObject({ reason: 'not-reminded' })
  })
})

describe('a date', () => {
  it('is not moved while a message of the customer waits for a person', () => {
    const answered = after(started(), wrote(asked + 1))
    expect(applyHoldEvent(answered, { type: 'date-changed', at: asked + 2, dueAt: date2 })).toEqual({
      ok: false,
      reason: 'customer-wrote',
    })
  })

  it('may be extended, and the hold waits again', () => {
    const overdue = after(started(), { type: 'time-passed', at: date1 })
    const extended = after(overdue, { type: 'date-changed', at: date1 + 1, dueAt: date2 })
    expect(extended.stage).toBe('request')
    expect(holdDueAt(extended)).toBe(date2)
  })

  it('is never earlier than the one the customer was told', () => {
    expect(applyHoldEvent(reminded(), { type: 'date-changed', at: date1 + 2000, dueAt: date2 - 1 })).toEqual({
      ok: false,
      reason: 'before-announced',
    })
    const there = after(reminded(), { type: 'date-changed', at: date2, dueAt: date2 + 500 })
    expect(holdDueAt(after(there, { type: 'date-changed', at: date2 - 5, dueAt: date2 }))).toBe(date2)
  })
})

describe('a bounce', () => {
  it('closes the address for a new request too, and stops the reminder that goes by itself', () => {
    const bounced = after(started(true), { type: 'bounce', at: asked + 1, of: 'request' })
    const again = { type: 'request-sent', at: asked + 2, dueAt: date2, way: 'same-address' } as const
    expect(applyHoldEvent(bounced, again)).toEqual({ ok: false, reason: 'undelivered' })
    expect(after(bounced, { ...again, way: 'other-address' })).toMatchObject({ stage: 'request', undelivered: null })
    expect(autoReminderAt(bounced, plainHours)).toBeNull()
  })

  it('of the request asks for another way at once, and closes the way to the same address', () => {
    const bounced = after(started(), { type: 'bounce', at: asked + 60_000, of: 'request' })
    expect(bounced).toMatchObject({ stage: 'reminder-due', undelivered: 'request' })
    expect(mayRemind(bounced, asked + 70_000)).toMatchObject({ reason: 'undelivered' })
    expect(mayRemind(bounced, asked + 70_000, 'phone')).toEqual({ allowed: true })
  })

  it('of the reminder takes it back: without another one there is no cancelling', () => {
    const bounced = after(reminded(), { type: 'bounce', at: date2 + 1, of: 'reminder' })
    expect(bounced).toMatchObject({ stage: 'reminder-due', reminder: null })
    expect(mayEnd(bounced, 'cancelled-no-answer', date2 + 2)).toMatchObject({ reason: 'undelivered' })
    const called = after(bounced, { type: 'reminder-sent', at: date2 + 3, dueAt: date2 + 100, way: 'phone' })
    expect(mayEnd(called, 'cancelled-no-answer', date2 + 100)).toEqual({ allowed: true })
  })

  it('of the request that comes after the reminder went another way changes nothing', () => {
    const byPhone = after(started(), { ...reminderSent, way: 'phone' })
    expect(after(byPhone, { type: 'bounce', at: date2, of: 'request' })).toEqual(byPhone)
  })
})

describe('goods on their way back and calls to be made', () => {
  it('have their own endings, the last one just as late', () => {
    expect(mayEnd(started(false, 'return-goods'), 'order-confirmed', date2)).toMatchObject({ reason: 'other-outcome' })
    expect(mayEnd(started(false, 'return-goods'), 'goods-arrived', asked)).toEqual({ allowed: true })
    expect(mayEnd(started(false, 'return-goods'), 'goods-never-came', date2)).toMatchObject({ reason: 'not-reminded' })
    expect(mayEnd(started(false, 'call-back'), 'never-reached', date2)).toMatchObject({ reason: 'not-reminded' })
  })
})

describe('a queued reminder', () => {
  const queued = (hold: Hold, change: Partial<QueuedReminder> = {}): QueuedReminder => ({
    round: hold.round,
    lastInboundId: 41,
    way: 'same-address',
    onlyInside: plainHours,
    ...change,
  })
  const overdue = () => after(started(true), { type: 'time-passed', at: date1 })
  const open = jst('2026-10-19T10:00')

  it('leaves once when nothing has changed', () => {
    expect(mayStillSend(queued(overdue()), { hold: overdue(), lastInboundId: 41, now: open })).toEqual({ send: true })
    const sent = after(overdue(), reminderSent)
    expect(mayStillSend(queued(overdue()), { hold: sent, lastInboundId: 41, now: open })).toEqual({
      send: false,
      drop: 'already-reminded',
    })
  })

  it('by itself waits for the shop to open', () => {
    const hold = overdue()
    expect(autoReminderAt(hold, plainHours)).toBe(open)
    expect(mayStillSend(queued(hold), { hold, lastInboundId: 41, now: date1 + 1 })).toEqual({
      send: false,
      waitUntil: open,
    })
    expect(autoReminderAt({ ...hold, isAutomatic: false }, plainHours)).toBeNull()
  })

  it('is stopped by a message that is stored, even before the hold has heard of it, whatever the clock says', () => {
    const hold = overdue()
    expect(mayStillSend(queued(hold), { hold, lastInboundId: 42, now: open })).toEqual({
      send: false,
      drop: 'customer-wrote',
    })
  })

  it('of an earlier round is void after a new request, and waits where only the date was moved', () => {
    const hold = overdue()
    const asksAgain = { type: 'request-sent', at: date1 + 1, dueAt: date2, way: 'same-address' } as const
    const again = after(hold, asksAgain)
    expect(mayStillSend(queued(hold), { hold: again, lastInboundId: 41, now: date2 })).toMatchObject({
      drop: 'superseded',
    })
    const moved = after(hold, { type: 'date-changed', at: date1 + 1, dueAt: date2 })
    expect(mayStillSend(queued(hold), { hold: moved, lastInboundId: 41, now: open })).toEqual({
      send: false,
      waitUntil: date2,
    })
  })

  type Act = 'time passes' | 'queue' | 'store' | 'send'
  const ordersOf = (acts: readonly Act[]): Act[][] =>
    acts.length < 2
      ? [[...acts]]
      : acts.flatMap((act) => ordersOf(acts.filter((other) => other !== act)).map((rest) => [act, ...rest]))

  /** Whether the reminder leaves when the beat, the queueing, the customer's message and the sending come in this order. */
  function leaves(order: readonly Act[]): boolean {
    let hold = started(true)
    let lastInboundId = 41
    let waiting: QueuedReminder | null = null
    let hasLeft = false
    for (const act of order) {
      if (act === 'time passes') hold = after(hold, { type: 'time-passed', at: open })
      if (act === 'queue' && mayRemind(hold, open).allowed) waiting = queued(hold, { lastInboundId })
      if (act === 'store') [hold, lastInboundId] = [after(hold, wrote(open - 1000)), lastInboundId + 1]
      if (act === 'send' && waiting) hasLeft = mayStillSend(waiting, { hold, lastInboundId, now: open }).send
    }
    return hasLeft
  }

  it.each(ordersOf(['time passes', 'queue', 'store', 'send']))(
    'in the order %s, %s, %s, %s, leaves only before the message',
    (...order) => {
      const [queuedAt, storedAt, sentAt] = [order.indexOf('queue'), order.indexOf('store'), order.indexOf('send')]
      expect(leaves(order)).toBe(queuedAt < sentAt && sentAt < storedAt)
    },
  )
})

describe('the date proposed to the customer', () => {
  it('is 18:00 of the third business day', () => {
    expect(proposeHoldDate('customer-decision', defaultHours, jst('2026-10-09T11:00'))).toBe(jst('2026-10-15T18:00'))
  })

  it('for a parcel is ten days ahead, moved out of a closed day', () => {
    expect(proposeHoldDate('return-goods', defaultHours, jst('2026-10-07T11:00'))).toBe(jst('2026-10-19T18:00'))
  })

  it('counts nights on the shop’s calendar for the words of the reminder', () => {
    expect(daysBetween('Asia/Tokyo', jst('2026-10-13T23:50'), jst('2026-10-16T00:10'))).toBe(3)
  })
})

describe('in any history of a hold', () => {
  const way = fc.constantFrom('same-address' as const, 'other-address' as const, 'phone' as const)
  const ahead = fc.integer({ min: -20, max: 60 })
  const raw = fc.record({
    type: fc.constantFrom(
      'request-sent' as const,
      'reminder-sent' as const,
      'customer-message' as const,
      'bounce' as const,
      'time-passed' as const,
      'date-changed' as const,
      'ended' as const,
    ),
    wait: fc.integer({ min: 0, max: 50 }),
    ahead,
    way,
    of: fc.constantFrom('request' as const, 'reminder' as const),
    outcome: fc.constantFrom(...HOLD_OUTCOMES['customer-decision']),
  })

  it('no order is cancelled without an answer unless the last reminder arrived, its announced date passed and nobody wrote', () => {
    let cancelled = 0
    fc.assert(
      fc.property(fc.array(raw, { minLength: 3, maxLength: 30 }), (history) => {
        let at = 0
        let hold = startedAt(0, 10)
        let reminder: { announcedAt: number } | null = null
        let hasWritten = false
        for (const { wait, ahead: days, ...rest } of history) {
          at += wait
          const wasOver = hold.stage === 'ended'
          const step = applyHoldEvent(hold, { ...rest, at, dueAt: at + days })
          if (!step.ok) continue
          hold = step.hold
          if (rest.type === 'request-sent') [reminder, hasWritten] = [null, false]
          if (rest.type === 'reminder-sent') reminder = { announcedAt: at + days }
          if (rest.type === 'bounce' && rest.of === 'reminder') reminder = null
          if (rest.type === 'customer-message') hasWritten = true
          if (wasOver || hold.outcome !== 'cancelled-no-answer') continue
          cancelled += 1
          expect(hasWritten).toBe(false)
          expect(reminder).not.toBeNull()
          expect(at).toBeGreaterThanOrEqual(reminder!.announcedAt)
        }
      }),
      { numRuns: 5000 },
    )
    expect(cancelled).toBeGreaterThan(0)
  })
})
