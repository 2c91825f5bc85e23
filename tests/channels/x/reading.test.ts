import { afterEach, describe, expect, it } from 'vitest'
import { hasDocument } from '../../support/networks/x-openapi.ts'
import { drain, messagesOf, openWorld, textsOf, type XTestWorld } from './world.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let world: XTestWorld | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})
async function setup(options: Parameters<typeof openWorld>[0] = {}) {
  world = await openWorld(options)
  const { x } = world
  return { ...world, hanako: x.user('hanako_tea', '花子'), taro: x.user('taro_k', '太郎') }
}
const lastCursor = (pages: Awaited<ReturnType<typeof drain>>) => pages.at(-1)!.cursor

describe('a post that mentions the shop', () => {
  it('arrives with who wrote it, where it stands, and its id to the last digit', async () => {
    const { x, adapter, hanako } = await setup()
    const post = x.post({ by: hanako, text: '@aobaya_shop 注文した茶葉が届きません' })
    const [message] = messagesOf(await drain(adapter))
    expect(Number(post.id)).toBeGreaterThan(Number.MAX_SAFE_INTEGER)
    expect(message).toMatchObject({ externalId: post.id, place: 'inbox', receivedAt: post.at })
    expect(message!.message).toMatchObject({
      textBody: '@aobaya_shop 注文した茶葉が届きません',
      from: [{ name: '花子', address: '@hanako_tea' }],
      messageId: `x:${post.id}`,
      inReplyTo: null,
      post: {
        conversation: post.id,
        visibility: 'public',
        found: 'addressed',
        author: { id: hanako.id, handle: '@hanako_tea', name: '花子' },
        url: `https://x.com/hanako_tea/status/${post.id}`,
        answerUntil: null,
        refuses: null,
      },
    })
  })

  it('stands in the conversation it belongs to, below what it answers', async () => {
    const { x, adapter, hanako } = await setup()
    const ours = x.post({ by: x.me, text: '新茶を始めました' })
    const asked = x.post({ by: hanako, text: '@aobaya_shop 送料はいくらですか', answers: ours })
    const [message] = messagesOf(await drain(adapter))
    expect(message!.externalId).toBe(asked.id)
    expect(message!.message).toMatchObject({ inReplyTo: `x:${ours.id}`, post: { conversation: ours.id } })
  })

  it('shows the long text, real links and real signs, and pictures apart from the words', async () => {
    const { x, adapter, hanako } = await setup()
    x.post({
      by: hanako,
      text: '@aobaya_shop 短い…',
      note: '@aobaya_shop 1 &lt; 2 &amp; 3 の箱 https://t.co/abc https://t.co/pic',
      links: [
        { url: 'https://t.co/abc', expanded_url: 'https://example.jp/box' },
        { url: 'https://t.co/pic', expanded_url: 'https://x.com/hanako_tea/status/1/photo/1', media_key: '3_1' },
      ],
      media: [{ media_key: '3_1', type: 'photo', url: 'https://pbs.example.com/1.jpg', alt_text: '割れた箱' }],
    })
    const [message] = messagesOf(await drain(adapter))
    expect(message!.message.textBody).toBe('@aobaya_shop 1 < 2 & 3 の箱 https://example.jp/box')
    expect(message!.message.post!.media).toEqual([
      { kind: 'image', url: 'https://pbs.example.com/1.jpg', previewUrl: null, description: '割れた箱' },
    ])
  })

  it('that quotes a post brings the words it is about', async () => {
    const { x, adapter, hanako } = await setup()
    const ours = x.post({ by: x.me, text: '本日から発送します' })
    x.post({ by: hanako, text: '@aobaya_shop まだ届きません', quotes: ours })
    const [message] = messagesOf(await drain(adapter))
    expect(message!.message.post!.quoted).toEqual({
      url: `https://x.com/aobaya_shop/status/${ours.id}`,
      author: '@aobaya_shop',
      text: '本日から発送します',
    })
  })

  it('is not taken for a word to us when somebody only spreads it', async () => {
    const { x, adapter, hanako, taro } = await setup()
    const post = x.post({ by: hanako, text: '@aobaya_shop おいしかったです' })
    x.post({ by: taro, text: 'RT @hanako_tea: @aobaya_shop おいしかったです', reposts: post })
    expect(messagesOf(await drain(adapter)).map(({ externalId }) => externalId)).toEqual([post.id])
  })

  it('that was edited keeps its first id and says what changed', async () => {
    const { x, adapter, hanako } = await setup()
    const first = x.post({ by: hanako, text: '@aobaya_shop 注文番号は 11 です' })
    const seen = await drain(adapter)
    x.post({ by: hanako, text: '@aobaya_shop 注文番号は 12 です', edits: first })
    const [page] = await drain(adapter, lastCursor(seen))
    expect(page!.messages.map(({ externalId }) => externalId)).toEqual([first.id])
    expect(page!.changes).toMatchObject([
      { what: 'edited', externalId: first.id, post: { message: { textBody: '@aobaya_shop 注文番号は 12 です' } } },
    ])
  })
})

