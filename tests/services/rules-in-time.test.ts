import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, RuleDraft, RuleId, TicketId } from '../../preload/domain.ts'
import { openRules, ruleOf, words } from './rules-world.ts'
import { DAY, eml, HOUR, MINUTE, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
let save: (change: Partial<RuleDraft>) => { id: RuleId }
beforeEach(() => {
  ;({ world, shop, save } = openRules())
})
afterEach(() => world.close())

const unanswered = (minutes: number) => ({ type: 'time', since: 'unanswered', minutes }) as const
const urgent: RuleDraft['actions'] = [{ type: 'urgent', isUrgent: true }]
const row = (id: TicketId) => world.ticket(id).ticket
const applied = (id: TicketId) => world.journal(id).filter((type) => type === 'rule.applied').length
const ask = (id: string) => world.arrive(shop, eml({ id, from: `${id}@example.com` }))

describe('a rule on time', () => {
  it('acts when a ticket has waited for so long, and not before', async () => {
    save({ when: unanswered(120), actions: urgent })
    const { ticketId } = await ask('1')
    await world.clock.advance(119 * MINUTE)
    await world.settle()
    expect(row(ticketId).isUrgent).toBe(false)
    await world.clock.advance(MINUTE)
    await world.clock.advance(30_000)
    await world.settle()
    expect(row(ticketId).isUrgent).toBe(true)
    expect(world.store.ruleEffects.log(null, null, 10)).toMatchObject([{ cause: 'time', ticketId }])
  })

  it('acts once after a sleep, however often somebody looks, and also after a restart', async () => {
    save({ when: unanswered(120), actions: [{ type: 'popup' }, ...urgent] })
    const { ticketId } = await ask('1')
    await world.settle()
    const before = world.popups.length
    world.clock.suspend(10 * HOUR)
    await world.settle()
    await world.clock.advance(20 * MINUTE)
    await world.settle()
    expect(applied(ticketId)).toBe(1)
    expect(world.popups.length).toBeGreaterThan(before)
    expect(world.services.alerts.list().filter(({ kind }) => kind === 'rule')).toMatchObject([{ ticketId }])
    world.crash()
    world = openWorld({ dir: world.dir, clock: world.clock })
    await world.settle()
    await world.clock.advance(20 * MINUTE)
    await world.settle()
    expect(applied(ticketId)).toBe(1)
  })

  it('does not act where the answer came first', async () => {
    save({ when: unanswered(120), actions: urgent })
    const { ticketId } = await ask('1')
    world.services.tickets.resolve([ticketId], 'settled')
    world.clock.suspend(10 * HOUR)
    await world.settle()
    expect(row(ticketId).isUrgent).toBe(false)
  })

  it('acts again in the next wait', async () => {
    save({ when: unanswered(60), actions: [{ type: 'popup' }] })
    const { ticketId } = await ask('1')
    world.clock.suspend(2 * HOUR)
    await world.settle()
    world.services.tickets.resolve([ticketId], 'settled')
    await world.clock.advance(MINUTE)
    await world.arrive(shop, eml({ id: '2', from: '1@example.com', inReplyTo: '1@example.com' }))
    world.clock.suspend(2 * HOUR)
    await world.settle()
    expect(applied(ticketId)).toBe(2)
  })

  it('acts later where its condition comes true later', async () => {
    save({
      when: unanswered(60),
      conditions: [{ type: 'category', isNot: false, categories: ['return'] }],
      actions: urgent,
    })
    const { ticketId } = await ask('1')
    world.clock.suspend(2 * HOUR)
    await world.settle()
    expect(row(ticketId).isUrgent).toBe(false)
    world.services.categories.assign([ticketId], 'return', 'staff')
    await world.clock.advance(MINUTE)
    await world.settle()
    expect(row(ticketId).isUrgent).toBe(true)
  })

  it('waits for the opening hours where it names them', async () => {
    save({ when: unanswered(0), conditions: [{ type: 'open-hours', isNot: false }], actions: urgent })
    // 9:00; the shop opens at 10:00.
    const { ticketId } = await ask('1')
    await world.settle()
    expect(row(ticketId).isUrgent).toBe(false)
    world.clock.suspend(HOUR + 6 * MINUTE)
    await world.settle()
    expect(row(ticketId).isUrgent).toBe(true)
  })

  it('counts from the deadline that has passed', async () => {
    save({ when: { type: 'time', since: 'overdue', minutes: 30 }, actions: urgent })
    const { ticketId } = await ask('1')
    const { dueAt } = row(ticketId)
    world.clock.suspend(dueAt! - world.clock.now() + 29 * MINUTE)
    await world.settle()
    expect(row(ticketId).isUrgent).toBe(false)
    world.clock.suspend(2 * MINUTE)
    await world.settle()
    expect(row(ticketId).isUrgent).toBe(true)
  })

  it('counts from our answer while it is the turn of the customer, and may close the ticket', async () => {
    save({ when: { type: 'time', since: 'waiting', minutes: 7 * 24 * 60 }, actions: [{ type: 'resolve' }] })
    const { ticketId } = await ask('1')
    const sent = eml({ id: '2', from: 'shop@example.jp', to: '1@example.com', inReplyTo: '1@example.com' })
    await world.clock.advance(MINUTE)
    await world.arrive(shop, sent, { place: 'sent' })
    expect(row(ticketId).status).toBe('waiting')
    world.clock.suspend(7 * DAY)
    await world.settle()
    expect(row(ticketId).status).toBe('resolved')
  })

  it('does not close again what a person has opened again', async () => {
    save({ when: unanswered(60), actions: [{ type: 'resolve' }] })
    const { ticketId } = await ask('1')
    world.clock.suspend(2 * HOUR)
    await world.settle()
    expect(row(ticketId).status).toBe('resolved')
    world.services.tickets.reopen([ticketId], false)
    world.clock.suspend(2 * HOUR)
    await world.settle()
    expect(row(ticketId).status).toBe('open')
  })

  it('that stopped at a ticket keeps the rules below it away from that wait', async () => {
    save({ when: unanswered(60), actions: [{ type: 'category', category: 'return' }], stopHere: true })
    save({ when: unanswered(60), actions: urgent })
    const { ticketId } = await ask('1')
    world.clock.suspend(2 * HOUR)
    await world.settle()
    await world.clock.advance(10 * MINUTE)
    await world.settle()
    expect(row(ticketId)).toMatchObject({ category: 'return', isUrgent: false })
  })

  it('is looked for anew after the clock was set back', async () => {
    save({ when: unanswered(60), actions: urgent })
    await world.settle()
    world.clock.suspend(-5 * HOUR)
    const { ticketId } = await ask('1')
    await world.clock.advance(61 * MINUTE)
    await world.settle()
    expect(row(ticketId).isUrgent).toBe(true)
  })

  it('that fails on one ticket goes on with the others', async () => {
    const { ticketId: first } = await ask('1')
    const { ticketId: second } = await ask('2')
    const mark = { type: 'customer-mark', mark: 'loud' }
    const broken = { ...ruleOf({ when: unanswered(60), conditions: [words('一')] }), actions: [mark] }
    world.store.rules.insert(broken as unknown as RuleDraft, world.clock.now())
    save({ when: unanswered(60), actions: urgent })
    world.db.prepare(`UPDATE message SET text_body = '一' WHERE ticket_id = ?`).run(first)
    world.clock.suspend(2 * HOUR)
    await world.settle()
    expect(row(second).isUrgent).toBe(true)
    expect(world.errors.length).toBeGreaterThan(0)
  })
})
