import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter, ChannelTools } from '../../../main/channels/adapter.ts'
import { textOfHtml } from '../../../main/channels/mastodon/html-text.ts'
import { mastodonChannel } from '../../../main/channels/mastodon/index.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { hasDocument } from '../../support/networks/mastodon-openapi.ts'
import { AIKO, AOBAYA, type FakeMastodon, KEN, startMastodon, TOKEN } from '../../support/networks/mastodon.ts'
import { describeConformance, drain, never } from '../conformance.ts'
import { describeNetwork } from '../network-conformance.ts'
import { answer, START } from './world.ts'

const MINUTE = 60_000

function toolsOf(clock: ReturnType<typeof createFakeClock>): ChannelTools {
  return {
    clock,
    read: () => Promise.reject(new Error('Posts are not read by the reader of mail')),
    fetch,
    saveSecrets() {},
    meter() {},
  }
}

const open: FakeMastodon[] = []
async function setup() {
  const clock = createFakeClock(new Date(START).toISOString())
  const network = await startMastodon(clock.now)
  open.push(network)
  const adapter = mastodonChannel.connect(
    { server: network.url, accountId: AOBAYA.id, handle: '@aobaya' },
    { token: TOKEN },
    toolsOf(clock),
  )
  return { clock, network, adapter }
}
afterEach(async () => {
  for (const network of open.splice(0)) {
    await network.close()
    const faults = network.violations.filter((one) => !one.includes('/api/v2/instance'))
    if (hasDocument && faults.length > 0) throw new Error(faults.join('\n'))
  }
})

const messagesOf = async (adapter: Adapter, cursor: string | null = null) =>
  (await drain(adapter, cursor)).flatMap(({ messages }) => messages)

describeConformance('mastodon', async () => {
  const clock = createFakeClock(new Date(START).toISOString())
  const network = await startMastodon(clock.now)
  let count = 0
  return {
    adapter: mastodonChannel.connect(
      { server: network.url, accountId: AOBAYA.id, handle: '@aobaya' },
      { token: TOKEN },
      toolsOf(clock),
    ),
    put(more) {
      for (let n = 0; n < more; n++) {
        clock.suspend(1_000)
        network.mention(AIKO, `@aobaya mail ${++count}`)
      }
    },
    textOf: ({ message }) => message.textBody,
    close: network.close,
  }
})

describeNetwork('mastodon', async () => {
  const clock = createFakeClock(new Date(START).toISOString())
  const network = await startMastodon(clock.now)
  return {
    clock,
    adapter: mastodonChannel.connect(
      { server: network.url, accountId: AOBAYA.id, handle: '@aobaya' },
      { token: TOKEN },
      toolsOf(clock),
    ),
    secrets: [TOKEN],
    missing: false,
    ask(text) {
      clock.suspend(1_000)
      return network.mention(AIKO, text).id
    },
    answerTo: (id, text, key) => answer({ textBody: text, post: { inReplyTo: id, key }, date: clock.now() }),
    failNextRead: (fault) => network.fail({ at: '/api/v1/notifications', ...fault }),
    failNextWrite: (fault) => network.fail({ at: '/api/v1/statuses', ...fault }),
    behave: network.behave,
    revoke: network.revoke,
    tooMany: {
      headers: { 'x-ratelimit-reset': new Date(START + 5 * MINUTE).toISOString() },
      retryAt: START + 5 * MINUTE,
    },
    standing: () => network.statuses.filter(({ by }) => by.id === AOBAYA.id).map(({ text }) => text),
    close: network.close,
  }
})

