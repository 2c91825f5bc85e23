import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, MoveId } from '../../preload/domain.ts'
import { people, rows, threeCustomers } from './three-customers.ts'
import { DAY, eml, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

describe('merging', () => {
  it('puts everything into one ticket, in order of time, and its number leads there', async () => {
    const { one, two } = await threeCustomers(world, shop)
    world.services.moves.merge([two.ticketId], one.ticketId)

    const { ticket, messages } = world.ticket(two.ticketId)
    expect(ticket).toMatchObject({
      id: one.ticketId,
      subject: '返品について',
      messageCount: 4,
      customerName: '山田 愛子',
    })
    expect(messages.map(({ text }) => text)).toEqual([
      '注文番号 123456-20261101-0000000001 の件',
      '承りました。',
      '別の質問です。',
      '領収書をください。',
    ])
    expect(world.journal(two.ticketId)).toContain('ticket.merged')
    expect(world.journal(one.ticketId)).toContain('ticket.merged')
  })

  it('keeps both customers as participants: an answer of either comes to the one ticket', async () => {
    const { one, two } = await threeCustomers(world, shop)
    world.services.moves.merge([two.ticketId], one.ticketId)
    const reply = await world.arrive(
      shop,
      eml({ from: people[1]!, subject: 'Re: 領収書', inReplyTo: 'b1@example.com', body: 'お願いします。' }),
    )
    expect(reply.ticketId).toBe(one.ticketId)
  })

  it('keeps the texts of both drafts and their files, and gives each back', async () => {
    const { one, two } = await threeCustomers(world, shop)
    for (const [id, body] of [
      [one.ticketId, '返品の返事'],
      [two.ticketId, '領収書の返事'],
    ] as const)
      world.services.replies.save(id, { ...world.services.replies.draftOf(id), body })
    await world.services.replies.attach(two.ticketId, {
      name: '領収書.pdf',
      type: 'application/pdf',
      content: Buffer.from('%PDF'),
    })
    const moveId = world.services.moves.merge([two.ticketId], one.ticketId)
    const { draft } = world.ticket(one.ticketId)
    expect(draft.body).toContain('返品の返事')
    expect(draft.body).toContain('領収書の返事')
    expect(draft.attachments.map(({ name }) => name)).toEqual(['領収書.pdf'])

    world.services.moves.undo(moveId)
    expect(world.ticket(one.ticketId).draft).toMatchObject({ body: '返品の返事', attachments: [] })
    expect(world.ticket(two.ticketId).draft).toMatchObject({
      body: '領収書の返事',
      attachments: [{ name: '領収書.pdf' }],
    })
  })

  it('leaves a draft that was written on since where it is', async () => {
    const { one, two } = await threeCustomers(world, shop)
    world.services.replies.save(two.ticketId, { ...world.services.replies.draftOf(two.ticketId), body: '領収書の返事' })
    const moveId = world.services.moves.merge([two.ticketId], one.ticketId)
    world.services.replies.save(one.ticketId, {
      ...world.services.replies.draftOf(one.ticketId),
      body: '領収書の返事、続き',
    })
    world.services.moves.undo(moveId)
    expect(world.ticket(one.ticketId).draft.body).toBe('領収書の返事、続き')
  })

  it('takes an answer on its way along', async () => {
    const { one, two } = await threeCustomers(world, shop)
    const item = world.answer(two.ticketId, '送ります。')
    world.services.moves.merge([two.ticketId], one.ticketId)
    expect(world.store.outbox.get(item.id)!.ticketId).toBe(one.ticketId)
    for (const job of world.services.delivery.jobs()) await job.run()
    expect(world.ticket(one.ticketId).ticket).toMatchObject({ status: 'waiting', excerpt: '送ります。' })
  })

  it('has one deadline afterwards, that of the question that waits longest', async () => {
    const { one, two } = await threeCustomers(world, shop)
    const due = [one, two].map(({ ticketId }) => world.ticket(ticketId).ticket.dueAt!)
    world.services.moves.merge([one.ticketId], two.ticketId)
    expect(
      world.db
        .prepare('SELECT COUNT(*) AS count FROM deadline WHERE ended_at IS NULL AND ticket_id IN (?, ?)')
        .get(one.ticketId, two.ticketId),
    ).toEqual({ count: 1 })
    expect(world.ticket(two.ticketId).ticket.dueAt).toBe(Math.min(...due))
  })

  it('tells nobody twice of a deadline that was missed before', async () => {
    const { one, two } = await threeCustomers(world, shop)
    const moved = world.services.moves.merge([one.ticketId], two.ticketId)
    world.services.moves.undo(moved)
    await world.clock.advance(3 * DAY)
    await world.settle()
    const missed = () => [
      world.db.prepare(`SELECT id FROM alert WHERE kind = 'missed'`).all().length,
      world.db.prepare(`SELECT seq FROM journal WHERE type = 'deadline.missed'`).all().length,
    ]
    expect(missed()).toEqual([3, 3])
    world.services.moves.merge([one.ticketId], two.ticketId)
    await world.settle()
    expect(missed()).toEqual([3, 3])
    expect(world.services.view.list({ view: 'overdue', accountId: null, limit: 9, after: null }).tickets).toHaveLength(
      2,
    )
  })

  it('keeps a deadline missed that passed before it was taken back', async () => {
    const { one, two } = await threeCustomers(world, shop)
    const moveId = world.services.moves.merge([two.ticketId], one.ticketId)
    await world.clock.advance(3 * DAY)
    await world.settle()
    world.services.moves.undo(moveId)
    await world.settle()
    const overdue = () =>
      world.services.view.list({ view: 'overdue', accountId: null, limit: 9, after: null }).tickets.map(({ id }) => id)
    expect(overdue()).toEqual(expect.arrayContaining([one.ticketId, two.ticketId]))
    expect(world.db.prepare(`SELECT is_overdue AS overdue FROM ticket WHERE id = ?`).get(one.ticketId)).toEqual({
      overdue: 1,
    })
  })

  it('of a ticket into itself is refused', async () => {
    const { one } = await threeCustomers(world, shop)
    expect(() => world.services.moves.merge([one.ticketId], one.ticketId)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })
})

describe('splitting', () => {
  it('makes a ticket of its own, with customer, status and deadline of its own', async () => {
    const { one, again } = await threeCustomers(world, shop)
    const { ticketId } = world.services.moves.split(one.ticketId, [again.messageId])
    expect(world.ticket(ticketId).ticket).toMatchObject({
      subject: 'Re: 返品について',
      status: 'new',
      messageCount: 1,
      customerName: '山田 愛子',
      orderNumbers: [],
    })
    expect(world.ticket(ticketId).ticket.dueAt).not.toBeNull()
    expect(world.ticket(one.ticketId).ticket).toMatchObject({
      status: 'waiting',
      messageCount: 2,
      dueAt: null,
      excerpt: '承りました。',
    })
    expect(world.ticket(ticketId).messages[0]!.join).toEqual({ reason: 'moved', evidence: `#${one.ticketId}` })
  })

  it('ties later mail to where the message lies now', async () => {
    const { one, again } = await threeCustomers(world, shop)
    const { ticketId } = world.services.moves.split(one.ticketId, [again.messageId])
    const later = await world.arrive(
      shop,
      eml({ from: people[0]!, subject: 'Re: 返品について', inReplyTo: 'a2@example.com' }),
    )
    expect(later.ticketId).toBe(ticketId)
  })

  it('gives the customer of the message, not that of the ticket it was in', async () => {
    const { one, two } = await threeCustomers(world, shop)
    world.services.moves.merge([two.ticketId], one.ticketId)
    const { ticketId } = world.services.moves.split(one.ticketId, [two.messageId])
    expect(world.ticket(ticketId).customer!.name).toBe('佐藤 健')
  })

  it('never leaves a ticket without a message', async () => {
    const { two } = await threeCustomers(world, shop)
    expect(() => world.services.moves.split(two.ticketId, [two.messageId])).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })

  it('is taken back whole, and its number leads to where the messages are', async () => {
    const { one, again } = await threeCustomers(world, shop)
    const before = rows(world)
    const { moveId, ticketId } = world.services.moves.split(one.ticketId, [again.messageId])
    world.services.moves.undo(moveId)
    expect(rows(world, [ticketId])).toEqual(before)
    expect(world.ticket(ticketId).ticket.id).toBe(one.ticketId)
  })

  it('is not taken back once something else came into the new ticket', async () => {
    const { one, again } = await threeCustomers(world, shop)
    const { moveId } = world.services.moves.split(one.ticketId, [again.messageId])
    await world.arrive(shop, eml({ from: people[0]!, subject: 'Re: 返品について', inReplyTo: 'a2@example.com' }))
    expect(() => world.services.moves.undo(moveId)).toThrow(expect.objectContaining({ code: 'conflict' }))
  })
})

describe('moving a message', () => {
  it('leaves its ticket as if it had never been there', async () => {
    const { three, more, two } = await threeCustomers(world, shop)
    world.services.moves.move([more.messageId], two.ticketId)
    expect(world.ticket(three.ticketId).ticket).toMatchObject({ messageCount: 1, excerpt: '在庫はありますか。' })
    expect(world.ticket(two.ticketId).messages.map(({ id }) => id)).toEqual([two.messageId, more.messageId])
  })

  it('that was the last one makes its ticket lead to the other', async () => {
    const { two, one } = await threeCustomers(world, shop)
    const before = rows(world)
    const moveId = world.services.moves.move([two.messageId], one.ticketId)
    expect(world.ticket(two.ticketId).ticket.id).toBe(one.ticketId)
    world.services.moves.undo(moveId)
    expect(rows(world)).toEqual(before)
  })

  it('is not taken back once it was moved again', async () => {
    const { three, more, two, one } = await threeCustomers(world, shop)
    const moveId = world.services.moves.move([more.messageId], two.ticketId)
    world.services.moves.move([more.messageId], one.ticketId)
    expect(() => world.services.moves.undo(moveId)).toThrow(expect.objectContaining({ code: 'conflict' }))
    expect(world.ticket(three.ticketId).ticket.messageCount).toBe(1)
  })

  it('is taken back once', async () => {
    const { more, two } = await threeCustomers(world, shop)
    const moveId = world.services.moves.move([more.messageId], two.ticketId)
    world.services.moves.undo(moveId)
    expect(() => world.services.moves.undo(moveId)).toThrow(expect.objectContaining({ code: 'conflict' }))
  })
})

describe('taking back', () => {
  it('keeps what a person decided meanwhile about the ticket that stays', async () => {
    const { one, two } = await threeCustomers(world, shop)
    const moveId = world.services.moves.merge([two.ticketId], one.ticketId)
    world.services.tickets.resolve([one.ticketId], 'settled')
    world.services.moves.undo(moveId)
    expect(world.ticket(one.ticketId).ticket.status).toBe('resolved')
    expect(world.ticket(two.ticketId).ticket.status).toBe('new')
  })

  it('leaves mail that came since where it came to', async () => {
    const { one, two } = await threeCustomers(world, shop)
    const moveId = world.services.moves.merge([two.ticketId], one.ticketId)
    const later = await world.arrive(
      shop,
      eml({ from: people[0]!, subject: 'Re: 返品について', inReplyTo: 'a2@example.com', body: 'もう一つ。' }),
    )
    world.services.moves.undo(moveId)
    expect(world.store.messages.get(later.messageId)!.ticketId).toBe(one.ticketId)
    expect(world.ticket(one.ticketId).ticket).toMatchObject({ messageCount: 4, excerpt: 'もう一つ。' })
  })

  it('parts two tickets that a mail between them had joined', async () => {
    const one = await world.arrive(shop, eml({ from: people[0]!, subject: 'Re: 相談', references: ['p@example.com'] }))
    const two = await world.arrive(shop, eml({ from: people[1]!, subject: 'Re: 相談', references: ['p@example.com'] }))
    expect(two.ticketId).not.toBe(one.ticketId)
    const between = await world.arrive(shop, eml({ id: 'p', from: people[0]!, cc: people[1]!, subject: '相談' }))
    expect(world.ticket(two.ticketId).ticket).toMatchObject({ id: one.ticketId, messageCount: 3 })

    const merged = world.store.journal.listForTicket(one.ticketId).find(({ type }) => type === 'ticket.merged')!
    expect(merged).toMatchObject({ actor: 'system', data: { reason: 'referenced-by', evidence: 'p@example.com' } })
    world.services.moves.undo(merged.data['moveId'] as MoveId)
    expect(world.ticket(two.ticketId).messages.map(({ id }) => id)).toEqual([two.messageId])
    expect(
      world
        .ticket(one.ticketId)
        .messages.map(({ id }) => id)
        .toSorted((a, b) => a - b),
    ).toEqual([one.messageId, between.messageId])
  })
})

describe('at any size', () => {
  it.each([
    ['numbers that lead to a ticket', 'SELECT id FROM ticket WHERE merged_into = ?', 'ticket_signposts'],
    ['what popups said of a ticket', 'SELECT id FROM alert WHERE ticket_id = ?', 'alert_of_ticket'],
  ])('%s are looked up by an index', (_, sql, index) => {
    const [plan] = world.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(1) as { detail: string }[]
    expect(plan!.detail).toContain(index)
  })
})
