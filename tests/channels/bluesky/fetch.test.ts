import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter } from '../../../main/channels/adapter.ts'
import { blueskyChannel } from '../../../main/channels/bluesky/index.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { APP_PASSWORD, type FakeBluesky, startBluesky } from '../../support/networks/bluesky.ts'
import { describeConformance } from '../conformance.ts'
import { drain, messagesOf, never, toolsFor } from '../post-tools.ts'

const START = '2026-11-20T03:00:00Z'
const MINUTE = 60_000

const clock = createFakeClock(START)
let network: FakeBluesky
let saved: Record<string, string>[]

function connect(change: { dm?: 'yes' | 'no'; secrets?: Record<string, string> } = {}): Adapter {
  const made = toolsFor(clock)
  saved = made.saved
  const settings = { handle: '@aobaya.test', server: network.url, dm: change.dm ?? 'yes' }
  return blueskyChannel.connect(settings, { appPassword: APP_PASSWORD, ...change.secrets }, made.tools)
}

const texts = (pages: Parameters<typeof messagesOf>[0]) => messagesOf(pages).map(({ message }) => message.textBody)

describeConformance('bluesky posts', async () => {
  const world = await startBluesky(clock.now)
  let count = 0
  const adapter = blueskyChannel.connect(
    { handle: 'aobaya.test', server: world.url, dm: 'no' },
    { appPassword: APP_PASSWORD },
    toolsFor(clock).tools,
  )
  return {
    adapter,
    put(more) {
      for (let n = 0; n < more; n++) {
        clock.suspend(1_000)
        world.post(`@aobaya.test mail ${++count}`)
      }
    },
    textOf: ({ message }) => message.textBody,
    close: world.close,
  }
})