describe('a look at Mastodon', () => {
  it('reads who wrote, where it stands and what it shows, in public and in private', async () => {
    const { network, adapter } = await setup()
    const asked = network.mention(AIKO, '@aobaya お皿が割れていました\nhttps://example.com/photo', { media: ['1'] })
    network.mention(KEN, '@aobaya 住所を変えたいです', { visibility: 'direct' })
    const messages = await messagesOf(adapter)
    const [first] = messages.filter(({ externalId }) => externalId === asked.id)
    expect(first!.message.textBody).toBe('@aobaya お皿が割れていました\nhttps://example.com/photo')
    expect(first!.message.post).toMatchObject({
      visibility: 'public',
      conversation: asked.id,
      author: { id: AIKO.id, handle: '@aiko@friends.example.com', name: '愛子' },
      media: [{ kind: 'image', description: '割れたお皿' }],
    })
    const direct = messages.find(({ externalId }) => externalId !== asked.id)!
    expect(direct.message.post).toMatchObject({ visibility: 'private', conversation: `dm:${KEN.id}` })
    expect(direct.message.post!.author.handle).toBe(`@ken@${new URL(network.url).host}`)
  })

  it('knows the root of a thread with one request, and our own answers as ours', async () => {
    const { network, adapter, clock } = await setup()
    const root = network.sayOurselves('新しいお皿が入りました')
    const first = network.mention(AIKO, '@aobaya いくらですか', { inReplyTo: root.id })
    clock.suspend(1000)
    const ours = network.sayOurselves('@aiko@friends.example.com 千円です', { inReplyTo: first.id, mentions: [AIKO] })
    clock.suspend(1000)
    network.mention(AIKO, '@aobaya 二つください', { inReplyTo: ours.id })
    const messages = await messagesOf(adapter)
    expect(messages.map(({ message }) => message.post!.conversation)).toEqual([root.id, root.id, root.id])
    const own = messages.find(({ place }) => place === 'sent')!
    expect(own.message.inReplyTo).toBe(`mastodon:${first.id}`)
    expect(messages).toHaveLength(3)
    expect(network.asked.filter(({ path }) => path.endsWith('/context')).length).toBeLessThanOrEqual(2)
  })

  it('shows what was edited, and what is gone only when it is gone twice', async () => {
    const { network, adapter, clock } = await setup()
    const kept = network.mention(AIKO, '@aobaya 青いのはありますか')
    const gone = network.mention(KEN, '@aobaya 営業中ですか')
    const [page] = await drain(adapter, null)
    network.edit(kept, '@aobaya 赤いのはありますか')
    network.remove(gone)
    clock.suspend(31 * MINUTE)
    const [edited] = await drain(adapter, page!.cursor)
    expect(edited!.changes).toMatchObject([{ what: 'edited', externalId: kept.id }])
    clock.suspend(31 * MINUTE)
    const [deleted] = await drain(adapter, edited!.cursor)
    expect(deleted!.changes).toEqual([{ what: 'deleted', externalId: gone.id }])
    clock.suspend(31 * MINUTE)
    expect(await drain(adapter, deleted!.cursor)).toEqual([])
  })

  it('asks once where there is nothing new', async () => {
    const { network, adapter } = await setup()
    network.mention(AIKO, '@aobaya こんにちは')
    const pages = await drain(adapter, null)
    network.asked.length = 0
    await drain(adapter, pages.at(-1)!.cursor)
    expect(network.asked.map(({ path }) => path)).toEqual([
      '/api/v1/notifications',
      `/api/v1/accounts/${AOBAYA.id}/statuses`,
    ])
  })
})

