import { afterEach, describe, expect, it } from 'vitest'
import type { TicketId, View } from '../../preload/domain.ts'
import { DAY, HOUR, MINUTE, eml, openWorld, type World } from './world.ts'

const worlds: World[] = []
async function setup(at = '2026-11-24T10:00:00+09:00') {
  const world = openWorld({ at })
  worlds.push(world)
  const account = world.addAccount()
  const { ticketId } = await world.arrive(account, eml({ id: 'q1' }))
  await world.settle()
  world.popups.length = 0
  const inView = (view: View) =>
    world.services.view.list({ view, accountId: null, limit: 50, after: null }).tickets.map(({ id }) => id)
  const { snooze } = world.services
  return { ...world, account, ticketId, inView, snooze }
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})
const tokyo = (time: string) => Date.parse(`${time}+09:00`)
const wokenBy = ({ store }: Pick<World, 'store'>, id: TicketId) =>
  store.journal.listForTicket(id).findLast(({ type }) => type === 'ticket.woken')?.data['reason']

describe('a snoozed ticket', () => {
  it('is out of 要対応 until its time, then stands on top of it, with one popup', async () => {
    const { snooze, ticketId, inView, ticket, clock, settle, popups, account, arrive, services } = await setup()
    const until = clock.now() + HOUR
    snooze.snooze([ticketId], until)
    expect(inView('todo')).toEqual([])
    expect(inView('snoozed')).toEqual([ticketId])
    expect(services.view.counts().views).toMatchObject({ todo: 0, snoozed: 1 })
    expect(ticket(ticketId).ticket).toMatchObject({ isSnoozed: true, snoozedUntil: until })

    // Another one whose deadline is nearer than that of the sleeper.
    clock.suspend(-2 * HOUR)
    const other = await arrive(account, eml({ from: 'other@example.com' }))
    clock.suspend(3 * HOUR)
    await settle()
    expect(inView('todo')).toEqual([ticketId, other.ticketId])
    expect(inView('snoozed')).toEqual([])
    expect(ticket(ticketId).ticket).toMatchObject({ isSnoozed: false, isReturned: true })
    await settle()
    expect(popups.filter(({ title }) => title.includes('スヌーズ'))).toHaveLength(1)
  })

  it('goes to its place when somebody answers it, and does not return again', async () => {
    const { snooze, ticketId, inView, clock, settle, answer } = await setup()
    snooze.snooze([ticketId], clock.now() + HOUR)
    clock.suspend(2 * HOUR)
    await settle()
    answer(ticketId, '承りました。')
    await settle()
    expect(inView('todo')).toEqual([])
    expect(inView('waiting')).toEqual([ticketId])
  })

  it('that waits for the customer comes back to 要対応 at its time', async () => {
    const { snooze, ticketId, inView, clock, settle, answer } = await setup()
    answer(ticketId, '承りました。')
    await settle()
    snooze.snooze([ticketId], clock.now() + DAY)
    clock.suspend(DAY)
    await settle()
    expect(inView('todo')).toEqual([ticketId])
    snooze.unsnooze([ticketId], false)
    expect(inView('todo')).toEqual([])
    expect(inView('waiting')).toEqual([ticketId])
  })

  it('is woken at once by a word of the customer', async () => {
    const { snooze, ticketId, inView, arrive, account, ticket, store } = await setup()
    snooze.snooze([ticketId], null)
    expect(ticket(ticketId).ticket).toMatchObject({ isSnoozed: true, snoozedUntil: null })
    await arrive(account, eml({ id: 'q2', inReplyTo: 'q1@example.com' }))
    expect(inView('todo')).toEqual([ticketId])
    expect(wokenBy({ store }, ticketId)).toBe('customer')
  })

  it('is not woken by an automatic answer', async () => {
    const { snooze, ticketId, inView, arrive, account } = await setup()
    snooze.snooze([ticketId], null)
    const headers = ['Auto-Submitted: auto-replied']
    await arrive(account, eml({ id: 'a', inReplyTo: 'q1@example.com', subject: '自動返信: 返品について', headers }))
    expect(inView('snoozed')).toEqual([ticketId])
  })

  it('is woken by a deadline that passes in its sleep, and that is told', async () => {
    const { snooze, ticketId, inView, clock, settle, popups, store } = await setup()
    snooze.snooze([ticketId], tokyo('2026-11-30T10:00:00'))
    // Due at 16:00.
    clock.suspend(tokyo('2026-11-24T16:00:10') - clock.now())
    await settle()
    expect(inView('overdue')).toEqual([ticketId])
    expect(wokenBy({ store }, ticketId)).toBe('deadline')
    expect(popups.at(-1)?.title).toContain('期限')
  })

  it('put aside although it is overdue sleeps on, and is overdue when it comes back', async () => {
    const { snooze, ticketId, inView, clock, settle } = await setup()
    clock.suspend(8 * HOUR)
    await settle()
    snooze.snooze([ticketId], clock.now() + 15 * MINUTE)
    await settle()
    expect(inView('overdue')).toEqual([])
    clock.suspend(15 * MINUTE)
    await settle()
    expect(inView('overdue')).toEqual([ticketId])
  })

  it('that is settled sleeps no more', async () => {
    const { snooze, ticketId, inView, services, clock, settle, popups } = await setup()
    snooze.snooze([ticketId], clock.now() + HOUR)
    services.tickets.resolve([ticketId], 'settled')
    expect(inView('snoozed')).toEqual([])
    clock.suspend(2 * HOUR)
    await settle()
    expect(popups).toEqual([])
    expect(inView('todo')).toEqual([])
  })

  it('comes back within 30 seconds after the PC slept over its time, once, whatever the clock does', async () => {
    const { snooze, ticketId, inView, clock, heart, popups } = await setup()
    void heart.wake()
    snooze.snooze([ticketId], clock.now() + HOUR)
    clock.suspend(3 * HOUR)
    await clock.advance(30_000)
    for (let wait = 0; wait < 20; wait++) await new Promise((resolve) => setImmediate(resolve))
    expect(inView('todo')).toEqual([ticketId])
    for (const jump of [-DAY, DAY, -2 * HOUR, 2 * HOUR]) {
      clock.suspend(jump)
      await clock.advance(60_000)
    }
    expect(popups.filter(({ title }) => title.includes('スヌーズ'))).toHaveLength(1)
  })

  it('is as before when it is taken back, its alerts too; a second snooze goes back to the first', async () => {
    const { snooze, ticketId, ticket, clock, services, inView } = await setup()
    const open = () => services.alerts.list().filter(({ isHandled }) => !isHandled).length
    const before = [ticket(ticketId).ticket, open()]
    expect(snooze.snooze([ticketId], clock.now() + HOUR)).toEqual([{ id: ticketId, before: null }])
    expect(open()).toBe(0)
    expect(snooze.snooze([ticketId], null)).toEqual([{ id: ticketId, before: { until: clock.now() + HOUR } }])
    snooze.snooze([ticketId], clock.now() + HOUR)
    snooze.unsnooze([ticketId], true)
    expect(inView('todo')).toEqual([ticketId])
    expect(ticket(ticketId).ticket).toEqual(before[0])
  })

  it('cannot be put off to a time that has passed; what is settled or filed is passed over', async () => {
    const { snooze, ticketId, clock, services, inView } = await setup()
    expect(() => snooze.snooze([ticketId], clock.now())).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    services.tickets.resolve([ticketId], 'settled')
    expect(snooze.snooze([ticketId], clock.now() + HOUR)).toEqual([])
    expect(inView('snoozed')).toEqual([])
  })
})