describe('a look at Bluesky', () => {
  beforeEach(async () => {
    network = await startBluesky(clock.now)
  })
  afterEach(() => network.close())

  it('reads a mention with its pictures, its quote and its whole links', async () => {
    const text = '@aobaya.test これはありますか example.jp/items/8...'
    const start = Buffer.byteLength('@aobaya.test これはありますか ')
    const post = network.post(text, {
      record: {
        facets: [
          {
            index: { byteStart: start, byteEnd: Buffer.byteLength(text) },
            features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.jp/items/8842?ref=bsky' }],
          },
        ],
      },
    })
    Object.assign(post, {
      embed: {
        $type: 'app.bsky.embed.recordWithMedia#view',
        media: {
          $type: 'app.bsky.embed.images#view',
          images: [
            { fullsize: 'https://cdn.example/full.jpg', thumb: 'https://cdn.example/thumb.jpg', alt: '欠けた器' },
          ],
        },
        record: {
          record: {
            $type: 'app.bsky.embed.record#viewRecord',
            uri: 'at://did:plc:aobaya/app.bsky.feed.post/3labc',
            author: network.shop,
            value: { text: '新作の器です' },
          },
        },
      },
    })
    const [found] = messagesOf(await drain(connect(), null))
    expect(found!.message.textBody).toBe('@aobaya.test これはありますか https://example.jp/items/8842?ref=bsky')
    expect(found!.message.post).toMatchObject({
      visibility: 'public',
      conversation: post.uri,
      author: { id: 'did:plc:hanako', handle: '@hanako.test', name: '花子' },
      url: `https://bsky.app/profile/did:plc:hanako/post/${post.uri.split('/').at(-1)}`,
      media: [{ kind: 'image', url: 'https://cdn.example/full.jpg', description: '欠けた器' }],
      quoted: { author: '@aobaya.test', text: '新作の器です' },
    })
  })

  it('passes over likes, follows and what it cannot read, and takes what lacks everything but a name', async () => {
    network.post('いいね', { reason: 'like' })
    network.post('届いた', { record: { text: 7, facets: 'none', reply: { root: 1 }, embed: [] } })
    const adapter = connect()
    const pages = await drain(adapter, null)
    expect(texts(pages)).toEqual([''])
    expect(messagesOf(pages)[0]!.message.post).toMatchObject({ media: [], quoted: null, refuses: null })
  })

  it('says who cannot be answered', async () => {
    network.post('ブロック中', { author: { viewer: { blockedBy: true } } })
    const closed = network.post('返信を閉じました')
    Object.assign(closed, { viewer: { replyDisabled: true } })
    const refusals = messagesOf(await drain(connect(), null)).map(({ message }) => message.post!.refuses)
    expect(new Set(refusals)).toEqual(new Set(['blocked', 'protected']))
  })

  it('brings a post that is listed hours after its own time', async () => {
    network.post('先に届いた')
    const adapter = connect()
    const [page] = await drain(adapter, null)
    network.post('電波のないところで書いた', { at: clock.now() - 5 * 60 * MINUTE })
    expect(texts(await drain(adapter, page!.cursor))).toEqual(['電波のないところで書いた'])
  })

  it('takes a burst in bounded looks and misses nothing', async () => {
    network.pagesOf(10)
    for (let n = 1; n <= 450; n++) {
      clock.suspend(1_000)
      network.post(`投稿 ${n}`)
    }
    const adapter = connect({ dm: 'no' })
    const first = await drain(adapter, null)
    const requests = () => network.asked.filter(({ path }) => path.includes('listNotifications')).length
    expect(requests()).toBe(20)
    expect(messagesOf(first)).toHaveLength(200)
    network.post('その後の一件')
    const second = await drain(adapter, first.at(-1)!.cursor)
    const third = await drain(adapter, second.at(-1)!.cursor)
    const fourth = await drain(adapter, third.at(-1)?.cursor ?? second.at(-1)!.cursor)
    const ids = [...first, ...second, ...third, ...fourth].flatMap(({ messages }) =>
      messages.map((one) => one.externalId),
    )
    expect(new Set(ids).size).toBe(451)
    expect(ids).toHaveLength(451)
  })

  it('ends where pages loop', async () => {
    network.loop(true)
    for (let n = 1; n <= 40; n++) network.post(`投稿 ${n}`)
    const pages = await drain(connect({ dm: 'no' }), null)
    expect(new Set(texts(pages)).size).toBe(15)
    expect(network.asked.length).toBeLessThan(15)
  })

  it('brings direct messages of before and after, each once, and tells that one was taken back', async () => {
    network.tell('先週の質問です')
    const adapter = connect()
    const before = await drain(adapter, null)
    expect(texts(before)).toEqual(['先週の質問です'])
    expect(messagesOf(before)[0]!.message.post).toMatchObject({
      conversation: 'convo-hanako',
      visibility: 'private',
      author: { handle: '@hanako.test' },
    })
    const wrong = network.tell('送る相手をまちがえました')
    network.note({ $type: 'chat.bsky.convo.defs#logReadMessage', convoId: 'convo-hanako' })
    const after = await drain(adapter, before.at(-1)!.cursor)
    expect(texts(after)).toEqual(['送る相手をまちがえました'])
    network.retract(wrong)
    const last = await drain(adapter, after.at(-1)!.cursor)
    expect(last.flatMap(({ changes }) => changes)).toEqual([
      { what: 'deleted', externalId: `convo-hanako/${wrong.id}` },
    ])
    expect(await drain(adapter, last.at(-1)!.cursor)).toEqual([])
  })

  it('reads posts although the app password opens no direct messages, and knocks again later only', async () => {
    network.closeChat()
    network.post('投稿')
    const adapter = connect()
    const pages = await drain(adapter, null)
    expect(texts(pages)).toEqual(['投稿'])
    const knocks = () => network.asked.filter(({ path }) => path.includes('chat.')).length
    const at = knocks()
    await drain(adapter, pages[0]!.cursor)
    expect(knocks()).toBe(at)
    clock.suspend(31 * MINUTE)
    await drain(adapter, pages[0]!.cursor)
    expect(knocks()).toBeGreaterThan(at)
  })

  it('calls a post deleted when it was missing twice, not once', async () => {
    const gone = network.post('消します')
    const stays = network.post('残ります')
    const adapter = connect({ dm: 'no' })
    const pages = await drain(adapter, null)
    const { cursor } = pages.at(-1)!
    network.hideViews(true)
    clock.suspend(31 * MINUTE)
    expect(await drain(adapter, cursor)).toEqual([])
    network.hideViews(false)
    network.remove(gone.uri)
    clock.suspend(31 * MINUTE)
    const found = await drain(adapter, cursor)
    expect(found.flatMap(({ changes }) => changes)).toEqual([{ what: 'deleted', externalId: gone.uri }])
    expect(JSON.stringify(found)).not.toContain(`"externalId":"${stays.uri}"`)
  })

  it.each([
    ['a pause that the network asks for', 'rate-limited'],
    ['an error of the server', 'offline'],
    ['the page of a proxy', 'offline'],
    ['half an answer', 'offline'],
    ['a line that breaks', 'offline'],
  ])('comes back later after %s', async (what, code) => {
    network.post('投稿')
    const at = 'listNotifications'
    const reset = Math.floor(clock.now() / 1000) + 300
    if (code === 'rate-limited')
      network.fail({ at, what: 'status', status: 429, headers: { 'ratelimit-reset': String(reset) } })
    else if (what.includes('proxy')) network.fail({ at, what: 'html' })
    else if (what.includes('half')) network.fail({ at, what: 'cut' })
    else if (what.includes('breaks')) network.fail({ at, what: 'closed' })
    else network.fail({ at, what: 'status', status: 502 })
    const adapter = connect({ dm: 'no' })
    const error = await drain(adapter, null).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'AppError', code })
    if (code === 'rate-limited') expect(error).toMatchObject({ retryAt: reset * 1000 })
    expect(texts(await drain(adapter, null))).toEqual(['投稿'])
  })

  it('renews a token that has ended, once for all that wait, and keeps it at once', async () => {
    const adapter = connect({ dm: 'no' })
    await drain(adapter, null)
    expect(network.sessions()).toBe(1)
    network.endToken()
    await Promise.all([drain(adapter, null), drain(adapter, null)])
    expect(network.sessions()).toBe(2)
    expect(saved.at(-1)).toMatchObject({ accessJwt: 'header.access-2.signature', did: 'did:plc:aobaya' })
    network.endSession()
    await drain(adapter, null)
    expect(network.sessions()).toBe(3)
  })

  it('asks three questions where nothing is new, and hears of a message all the same', async () => {
    network.note({ $type: 'chat.bsky.convo.defs#logReadMessage', convoId: 'convo-hanako' })
    const adapter = connect()
    await drain(adapter, null)
    const before = network.asked.length
    await drain(adapter, null)
    const asked = network.asked.slice(before).map(({ path }) => path.split('.').at(-1))
    expect(asked).toEqual(['listNotifications', 'listRecords', 'getLog'])
    network.tell('届きません')
    expect(messagesOf(await drain(adapter, null)).map(({ message }) => message.textBody)).toEqual(['届きません'])
  })

  it('goes on with the kept session instead of logging in at every start', async () => {
    await drain(connect({ dm: 'no' }), null)
    const { accessJwt, refreshJwt } = saved[0]!
    await drain(connect({ dm: 'no', secrets: { accessJwt: accessJwt!, refreshJwt: refreshJwt! } }), null)
    expect(network.asked.filter(({ path }) => path.includes('createSession'))).toHaveLength(1)
  })

  it('says that the password does not work any more, tries it once and shows it to nobody', async () => {
    const adapter = connect({ secrets: { appPassword: 'zzzz-zzzz-zzzz-zzzz' } })
    for (let n = 0; n < 3; n++) {
      const error = await drain(adapter, null).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'auth-expired', reason: 'wrong-password' })
      expect(String(error)).not.toContain('zzzz')
    }
    expect(network.asked).toHaveLength(1)
  })
})

