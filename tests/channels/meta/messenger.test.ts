import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter } from '../../../main/channels/adapter.ts'
import { facebookChannel } from '../../../main/channels/meta/facebook.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { PAGE, TARO } from '../../support/networks/meta-facebook.ts'
import { type FakeMeta, startMeta, TOKEN } from '../../support/networks/meta.ts'
import { describeConformance } from '../conformance.ts'
import { answer, drain, messagesOf, never, toolsFor } from '../post-tools.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const FORBIDDEN = { error: { message: '(#200) Requires pages_messaging permission', code: 200 } }
const UNKNOWN = { error: { message: 'An unknown error occurred.', code: 1, error_subcode: 99 } }

const clock = createFakeClock('2026-11-20T03:00:00Z')
let network: FakeMeta
const connect = (change: Record<string, string> = { messenger: 'yes' }): Adapter =>
  facebookChannel.connect({ host: network.url, ...change }, { token: TOKEN }, toolsFor(clock).tools)
const texts = (pages: Parameters<typeof messagesOf>[0]) => messagesOf(pages).map(({ message }) => message.textBody)
const asked = (path: string) => network.asked.filter((request) => request.path.endsWith(path)).length
const posts = () => network.asked.filter(({ method }) => method === 'POST')
const tell = (text: string) => network.facebook.messenger.tell(text)

beforeEach(async () => {
  network = await startMeta(clock.now)
})
afterEach(() => network.close())

describeConformance('Messenger of a page', async () => {
  const world = await startMeta(clock.now)
  world.pagesOf(15)
  let count = 0
  return {
    adapter: facebookChannel.connect({ host: world.url, messenger: 'yes' }, { token: TOKEN }, toolsFor(clock).tools),
    put(more) {
      for (let n = 0; n < more; n++) {
        clock.suspend(1_000)
        count += 1
        world.facebook.messenger.tell(`mail ${count}`, { id: String(5600 + count), name: `客${count}` })
      }
    },
    textOf: ({ message }) => message.textBody,
    close: world.close,
  }
})

describe('the Messenger of a page', () => {
  it.each([{}, { messenger: 'no' }, { messenger: 'perhaps' }])(
    'is not asked for until the owner wants it: %o',
    async (settings) => {
      tell('在庫はありますか')
      network.facebook.comment(network.facebook.publish('新茶です'), 'いくらですか')
      expect(texts(await drain(connect(settings), null))).toEqual(['いくらですか'])
      expect(asked('/conversations')).toBe(0)
    },
  )

  it('comes beside the comments, in private, with the hours in which it can be answered', async () => {
    network.facebook.comment(network.facebook.publish('新茶です'), 'いくらですか')
    tell('在庫はありますか')
    const found = messagesOf(await drain(connect(), null))
    expect(found.map(({ message }) => [message.textBody, message.post!.visibility])).toEqual([
      ['いくらですか', 'public'],
      ['在庫はありますか', 'private'],
    ])
    expect(found[1]!.message.post).toMatchObject({
      conversation: 't_5501',
      author: { id: TARO.id, name: '佐藤 太郎' },
      url: 'https://business.facebook.com/latest/inbox',
      answerUntil: clock.now() + DAY,
      refuses: null,
    })
    expect(network.asked.find(({ path }) => path.endsWith('/conversations'))!.path).toContain(PAGE.id)
  })

  it('that was switched on later brings what came before, and no comment a second time', async () => {
    network.facebook.comment(network.facebook.publish('新茶です'), 'いくらですか')
    tell('在庫はありますか')
    const [before] = await drain(connect({}), null)
    expect(texts(await drain(connect(), before!.cursor))).toEqual(['在庫はありますか'])
  })

  it.each([
    ['a missing permission', { what: 'status', status: 403, json: FORBIDDEN }],
    ['the unknown fault of an app without Advanced Access', { what: 'status', status: 400, json: UNKNOWN }],
  ] as const)('refused by %s stops no comment, and is asked again later only', async (_, fault) => {
    const post = network.facebook.publish('新茶です')
    network.facebook.comment(post, 'いくらですか')
    tell('在庫はありますか')
    network.fail({ at: '/conversations', ...fault })
    const adapter = connect()
    const pages = await drain(adapter, null)
    expect(texts(pages)).toEqual(['いくらですか'])
    clock.suspend(1_000)
    network.facebook.comment(post, '送料は')
    const more = await drain(adapter, pages.at(-1)!.cursor)
    expect([texts(more), asked('/conversations')]).toEqual([['送料は'], 1])
    clock.suspend(31 * 60_000)
    expect(texts(await drain(adapter, more.at(-1)!.cursor))).toEqual(['在庫はありますか'])
  })

  it('is no excuse for a token that opens nothing: that is said at every look', async () => {
    network.closeTo('messages', 'comments')
    const adapter = connect()
    for (let look = 1; look <= 2; look++)
      await expect(drain(adapter, null)).rejects.toMatchObject({ code: 'auth-expired', reason: 'meta-no-permission' })
  })
})

describe('an answer by Messenger', () => {
  const reply = (key: string, text = 'ございます') =>
    answer({
      key,
      text,
      visibility: 'private',
      conversation: 't_5501',
      inReplyTo: 'm_9001-Qz',
      recipientId: TARO.id,
      date: clock.now(),
    })

  it('goes to the customer as an answer, and comes back as the same message', async () => {
    const adapter = connect()
    tell('在庫はありますか')
    clock.suspend(1_000)
    const sent = await adapter.send(reply('row-1'), never)
    expect(posts().map(({ path, json }) => [path, json])).toEqual([
      [
        `/v25.0/${PAGE.id}/messages`,
        { recipient: { id: TARO.id }, message: { text: 'ございます' }, messaging_type: 'RESPONSE' },
      ],
    ])
    const own = messagesOf(await drain(adapter, null)).filter(({ place }) => place === 'sent')
    expect(sent).toMatchObject({ outcome: 'accepted', posted: { externalId: own[0]!.externalId } })
    expect(own[0]!.message.to[0]!.name).toBe('佐藤 太郎')
  })

  it('is refused before it leaves when the day is over, and goes for seven days where Meta granted it', async () => {
    tell('在庫はありますか')
    clock.suspend(25 * HOUR)
    await expect(connect().send(reply('row-2'), never)).rejects.toMatchObject({ reason: 'window-closed' })
    expect(posts()).toEqual([])
    await connect({ messenger: 'yes', humanAgent: 'yes' }).send(reply('row-3'), never)
    expect(posts()[0]!.json).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })
  })

  it.each([
    [10, undefined, 'meta-no-permission'],
    [200, undefined, 'meta-no-permission'],
    [10, 2018278, 'window-closed'],
    [551, 1545041, 'blocked'],
  ])('that Meta refuses with code %i and %s says why, and stands nowhere', async (code, error_subcode, reason) => {
    tell('在庫はありますか')
    const json = { error: { message: 'no', code, error_subcode } }
    network.failNextPost({ at: '/messages', what: 'status', status: 400, json })
    await expect(connect().send(reply('row-4'), never)).rejects.toMatchObject({ code: 'rejected', reason })
    expect(network.facebook.messenger.conversations[0]!.messages).toHaveLength(1)
  })

  it('of which Meta says "unknown" is unclear: it may have been taken', async () => {
    tell('在庫はありますか')
    network.failNextPost({ at: '/messages', what: 'status', status: 400, json: UNKNOWN })
    expect((await connect().send(reply('row-5'), never)).outcome).toBe('unclear')
  })

  it('of more than 2,000 characters goes nowhere', async () => {
    tell('在庫はありますか')
    const long = reply('row-6', 'あ'.repeat(2001))
    await expect(connect().send(long, never)).rejects.toMatchObject({ reason: 'text-too-long' })
    expect(posts()).toEqual([])
  })
})

describe('connecting a page with its Messenger', () => {
  const scopes = ['pages_read_engagement', 'pages_read_user_content', 'pages_manage_engagement']
  const tools = { clock, fetch, openUrl() {} }
  const check = (settings: Record<string, string> = { messenger: 'yes' }) =>
    facebookChannel.check!({ host: network.url, ...settings }, { token: TOKEN }, tools, never)
  const refused = { code: 'invalid-input', reason: 'meta-no-messenger' }

  it('works with a token that opens it', async () => {
    network.debugAs({ expires_at: 0, scopes: [...scopes, 'pages_messaging'] })
    expect(await check()).toMatchObject({ externalId: PAGE.id })
  })

  it('says that it is Messenger which the token does not open; the comments alone can be connected', async () => {
    network.debugAs({ expires_at: 0, scopes })
    await expect(check()).rejects.toMatchObject(refused)
    expect(await check({})).toMatchObject({ externalId: PAGE.id })
  })

  it.each([FORBIDDEN, UNKNOWN])('says so too where only the question itself shows it', async (json) => {
    network.fail({ at: '/conversations', what: 'status', status: 400, json })
    await expect(check()).rejects.toMatchObject(refused)
  })
})
