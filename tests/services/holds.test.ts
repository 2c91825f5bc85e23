import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HoldPlan } from '../../preload/domain.ts'
import { DATE1, DATE2, jst, openHoldWorld, reminder, request, type HoldWorld } from './hold-world.ts'
import { ruleOf } from './rules-world.ts'
import { DAY, eml, HOUR, MINUTE } from './world.ts'

let world: HoldWorld
beforeEach(async () => {
  world = await openHoldWorld()
})
afterEach(() => world.close())

const cancel: HoldPlan = { step: 'end', outcome: 'cancelled-no-answer' }
const refusedWith = (reason: string) => expect.objectContaining({ code: 'conflict', reason }) as Error

describe('a request', () => {
  it('begins the hold when the network has taken it, not before', async () => {
    world.send(request)
    expect(world.hold()).toBeNull()
    await world.settle(2)
    expect(world.hold()).toMatchObject({
      stage: 'request',
      step: 1,
      dueAt: DATE1,
      orderNumber: 'A-1001',
      product: '栗の渋皮煮',
      isReserved: true,
      request: { announcedAt: DATE1, way: 'same-address' },
    })
    expect(world.badge()).toBe('request')
    expect(world.status()).toBe('waiting')
    expect(world.dueAt()).toBe(DATE1)
    expect(world.journal(world.ticketId)).toContain('hold.started')
  })

  it('that is taken back begins nothing, and its plan lies in the draft', async () => {
    const { id } = world.send(request)
    world.services.delivery.cancel(id)
    await world.settle(2)
    expect(world.hold()).toBeNull()
    expect(world.dueAt()).not.toBe(DATE1)
    expect(world.services.replies.draftOf(world.ticketId).plan.hold).toEqual(request)
  })

  it('with a date that has passed is refused', () => {
    expect(() => world.send({ ...request, dueAt: world.clock.now() })).toThrow(refusedWith('date-in-past'))
  })

  it('whose date passes while the PC is off does not leave, and somebody is told', async () => {
    const { id } = world.send(request)
    await world.wakeAt(DATE1 + HOUR)
    expect(world.sent).toEqual([])
    expect(world.stateOf(id)).toBe('cancelled')
    expect(world.services.replies.draftOf(world.ticketId).body).toBe('本文')
    expect(world.services.alerts.list().map(({ kind }) => kind)).toContain('send-failed')
    expect(world.hold()).toBeNull()
  })

  it('sent again gives a new date and counts the rounds', async () => {
    await world.ask()
    await world.reply()
    world.send({ ...request, dueAt: DATE2 })
    await world.settle(2)
    expect(world.hold()).toMatchObject({ stage: 'request', round: 2, dueAt: DATE2 })
    expect(world.dueAt()).toBe(DATE2)
  })
})

describe('a rule that closes tickets', () => {
  it('leaves an order that waits to a person, also when the customer has just written', async () => {
    const rule = { ...ruleOf(), actions: [{ type: 'resolve' as const }] }
    await world.ask()
    const { id } = world.services.rules.save(null, rule)
    await world.services.rules.run(id, 30)
    expect(world.hold()).toMatchObject({ stage: 'request', dueAt: DATE1 })
    expect(world.status()).toBe('waiting')
    await world.reply()
    expect(world.hold()).toMatchObject({ stage: 'answered' })
    expect(world.status()).toBe('open')
  })
})

