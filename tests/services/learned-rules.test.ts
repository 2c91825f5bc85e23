import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId } from '../../preload/domain.ts'
import { DAY, eml, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

const report = (id: string, body = '本日の集計をお送りします。') =>
  eml({ id, from: '集計 <report@tools.example.com>', subject: '日次レポート 2026/11/24', body })
const kindOf = (ticketId: Parameters<World['ticket']>[0]) => world.ticket(ticketId).ticket.kind

describe('今後も通知にする', () => {
  it('files this ticket and every later mail of the sender', async () => {
    const first = await world.arrive(shop, report('1'))
    expect(kindOf(first.ticketId)).toBe('ticket')
    const rule = world.services.learnedRules.learn(first.ticketId, 'notice')
    expect(rule).toMatchObject({ from: 'report@tools.example.com', subjectIncludes: '', as: 'notice', usedCount: 0 })
    expect(kindOf(first.ticketId)).toBe('notice')

    const second = await world.arrive(shop, report('2'))
    expect(kindOf(second.ticketId)).toBe('notice')
    expect(world.ticket(second.ticketId).ticket.dueAt).toBeNull()
    expect(world.services.learnedRules.list()).toMatchObject([{ id: rule.id, usedCount: 1 }])
  })

  it('never hides a mail with words that must stay in sight', async () => {
    const first = await world.arrive(shop, report('1'))
    world.services.learnedRules.learn(first.ticketId, 'notice')
    const second = await world.arrive(shop, report('2', '至急ご返金ください。クレームです。'))
    expect(kindOf(second.ticketId)).toBe('ticket')
  })

  it('is forgotten: later mail comes as before, what was filed stays', async () => {
    const first = await world.arrive(shop, report('1'))
    const { id } = world.services.learnedRules.learn(first.ticketId, 'notice')
    world.services.learnedRules.forget(id)
    expect(kindOf((await world.arrive(shop, report('2'))).ticketId)).toBe('ticket')
    expect(kindOf(first.ticketId)).toBe('notice')
    expect(world.services.learnedRules.list()).toEqual([])
    expect(() => world.services.learnedRules.forget(id)).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('forgotten by mistake is brought back as it was', async () => {
    const first = await world.arrive(shop, report('1'))
    const rule = world.services.learnedRules.learn(first.ticketId, 'notice')
    world.services.learnedRules.forget(rule.id)
    world.services.learnedRules.forget(rule.id, true)
    expect(world.services.learnedRules.list()).toEqual([rule])
    expect(kindOf((await world.arrive(shop, report('2'))).ticketId)).toBe('notice')
  })

  it('taught the other way later means the other way', async () => {
    const first = await world.arrive(shop, report('1'))
    world.services.learnedRules.learn(first.ticketId, 'notice')
    world.services.learnedRules.learn(first.ticketId, 'ticket')
    expect(world.services.learnedRules.list()).toMatchObject([{ as: 'ticket' }])
    expect(kindOf((await world.arrive(shop, report('2'))).ticketId)).toBe('ticket')
  })

  it('of a sender that writes for many takes only mail of this subject', async () => {
    const from = '楽天市場 <order@rakuten.co.jp>'
    const first = await world.arrive(
      shop,
      eml({ id: '1', from, subject: 'ポイント付与のお知らせ(11/24)', body: 'ご案内' }),
    )
    const rule = world.services.learnedRules.learn(first.ticketId, 'notice')
    expect(rule).toMatchObject({ from: 'order@rakuten.co.jp', subjectIncludes: 'ポイント付与のお知らせ' })
    const same = await world.arrive(
      shop,
      eml({ id: '2', from, subject: 'ポイント付与のお知らせ(12/1)', body: 'ご案内' }),
    )
    const other = await world.arrive(shop, eml({ id: '3', from, subject: 'お客様からのご連絡', body: 'ご案内' }))
    expect([kindOf(same.ticketId), kindOf(other.ticketId)]).toEqual(['notice', 'ticket'])
  })
})

describe('今後もチケットにする', () => {
  it('takes in what the program would have filed', async () => {
    const letter = (id: string) =>
      eml({
        id,
        from: '便り <news@example.com>',
        subject: '今月の便り',
        headers: ['List-Unsubscribe: <https://example.com/u>'],
      })
    const first = await world.arrive(shop, letter('1'))
    expect(kindOf(first.ticketId)).toBe('notice')
    world.services.learnedRules.learn(first.ticketId, 'ticket')
    expect(kindOf(first.ticketId)).toBe('ticket')
    const second = await world.arrive(shop, letter('2'))
    expect(world.ticket(second.ticketId).ticket).toMatchObject({ kind: 'ticket', status: 'new' })
  })
})

describe('自動処理率', () => {
  it('counts what was filed and never taken in by a person, by rule, of the days asked for', async () => {
    const letter = (id: string) =>
      eml({
        id,
        from: '便り <news@example.com>',
        subject: '今月の便り',
        headers: ['List-Unsubscribe: <https://example.com/u>'],
      })
    await world.arrive(shop, letter('old'), { receivedAt: world.clock.now() - 40 * DAY })
    const taken = await world.arrive(shop, letter('1'))
    await world.arrive(shop, letter('2'))
    await world.arrive(shop, eml({ id: '3' }))
    expect(world.services.stats.handling(30)).toEqual({
      total: 3,
      automatic: 2,
      byRule: [{ rule: 'bulk-unsubscribe', kind: 'bulk', count: 2 }],
    })
    world.services.tickets.setKind(taken.ticketId, 'ticket')
    expect(world.services.stats.handling(30)).toMatchObject({ total: 3, automatic: 1 })
    expect(world.services.stats.handling(60)).toMatchObject({ total: 4, automatic: 2 })
  })

  it('reads an index, not the mails', () => {
    const plan = world.db
      .prepare(`EXPLAIN QUERY PLAN SELECT COUNT(*) FROM message m WHERE m.direction = 'inbound' AND m.at >= ?`)
      .all(0) as { detail: string }[]
    expect(plan.map(({ detail }) => detail).join()).toContain('COVERING INDEX message_handled')
  })
})