describe('merging', () => {
  it('a sleeping ticket and one that is awake makes one that is awake', async () => {
    const { snooze, ticketId, arrive, account, inView, clock, services, settle } = await setup()
    const other = await arrive(account, eml({ from: 'other@example.com' }))
    snooze.snooze([ticketId], clock.now() + HOUR)
    services.moves.merge([other.ticketId], ticketId)
    expect(inView('todo')).toEqual([ticketId])
    clock.suspend(2 * HOUR)
    await settle()
    expect(inView('todo')).toEqual([ticketId])
  })

  it('two sleeping ones makes one that comes back at the earlier time; taken back, both sleep on', async () => {
    const { snooze, ticketId, arrive, account, inView, ticket, clock, services } = await setup()
    const other = await arrive(account, eml({ from: 'other@example.com' }))
    snooze.snooze([ticketId], clock.now() + 2 * HOUR)
    snooze.snooze([other.ticketId], clock.now() + HOUR)
    const moveId = services.moves.merge([other.ticketId], ticketId)
    expect(inView('snoozed')).toEqual([ticketId])
    expect(ticket(ticketId).ticket.snoozedUntil).toBe(clock.now() + HOUR)
    services.moves.undo(moveId)
    expect(inView('snoozed')).toEqual([other.ticketId, ticketId])
  })
})