describe('a date that passes', () => {
  it('makes the reminder due, on top of the list, with one popup', async () => {
    await world.ask()
    await world.wakeAt(DATE1 + MINUTE)
    expect(world.hold()).toMatchObject({ stage: 'reminder-due', step: 2, mayRemind: { allowed: true } })
    expect(world.badge()).toBe('reminder-due')
    expect(world.isOverdue()).toBe(true)
    const alerts = world.services.alerts.list().filter(({ kind }) => kind === 'hold')
    expect(alerts).toHaveLength(1)
    await world.wakeAt(DATE1 + DAY)
    expect(world.services.alerts.list().filter(({ kind }) => kind === 'hold')).toHaveLength(1)
  })

  it('is found after a restart as well, at its true time', async () => {
    await world.ask()
    world.crash()
    const again = await openHoldWorld({ dir: world.dir, at: '2026-12-07T09:00:00+09:00' })
    await again.settle(2)
    expect(again.stage()).toBe('reminder-due')
    const missed = again.store.journal.listForTicket(world.ticketId).find(({ type }) => type === 'deadline.missed')
    expect(missed).toMatchObject({ at: DATE1, data: { kind: 'hold' } })
    world = again
  })

  it('does not pass twice when the clock is set back', async () => {
    await world.ask()
    await world.wakeAt(DATE1 + MINUTE)
    world.clock.suspend(-DAY)
    await world.settle(2)
    expect(world.hold()!.mayRemind).toMatchObject({ allowed: false, reason: 'date-not-passed', until: DATE1 })
    expect(() => world.send(reminder)).toThrow(refusedWith('date-not-passed'))
    await world.wakeAt(DATE1 + HOUR)
    expect(world.services.alerts.list().filter(({ kind }) => kind === 'hold')).toHaveLength(1)
    expect(world.hold()!.mayRemind).toEqual({ allowed: true })
  })
})

describe('the way to a cancellation', () => {
  it('is a reminder with a date of its own, and only after that date the end without an answer', async () => {
    await world.ask()
    expect(() => world.send(reminder)).toThrow(refusedWith('date-not-passed'))
    expect(() => world.send(cancel)).toThrow(refusedWith('not-reminded'))
    await world.wakeAt(DATE1 + 16 * HOUR)
    world.send(reminder)
    expect(() => world.send(reminder)).toThrow(refusedWith('already-reminded'))
    await world.settle(2)
    expect(world.hold()).toMatchObject({ stage: 'reminded', step: 3, dueAt: DATE2 })
    expect(world.dueAt()).toBe(DATE2)
    expect(world.isOverdue()).toBe(false)
    expect(() => world.send(cancel)).toThrow(refusedWith('date-not-passed'))
    await world.wakeAt(DATE2)
    expect(world.hold()).toMatchObject({ stage: 'cancel-due', step: 4 })
    world.send(cancel, 'キャンセルいたしました。')
    expect(world.stage()).toBe('cancel-due')
    await world.settle(2)
    expect(world.hold()).toMatchObject({ stage: 'ended', outcome: 'cancelled-no-answer', step: null, dueAt: null })
    expect(world.badge()).toBeNull()
    expect(world.status()).toBe('resolved')
    expect(world.dueAt()).toBeNull()
    expect(world.services.holds.board()).toEqual({
      rows: [],
      outcomes: [{ kind: 'customer-decision', outcome: 'cancelled-no-answer', count: 1 }],
    })
  })

  it('is shut when the customer writes at any stage', async () => {
    await world.ask()
    await world.wakeAt(DATE1 + MINUTE)
    await world.reply()
    expect(world.hold()).toMatchObject({ stage: 'answered', step: null, dueAt: null })
    expect(world.status()).toBe('open')
    expect(world.journal(world.ticketId)).toContain('hold.answered')
    expect(() => world.send(reminder)).toThrow(refusedWith('customer-wrote'))
    expect(() => world.send(cancel)).toThrow(refusedWith('customer-wrote'))
    expect(world.store.deadlines.openOf(world.ticketId).map(({ kind }) => kind)).toEqual(['next-response'])
    await world.wakeAt(DATE2 + DAY)
    expect(world.stage()).toBe('answered')
  })

  it('hands over also when the mail server is behind our clock', async () => {
    await world.ask()
    const newest = world.store.messages.ofTicket(world.ticketId).at(-1)!
    await world.arrive(world.account, eml({ subject: 'Re: 在庫について', inReplyTo: newest.mid! }), {
      receivedAt: newest.at - 5 * MINUTE,
    })
    expect(world.stage()).toBe('answered')
    expect(world.status()).toBe('open')
  })
})

