import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelTools, OutboundMessage, OutboundPost } from '../../../main/channels/adapter.ts'
import { mastodonChannel } from '../../../main/channels/mastodon/index.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { type Amendment, type Prism, startPrism, whyNoPrism } from '../../support/networks/prism.ts'
import { drain, never } from '../conformance.ts'
import { answer as answerFrom } from './world.ts'

const DESCRIPTION = 'mastodon-openapi-4.7.0.json'
const why = whyNoPrism(DESCRIPTION)

type Statuses = { post: { parameters: { name: string; schema: { type: string } }[]; requestBody: { content: Bodies } } }
type Body = { schema: { oneOf?: unknown; anyOf?: unknown } }
type Bodies = { 'application/json': Body; 'application/x-www-form-urlencoded'?: Body }
type Document = {
  paths: { '/api/v1/statuses': Statuses; '/oauth/token': { post: { requestBody: { content: Bodies } } } }
}

const amendments: Amendment<Document>[] = [
  {
    why: 'The description makes an object of Idempotency-Key, which Mastodon takes as "any arbitrary string" (methods/statuses); prism ends over it.',
    put({ paths }) {
      const key = paths['/api/v1/statuses'].post.parameters.find(({ name }) => name === 'Idempotency-Key')!
      key.schema.type = 'string'
    },
  },
  {
    why: 'The description says that a status has words or pictures (oneOf); Mastodon takes both: "status … optional if media_ids" (methods/statuses).',
    put({ paths }) {
      const { schema } = paths['/api/v1/statuses'].post.requestBody.content['application/json']
      schema.anyOf = schema.oneOf
      delete schema.oneOf
    },
  },
  {
    why: 'The description takes /oauth/token as JSON only; Mastodon takes "form data" there (methods/oauth), as RFC 6749 4.1.3 wants it.',
    put({ paths }) {
      const { content } = paths['/oauth/token'].post.requestBody
      content['application/x-www-form-urlencoded'] = content['application/json']
    },
  },
]

/** Days that prism makes up lie anywhere in the last century, and each shall be new to us. */
const LONG_AGO = '1900-01-01T00:00:00Z'

