import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, RuleDraft, TicketId } from '../../preload/domain.ts'
import { hire, openRules, ruleOf, words } from './rules-world.ts'
import { DAY, eml, HOUR, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
let save: (change: Partial<RuleDraft>) => { id: Parameters<World['services']['rules']['remove']>[0] }
beforeEach(() => {
  ;({ world, shop, save } = openRules())
})
afterEach(() => world.close())

const row = (id: TicketId) => world.ticket(id).ticket
const applied = (id: TicketId) =>
  world.store.journal.listForTicket(id).flatMap(({ type, data }) => (type === 'rule.applied' ? data : []))

describe('a rule on arrival', () => {
  it('R0-04: files an order notice with no click, and the log names the rule', async () => {
    const conditions = [words('ご注文を承りました')]
    save({ name: '注文通知は通知へ', conditions, actions: [{ type: 'kind', kind: 'notice' }] })
    const { ticketId } = await world.arrive(shop, eml({ subject: 'ご注文を承りました【1203】', body: '注文番号 1203' }))
    expect(row(ticketId)).toMatchObject({ kind: 'notice', dueAt: null })
    expect(applied(ticketId)).toMatchObject([
      { name: '注文通知は通知へ', cause: 'arrival', changes: [{ field: 'kind', before: 'ticket', after: 'notice' }] },
    ])
    expect(world.store.ruleEffects.log(null, null, 10)).toMatchObject([
      { ruleName: '注文通知は通知へ', ticketId, cause: 'arrival' },
    ])
    await world.settle()
    expect(world.popups).toEqual([])
  })

  it('sets category, mark, assignee, urgency and policy of what matches, and of nothing else', async () => {
    const staffId = hire(world, '佐藤')
    save({
      conditions: [words('返品')],
      actions: [
        { type: 'category', category: 'return' },
        { type: 'customer-mark', mark: 'caution' },
        { type: 'assign', staffId },
        { type: 'urgent', isUrgent: true },
        { type: 'policy', policyId: 'trouble' },
      ],
    })
    const hit = await world.arrive(shop, eml({ subject: '返品したい' }))
    const miss = await world.arrive(
      shop,
      eml({ subject: '在庫について', body: '赤はありますか', from: 'b@example.com' }),
    )
    const changed = { category: 'return', assigneeId: staffId, isUrgent: true, customerMark: 'caution' }
    expect(row(hit.ticketId)).toMatchObject(changed)
    expect(row(miss.ticketId)).toMatchObject({ category: null, assigneeId: null, isUrgent: false })
    expect(applied(miss.ticketId)).toEqual([])
  })

  it('that stops here keeps the rules below it from being asked', async () => {
    save({ conditions: [words('返品')], actions: [{ type: 'category', category: 'return' }], stopHere: true })
    save({ name: '下', actions: [{ type: 'urgent', isUrgent: true }] })
    const { ticketId } = await world.arrive(shop, eml({ subject: '返品' }))
    expect(row(ticketId)).toMatchObject({ category: 'return', isUrgent: false })
    const other = await world.arrive(shop, eml({ subject: '在庫', body: '在庫', from: 'b@example.com' }))
    expect(row(other.ticketId)).toMatchObject({ category: null, isUrgent: true })
  })

  it('sees what the rule above it made of the ticket', async () => {
    save({ conditions: [words('返品')], actions: [{ type: 'category', category: 'return' }] })
    save({
      conditions: [{ type: 'category', isNot: false, categories: ['return'] }],
      actions: [{ type: 'urgent', isUrgent: true }],
    })
    expect(row((await world.arrive(shop, eml({ subject: '返品' }))).ticketId).isUrgent).toBe(true)
  })

  it('is asked in the order that a person gave', async () => {
    const first = save({ name: '一', actions: [{ type: 'category', category: 'size' }], stopHere: true })
    const second = save({ name: '二', actions: [{ type: 'category', category: 'return' }], stopHere: true })
    world.services.rules.reorder([second.id, first.id])
    expect(row((await world.arrive(shop, eml({}))).ticketId).category).toBe('return')
  })

  it('that is off, or removed, does nothing, and comes back as it was', async () => {
    const rule = save({ isOn: false })
    expect(row((await world.arrive(shop, eml({ id: '1', from: 'a@example.com' }))).ticketId).category).toBeNull()
    world.services.rules.save(rule.id, ruleOf())
    expect(row((await world.arrive(shop, eml({ id: '2', from: 'b@example.com' }))).ticketId).category).toBe('return')
    world.services.rules.remove(rule.id, false)
    expect(row((await world.arrive(shop, eml({ id: '3', from: 'c@example.com' }))).ticketId).category).toBeNull()
    world.services.rules.remove(rule.id, true)
    expect(row((await world.arrive(shop, eml({ id: '4', from: 'd@example.com' }))).ticketId).category).toBe('return')
    expect(world.services.rules.all()).toMatchObject([{ id: rule.id, usedCount: 2 }])
  })

  it('does not look at our own mail nor at bounces', async () => {
    save({})
    const own = await world.arrive(shop, eml({ from: 'shop@example.jp', to: 'a@example.com' }), { place: 'sent' })
    expect(row(own.ticketId).category).toBeNull()
  })

  it('does not look at what the customer quotes', async () => {
    save({ conditions: [words('返品')] })
    const body = 'ありがとうございます。\n\n2026年11月20日 10:00 青葉屋 <shop@example.jp>:\n> 返品は7日以内に承ります。'
    expect(row((await world.arrive(shop, eml({ subject: 'Re: お礼', body }))).ticketId).category).toBeNull()
  })

  it('closes a ticket, and it is recorded that a rule did', async () => {
    save({ conditions: [words('配信停止')], actions: [{ type: 'resolve' }] })
    const { ticketId } = await world.arrive(shop, eml({ subject: '配信停止' }))
    expect(row(ticketId)).toMatchObject({ status: 'resolved', dueAt: null })
    expect(world.store.journal.listForTicket(ticketId)).toContainEqual(
      expect.objectContaining({ type: 'ticket.resolved', actor: 'system', data: { reason: 'rule' } }),
    )
  })

  it('tells of machine mail that nobody would be told of', async () => {
    const letter = { from: '便り <news@example.com>', headers: ['List-Unsubscribe: <https://example.com/u>'] }
    await world.arrive(shop, eml({ id: '1', subject: '今月の便り', ...letter }))
    save({ conditions: [words('在庫切れ')], actions: [{ type: 'popup' }] })
    await world.arrive(shop, eml({ id: '2', subject: '在庫切れのお知らせ', ...letter }))
    await world.settle()
    expect(world.popups).toHaveLength(1)
  })

  it('tells nobody of mail that was there before the program', async () => {
    save({ actions: [{ type: 'popup' }, { type: 'category', category: 'return' }] })
    const { ticketId } = await world.arrive(shop, eml({}), { receivedAt: world.clock.now() - 30 * DAY })
    await world.settle()
    expect(world.popups).toEqual([])
    expect(applied(ticketId)).toMatchObject([{ tells: [], refused: [{ action: 'popup', reason: 'old' }] }])
    expect(row(ticketId).category).toBe('return')
  })

  it('puts a ticket aside until the shop opens, and until the customer writes', async () => {
    save({
      conditions: [{ type: 'open-hours', isNot: true }],
      actions: [{ type: 'snooze', until: { type: 'opening' } }],
    })
    // 9:00; the shop opens at 10:00.
    const { ticketId } = await world.arrive(shop, eml({ id: '1' }))
    expect(row(ticketId)).toMatchObject({ isSnoozed: true, snoozedUntil: world.clock.now() + HOUR })
    await world.clock.advance(2 * HOUR)
    const open = await world.arrive(shop, eml({ id: '2', from: 'b@example.com' }))
    expect(row(open.ticketId).isSnoozed).toBe(false)
  })

  it('starts a checklist', async () => {
    const { id: checklistId } = world.services.checklists.list()[0]!
    save({ actions: [{ type: 'checklist', checklistId }] })
    const { ticketId } = await world.arrive(shop, eml({}))
    expect(row(ticketId).steps).toMatchObject({ done: 0 })
    expect(applied(ticketId)).toMatchObject([{ tells: ['checklist'] }])
  })

  it('never files a conversation', async () => {
    const first = await world.arrive(shop, eml({ id: '1' }))
    save({ actions: [{ type: 'kind', kind: 'notice' }] })
    await world.arrive(shop, eml({ id: '2', subject: 'Re: 返品について', inReplyTo: '1@example.com' }))
    expect(row(first.ticketId).kind).toBe('ticket')
  })

  it('that names somebody who has left does the rest', async () => {
    const staffId = hire(world, '佐藤')
    save({
      actions: [
        { type: 'assign', staffId },
        { type: 'category', category: 'return' },
      ],
    })
    world.services.staff.setRemoved(staffId, true)
    const { ticketId } = await world.arrive(shop, eml({}))
    expect(row(ticketId)).toMatchObject({ assigneeId: null, category: 'return' })
    expect(applied(ticketId)).toMatchObject([{ refused: [{ action: 'assign', reason: 'gone' }] }])
  })
})

describe('what a person decided', () => {
  it('stays: the kind', async () => {
    const { ticketId } = await world.arrive(shop, eml({ id: '1' }))
    world.services.tickets.setKind(ticketId, 'notice')
    save({
      actions: [
        { type: 'kind', kind: 'ticket' },
        { type: 'category', category: 'return' },
      ],
    })
    await world.services.rules.run(world.services.rules.all()[0]!.id, 30)
    expect(row(ticketId)).toMatchObject({ kind: 'notice', category: 'return' })
    expect(applied(ticketId)).toMatchObject([{ refused: [{ action: 'kind', reason: 'person' }] }])
  })

  it('stays: a category and an assignee', async () => {
    const { ticketId } = await world.arrive(shop, eml({ id: '1' }))
    const [mine, other] = [hire(world, '佐藤'), hire(world, '鈴木')]
    world.services.categories.assign([ticketId], 'size', 'staff')
    world.services.staff.assign([ticketId], mine)
    save({
      actions: [
        { type: 'category', category: 'return' },
        { type: 'assign', staffId: other },
      ],
    })
    await world.arrive(shop, eml({ id: '2', subject: 'Re: 返品について', inReplyTo: '1@example.com' }))
    expect(row(ticketId)).toMatchObject({ category: 'size', assigneeId: mine })
  })

  it('stays, also where a rule had said something else before', async () => {
    save({})
    const { ticketId } = await world.arrive(shop, eml({ id: '1' }))
    world.services.categories.assign([ticketId], null, 'staff')
    await world.arrive(shop, eml({ id: '2', subject: 'Re: 返品について', inReplyTo: '1@example.com' }))
    expect(row(ticketId).category).toBeNull()
  })

  it('but what a rule set, a rule may change', async () => {
    save({ conditions: [words('最初')], actions: [{ type: 'category', category: 'size' }] })
    save({ conditions: [words('次')], actions: [{ type: 'category', category: 'return' }] })
    const { ticketId } = await world.arrive(shop, eml({ id: '1', body: '最初です' }))
    expect(row(ticketId).category).toBe('size')
    await world.arrive(shop, eml({ id: '2', subject: 'Re: 返品について', body: '次です', inReplyTo: '1@example.com' }))
    expect(row(ticketId).category).toBe('return')
  })
})

describe('a crash and a failure', () => {
  it('leaves message and what the rules did, or neither', async () => {
    save({})
    const { account, row: raw } = { account: world.store.accounts.get(shop)!, row: eml({ id: '1' }) }
    const add = world.store.accounts.setCursor
    world.store.accounts.setCursor = () => {
      throw new Error('the power went')
    }
    await expect(world.arrive(account.id, raw)).rejects.toThrow('the power went')
    expect(world.db.prepare('SELECT COUNT(*) AS n FROM rule_effect').get()).toEqual({ n: 0 })
    expect(world.db.prepare('SELECT COUNT(*) AS n FROM message').get()).toEqual({ n: 0 })
    world.store.accounts.setCursor = add
    const { ticketId } = await world.arrive(account.id, raw)
    expect(row(ticketId).category).toBe('return')
    expect(applied(ticketId)).toHaveLength(1)
  })

  it('of a rule keeps no mail from coming in', async () => {
    save({})
    const broken = { ...ruleOf({ name: '壊れた' }), actions: [{ type: 'customer-mark', mark: 'loud' }] }
    world.store.rules.insert(broken as unknown as RuleDraft, world.clock.now())
    const { ticketId } = await world.arrive(shop, eml({}))
    expect(row(ticketId)).toMatchObject({ subject: '返品について', category: null })
    expect(world.errors).toHaveLength(1)
  })

  it('of the program loses no rule', async () => {
    save({ name: '残る' })
    world.crash()
    const again = openWorld({ dir: world.dir, clock: world.clock })
    world = again
    expect(again.services.rules.all()).toMatchObject([{ name: '残る', isOn: true }])
  })
})

describe('a pattern', () => {
  it('that cannot be used is not saved', () => {
    const pattern = { type: 'pattern', isNot: false, pattern: '(a', place: 'both' } as const
    expect(() => save({ conditions: [pattern] })).toThrow(expect.objectContaining({ reason: 'bad-pattern' }))
    expect(world.services.rules.all()).toEqual([])
  })
})