describe('an answer on Mastodon', () => {
  it('names whom it is for, answers their post, and is taken once whatever happens', async () => {
    const { network, adapter } = await setup()
    const asked = network.mention(AIKO, '@aobaya 届きません')
    const message = answer({ post: { inReplyTo: asked.id } })
    const first = await adapter.send(message, never)
    const second = await adapter.send(message, never)
    expect(network.statuses).toHaveLength(2)
    const [, ours] = network.statuses
    expect(ours).toMatchObject({
      text: '@aiko@friends.example.com ご連絡ありがとうございます。',
      visibility: 'public',
      inReplyTo: asked.id,
    })
    for (const result of [first, second])
      expect(result).toMatchObject({ outcome: 'accepted', posted: { externalId: ours!.id } })
  })

  it('in private goes to the person alone, in the conversation with them', async () => {
    const { network, adapter } = await setup()
    const asked = network.mention(AIKO, '@aobaya 届きません')
    const result = await adapter.send(answer({ post: { inReplyTo: asked.id, visibility: 'private' } }), never)
    expect(network.statuses[1]).toMatchObject({ visibility: 'direct' })
    expect(result).toMatchObject({ posted: { conversation: `dm:${AIKO.id}` } })
  })

  it('takes its pictures along', async () => {
    const { network, adapter } = await setup()
    const picture = { name: '皿.png', type: 'image/png', content: new Uint8Array([137, 80, 78, 71]) }
    await adapter.send(answer({ attachments: [picture] }), never)
    expect(network.uploads).toHaveLength(1)
    expect(network.statuses[0]!.media).toEqual(['1'])
  })

  it('is known to stand there by its id alone', async () => {
    const { network, adapter } = await setup()
    network.fail({
      at: '/api/v1/statuses',
      method: 'POST',
      what: 'status',
      status: 200,
      json: { id: '115000000000000009' },
    })
    expect(await adapter.send(answer(), never)).toMatchObject({
      outcome: 'accepted',
      posted: { externalId: '115000000000000009' },
    })
  })

  it('stays here where the server gave its picture no name', async () => {
    const { network, adapter } = await setup()
    network.fail({ at: '/api/v2/media', what: 'html' })
    const picture = { name: '皿.png', type: 'image/png', content: new Uint8Array([137, 80, 78, 71]) }
    await expect(adapter.send(answer({ attachments: [picture] }), never)).rejects.toMatchObject({ code: 'offline' })
    expect(network.statuses).toEqual([])
  })

  it('to a post that is gone says so', async () => {
    const { adapter } = await setup()
    const sending = adapter.send(answer({ post: { inReplyTo: '1' } }), never)
    await expect(sending).rejects.toMatchObject({ code: 'rejected', reason: 'post-gone' })
  })
})

describe('connecting an account of Mastodon', () => {
  let world: Awaited<ReturnType<typeof setup>>
  beforeEach(async () => void (world = await setup()))
  const check = (server: string, token: string) =>
    mastodonChannel.check!({ server }, { token }, { clock: world.clock, fetch, openUrl() {} }, never)

  it('finds whose the token is and how long a post may be there', async () => {
    const host = new URL(world.network.url).host
    expect(await check(`${world.network.url}/@aobaya`, ` ${TOKEN}\n`)).toMatchObject({
      address: `@aobaya@${host}`,
      name: '青葉屋',
      secrets: { token: TOKEN },
      settings: { server: world.network.url, accountId: AOBAYA.id, maxCharacters: 500 },
    })
  })

  it('says plainly that the token is wrong, or that the server is none', async () => {
    await expect(check(world.network.url, 'wrong')).rejects.toMatchObject({
      code: 'auth-expired',
      reason: 'token-refused',
    })
    world.network.fail({ at: 'verify_credentials', what: 'status', status: 404 })
    await expect(check(world.network.url, TOKEN)).rejects.toMatchObject({ reason: 'not-a-server' })
    await expect(check('http://[', TOKEN)).rejects.toMatchObject({ reason: 'not-a-server' })
  })
})

describe('the text of a post', () => {
  it.each([
    ['<p>一行目<br>二行目</p><p>次の段落</p>', '一行目\n二行目\n\n次の段落'],
    [
      '<p><span class="h-card"><a href="https://a.example/@aobaya" class="u-url mention">@<span>aobaya</span></a></span> はい</p>',
      '@aobaya はい',
    ],
    [
      '<p><a href="https://example.jp/very/long"><span class="invisible">https://</span><span class="ellipsis">example.jp/very</span></a></p>',
      'https://example.jp/very/long',
    ],
    ['&lt;script&gt; &amp; 「」', '<script> & 「」'],
    ['', ''],
  ])('%s', (html, text) => {
    expect(textOfHtml(html)).toBe(text)
  })
})
