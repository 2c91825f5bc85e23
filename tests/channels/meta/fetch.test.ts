import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter } from '../../../main/channels/adapter.ts'
import { facebookChannel } from '../../../main/channels/meta/facebook.ts'
import { instagramChannel } from '../../../main/channels/meta/instagram.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { HANAKO } from '../../support/networks/meta-instagram.ts'
import { TARO } from '../../support/networks/meta-facebook.ts'
import { type FakeMeta, startMeta, TOKEN } from '../../support/networks/meta.ts'
import { describeConformance } from '../conformance.ts'
import { drain, messagesOf, toolsFor } from '../post-tools.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const clock = createFakeClock('2026-11-20T03:00:00Z')
let network: FakeMeta

const connect = (change: Record<string, string> = {}): Adapter =>
  instagramChannel.connect({ host: network.url, ...change }, { token: TOKEN }, toolsFor(clock).tools)
const page = () => facebookChannel.connect({ host: network.url }, { token: TOKEN }, toolsFor(clock).tools)
const texts = (pages: Parameters<typeof messagesOf>[0]) => messagesOf(pages).map(({ message }) => message.textBody)
const changesIn = (pages: Parameters<typeof messagesOf>[0]) => pages.flatMap(({ changes }) => changes ?? [])
const asked = (path: string) => network.asked.filter((request) => request.path.endsWith(path)).length

describeConformance('direct messages of Instagram', async () => {
  const world = await startMeta(clock.now)
  world.pagesOf(15)
  let count = 0
  return {
    adapter: instagramChannel.connect({ host: world.url, comments: 'no' }, { token: TOKEN }, toolsFor(clock).tools),
    put(more) {
      for (let n = 0; n < more; n++) {
        clock.suspend(1_000)
        count += 1
        world.instagram.tell(`mail ${count}`, { id: String(9000 + count), username: `kyaku${count}` })
      }
    },
    textOf: ({ message }) => message.textBody,
    close: world.close,
  }
})

describeConformance('comments on a page of Facebook', async () => {
  const world = await startMeta(clock.now)
  world.pagesOf(15)
  const post = world.facebook.publish('新茶が入りました')
  let count = 0
  return {
    adapter: facebookChannel.connect({ host: world.url }, { token: TOKEN }, toolsFor(clock).tools),
    put(more) {
      for (let n = 0; n < more; n++) {
        clock.suspend(1_000)
        world.facebook.comment(post, `mail ${++count}`)
      }
    },
    textOf: ({ message }) => message.textBody,
    close: world.close,
  }
})

describeConformance('comments on Instagram', async () => {
  const world = await startMeta(clock.now)
  world.pagesOf(15)
  const post = world.instagram.publish()
  let count = 0
  return {
    adapter: instagramChannel.connect({ host: world.url, dm: 'no' }, { token: TOKEN }, toolsFor(clock).tools),
    put(more) {
      for (let n = 0; n < more; n++) {
        clock.suspend(1_000)
        world.instagram.comment(post, `mail ${++count}`)
      }
    },
    textOf: ({ message }) => message.textBody,
    close: world.close,
  }
})

beforeEach(async () => {
  network = await startMeta(clock.now)
})
afterEach(() => network.close())

