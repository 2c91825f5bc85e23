import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId } from '../../preload/domain.ts'
import { eml, MINUTE, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

const find = (query: string, order: 'relevance' | 'newest' = 'relevance', limit = 50) =>
  world.services.search.find({ query, limit, order })
const marked = (text: string, marks: readonly { start: number; end: number }[]) =>
  marks.map(({ start, end }) => text.slice(start, end))

describe('a search', () => {
  it('shows each ticket once, by its newest mail that hits, with the place of the hit', async () => {
    const first = await world.arrive(shop, eml({ id: '1', subject: '在庫の件', body: '返金はいつですか。' }))
    await world.clock.advance(MINUTE)
    const second = await world.arrive(
      shop,
      eml({
        id: '2',
        subject: 'Re: 在庫の件',
        inReplyTo: '1@example.com',
        body: `${'前置きです。'.repeat(40)}\n返金の口座はこちらです。\n${'後書きです。'.repeat(40)}`,
      }),
    )
    expect(second.ticketId).toBe(first.ticketId)
    const { hits, total, totalIsExact } = find('返金')
    expect(hits).toHaveLength(1)
    expect(hits[0]).toMatchObject({ messageId: second.messageId, subjectMarks: [] })
    expect(hits[0]!.snippet.length).toBeLessThanOrEqual(120)
    expect(hits[0]!.snippet).not.toContain('\n')
    expect(marked(hits[0]!.snippet, hits[0]!.marks)).toEqual(['返金'])
    expect([total, totalIsExact]).toEqual([2, true])
  })

  it('marks what differs in width and script from what was typed, in text and subject', async () => {
    await world.arrive(shop, eml({ subject: 'ｻｲｽﾞ交換', body: 'サイズ交換をお願いします。' }))
    const [kana] = find('さいず').hits
    expect(marked(kana!.snippet, kana!.marks)).toEqual(['サイズ'])
    expect(marked(kana!.ticket.subject, kana!.subjectMarks)).toEqual(['ｻｲｽﾞ'])
  })

  it('begins the text from its start where the hit is elsewhere', async () => {
    await world.arrive(shop, eml({ subject: '納期', body: 'いつ届きますか。' }))
    expect(find('納期').hits[0]).toMatchObject({ snippet: expect.stringContaining('いつ届きますか。'), marks: [] })
  })

  it('orders by relevance or by date', async () => {
    const subject = await world.arrive(shop, eml({ id: '1', subject: '返品の相談', body: 'お願いします。' }))
    await world.clock.advance(MINUTE)
    const body = await world.arrive(
      shop,
      eml({ id: '2', subject: '質問', from: '佐藤 <s@example.com>', body: '返品できますか。' }),
    )
    const order = (by: 'relevance' | 'newest') => find('返品', by).hits.map(({ ticket }) => ticket.id)
    expect(order('relevance')).toEqual([subject.ticketId, body.ticketId])
    expect(order('newest')).toEqual([body.ticketId, subject.ticketId])
  })

  it('takes phrases, minus words and fields as they were typed', async () => {
    const one = await world.arrive(shop, eml({ id: '1', subject: '返品', body: '赤い 傘' }))
    const two = await world.arrive(
      shop,
      eml({ id: '2', subject: '交換', from: '佐藤 <s@example.com>', body: '傘が赤い' }),
    )
    const ids = (query: string) =>
      find(query, 'newest')
        .hits.map(({ ticket }) => ticket.id)
        .toSorted((a, b) => a - b)
    expect(ids('赤い 傘')).toEqual([one.ticketId, two.ticketId])
    expect(ids('"赤い 傘"')).toEqual([one.ticketId])
    expect(ids('傘 -返品')).toEqual([two.ticketId])
    expect(ids('件名:交換')).toEqual([two.ticketId])
    expect(ids('状態:完了')).toEqual([])
  })

  it('finds a merged ticket where it is now', async () => {
    const one = await world.arrive(shop, eml({ id: '1', subject: '返品' }))
    const two = await world.arrive(
      shop,
      eml({ id: '2', subject: '納期', from: '佐藤 <s@example.com>', body: '納期は?' }),
    )
    world.services.moves.merge([two.ticketId], one.ticketId)
    expect(find('納期').hits.map(({ ticket }) => ticket.id)).toEqual([one.ticketId])
  })
})

describe('the marks of an open ticket', () => {
  it('stand where the window shows the text: without quote and signature', async () => {
    const { ticketId, messageId } = await world.arrive(
      shop,
      eml({ body: '返品したいです。返品できますか。\n\n> 返品は承っております。' }),
    )
    const [message] = world.ticket(ticketId).messages
    const [found, ...others] = world.services.search.marks({ id: ticketId, query: '返品 -交換' })
    expect(others).toEqual([])
    expect(found!.messageId).toBe(messageId)
    expect(marked(message!.text, found!.marks)).toEqual(['返品', '返品'])
    expect(world.services.search.marks({ id: ticketId, query: '領収書' })).toEqual([])
  })

  it('stand in the quote and the signature too, each counted from its own beginning', async () => {
    const { ticketId } = await world.arrive(
      shop,
      eml({ body: 'よろしくお願いします。\n\n--\n返品係 山田\n\n> 返品は承っております。\n> 返品先:東京' }),
    )
    const [message] = world.ticket(ticketId).messages
    const [found] = world.services.search.marks({ id: ticketId, query: '返品' })
    expect(found!.marks).toEqual([])
    expect(marked(message!.signature, found!.folded.signature)).toEqual(['返品'])
    expect(marked(message!.quoted, found!.folded.quoted)).toEqual(['返品', '返品'])
  })

  it('stand in the frame of an HTML mail, folded as the search folds', async () => {
    const { messageId } = await world.arrive(
      shop,
      eml({ body: '<p title="サイズ">ｻｲｽﾞ <b>交換</b></p>' }).replace('text/plain', 'text/html'),
    )
    const { url } = await world.services.content.html(messageId, false, 'サイズ 交換')
    const { body } = await world.services.content.serve(url)
    expect([...String(body).matchAll(/<mark [^>]*>(.*?)<\/mark>/g)].map(([, hit]) => hit)).toEqual(['ｻｲｽﾞ', '交換'])
    const plain = await world.services.content.html(messageId, false)
    expect((await world.services.content.serve(plain.url)).body).not.toContain('<mark')
  })
})
