import { afterEach, describe, expect, it } from 'vitest'
import type { HoldPlan } from '../../preload/domain.ts'
import { automatic, DATE1, DATE2, openHoldWorld, reminder, request, type HoldWorld } from './hold-world.ts'
import { HOUR, MINUTE } from './world.ts'

/**
 * Everything that can happen between the moment a reminder or cancellation is due and the moment the network has it. The
 * answer of the customer is put at each place of each order.
 */
const PLACES = [
  'before the date',
  'after the date',
  'before it is queued',
  'after it is queued',
  'in the tick of the send job',
  'while the network takes it',
  'after it has left',
] as const
type Place = (typeof PLACES)[number]

const cancel: HoldPlan = { step: 'end', outcome: 'cancelled-no-answer' }
let world: HoldWorld
afterEach(() => world.close())

async function open(place: Place, asksFor: HoldPlan) {
  let onNetwork: (() => Promise<unknown>) | null = null
  world = await openHoldWorld({ beforeSend: async () => void (await onNetwork?.()) })
  await world.ask(asksFor)
  world.sent.length = 0
  const here = async (now: Place) => {
    if (now === place) await world.reply()
  }
  if (place === 'while the network takes it') onNetwork = () => world.reply().finally(() => (onNetwork = null))
  return { here }
}

function hasLeft(): boolean {
  return world.sent.length > 0
}
const mayHaveLeft = (place: Place) => place === 'while the network takes it' || place === 'after it has left'

function expectAPersonToDecide() {
  expect(world.stage()).toBe('answered')
  expect(world.status()).toBe('open')
  expect(world.dueAt()).not.toBe(DATE1)
  expect(world.dueAt()).not.toBe(DATE2)
  expect(world.store.deadlines.openOf(world.ticketId).filter(({ kind }) => kind === 'hold')).toEqual([])
  expect(world.errors).toEqual([])
}

describe.each(PLACES)('an answer that comes %s', (place) => {
  it('stops a reminder that a person has queued', async () => {
    const { here } = await open(place, request)
    await here('before the date')
    world.clock.suspend(DATE1 + MINUTE - world.clock.now())
    await world.settle(1)
    await here('after the date')
    await here('before it is queued')
    const { holds, replies } = world.services
    let isQueued = true
    try {
      world.send(reminder)
    } catch {
      isQueued = false
    }
    expect(isQueued).toBe(!['before the date', 'after the date', 'before it is queued'].includes(place))
    await here('after it is queued')
    if (place === 'in the tick of the send job') await Promise.all([world.heart.wake(), world.reply()])
    await world.settle(3)
    await here('after it has left')
    await world.settle(3)
    if (place !== 'in the tick of the send job') expect(hasLeft()).toBe(mayHaveLeft(place))
    expectAPersonToDecide()
    if (isQueued && !hasLeft()) expect(replies.draftOf(world.ticketId).body).toBe('本文')
    expect(world.hold()!.reminder !== null).toBe(hasLeft())
    expect(() => holds.end(world.hold()!.id, 'cancelled-no-answer')).toThrow('customer-wrote')
  })

  it('stops the reminder that goes by itself', async () => {
    const { here } = await open(place, automatic)
    await here('before the date')
    world.clock.suspend(DATE1 + MINUTE - world.clock.now())
    await world.settle(1)
    await here('after the date')
    // Monday, a few minutes before the shop opens: nothing has been queued over the weekend.
    world.clock.suspend(DATE1 + 64 * HOUR - 5 * MINUTE - world.clock.now())
    await world.settle(1)
    expect(hasLeft()).toBe(false)
    await here('before it is queued')
    world.clock.suspend(5 * MINUTE)
    const job = world.services.jobs().find(({ name }) => name === 'reminders')!
    world.store.transaction(() => world.store.accounts.setSuccess(world.account, world.clock.now()))
    await job.run()
    await here('after it is queued')
    if (place === 'in the tick of the send job') await Promise.all([world.heart.wake(), world.reply()])
    await world.settle(3)
    await here('after it has left')
    await world.settle(3)
    if (place !== 'in the tick of the send job') expect(hasLeft()).toBe(mayHaveLeft(place))
    expect(world.sent.length).toBeLessThanOrEqual(1)
    expectAPersonToDecide()
    // Words that no person wrote are not given to one as their draft.
    if (!hasLeft()) expect(world.services.replies.draftOf(world.ticketId).body).toBe('')
  })

  it('stops a cancellation', async () => {
    const { here } = await open(place, request)
    world.clock.suspend(DATE1 + MINUTE - world.clock.now())
    await world.settle(1)
    world.send(reminder)
    await world.settle(3)
    world.sent.length = 0
    await here('before the date')
    world.clock.suspend(DATE2 + MINUTE - world.clock.now())
    await world.settle(1)
    await here('after the date')
    await here('before it is queued')
    let isQueued = true
    try {
      world.send(cancel)
    } catch {
      isQueued = false
    }
    await here('after it is queued')
    if (place === 'in the tick of the send job') await Promise.all([world.heart.wake(), world.reply()])
    await world.settle(3)
    const wasCancelled = world.stage() === 'ended'
    await here('after it has left')
    await world.settle(3)
    if (place !== 'in the tick of the send job') expect(hasLeft()).toBe(isQueued && mayHaveLeft(place))
    expect(world.status()).toBe('open')
    // Where it ended before they wrote, the ticket is open again and the end can be taken back.
    if (!wasCancelled) expectAPersonToDecide()
  })
})