describe('a direct message of Instagram', () => {
  it('comes with its pictures, its sender and the hours in which it can be answered', async () => {
    network.instagram.tell('これはまだありますか', HANAKO, {
      attachments: {
        data: [
          {
            id: '1',
            name: '器.jpg',
            image_data: { url: 'https://cdn.example/1.jpg', preview_url: 'https://cdn.example/s.jpg' },
          },
        ],
      },
      story: { mention: { link: 'https://cdn.example/story' } },
    })
    const [found] = messagesOf(await drain(connect(), null))
    expect(found!.message.post).toMatchObject({
      conversation: 'aWdfZAG069001',
      visibility: 'private',
      author: { id: '9001', handle: '@hanako_tea' },
      answerUntil: clock.now() + DAY,
      refuses: null,
      media: [
        { kind: 'image', url: 'https://cdn.example/1.jpg', previewUrl: 'https://cdn.example/s.jpg' },
        { kind: 'file', url: 'https://cdn.example/story' },
      ],
    })
  })

  it('can be answered for seven days where Meta has granted the human agent', async () => {
    network.instagram.tell('在庫はありますか')
    const [found] = messagesOf(await drain(connect({ humanAgent: 'yes' }), null))
    expect(found!.message.post!.answerUntil).toBe(clock.now() + 7 * DAY)
  })

  it('that is found after its hours says that it takes no answer', async () => {
    network.instagram.tell('在庫はありますか')
    clock.suspend(25 * HOUR)
    const [found] = messagesOf(await drain(connect(), null))
    expect(found!.message.post!.refuses).toBe('window-closed')
  })

  it('of the same second as the last one is not lost', async () => {
    const adapter = connect()
    network.instagram.tell('一通目')
    const [first] = await drain(adapter, null)
    network.instagram.tell('二通目')
    network.instagram.conversations[0]!.messages[0]!.at += 400
    clock.suspend(1_000)
    network.instagram.tell('三通目')
    expect(texts(await drain(adapter, first!.cursor))).toEqual(['二通目', '三通目'])
  })

  it('of the same second and conversation as the last one does not wait for a third', async () => {
    const adapter = connect()
    network.instagram.tell('一通目')
    const [first] = await drain(adapter, null)
    network.instagram.tell('二通目')
    expect(texts(await drain(adapter, first!.cursor))).toEqual(['二通目'])
  })

  it('that the shop answered on a telephone stands beside it as its own', async () => {
    network.instagram.tell('在庫はありますか')
    clock.suspend(1_000)
    network.instagram.tellBack('ございます')
    const found = messagesOf(await drain(connect(), null))
    expect(found.map(({ place }) => place)).toEqual(['inbox', 'sent'])
    expect(found[1]!.message.to).toEqual([{ name: 'hanako_tea', address: '@hanako_tea' }])
  })

  it('is read as far as Meta tells: the newest twenty', async () => {
    for (let n = 1; n <= 25; n++) {
      clock.suspend(1_000)
      network.instagram.tell(`その${n}`)
    }
    const found = texts(await drain(connect(), null))
    expect(found).toHaveLength(20)
    expect(found.at(-1)).toBe('その25')
  })

  it('keeps no address that holds the token', async () => {
    for (let n = 1; n <= 25; n++) network.instagram.tell(`その${n}`)
    const top = network.instagram.comment(network.instagram.publish(), '素敵ですね')
    for (let n = 1; n <= 51; n++) network.instagram.comment(top, `返信${n}`)
    const pages = await drain(connect(), null)
    const sources = messagesOf(pages).map(({ source }) => new TextDecoder().decode(source))
    expect(sources).toHaveLength(20 + 52)
    expect(sources.join()).not.toContain(TOKEN)
    expect(JSON.stringify(pages.map(({ cursor }) => cursor))).not.toContain(TOKEN)
  })
})