describe('connecting a Bluesky account', () => {
  beforeEach(async () => {
    network = await startBluesky(clock.now)
  })
  afterEach(() => network.close())
  const check = (appPassword: string, dm = 'yes') =>
    blueskyChannel.check!(
      { handle: 'aobaya.test', server: network.url, dm },
      { appPassword },
      { clock, fetch, openUrl() {} },
      never,
    )

  it('finds out who the shop is there and keeps the session', async () => {
    expect(await check(APP_PASSWORD)).toMatchObject({
      address: '@aobaya.test',
      externalId: 'did:plc:aobaya',
      name: '青葉屋',
      secrets: { appPassword: APP_PASSWORD, accessJwt: 'header.access-1.signature' },
    })
  })

  it('never sends what looks like the real password', async () => {
    await expect(check('main-password-2fa')).rejects.toMatchObject({ reason: 'not-app-password' })
    expect(network.asked).toEqual([])
  })

  it('says that the app password was made without direct messages', async () => {
    network.closeChat()
    await expect(check(APP_PASSWORD)).rejects.toMatchObject({ code: 'invalid-input', reason: 'no-dm-access' })
    expect(await check(APP_PASSWORD, 'no')).toMatchObject({ address: '@aobaya.test' })
  })

  it('trusts no server without encryption, but this computer', () => {
    const connecting = (server: string) => () =>
      blueskyChannel.connect({ handle: 'a.test', server }, { appPassword: APP_PASSWORD }, toolsFor(clock).tools)
    expect(connecting('http://pds.example.com')).toThrow('settings')
    expect(connecting('https://user:pw@pds.example.com')).toThrow('settings')
    expect(connecting('https://pds.example.com')).not.toThrow()
  })
})