describe('what X would refuse to have answered', () => {
  it('is told of a post that a watch search found', async () => {
    const { x, adapter, hanako } = await setup({ settings: { watch: 'あおば屋\n青葉茶' } })
    x.post({ by: hanako, text: 'あおば屋の羊羹、甘すぎる' })
    x.post({ by: x.me, text: 'あおば屋です' })
    const found = messagesOf(await drain(adapter))
    expect(found.map(({ message }) => message.textBody)).toEqual(['あおば屋の羊羹、甘すぎる'])
    expect(found[0]!.message.post).toMatchObject({ found: 'watched', refuses: 'not-mentioned' })
  })

  it('is not told of a quote of ours, which X lets us answer', async () => {
    const { x, adapter, hanako } = await setup({ settings: { watch: '羊羹' } })
    const ours = x.post({ by: x.me, text: '新作です' })
    x.post({ by: hanako, text: 'この羊羹おいしい', quotes: ours })
    expect(messagesOf(await drain(adapter))[0]!.message.post).toMatchObject({ found: 'watched', refuses: null })
  })

  it('asks for all words in one search, leaving out what reaches us anyway', async () => {
    const { x, adapter } = await setup({ settings: { watch: 'あおば屋\n "青葉 茶" \n\n' } })
    await drain(adapter)
    expect(x.asked('search').map(({ url }) => url.searchParams.get('query'))).toEqual([
      '("あおば屋" OR "青葉 茶") -is:retweet -from:aobaya_shop -@aobaya_shop',
    ])
  })

  it('refuses more words than the search takes', async () => {
    const { connect } = await setup()
    expect(() => connect({ watch: 'とても長い言葉\n'.repeat(60) })).toThrow(
      expect.objectContaining({ code: 'invalid-input', reason: 'x-watch-too-long' }),
    )
  })

  it('goes on after a week in which nothing was found', async () => {
    const { x, adapter, clock, hanako } = await setup({ settings: { watch: '羊羹' } })
    x.post({ by: hanako, text: '羊羹その一' })
    const seen = await drain(adapter)
    clock.suspend(8 * DAY)
    x.post({ by: hanako, text: '羊羹その二' })
    expect(textsOf(await drain(adapter, lastCursor(seen)))).toEqual(['羊羹その二'])
  })
})

describe('direct messages', () => {
  it('arrive from both sides, each conversation by its own name', async () => {
    const { x, adapter, hanako, taro } = await setup()
    const asked = x.message(hanako, x.me, '住所を変えたいです')
    x.message(x.me, hanako, '承ります')
    x.message(taro, x.me, '在庫はありますか')
    const got = messagesOf(await drain(adapter))
    expect(got.map(({ message, place }) => [message.textBody, place, message.post!.conversation])).toEqual([
      ['住所を変えたいです', 'inbox', asked.conversation],
      ['承ります', 'sent', asked.conversation],
      ['在庫はありますか', 'inbox', [taro.id, x.me.id].sort().join('-')],
    ])
    expect(got[0]!.message.post).toMatchObject({ visibility: 'private', refuses: null })
  })

  it('are not asked for where the owner left them out', async () => {
    const { x, adapter, hanako } = await setup({ settings: { messages: 'no' } })
    x.message(hanako, x.me, 'こんにちは')
    await drain(adapter)
    expect(x.asked('messages')).toEqual([])
  })

  it('are charged once a day although the last ones come with every look', async () => {
    const { x, adapter, metered, clock, hanako } = await setup()
    x.message(hanako, x.me, '一')
    x.message(hanako, x.me, '二')
    let cursor = lastCursor(await drain(adapter))
    for (let look = 0; look < 3; look++) {
      clock.suspend(3 * MINUTE)
      await drain(adapter, cursor)
    }
    x.message(hanako, x.me, '三')
    cursor = lastCursor(await drain(adapter, cursor))
    expect(metered).toEqual([
      { what: 'dm-read', count: 2 },
      { what: 'dm-read', count: 1 },
    ])
  })

  it('wait without an error until X takes questions again, while mentions go on', async () => {
    const { x, adapter, clock, hanako } = await setup()
    let cursor: string | null = null
    // Fifteen looks in fifteen minutes use up what X allows.
    for (let look = 0; look < 18; look++) {
      x.post({ by: hanako, text: `@aobaya_shop ${look}` })
      cursor = lastCursor(await drain(adapter, cursor))
      clock.suspend(20_000)
    }
    expect(x.asked('messages')).toHaveLength(15)
    expect(x.asked('mentions')).toHaveLength(18)
    x.message(hanako, x.me, '届きました')
    clock.suspend(15 * MINUTE)
    expect(textsOf(await drain(adapter, cursor))).toEqual(['届きました'])
  })
})

