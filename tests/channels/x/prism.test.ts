import { Agent } from 'node:https'
import { connect as openSocket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { OutboundMessage } from '../../../main/channels/adapter.ts'
import { createXChannel } from '../../../main/channels/x/index.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { type Amendment, type Prism, startPrism, whyNoPrism } from '../../support/networks/prism.ts'
import { answerTo, drain, messagesOf, messageTo, never } from './world.ts'

const DESCRIPTION = 'x-openapi-2.167.json'
const why = whyNoPrism(DESCRIPTION)

/** Ids that prism makes up have any time in them, and each shall be new to us. */
const LONG_AGO = '2010-11-10T00:00:00Z'
const ME = '1000000000000000001'
const HANAKO = { id: '1000000000000000002', username: 'hanako_tea' }
const QUESTION = { id: '1800000000000000001', conversation: '1800000000000000001', by: HANAKO }
const PICTURE = { name: '皿.png', type: 'image/png', content: new Uint8Array([137, 80, 78, 71]) }

type Properties = Record<string, { pattern?: string; enum?: string[] } | undefined>
type Answered = 'Post' | 'User' | 'DmEvent' | 'MediaUploadResponseData'
type Document = { components: { schemas: Record<Answered, { properties: Properties }> } }

const amendments: Amendment<Document>[] = [
  {
    why: 'In answers the description takes any text for an id ("Unique identifier of this Post"); its own PostId, UserId and MediaId are 1 to 19 digits.',
    put({ components: { schemas } }) {
      for (const { properties } of [schemas.Post, schemas.User, schemas.DmEvent, schemas.MediaUploadResponseData])
        for (const name of ['id', 'author_id', 'sender_id'])
          if (properties[name]) properties[name].pattern = '^[0-9]{1,19}$'
    },
  },
  {
    why: 'The description takes any text for the kind of a message; those asked for with event_types=MessageCreate are of that kind.',
    put: ({ components: { schemas } }) => void (schemas.DmEvent.properties['event_type']!.enum = ['MessageCreate']),
  },
]

/** prism knows no OAuth 1.0a (`UserToken` of the description): signatures are proved by tests/support/networks/x-oauth.ts. */
const SETTINGS = { login: 'browser', clientId: 'client' }
const SECRETS = { oauthAccess: 'access', oauthRefresh: 'refresh', oauthExpiresAt: '4102444800000' }

describe.skipIf(why)(`X's published description, served by prism${why ? ` (left out: ${why})` : ''}`, () => {
  let prism: Prism
  beforeAll(async () => {
    prism = await startPrism({ description: DESCRIPTION, amendments, checksAnswers: true })
  }, 120_000)
  afterAll(() => prism.stop())
  afterEach(() => {
    prism.exchanges.length = 0
    prism.makeUp(false)
  })

  function setup() {
    const clock = createFakeClock(LONG_AGO)
    const httpAgent = new Agent({ keepAlive: false })
    Object.assign(httpAgent, { createConnection: () => openSocket(prism.port, '127.0.0.1') })
    const channel = createXChannel({ httpAgent })
    const tools = { clock, read: () => Promise.resolve([]), fetch, saveSecrets() {}, meter() {}, openUrl() {} }
    const settings = { ...SETTINGS, userId: ME, handle: 'aobaya_shop', watch: 'あおば屋\n青葉屋' }
    return {
      adapter: channel.connect(settings, SECRETS, tools),
      check: () => channel.check!(SETTINGS, SECRETS, tools, never),
    }
  }

  it('takes every question of a look, and what it makes up is read', async () => {
    prism.makeUp(true)
    const pages = await drain(setup().adapter)
    expect(prism.refused()).toEqual([])
    // Five pages of each of the four streams at most.
    expect(prism.exchanges.length).toBeLessThanOrEqual(20)
    expect(prism.takeAsked()).toEqual([
      `GET /2/users/${ME}/mentions`,
      'GET /2/dm_events',
      `GET /2/users/${ME}/tweets`,
      'GET /2/tweets/search/recent',
    ])
    const found = messagesOf(pages)
    expect(found.length).toBeGreaterThan(0)
    for (const { externalId } of found) expect(externalId).toMatch(/^\d{1,19}$/)
  })

  it('takes the question of the next looks, which go on from what is known', async () => {
    prism.makeUp(true)
    const { adapter } = setup()
    const first = await drain(adapter)
    prism.exchanges.length = 0
    await drain(adapter, first.at(-1)!.cursor)
    expect(prism.refused()).toEqual([])
    expect(prism.exchanges.length).toBeGreaterThanOrEqual(4)
  })

  it('ends a look at its examples, which hold the word string for every id, without a fault of its own', async () => {
    const fault = await drain(setup().adapter).then(
      () => null,
      (error: unknown) => error,
    )
    if (fault !== null) expect(fault).toMatchObject({ name: 'AppError' })
    expect(prism.exchanges.length).toBeGreaterThan(0)
    expect(prism.exchanges.length).toBeLessThanOrEqual(20)
  })

  it('takes answers, messages to one and to a group, and pictures', async () => {
    prism.makeUp(true)
    const { adapter } = setup()
    const group = messageTo('1700000000000000001', HANAKO.id, 'こんにちは')
    const sent = [
      await adapter.send(answerTo(QUESTION, 'お待ちください'), never),
      await adapter.send({ ...answerTo(QUESTION, 'お待ちください'), attachments: [PICTURE] }, never),
      await adapter.send(messageTo(`${HANAKO.id}-${ME}`, HANAKO.id, 'こんにちは'), never),
      await adapter.send({ ...group, post: { ...group.post!, recipientId: null } }, never),
    ]
    expect(prism.refused()).toEqual([])
    expect(sent.map(({ outcome }) => outcome)).toEqual(sent.map(() => 'accepted'))
    expect(prism.takeAsked()).toEqual([
      'POST /2/tweets',
      'POST /2/media/upload',
      `POST /2/dm_conversations/with/${HANAKO.id}/messages`,
      'POST /2/dm_conversations/1700000000000000001/messages',
    ])
  })

  it('takes the search after a lost answer, in public, with one and in a group', async () => {
    prism.makeUp(true)
    const { adapter } = setup()
    const group = messageTo('1700000000000000001', HANAKO.id, 'こんにちは')
    const messages: OutboundMessage[] = [
      answerTo(QUESTION, 'お待ちください'),
      messageTo(`${HANAKO.id}-${ME}`, HANAKO.id, 'こんにちは'),
      { ...group, post: { ...group.post!, recipientId: null } },
    ]
    for (const message of messages) expect(await adapter.findSent(message, never)).toBeNull()
    expect(prism.refused()).toEqual([])
    expect(prism.takeAsked()).toEqual([
      `GET /2/users/${ME}/tweets`,
      `GET /2/dm_conversations/with/${HANAKO.id}/dm_events`,
      'GET /2/dm_conversations/1700000000000000001/dm_events',
    ])
  })

  it('takes the question whose account it is', async () => {
    prism.makeUp(true)
    expect(await setup().check()).toMatchObject({ externalId: expect.stringMatching(/^\d+$/) as string })
    expect(prism.refused()).toEqual([])
    expect(prism.takeAsked()).toEqual(['GET /2/users/me'])
  })

  it('would refuse what it does not know: a guard of this proof', async () => {
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(prism.url + path, { ...init, headers: { authorization: 'Bearer t', 'content-type': 'application/json' } })
    const post = (body: unknown) => ask('/2/tweets', { method: 'POST', body: JSON.stringify(body) })
    const answers = [
      await ask(`/2/users/${ME}/mentions?max_results=5000`),
      await ask(`/2/users/${ME}/mentions?post.fields=author`),
      await ask('/2/users/aobaya/mentions'),
      await post({ text: 'はい', reply: { in_reply_to_tweet_id: 'none' } }),
      await ask('/2/nothing'),
      await fetch(`${prism.url}/2/users/me`),
    ]
    for (const { status } of answers) expect(status).toBeGreaterThanOrEqual(400)
    expect(prism.exchanges.every(({ refused }) => refused.length > 0)).toBe(true)
  })
})