describe('comments under posts of the shop', () => {
  it('come with their replies, each in the thread of its first comment', async () => {
    const post = network.instagram.publish()
    const top = network.instagram.comment(post, 'サイズを教えてください')
    clock.suspend(1_000)
    const own = network.instagram.replyAs(top, '直径12cmです')
    const found = messagesOf(await drain(connect(), null))
    expect(found.map(({ externalId, place }) => [externalId, place])).toEqual([
      [top.id, 'inbox'],
      [own.id, 'sent'],
    ])
    expect(found[0]!.message.post).toMatchObject({
      conversation: top.id,
      visibility: 'public',
      found: 'ours',
      url: `https://www.instagram.com/p/${post.id}/`,
      answerUntil: null,
    })
    expect(found[1]!.message).toMatchObject({ inReplyTo: `instagram:${top.id}`, to: [{ address: '@hanako_tea' }] })
  })

  it('cost one question while nothing changes', async () => {
    for (let n = 0; n < 30; n++) network.instagram.comment(network.instagram.publish(), `感想${n}`)
    const adapter = connect({ dm: 'no' })
    const pages = await drain(adapter, null)
    const before = network.asked.length
    for (let n = 0; n < 5; n++) await drain(adapter, pages.at(-1)!.cursor)
    expect(network.asked.length - before).toBe(5)
  })

  it('are found under an old post and behind other comments, as replies', async () => {
    const old = network.instagram.publish(clock.now() - 60 * DAY)
    const tops = Array.from({ length: 120 }, (_, n) => network.instagram.comment(old, `昔の感想${n}`))
    for (const top of tops) top.at -= 59 * DAY
    const adapter = connect({ dm: 'no' })
    const first = await drain(adapter, null)
    expect(first).toEqual([])
    network.instagram.comment(tops[0]!, 'いまも売っていますか')
    expect(texts(await drain(adapter, null))).toEqual(['いまも売っていますか'])
  })

  it('of a burst over many posts are taken in bounded looks', async () => {
    for (let n = 0; n < 60; n++) network.instagram.comment(network.instagram.publish(), `感想${n}`)
    const adapter = connect({ dm: 'no' })
    const first = await drain(adapter, null)
    expect(asked('/comments')).toBe(40)
    const second = await drain(adapter, first.at(-1)!.cursor)
    expect(new Set([...texts(first), ...texts(second)]).size).toBe(60)
    expect(messagesOf([...first, ...second])).toHaveLength(60)
  })

  it('end where pages loop', async () => {
    const post = network.instagram.publish()
    for (let n = 0; n < 120; n++) network.instagram.comment(post, `感想${n}`)
    network.loop(true)
    network.pagesOf(10)
    await drain(connect({ dm: 'no' }), null)
    expect(asked('/comments')).toBeLessThan(4)
  })

  it('are called deleted when they were missing twice, not once', async () => {
    const post = network.instagram.publish()
    const gone = network.instagram.comment(post, '消します')
    network.instagram.comment(post, '残ります')
    const adapter = connect({ dm: 'no' })
    const pages = await drain(adapter, null)
    network.instagram.remove(gone)
    expect(await drain(adapter, pages.at(-1)!.cursor)).toEqual([])
    const found = await drain(adapter, pages.at(-1)!.cursor)
    expect(changesIn(found)).toEqual([{ what: 'deleted', externalId: gone.id }])
    expect(await drain(adapter, found.at(-1)!.cursor)).toEqual([])
  })

  it('show what became of their words', async () => {
    const post = network.facebook.publish('新茶が入りました')
    const comment = network.facebook.comment(post, 'いくらですか')
    const adapter = page()
    const pages = await drain(adapter, null)
    comment.message = '送料込みでいくらですか'
    network.facebook.comment(post, '私も知りたいです')
    const found = await drain(adapter, pages.at(-1)!.cursor)
    expect(changesIn(found)).toMatchObject([{ what: 'edited', externalId: comment.id }])
    expect(texts(found)).toEqual(['私も知りたいです'])
  })

  it('of a page stand beside what visitors wrote on it', async () => {
    const visitor = network.facebook.publish('注文した品が届きません', TARO)
    clock.suspend(1_000)
    const again = network.facebook.comment(visitor, 'まだでしょうか')
    const ours = network.facebook.publish('定休日のお知らせ')
    const under = network.facebook.comment(ours, '楽しみです', {
      extra: { attachment: { type: 'photo', media: { image: { src: 'https://cdn.example/p.jpg' } } } },
    })
    const found = new Map(messagesOf(await drain(page(), null)).map((one) => [one.externalId, one.message]))
    expect(found.get(visitor.id)!.post).toMatchObject({ found: 'addressed', author: { id: '5501', name: '佐藤 太郎' } })
    expect(found.get(again.id)).toMatchObject({
      inReplyTo: `facebook:${visitor.id}`,
      post: { conversation: visitor.id },
    })
    expect(found.get(under.id)!.post).toMatchObject({
      conversation: under.id,
      found: 'ours',
      media: [{ url: 'https://cdn.example/p.jpg' }],
    })
    expect(found.size).toBe(3)
  })

  it('are taken although everything but their name is missing', async () => {
    const post = network.instagram.publish()
    const bare = network.instagram.comment(post, '')
    delete bare.from
    Object.assign(bare, { text: 7, hidden: 'maybe' })
    const [found] = messagesOf(await drain(connect(), null))
    expect(found!.message).toMatchObject({
      textBody: '',
      post: { author: { id: `unknown:${bare.id}` }, refuses: null },
    })
  })
})