describe.skipIf(why)(`Mastodon's published description, served by prism${why ? ` (left out: ${why})` : ''}`, () => {
  let prism: Prism
  beforeAll(async () => {
    prism = await startPrism({ description: DESCRIPTION, amendments })
  }, 120_000)
  afterAll(() => prism.stop())
  afterEach(() => {
    prism.exchanges.length = 0
    prism.makeUp(false)
  })

  function connect() {
    const clock = createFakeClock(LONG_AGO)
    const tools: ChannelTools = {
      clock,
      read: () => Promise.reject(new Error('Posts are not read by the reader of mail')),
      fetch,
      saveSecrets() {},
      meter() {},
    }
    const settings = { server: prism.url, accountId: '109000000000000001', handle: '@aobaya' }
    return { clock, adapter: mastodonChannel.connect(settings, { token: 'token-of-aobaya' }, tools) }
  }
  const check = () =>
    mastodonChannel.check!(
      { server: prism.url },
      { token: 't' },
      { clock: createFakeClock(LONG_AGO), fetch, openUrl() {} },
      never,
    )

  describe.each([
    ['examples', false],
    ['made-up data', true],
  ])('whose answers are %s', (_, isMadeUp) => {
    it('takes every question of a look, which reads all of it and comes to an end', async () => {
      prism.makeUp(isMadeUp)
      const { adapter } = connect()
      const pages = await drain(adapter, null)
      const asked = prism.exchanges.length
      expect(prism.refused()).toEqual([])
      expect(prism.takeAsked()).toEqual(
        expect.arrayContaining(['GET /api/v1/notifications', 'GET /api/v1/accounts/109000000000000001/statuses']),
      )
      const found = pages.flatMap(({ messages }) => messages)
      // Twenty and five pages, and one question a post for the root of its thread.
      expect(asked).toBeLessThanOrEqual(25 + found.length)
      expect(found.length).toBeGreaterThan(0)
      for (const { message, externalId } of found) {
        expect(externalId).not.toBe('')
        expect(['public', 'private']).toContain(message.post!.visibility)
      }
    })

    it('takes the second look at what was handed out', async () => {
      prism.makeUp(isMadeUp)
      const { adapter, clock } = connect()
      clock.suspend(31 * 60_000)
      const standing = [{ id: '115000000000000001', at: clock.now(), edited: null }]
      const nowhere = { newest: null, gaps: [] }
      await drain(adapter, JSON.stringify({ v: 1, mentions: nowhere, own: nowhere, standing }))
      expect(prism.refused()).toEqual([])
      expect(prism.takeAsked()).toContain('GET /api/v1/statuses')
    })

    it('takes answers in public and in private, with and without a picture, and the search after a lost one', async () => {
      prism.makeUp(isMadeUp)
      const { adapter } = connect()
      const picture = { name: '皿.png', type: 'image/png', content: new Uint8Array([137, 80, 78, 71]) }
      const sent = [
        await adapter.send(answer({}), never),
        await adapter.send(answer({ visibility: 'private' }), never),
        await adapter.send({ ...answer({ inReplyTo: null }), attachments: [picture] }, never),
      ]
      expect(sent).toMatchObject(
        sent.map(() => ({ outcome: 'accepted', posted: { externalId: expect.any(String) as string } })),
      )
      await adapter.findSent(answer({}), never)
      expect(prism.refused()).toEqual([])
      expect(prism.takeAsked()).toEqual(
        expect.arrayContaining([
          'POST /api/v1/statuses',
          'POST /api/v2/media',
          'GET /api/v1/accounts/109000000000000001/statuses',
        ]),
      )
    })
  })

  it('takes the questions that connect an account', async () => {
    prism.makeUp(true)
    expect(await check()).toMatchObject({ settings: { server: prism.url } })
    expect(prism.refused()).toEqual([])
    expect(prism.takeAsked()).toEqual(['GET /api/v1/accounts/verify_credentials', 'GET /api/v2/instance'])
  })

  it('answers who we are with an example that is no account, which is said plainly', async () => {
    // CredentialAccount200Example is what a client sends to change its fields.
    await expect(check()).rejects.toMatchObject({ name: 'AppError', reason: 'not-a-server' })
  })

  it('takes the sign-in by the browser', async () => {
    const opened = Promise.withResolvers<URL>()
    const tools = {
      clock: createFakeClock(LONG_AGO),
      // The example is that of social.example, which stands here.
      fetch: async (...asked: Parameters<typeof fetch>) => {
        const { status, ...response } = await fetch(...asked).then(async (one) => ({
          status: one.status,
          text: await one.text(),
        }))
        return new Response(response.text.replaceAll('https://social.example', prism.url), { status })
      },
      openUrl: (url: string) => opened.resolve(new URL(url)),
    }
    const signing = mastodonChannel.login!({ server: prism.url }, {}, tools, never)
    const page = await Promise.race([opened.promise, signing.then(() => expect.unreachable('No page was opened'))])
    await fetch(page, { redirect: 'manual' })
    const back = new URL(page.searchParams.get('redirect_uri')!)
    back.search = new URLSearchParams({ code: 'code-1', state: page.searchParams.get('state')! }).toString()
    await fetch(back)
    expect(await signing).toMatchObject({ secrets: { token: expect.any(String) as string } })
    expect(prism.refused()).toEqual([])
    expect(prism.takeAsked()).toEqual([
      'GET /.well-known/oauth-authorization-server',
      'POST /api/v1/apps',
      'GET /oauth/authorize',
      'POST /oauth/token',
    ])
  })

  it('would refuse what it does not know: a guard of this proof', async () => {
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(prism.url + path, { ...init, headers: { authorization: 'Bearer t', 'content-type': 'application/json' } })
    const status = { status: 'はい', visibility: 'everyone' }
    const answers = [
      await ask('/api/v1/notifications?types[]=mention&limit=many'),
      await ask('/api/v1/statuses', { method: 'POST', body: JSON.stringify(status) }),
      await ask('/api/v1/nothing'),
      await fetch(`${prism.url}/api/v1/notifications`),
    ]
    for (const { status: code } of answers) expect(code).toBeGreaterThanOrEqual(400)
    expect(prism.exchanges.map(({ refused }) => refused.length > 0)).toEqual([true, true, true, true])
  })
})

const answer = (post: Partial<OutboundPost>): OutboundMessage =>
  answerFrom({
    date: Date.parse(LONG_AGO),
    post: { inReplyTo: '115000000000000001', recipientId: '109000000000000002', ...post },
  })
