import iconv from 'iconv-lite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AccountId } from '../../preload/domain.ts'
import { openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

/** Says that it is Latin and is Shift_JIS. */
const mislabelled = Buffer.concat([
  Buffer.from('From: =?iso-8859-1?B?'),
  Buffer.from(iconv.encode('髙橋 誠', 'cp932').toString('base64')),
  Buffer.from('?= <makoto@example.com>\r\nTo: shop@example.jp\r\nSubject: =?iso-8859-1?B?'),
  Buffer.from(iconv.encode('ﾌﾟﾚｾﾞﾝﾄ', 'cp932').toString('base64')),
  Buffer.from('?=\r\nMessage-ID: <m@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=koi8-r\r\n'),
  Buffer.from('Content-Transfer-Encoding: 8bit\r\n\r\n'),
  iconv.encode('ﾗｯﾋﾟﾝｸﾞ 123456-20261101-0000000009', 'cp932'),
])

const find = (query: string) => world.services.search.find({ query, limit: 10, order: 'newest' }).hits.length

it('a mail with a wrong charset is read again from its source, and back', async () => {
  const { ticketId, messageId } = await world.arrive(shop, mislabelled)
  const before = world.ticket(ticketId)
  expect(find('ラッピング')).toBe(0)

  await world.services.rereading.setCharset(messageId, 'shift_jis')
  const after = world.ticket(ticketId)
  expect(after.messages[0]!.text).toContain('ﾗｯﾋﾟﾝｸﾞ')
  expect(after.ticket.excerpt).toContain('ﾗｯﾋﾟﾝｸﾞ')
  expect(after.ticket.messageCount).toBe(1)
  expect(find('ラッピング')).toBe(1)
  expect(world.journal(ticketId)).toContain('message.charset-changed')

  await world.services.rereading.setCharset(messageId, null)
  expect(world.ticket(ticketId).messages).toEqual(before.messages)
  expect(world.ticket(ticketId).ticket).toEqual(before.ticket)
  expect(find('ラッピング')).toBe(0)
})

it('a charset that nobody knows is refused', async () => {
  const { messageId } = await world.arrive(shop, mislabelled)
  await expect(world.services.rereading.setCharset(messageId, 'klingon')).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

it('an answer written here has no source to read again', async () => {
  const { ticketId } = await world.arrive(shop, mislabelled)
  const { messageId } = world.answer(ticketId, 'お返事です。')
  await expect(world.services.rereading.setCharset(messageId, 'shift_jis')).rejects.toMatchObject({ code: 'not-found' })
})

it('the page of an HTML mail is read in the chosen charset too', async () => {
  const raw = Buffer.concat([
    Buffer.from('From: a@example.com\r\nTo: shop@example.jp\r\nSubject: -\r\nMIME-Version: 1.0\r\n'),
    Buffer.from('Content-Type: text/html; charset=koi8-r\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<p>'),
    iconv.encode('ご注文の髙島屋', 'cp932'),
    Buffer.from('</p>'),
  ])
  const { messageId } = await world.arrive(shop, raw)
  await world.services.rereading.setCharset(messageId, 'shift_jis')
  const { url } = await world.services.content.html(messageId, false)
  expect((await world.services.content.serve(url)).body).toContain('ご注文の髙島屋')
})
