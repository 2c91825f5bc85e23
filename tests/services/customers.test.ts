import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, TicketId } from '../../preload/domain.ts'
import { DAY, eml, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

const card = (id: TicketId) => world.ticket(id).customer!
const blank = { kana: '', mark: null, notes: '', fields: [] }

describe('a customer', () => {
  it('who was never heard of before is marked as new in the list, once', async () => {
    const first = await world.arrive(shop, eml({ id: '1', subject: '在庫' }))
    await world.clock.advance(DAY)
    const second = await world.arrive(shop, eml({ id: '2', subject: '返品' }))
    expect(world.ticket(first.ticketId).ticket.customerMark).toBe('first')
    expect(world.ticket(second.ticketId).ticket.customerMark).toBeNull()
  })

  it('is new by the time they wrote, in whatever order mail is read', async () => {
    const newer = await world.arrive(shop, eml({ id: '2', subject: '返品' }))
    const older = await world.arrive(shop, eml({ id: '1', subject: '在庫' }), { receivedAt: world.clock.now() - DAY })
    expect(world.ticket(newer.ticketId).ticket.customerMark).toBeNull()
    expect(world.ticket(older.ticketId).ticket.customerMark).toBe('first')
  })

  it('keeps what a person writes on the card, and the journal says what it was before', async () => {
    const { ticketId } = await world.arrive(shop, eml())
    const { id } = card(ticketId)
    const written = {
      name: '山田 愛',
      kana: 'やまだ あい',
      mark: 'caution' as const,
      notes: '在宅は夕方',
      fields: [{ label: '電話', value: '03-0000-0000' }],
    }
    world.services.customers.update({ id, ...written })
    expect(card(ticketId)).toMatchObject(written)
    expect(world.ticket(ticketId).ticket).toMatchObject({ customerName: '山田 愛', customerMark: 'caution' })
    const line = world.db.prepare(`SELECT data FROM journal WHERE type = 'customer.updated'`).get() as { data: string }
    expect(JSON.parse(line.data)).toMatchObject({ before: { name: '山田 愛子', mark: null }, after: written })
  })

  it('is known by the reading of the name that a form gave, and by what a person wrote instead', async () => {
    const form = (id: string) =>
      eml({
        id,
        from: 'フォーム <shop@example.jp>',
        subject: 'お問い合わせ',
        body: 'お名前: 高橋 誠\nフリガナ: タカハシ マコト\nメールアドレス: makoto@example.com\nお問い合わせ内容: 在庫について',
      })
    const { ticketId } = await world.arrive(shop, form('f1'))
    expect(card(ticketId)).toMatchObject({ name: '高橋 誠', kana: 'タカハシ マコト' })
    world.services.customers.update({ id: card(ticketId).id, name: '高橋 誠', ...blank, kana: 'タカハシ セイ' })
    await world.arrive(shop, form('f2'))
    expect(card(ticketId).kana).toBe('タカハシ セイ')
  })

  it('is found by name, reading and address, and everything they wrote with them', async () => {
    const { ticketId } = await world.arrive(shop, eml({ id: '1' }))
    await world.clock.advance(DAY)
    const later = await world.arrive(shop, eml({ id: '2', subject: '在庫' }))
    const { id } = card(ticketId)
    world.services.customers.update({ id, name: '山田 愛子', ...blank, kana: 'やまだ' })
    for (const query of ['愛子', 'やまだ', 'AIKO@'])
      expect(world.services.customers.find({ query })).toEqual([
        { id, name: '山田 愛子', address: 'aiko@example.com', ticketCount: 2 },
      ])
    expect(world.services.customers.find({ query: '鈴木' })).toEqual([])
    expect(world.services.customers.tickets(id).map((ticket) => ticket.id)).toEqual([later.ticketId, ticketId])
  })
})

describe('two records of one person', () => {
  async function twoRecords() {
    const home = await world.arrive(shop, eml({ id: '1', from: '山田 愛子 <aiko@example.com>' }))
    await world.clock.advance(DAY)
    const work = await world.arrive(shop, eml({ id: '2', from: '山田 <yamada@company.example>', subject: '請求書' }))
    const ids = { home: card(home.ticketId).id, work: card(work.ticketId).id }
    world.services.customers.update({ id: ids.home, name: '山田 愛子', ...blank, notes: '赤が好き' })
    world.services.customers.update({ id: ids.work, name: '山田', ...blank, mark: 'caution', notes: '月末締め' })
    return { home, work, ids }
  }

  it('become one with every address, ticket and note', async () => {
    const { home, work, ids } = await twoRecords()
    world.services.moves.mergeCustomers(ids.work, ids.home)
    expect(card(work.ticketId)).toMatchObject({
      id: ids.home,
      name: '山田 愛子',
      mark: 'caution',
      notes: '赤が好き\n\n月末締め',
      ticketCount: 2,
      identities: [
        { channel: 'mail', value: 'aiko@example.com' },
        { channel: 'mail', value: 'yamada@company.example' },
      ],
    })
    expect(card(home.ticketId).otherTickets.map(({ id }) => id)).toEqual([work.ticketId])
    const next = await world.arrive(shop, eml({ id: '3', from: '山田 <yamada@company.example>', subject: '別件' }))
    expect(card(next.ticketId).id).toBe(ids.home)
  })

  it('are taken apart again as they were, with what came since from either', async () => {
    const { home, work, ids } = await twoRecords()
    const cards = () => [card(home.ticketId), card(work.ticketId)]
    const before = cards()
    const moveId = world.services.moves.mergeCustomers(ids.work, ids.home)
    const since = await world.arrive(shop, eml({ id: '3', from: '山田 <yamada@company.example>', subject: '別件' }))
    world.services.moves.undo(moveId)
    expect(card(since.ticketId).id).toBe(ids.work)
    expect(cards()).toEqual([
      before[0],
      { ...before[1], ticketCount: 2, otherTickets: card(work.ticketId).otherTickets },
    ])
  })

  it('are not taken apart once the record was merged further', async () => {
    const { ids } = await twoRecords()
    const third = await world.arrive(shop, eml({ id: '4', from: '佐藤 <sato@example.com>' }))
    const moveId = world.services.moves.mergeCustomers(ids.work, ids.home)
    world.services.moves.mergeCustomers(ids.home, card(third.ticketId).id)
    expect(() => world.services.moves.undo(moveId)).toThrow(expect.objectContaining({ code: 'conflict' }))
  })
})

describe('the same order', () => {
  it('is named on a ticket with every ticket and filed notice that has it, newest first', async () => {
    const number = '250-1234567-1234567'
    const notice = await world.arrive(
      shop,
      eml({
        id: 'n',
        from: 'Amazon <auto-confirm@amazon.co.jp>',
        subject: `注文確定 ${number}`,
        body: `注文番号: ${number}`,
      }),
    )
    await world.clock.advance(DAY)
    const { ticketId } = await world.arrive(
      shop,
      eml({ id: 'q', subject: '届きません', body: `注文番号 ${number} です` }),
    )
    const other = await world.arrive(shop, eml({ id: 'o', subject: '在庫', from: '佐藤 <sato@example.com>' }))
    expect(world.ticket(ticketId).sameOrder).toEqual([
      expect.objectContaining({ id: notice.ticketId, number, lastMessageAt: expect.any(Number) }),
    ])
    expect(world.ticket(notice.ticketId).sameOrder.map(({ id }) => id)).toEqual([ticketId])
    expect(world.ticket(other.ticketId).sameOrder).toEqual([])
  })

  it('asks an index', () => {
    const plan = world.db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT t.id FROM order_number n CROSS JOIN message m ON m.id = n.message_id CROSS JOIN ticket t ON t.id = m.ticket_id WHERE n.number = ?`,
      )
      .all('1') as { detail: string }[]
    expect(plan[0]!.detail).toContain('order_number_by_number')
  })
})

describe('同じ件?', () => {
  it('is not asked again once somebody said that it is another matter, on either ticket', async () => {
    const one = await world.arrive(shop, eml({ id: '1', subject: '返品について' }))
    const two = await world.arrive(shop, eml({ id: '2', subject: '返品について' }))
    expect(world.ticket(two.ticketId).offers.map(({ ticketId }) => ticketId)).toEqual([one.ticketId])
    world.services.moves.declineOffer(one.ticketId, two.ticketId)
    expect(world.ticket(two.ticketId).offers).toEqual([])
    expect(world.ticket(one.ticketId).offers).toEqual([])
    world.services.moves.declineOffer(one.ticketId, two.ticketId, true)
    expect(world.ticket(two.ticketId).offers.map(({ ticketId }) => ticketId)).toEqual([one.ticketId])
  })
})