describe('our own words', () => {
  it('said from another program join the conversation they answer', async () => {
    const { x, adapter, hanako } = await setup()
    const asked = x.post({ by: hanako, text: '@aobaya_shop まだですか' })
    const answer = x.post({ by: x.me, text: '@hanako_tea 本日発送しました', answers: asked })
    const own = messagesOf(await drain(adapter)).find(({ place }) => place === 'sent')
    expect(own).toMatchObject({ externalId: answer.id })
    expect(own!.message).toMatchObject({
      textBody: '本日発送しました',
      inReplyTo: `x:${asked.id}`,
      to: [{ name: '花子', address: '@hanako_tea' }],
      post: { conversation: asked.id, found: 'ours' },
    })
  })

  it('that answer nobody make no ticket', async () => {
    const { x, adapter } = await setup()
    x.post({ by: x.me, text: '本日定休日です' })
    expect(messagesOf(await drain(adapter))).toEqual([])
  })
})

describe('a look', () => {
  it('asks only for what is newer than the last', async () => {
    const { x, adapter, hanako } = await setup()
    const first = x.post({ by: hanako, text: '@aobaya_shop 一' })
    const seen = await drain(adapter)
    x.post({ by: hanako, text: '@aobaya_shop 二' })
    expect(textsOf(await drain(adapter, lastCursor(seen)))).toEqual(['@aobaya_shop 二'])
    expect(x.asked('mentions').at(-1)!.url.searchParams.get('since_id')).toBe(first.id)
  })

  it('reaches back seven days the first time', async () => {
    const { x, adapter, clock, hanako } = await setup()
    x.post({ by: hanako, text: '@aobaya_shop 八日前', at: clock.now() - 8 * DAY })
    x.message(hanako, x.me, '八日前', clock.now() - 8 * DAY)
    x.post({ by: hanako, text: '@aobaya_shop 六日前', at: clock.now() - 6 * DAY })
    expect(textsOf(await drain(adapter))).toEqual(['@aobaya_shop 六日前'])
  })

  it('ends after so many pages and goes on with the rest, the newest first, none twice', async () => {
    const { x, adapter, clock, hanako } = await setup({ pages: 2 })
    const post = (n: number) => x.post({ by: hanako, text: `@aobaya_shop ${n}`, at: clock.now() - 100_000 + n })
    const message = (n: number) => x.message(hanako, x.me, `DM ${n}`, clock.now() - 100_000 + n)
    for (let n = 1; n <= 45; n++) {
      post(n)
      message(n)
    }
    const got: string[] = []
    let cursor: string | null = null
    for (let look = 0; look < 6; look++) {
      const pages = await drain(adapter, cursor)
      if (look === 0) expect(textsOf(pages)).toHaveLength(40)
      got.push(...textsOf(pages))
      cursor = pages.at(-1)?.cursor ?? cursor
      if (look === 0) {
        post(46)
        message(46)
      }
    }
    const expected = Array.from({ length: 46 }, (_, i) => [`@aobaya_shop ${i + 1}`, `DM ${i + 1}`]).flat()
    expect(got.toSorted()).toEqual(expected.toSorted())
  })

  it('counts what X charges: our own mentions cheaper than what a search finds', async () => {
    const { x, adapter, metered, hanako } = await setup({ settings: { watch: '羊羹' } })
    x.post({ by: hanako, text: '@aobaya_shop 一' })
    x.post({ by: hanako, text: '羊羹' })
    await drain(adapter)
    expect(metered).toEqual([
      { what: 'owned-read', count: 1 },
      { what: 'read', count: 1 },
    ])
  })

  it('counts the full price where the app belongs to somebody else', async () => {
    const { x, adapter, metered, hanako } = await setup({ settings: { ownsApp: 'no' } })
    x.post({ by: hanako, text: '@aobaya_shop 一' })
    await drain(adapter)
    expect(metered).toEqual([{ what: 'read', count: 1 }])
  })
})

describe.skipIf(!hasDocument)("X's OpenAPI document", () => {
  it('is what the requests and the made-up answers of these tests are held against', async () => {
    const { x, adapter, hanako } = await setup({ settings: { watch: '羊羹' } })
    x.post({ by: hanako, text: '@aobaya_shop 一', media: [{ media_key: '3_1', type: 'photo' }] })
    x.post({ by: hanako, text: '羊羹' })
    x.message(hanako, x.me, '三')
    await drain(adapter)
    expect(new Set(x.requests.map(({ kind }) => kind))).toEqual(new Set(['mentions', 'messages', 'own', 'search']))
    expect(x.violations).toEqual([])
  })
})