describe('a look at Meta', () => {
  it.each([
    ['a pause that Meta asks for', 'rate-limited'],
    ['a pause by its HTTP status', 'rate-limited'],
    ['an error of the server', 'offline'],
    ['a fault that Meta calls temporary', 'offline'],
    ['the page of a proxy', 'offline'],
    ['half an answer', 'offline'],
    ['a line that breaks', 'offline'],
  ])('comes back later after %s', async (what, code) => {
    network.instagram.tell('在庫はありますか')
    const at = 'me/conversations'
    const error = (number: number) => ({ error: { message: 'no', code: number } })
    const usage = { '1784': [{ type: 'instagram', call_count: 100, estimated_time_to_regain_access: 19 }] }
    const headers = { 'x-business-use-case-usage': JSON.stringify(usage) }
    if (what.startsWith('a pause that')) network.fail({ at, what: 'status', status: 400, json: error(80_002), headers })
    else if (what.includes('HTTP')) network.fail({ at, what: 'status', status: 429, json: {}, headers })
    else if (what.includes('temporary')) network.fail({ at, what: 'status', status: 400, json: error(2) })
    else if (what.includes('proxy')) network.fail({ at, what: 'html' })
    else if (what.includes('half')) network.fail({ at, what: 'cut' })
    else if (what.includes('breaks')) network.fail({ at, what: 'closed' })
    else network.fail({ at, what: 'status', status: 502 })
    const adapter = connect()
    const thrown: unknown = await drain(adapter, null).catch((reason: unknown) => reason)
    expect(thrown).toMatchObject({ name: 'AppError', code })
    if (code === 'rate-limited') expect(thrown).toMatchObject({ retryAt: clock.now() + 19 * 60_000 })
    expect(texts(await drain(adapter, null))).toEqual(['在庫はありますか'])
  })

  it.each([4, 17, 32, 613])('rests when Meta answers with code %i', async (code) => {
    network.fail({ at: 'me/media', what: 'status', status: 400, json: { error: { message: 'limit', code } } })
    await expect(drain(connect(), null)).rejects.toMatchObject({ code: 'rate-limited' })
  })

  it('rests before all that Meta allows is used up', async () => {
    const adapter = connect()
    await drain(adapter, null)
    expect(adapter.restsUntil!()).toBeNull()
    network.useUp(90)
    await drain(adapter, null)
    expect(adapter.restsUntil!()).toBe(clock.now() + 20 * 60_000)
  })

  it('says that the token has ended, and shows it to nobody', async () => {
    network.endToken()
    const error: unknown = await drain(connect(), null).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'auth-expired', reason: 'meta-token-ended' })
    expect(String(error)).not.toContain(TOKEN)
  })

  it('brings comments although the messages are closed to the token, and knocks again later only', async () => {
    network.closeTo('messages')
    network.instagram.comment(network.instagram.publish(), '素敵ですね')
    const adapter = connect()
    const pages = await drain(adapter, null)
    expect(texts(pages)).toEqual(['素敵ですね'])
    await drain(adapter, pages[0]!.cursor)
    expect(asked('/conversations')).toBe(1)
    clock.suspend(31 * 60_000)
    await drain(adapter, pages[0]!.cursor)
    expect(asked('/conversations')).toBe(2)
  })

  it('says so when the token opens nothing at all', async () => {
    network.closeTo('messages', 'comments')
    await expect(drain(page(), null)).rejects.toMatchObject({ code: 'auth-expired', reason: 'meta-no-permission' })
    await expect(drain(connect(), null)).rejects.toMatchObject({ code: 'auth-expired', reason: 'meta-no-permission' })
  })
})
