import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter, SendResult } from '../../../main/channels/adapter.ts'
import { facebookChannel } from '../../../main/channels/meta/facebook.ts'
import { instagramChannel } from '../../../main/channels/meta/instagram.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { TARO } from '../../support/networks/meta-facebook.ts'
import { type FakeComment, HANAKO } from '../../support/networks/meta-instagram.ts'
import { type FakeMeta, startMeta, TOKEN } from '../../support/networks/meta.ts'
import { answer, drain, messagesOf, never, toolsFor } from '../post-tools.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const clock = createFakeClock('2026-11-20T03:00:00Z')
let network: FakeMeta
let adapter: Adapter
const connect = (change: Record<string, string> = {}) =>
  instagramChannel.connect({ host: network.url, ...change }, { token: TOKEN }, toolsFor(clock).tools)
const posts = () => network.asked.filter(({ method }) => method === 'POST')
const postedIn = (result: SendResult) => (result.outcome === 'accepted' ? result.posted : undefined)
const ownOnes = async (cursor: string | null = null) =>
  messagesOf(await drain(adapter, cursor)).filter(({ place }) => place === 'sent')

beforeEach(async () => {
  network = await startMeta(clock.now)
  adapter = connect()
})
afterEach(() => network.close())

describe('an answer to a comment', () => {
  let top: FakeComment
  const reply = (key: string, text = '直径12cmです') =>
    answer({ key, text, conversation: top.id, inReplyTo: top.id, recipientId: HANAKO.id, date: clock.now() })
  beforeEach(() => {
    top = network.instagram.comment(network.instagram.publish(), 'サイズを教えてください')
  })

  it('stands under the first comment of the thread, also when it answers a reply', async () => {
    const again = network.instagram.comment(top, '深さもお願いします')
    const sent = await adapter.send(
      { ...reply('row-1'), post: { ...reply('row-1').post!, inReplyTo: again.id } },
      never,
    )
    expect(sent).toMatchObject({ outcome: 'accepted', rejectedRecipients: [] })
    expect(top.replies.map(({ text }) => text)).toEqual(['深さもお願いします', '直径12cmです'])
    expect(JSON.stringify(sent)).not.toContain(TOKEN)
  })

  it('comes back from the network as the same message, not as a second one', async () => {
    const sent = await adapter.send(reply('row-1'), never)
    expect((await ownOnes()).map(({ externalId }) => externalId)).toEqual([postedIn(sent)!.externalId])
  })

  it.each(['lost', 'html', 'cut', 'status'] as const)(
    'is looked for and not posted again after the answer was %s',
    async (what) => {
      network.instagram.replyAs(top, '直径12cmです')
      clock.suspend(1_000)
      const at = '/replies'
      const message = reply(`row-${what}`)
      const faults = what === 'status' ? { at, what, status: 500 } : { at, what }
      network.failNextPost(faults)
      expect((await adapter.send(message, never)).outcome).toBe('unclear')
      const isThere = what === 'lost' || what === 'cut'
      const found = await adapter.findSent(message, never)
      if (isThere) expect(found).toEqual({ externalId: top.replies[1]!.id, url: null })
      else expect(found).toBeNull()
      expect(posts()).toHaveLength(1)
    },
  )

  it('is taken for sent when it is tried again and stands there already', async () => {
    network.failNextPost({ at: '/replies', what: 'lost' })
    expect((await adapter.send(reply('row-2'), never)).outcome).toBe('unclear')
    expect(postedIn(await adapter.send(reply('row-2'), never))).toEqual({ externalId: top.replies[0]!.id, url: null })
    expect(top.replies).toHaveLength(1)
  })

  it('is not told from another that says the same: a person decides', async () => {
    const message = reply('row-3')
    network.instagram.replyAs(top, '直径12cmです')
    network.instagram.replyAs(top, '直径12cmです')
    expect(await adapter.findSent(message, never)).toBeNull()
  })

  it.each([
    [10, undefined, { code: 'rejected', reason: 'meta-no-permission' }],
    [200, undefined, { code: 'rejected', reason: 'meta-no-permission' }],
    [190, 460, { code: 'auth-expired', reason: 'meta-token-ended' }],
    [613, undefined, { code: 'rate-limited' }],
    [100, 33, { code: 'rejected', reason: 'post-gone' }],
    [368, undefined, { code: 'rejected', reason: null }],
  ])('that Meta refuses with code %i leaves nothing and says why', async (code, error_subcode, error) => {
    const json = { error: { message: `Malformed access token ${TOKEN}${TOKEN}`, code, error_subcode } }
    network.failNextPost({ at: '/replies', what: 'status', status: 400, json })
    const thrown: unknown = await adapter.send(reply('row-4'), never).catch((reason: unknown) => reason)
    expect(thrown).toMatchObject(error)
    expect(String(thrown)).not.toContain(TOKEN)
    expect(top.replies).toEqual([])
  })

  it('of which Meta says "temporary" is unclear: it may have been taken', async () => {
    const json = { error: { message: 'An unexpected error has occurred.', code: 2 } }
    network.failNextPost({ at: '/replies', what: 'status', status: 400, json })
    expect((await adapter.send(reply('row-5'), never)).outcome).toBe('unclear')
  })

  it('that is too long or carries a file goes nowhere', async () => {
    await expect(adapter.send(reply('row-6', 'あ'.repeat(2201)), never)).rejects.toMatchObject({
      reason: 'text-too-long',
    })
    const file = { name: 'a.png', type: 'image/png', content: new Uint8Array(4) }
    await expect(adapter.send({ ...reply('row-7'), attachments: [file] }, never)).rejects.toMatchObject({
      reason: 'files-refused',
    })
    await expect(
      adapter.send(answer({ key: 'row-8', conversation: '../me/messages', inReplyTo: '1' }), never),
    ).rejects.toMatchObject({ code: 'invalid-input' })
    expect(posts()).toEqual([])
  })

  it('on a page of Facebook stands under the comment, or under what the visitor wrote', async () => {
    const page = facebookChannel.connect({ host: network.url }, { token: TOKEN }, toolsFor(clock).tools)
    const visitor = network.facebook.publish('注文した品が届きません', TARO)
    const comment = network.facebook.comment(network.facebook.publish('新茶です'), 'いくらですか')
    const to = (conversation: string, text: string) =>
      answer({ key: conversation, text, conversation, inReplyTo: conversation, date: clock.now() })
    const first = await page.send(to(comment.id, '1,200円です'), never)
    await page.send(to(visitor.id, 'お調べします'), never)
    expect(network.facebook.posts.flatMap(({ comments }) => comments).map(({ message }) => message)).toEqual([
      '1,200円です',
      'いくらですか',
      'お調べします',
    ])
    const own = messagesOf(await drain(page, null)).filter(({ place }) => place === 'sent')
    expect(own[0]!.externalId).toBe(postedIn(first)!.externalId)
    expect(own.map(({ message }) => [message.inReplyTo, message.to[0]!.name])).toEqual([
      [`facebook:${comment.id}`, '佐藤 太郎'],
      [`facebook:${visitor.id}`, '佐藤 太郎'],
    ])
  })
})

