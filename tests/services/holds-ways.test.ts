import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { automatic, DATE1, openHoldWorld, reminder, type HoldWorld } from './hold-world.ts'
import { eml, HOUR, MINUTE } from './world.ts'

let world: HoldWorld
beforeEach(async () => {
  world = await openHoldWorld()
})
afterEach(() => world.close())

const bounce = (mid: string) =>
  world.arrive(
    world.account,
    eml({
      from: 'Mail Delivery Subsystem <mailer-daemon@example.net>',
      subject: 'Undelivered Mail Returned to Sender',
      body: `The following address failed: <aiko@example.com>\n550 5.1.1 user unknown\n\nMessage-ID: <${mid}>`,
      inReplyTo: mid,
      headers: ['Auto-Submitted: auto-replied'],
    }),
  )

describe('a request that comes back', () => {
  it('shows the other ways, and nothing more goes to the dead address', async () => {
    await world.ask()
    await bounce(world.sent[0]!.messageId)
    expect(world.hold()).toMatchObject({
      stage: 'reminder-due',
      undelivered: 'request',
      mayRemind: { allowed: false, reason: 'undelivered' },
      mayRemindOtherWay: { allowed: true },
    })
    expect(world.hold()!.otherWays).toContainEqual({ kind: 'phone', value: '090-1234-5678' })
    expect(() => world.send(reminder)).toThrow('undelivered')
    expect(() => world.send({ ...reminder, way: 'other-address' } as typeof reminder)).toThrow('undelivered')
    world.send({ ...reminder, way: 'other-address' } as typeof reminder, '再連絡', { to: 'aiko@example.org' })
    await world.settle(2)
    expect(world.hold()).toMatchObject({ stage: 'reminded', undelivered: null, reminder: { way: 'other-address' } })
  })
})

describe('the reminder that goes by itself', () => {
  it('leaves once, when the shop opens after the date, and says so', async () => {
    await world.ask(automatic)
    await world.wakeAt(DATE1 + HOUR)
    expect(world.sent).toHaveLength(1)
    // Monday, 10 o'clock. The mailbox is read before anything leaves.
    await world.wakeAt(DATE1 + 64 * HOUR)
    await world.clock.advance(2 * MINUTE)
    await world.settle(4)
    expect(world.sent).toHaveLength(2)
    expect(world.hold()).toMatchObject({ stage: 'reminded' })
    expect(world.sent[1]!.textBody).toContain('A-1001')
    const line = world.store.journal.listForTicket(world.ticketId).find(({ type }) => type === 'hold.reminded')
    expect(line).toMatchObject({ actor: 'system', data: { isAutomatic: true } })
  })
})

describe('a merge', () => {
  it('takes the hold along with its request, and its undo brings it back', async () => {
    await world.ask()
    const other = await world.arrive(world.account, eml({ from: 'x@example.org', subject: '別件', id: 'other' }))
    const moveId = world.services.moves.merge([world.ticketId], other.ticketId)
    expect(world.store.holds.running(other.ticketId)?.id).toBe(1)
    expect(world.store.holds.running(world.ticketId)).toBeNull()
    expect(world.store.deadlines.openOf(world.ticketId)).toEqual([])
    world.services.moves.undo(moveId)
    expect(world.hold()).toMatchObject({ stage: 'request', dueAt: DATE1 })
    expect(world.dueAt()).toBe(DATE1)
    expect(world.badge(other.ticketId)).toBeNull()
  })

  it('of two tickets with a hold each is refused', async () => {
    await world.ask()
    const other = await world.arrive(world.account, eml({ from: 'x@example.org', subject: '別件', id: 'other' }))
    world.services.holds.startByPhone(other.ticketId, { ...automatic, kind: 'call-back' } as never, '電話')
    expect(() => world.services.moves.merge([world.ticketId], other.ticketId)).toThrow('two-holds')
    expect(world.stage()).toBe('request')
  })
})