describe('a person', () => {
  it('cannot settle a ticket while a hold runs on it', async () => {
    await world.ask()
    expect(() => world.services.tickets.resolve([world.ticketId], 'settled')).toThrow(refusedWith('hold-running'))
    world.services.holds.end(world.hold()!.id, 'order-confirmed')
    expect(world.status()).toBe('resolved')
  })

  it('takes an end back, with its date and without a second popup', async () => {
    await world.ask()
    await world.wakeAt(DATE1 + MINUTE)
    const { id } = world.hold()!
    world.services.holds.end(id, 'cancelled-reorder')
    expect(world.status()).toBe('resolved')
    expect(world.services.holds.undoEnd(id)).toMatchObject({ stage: 'reminder-due', dueAt: DATE1, outcome: null })
    expect(world.status()).toBe('waiting')
    expect(world.isOverdue()).toBe(true)
    await world.settle(2)
    expect(world.services.alerts.list().filter(({ kind }) => kind === 'hold')).toHaveLength(1)
    expect(world.services.holds.board().outcomes).toEqual([])
  })

  it('takes an end back after the customer wrote, and decides', async () => {
    await world.ask()
    const { id } = world.hold()!
    world.services.holds.end(id, 'order-confirmed')
    await world.reply('やっぱりやめます。')
    expect(world.services.holds.undoEnd(id)).toMatchObject({ stage: 'answered' })
    expect(world.status()).toBe('open')
  })

  it('extends a date and never takes it back', async () => {
    await world.ask()
    const { id } = world.hold()!
    const { holds } = world.services
    expect(() => holds.changeDate(id, DATE1 - DAY)).toThrow(refusedWith('before-announced'))
    expect(holds.changeDate(id, DATE2)).toMatchObject({ dueAt: DATE2, request: { announcedAt: DATE1, dueAt: DATE2 } })
    expect(world.dueAt()).toBe(DATE2)
    expect(holds.changeDate(id, DATE1)).toMatchObject({ dueAt: DATE1 })
    await world.wakeAt(DATE1)
    expect(world.stage()).toBe('reminder-due')
    holds.changeDate(id, DATE2)
    expect(world.stage()).toBe('request')
    expect(world.isOverdue()).toBe(false)
  })

  it('withdraws a hold without settling the ticket or counting it', async () => {
    await world.ask()
    world.services.holds.end(world.hold()!.id, 'withdrawn')
    expect(world.status()).toBe('waiting')
    expect(world.dueAt()).toBeNull()
    expect(world.services.holds.board()).toEqual({ rows: [], outcomes: [] })
  })

  it('is proposed a date, the order and the goods', () => {
    expect(world.services.holds.propose(world.ticketId, 'customer-decision')).toEqual({
      dueAt: DATE1,
      orderNumbers: ['A-1001'],
      product: '栗の渋皮煮',
    })
    expect(world.services.holds.propose(world.ticketId, 'call-back').dueAt).toBe(jst('12-01T13:00'))
  })
})

describe('goods on their way back', () => {
  it('that arrive leave the refund to be done', async () => {
    await world.ask({ ...request, kind: 'return-goods' })
    world.send({ step: 'end', outcome: 'goods-arrived' }, '届きました。')
    await world.settle(2)
    expect(world.hold()).toMatchObject({ stage: 'ended', outcome: 'goods-arrived' })
    expect(world.status()).toBe('open')
  })
})

describe('by phone', () => {
  it('the customer is told, reminded and never reached', () => {
    const { holds } = world.services
    const plan = { ...request, kind: 'call-back' as const }
    const { id } = holds.startByPhone(world.ticketId, plan, '折り返しのお約束をしました。')
    expect(world.status()).toBe('waiting')
    expect(world.services.view.get(world.ticketId).messages.at(-1)).toMatchObject({
      direction: 'call',
      text: '折り返しのお約束をしました。',
    })
    expect(() => holds.remindByPhone(id, DATE2, '留守')).toThrow(refusedWith('date-not-passed'))
    world.clock.suspend(DATE1 - world.clock.now())
    expect(holds.remindByPhone(id, DATE2, '留守')).toMatchObject({ stage: 'reminded', reminder: { way: 'phone' } })
    expect(() => holds.end(id, 'never-reached')).toThrow(refusedWith('date-not-passed'))
    world.clock.suspend(DATE2 - world.clock.now())
    expect(holds.end(id, 'never-reached')).toMatchObject({ stage: 'ended' })
  })
})