describe('a direct message', () => {
  const reply = (key: string, text = 'ございます') =>
    answer({
      key,
      text,
      visibility: 'private',
      conversation: 'aWdfZAG069001',
      inReplyTo: 'aWdfZAG1f1ZDZD',
      recipientId: HANAKO.id,
      date: clock.now(),
    })

  it('goes to the customer and comes back as the same message', async () => {
    network.instagram.tell('在庫はありますか')
    clock.suspend(1_000)
    const sent = await adapter.send(reply('row-1'), never)
    expect(posts()[0]!.json).toEqual({ recipient: { id: HANAKO.id }, message: { text: 'ございます' } })
    expect((await ownOnes()).map(({ externalId }) => externalId)).toEqual([postedIn(sent)!.externalId])
  })

  it('is refused before it leaves when the day is over', async () => {
    network.instagram.tell('在庫はありますか')
    clock.suspend(25 * HOUR)
    await expect(adapter.send(reply('row-2'), never)).rejects.toMatchObject({ reason: 'window-closed' })
    expect(posts()).toEqual([])
  })

  it('goes within seven days with the tag that Meta granted, and without it on the first', async () => {
    adapter = connect({ humanAgent: 'yes' })
    network.instagram.tell('在庫はありますか')
    clock.suspend(HOUR)
    await adapter.send(reply('row-3', '一日目です'), never)
    clock.suspend(5 * DAY)
    await adapter.send(reply('row-4', '六日目です'), never)
    expect(posts().map(({ json }) => (json as { tag?: string }).tag)).toEqual([undefined, 'HUMAN_AGENT'])
    clock.suspend(2 * DAY)
    await expect(adapter.send(reply('row-5', '八日目です'), never)).rejects.toMatchObject({ reason: 'window-closed' })
  })

  it('that Meta finds too late after all says so in the same words', async () => {
    network.instagram.tell('在庫はありますか')
    const json = {
      error: { message: 'This message is sent outside of allowed window.', code: 10, error_subcode: 2534022 },
    }
    network.failNextPost({ at: 'me/messages', what: 'status', status: 400, json })
    await expect(adapter.send(reply('row-6'), never)).rejects.toMatchObject({ reason: 'window-closed' })
    network.failNextPost({
      at: 'me/messages',
      what: 'status',
      status: 400,
      json: { error: { message: '', code: 551 } },
    })
    await expect(adapter.send(reply('row-6'), never)).rejects.toMatchObject({ reason: 'blocked' })
  })

  it('whose answer was lost is found by its words and its time, and never sent again', async () => {
    network.instagram.tell('在庫はありますか')
    network.instagram.tellBack('ございます')
    clock.suspend(2_000)
    network.failNextPost({ at: 'me/messages', what: 'lost' })
    const message = reply('row-7')
    expect((await adapter.send(message, never)).outcome).toBe('unclear')
    const [newest] = network.instagram.conversations[0]!.messages
    // Also by a program that was started anew and remembers nothing.
    expect(await connect().findSent(message, never)).toMatchObject({ externalId: newest!.id })
    expect(await adapter.findSent(message, never)).toMatchObject({ externalId: newest!.id })
    expect(posts()).toHaveLength(1)
  })

  it('that cannot be found is left to a person', async () => {
    network.instagram.tell('在庫はありますか')
    expect(await adapter.findSent(reply('row-8'), never)).toBeNull()
  })

  it('of more than 1,000 bytes goes nowhere', async () => {
    network.instagram.tell('在庫はありますか')
    await expect(adapter.send(reply('row-9', 'あ'.repeat(334)), never)).rejects.toMatchObject({
      reason: 'text-too-long',
    })
    expect(posts()).toEqual([])
  })

  it('of which the conversation knows another id than Meta answered is known by that of the conversation', async () => {
    network.instagram.tell('在庫はありますか')
    clock.suspend(1_000)
    const json = { recipient_id: HANAKO.id, message_id: 'm_another' }
    network.answerNextPost({ json }, () => void network.instagram.tellBack('ございます'))
    const sent = await adapter.send(reply('row-10'), never)
    expect(postedIn(sent)!.externalId).toBe(network.instagram.conversations[0]!.messages[0]!.id)
  })
})