/** The row is marked within the first of them. */
const TURNS = 16

describe('a reminder on its way out', () => {
  /** Stored in one step of its own, as a transaction of intake is: between two turns of the send job. */
  function storeAnswer() {
    const { ticketId, account, store, services, clock } = world
    const receivedAt = clock.now()
    store.transaction(() => {
      const asked = store.messages.ofTicket(ticketId)[0]!
      const messageId = store.messages.insert({
        ...asked,
        mid: 'at-once@example.com',
        sourceHash: null,
        at: receivedAt,
      })
      services.holds.arrivals.onArrival({
        account: store.accounts.get(account)!,
        ticketId,
        messageId,
        isNewTicket: false,
        asks: true,
        classification: { isBounce: false } as never,
        sender: {} as never,
        inbound: { receivedAt, message: { deliveryReport: null } } as never,
      })
    })
  }

  it('never leaves once the answer is stored before it is marked, at whatever turn of the send job', async () => {
    const states = new Set<string>()
    for (let turns = 0; turns < TURNS; turns++) {
      world = await openHoldWorld()
      await world.ask()
      world.sent.length = 0
      world.clock.suspend(DATE1 + MINUTE - world.clock.now())
      await world.settle(1)
      const { id } = world.send(reminder)
      const job = world.services.jobs().find(({ name }) => name === `delivery ${world.account}`)!
      const run = job.run()
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      const before = world.stateOf(id)
      storeAnswer()
      await run
      await world.settle(2)
      states.add(before)
      expect({ turns, hasLeft: hasLeft() }).toEqual({ turns, hasLeft: before !== 'queued' })
      expect(world.stateOf(id) === 'cancelled').toBe(before === 'queued')
      if (before === 'queued' || before === 'sending') expectAPersonToDecide()
      if (turns < TURNS - 1) await world.close()
    }
    // Every side of the line was tried.
    expect([...states].sort()).toEqual(expect.arrayContaining(['queued', 'sending']))
  })

  it('never leaves once intake has stored the answer, whichever of the two began first', async () => {
    const sides = new Set<boolean>()
    for (const lead of [-8, -2, -1, 0, 1, 2, 8]) {
      world = await openHoldWorld()
      await world.ask()
      world.sent.length = 0
      world.clock.suspend(DATE1 + MINUTE - world.clock.now())
      await world.settle(1)
      const { id } = world.send(reminder)
      let stateWhenStored = ''
      const { refetchable } = world.store
      // The transaction of intake, looked at from outside.
      world.store.refetchable = (work) => {
        stateWhenStored ||= world.stateOf(id)
        return refetchable(work)
      }
      const job = world.services.jobs().find(({ name }) => name === `delivery ${world.account}`)!
      const [first, second] = lead < 0 ? [world.reply, job.run] : [job.run, world.reply]
      const begun: Promise<unknown> = Promise.resolve(first())
      for (let turn = 0; turn < Math.abs(lead); turn++) await new Promise(setImmediate)
      // At both ends the one is over before the other begins.
      if (Math.abs(lead) === 8) await begun
      await Promise.all([begun, second()])
      await world.settle(2)
      sides.add(stateWhenStored === 'queued')
      expect({ lead, hasLeft: hasLeft() }).toEqual({ lead, hasLeft: stateWhenStored !== 'queued' })
      if (stateWhenStored === 'queued' || stateWhenStored === 'sending') expectAPersonToDecide()
      if (lead !== 8) await world.close()
    }
    expect(sides.size).toBe(2)
  })
})