describe('a comment that is continued in private', () => {
  it('is answered once, and what follows stands in the conversation that began', async () => {
    const top = network.instagram.comment(network.instagram.publish(), '届きません')
    const message = answer({
      key: 'row-1',
      text: 'ご注文番号をお知らせください',
      visibility: 'private',
      conversation: top.id,
      inReplyTo: top.id,
      recipientId: HANAKO.id,
      date: clock.now(),
    })
    const sent = await adapter.send(message, never)
    expect(posts()[0]!.json).toMatchObject({ recipient: { comment_id: top.id } })
    expect(postedIn(sent)).toMatchObject({
      externalId: network.instagram.conversations[0]!.messages[0]!.id,
      conversation: 'aWdfZAG069001',
    })
    await expect(adapter.send({ ...message, post: { ...message.post!, key: 'row-2' } }, never)).rejects.toMatchObject({
      code: 'rejected',
    })
  })

  it('is refused before it leaves when the comment is older than seven days', async () => {
    const top = network.instagram.comment(network.instagram.publish(), '届きません', { at: clock.now() - 7 * DAY })
    const message = answer({
      key: 'row-3',
      visibility: 'private',
      conversation: top.id,
      inReplyTo: top.id,
      recipientId: HANAKO.id,
    })
    await expect(adapter.send(message, never)).rejects.toMatchObject({ reason: 'window-closed' })
    expect(posts()).toEqual([])
  })
})
