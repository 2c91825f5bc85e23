import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Adapter, OutboundMessage } from '../../../main/channels/adapter.ts'
import { blueskyChannel } from '../../../main/channels/bluesky/index.ts'
import { type Clock, systemClock } from '../../../main/jobs/clock.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { type Atproto, startAtproto, whyNoAppView, whyNoAtproto } from '../../support/networks/atproto.ts'
import { openWorld } from '../../services/world.ts'
import { answer, drain, linkThatBreaks, messagesOf, never, toolsFor } from '../post-tools.ts'

/** Against the program that runs bsky.social itself, on loopback. Direct messages are not part of it. */
const noPds = whyNoAtproto()
const noAppView = whyNoAppView()

describe.skipIf(noPds)(`a real PDS${noPds ? ` (left out: ${noPds})` : ''}`, () => {
  let network: Atproto
  beforeAll(async () => {
    network = await startAtproto({ appView: false })
  })
  afterAll(() => network.stop())

  it('signs in with an app password, keeps the session and renews it when it has ended', async () => {
    const shop = await network.person('aoba')
    const { tools, saved } = toolsFor(systemClock)
    const checked = await blueskyChannel.check!(
      { handle: '@aoba.test', server: network.url, dm: 'no' },
      { appPassword: shop.appPassword },
      { clock: systemClock, fetch, openUrl() {} },
      never,
    )
    expect(checked).toMatchObject({ address: '@aoba.test', externalId: shop.did })

    const secrets = { ...checked.secrets, accessJwt: 'ended.ended.ended' }
    const adapter = blueskyChannel.connect({ handle: 'aoba.test', server: network.url, dm: 'no' }, secrets, tools)
    expect(await adapter.findSent(answer({ key: 'never-sent' }), never)).toBe(false)
    const sent = await adapter.send(answer({ key: 'row-0', text: '本日より営業しています' }), never)
    expect(sent.outcome).toBe('accepted')
    expect(saved).toHaveLength(1)
    expect(saved[0]).toMatchObject({ did: shop.did })
  })

  it('says plainly that a password is wrong', async () => {
    await network.person('akane')
    const checking = blueskyChannel.check!(
      { handle: 'akane.test', server: network.url, dm: 'no' },
      { appPassword: 'aaaa-bbbb-cccc-dddd' },
      { clock: systemClock, fetch, openUrl() {} },
      never,
    )
    await expect(checking).rejects.toMatchObject({ code: 'auth-expired', reason: 'wrong-password' })
  })

  async function shopAndCustomer(shopName: string, customerName: string, lineOf?: typeof fetch) {
    const shop = await network.person(shopName)
    const customer = await network.person(customerName)
    const { tools } = toolsFor(systemClock, lineOf)
    const adapter = blueskyChannel.connect(
      { handle: shop.handle, server: network.url, dm: 'no' },
      { appPassword: shop.appPassword },
      tools,
    )
    const question = await customer.post({ text: `@${shop.handle} 在庫はありますか？` })
    return { shop, customer, adapter, question }
  }

  const recordAt = async (uri: string) => {
    const [, repo, , rkey] = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(uri)!
    const query = new URLSearchParams({ repo: repo!, collection: 'app.bsky.feed.post', rkey: rkey! })
    const response = await fetch(`${network.url}/xrpc/com.atproto.repo.getRecord?${query}`)
    return (await response.json()) as { value: Record<string, unknown> }
  }

  it('answers under the post with links and mentions in place, and finds the answer by its key', async () => {
    const { shop, customer, adapter, question } = await shopAndCustomer('midori', 'naoko')
    const text = `@${customer.handle} はい、あります🎉 https://example.jp/商品/1 をご覧ください。`
    const reply = answer({ key: 'row-1', inReplyTo: question.uri, conversation: question.uri, text })
    const sent = await adapter.send(reply, never)
    expect(sent).toMatchObject({ outcome: 'accepted', posted: { externalId: expect.stringContaining(shop.did) } })
    const uri = (sent as { posted: { externalId: string } }).posted.externalId
    expect(await adapter.findSent(reply, never)).toMatchObject({ externalId: uri })

    const { value } = await recordAt(uri)
    expect(value).toMatchObject({ text, reply: { root: { uri: question.uri }, parent: { uri: question.uri } } })
    const facets = value['facets'] as { index: { byteStart: number; byteEnd: number }; features: object[] }[]
    const shown = facets.map(({ index }) => Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString())
    expect(shown).toEqual([`@${customer.handle}`, 'https://example.jp/商品/1'])
    expect(facets[0]!.features[0]).toMatchObject({ did: customer.did })
  })

  it('is never posted twice when the answer to the post was lost', async () => {
    const line = linkThatBreaks('com.atproto.repo.createRecord')
    const { shop, adapter, question } = await shopAndCustomer('kaede', 'satoshi', line.fetch)
    const reply = answer({ key: 'row-2', inReplyTo: question.uri, conversation: question.uri, text: '確認します' })
    line.breakNext()
    const first = await adapter.send(reply, never)
    expect(first.outcome).toBe('accepted')
    const again = await adapter.send(reply, never)
    expect(again).toMatchObject({ outcome: 'accepted', posted: (first as { posted: unknown }).posted })
    const list = await fetch(
      `${network.url}/xrpc/com.atproto.repo.listRecords?repo=${shop.did}&collection=app.bsky.feed.post`,
    )
    expect(((await list.json()) as { records: unknown[] }).records).toHaveLength(1)
  })

  it('carries pictures, and says when the post it answers is gone', async () => {
    const { customer, adapter, question } = await shopAndCustomer('sumire', 'kenta')
    const pixel = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const reply: OutboundMessage = {
      ...answer({ key: 'row-3', inReplyTo: question.uri, conversation: question.uri }),
      attachments: [{ name: 'item.png', type: 'image/png', content: pixel }],
    }
    const sent = await adapter.send(reply, never)
    const { value } = await recordAt((sent as { posted: { externalId: string } }).posted.externalId)
    expect(value).toMatchObject({ embed: { images: [{ image: { mimeType: 'image/png', size: pixel.length } }] } })

    await customer.remove(question.uri)
    const late = answer({ key: 'row-4', inReplyTo: question.uri, conversation: question.uri })
    await expect(adapter.send(late, never)).rejects.toMatchObject({ code: 'rejected', reason: 'post-gone' })
  })
})

describe.skipIf(noAppView)(`a real AppView${noAppView ? ` (left out: ${noAppView})` : ''}`, () => {
  let network: Atproto
  beforeAll(async () => {
    network = await startAtproto({ appView: true })
  }, 120_000)
  afterAll(() => network.stop())

  const connect = (shop: { handle: string; appPassword: string }, clock: Clock = systemClock): Adapter =>
    blueskyChannel.connect(
      { handle: shop.handle, server: network.url, dm: 'no' },
      { appPassword: shop.appPassword },
      toolsFor(clock).tools,
    )

  it('brings mentions, replies and quotes once, and what the shop wrote elsewhere as its own', async () => {
    const shop = await network.person('wakaba')
    const customer = await network.person('haruka')
    const adapter = connect(shop)
    const news = await shop.post({ text: '新作を出しました' })
    // The AppView tells nobody of a reply that it indexes before the post above it.
    await network.settle()
    const comment = await customer.post({ text: '送料はいくらですか', reply: { root: news, parent: news } })
    const mentionText = `@${shop.handle} 返品できますか`
    const mention = await customer.post({
      text: mentionText,
      facets: [
        {
          index: { byteStart: 0, byteEnd: Buffer.byteLength(`@${shop.handle}`) },
          features: [{ $type: 'app.bsky.richtext.facet#mention', did: shop.did }],
        },
      ],
    })
    const quote = await customer.post({
      text: 'ここの器がすき',
      embed: { $type: 'app.bsky.embed.record', record: news },
    })
    await customer.post({ text: '関係のない投稿' })
    await network.settle()

    const pages = await drain(adapter, null)
    const found = messagesOf(pages)
    const byId = new Map(found.map((one) => [one.externalId, one.message.post]))
    expect([...byId.keys()].sort()).toEqual([comment.uri, mention.uri, quote.uri].sort())
    expect(byId.get(comment.uri)).toMatchObject({
      conversation: news.uri,
      found: 'ours',
      author: { handle: '@haruka.test' },
    })
    expect(byId.get(mention.uri)).toMatchObject({ conversation: mention.uri, found: 'addressed', visibility: 'public' })
    expect(byId.get(quote.uri)).toMatchObject({ quoted: { text: '新作を出しました', author: '@wakaba.test' } })

    const cursor = pages.at(-1)!.cursor
    expect(await drain(adapter, cursor)).toEqual([])

    const fromPhone = await shop.post({ text: '送料は500円です', reply: { root: news, parent: comment } })
    await network.settle()
    const [own] = messagesOf(await drain(adapter, cursor))
    expect(own).toMatchObject({ externalId: fromPhone.uri, place: 'sent' })
    expect(own!.message.post).toMatchObject({ conversation: news.uri })
    expect(own!.message.to).toMatchObject([{ address: '@haruka.test' }])
  })

  it('says why a post cannot be answered, and notices one that was deleted', async () => {
    const shop = await network.person('tsubaki')
    const customer = await network.person('ryota')
    const news = await shop.post({ text: '営業日のお知らせ' })
    await network.settle()
    const comment = await customer.post({ text: '了解です', reply: { root: news, parent: news } })
    const blocked = await network.person('mika')
    const other = await blocked.post({ text: '届きません', reply: { root: news, parent: news } })
    await blocked.block(shop.did)
    await network.settle()
    const clock = createFakeClock(new Date().toISOString())
    const adapter = connect(shop, clock)
    const pages = await drain(adapter, null)
    const refusals = new Map(messagesOf(pages).map(({ externalId, message }) => [externalId, message.post!.refuses]))
    expect(refusals.get(comment.uri)).toBeNull()
    // Blocked people are not listed at all.
    expect(refusals.has(other.uri)).toBe(false)

    await customer.remove(comment.uri)
    await network.settle()
    const changes: unknown[] = []
    for (let look = 0; look < 2; look++) {
      clock.suspend(31 * 60_000)
      for (const page of await drain(adapter, pages.at(-1)!.cursor)) changes.push(...(page.changes ?? []))
    }
    expect(changes).toEqual([{ what: 'deleted', externalId: comment.uri }])
  })

  it('carries a question to the counter and the answer back, once', async () => {
    const shop = await network.person('hinata')
    const customer = await network.person('yuki')
    const news = await shop.post({ text: '春の器です' })
    await network.settle()
    const question = await customer.post({ text: '割れものも送れますか', reply: { root: news, parent: news } })
    await network.settle()
    const clock = createFakeClock(new Date().toISOString())
    const world = openWorld({ channel: blueskyChannel, clock })
    await world.services.networks.add('青葉屋', {
      channel: 'bluesky',
      settings: { handle: shop.handle, server: network.url, dm: 'no' },
      secrets: { appPassword: shop.appPassword },
      budgetYen: null,
      wantsLogin: false,
    })
    await world.settle()
    const listed = () =>
      world.services.view.list({ view: 'all', accountId: null, limit: 9, after: null, assigneeId: null }).tickets
    expect(listed()).toMatchObject([{ subject: '割れものも送れますか', status: 'new' }])
    world.answer(listed()[0]!.id, 'はい、箱に入れてお送りします')
    await world.settle()
    await network.settle()
    clock.suspend(6 * 60_000)
    await world.settle()
    expect(listed()).toMatchObject([{ status: 'waiting', messageCount: 2 }])
    const thread = await fetch(
      `${network.url}/xrpc/com.atproto.repo.listRecords?repo=${shop.did}&collection=app.bsky.feed.post`,
    )
    const { records } = (await thread.json()) as { records: { value: { text: string; reply?: object } }[] }
    expect(records.map(({ value }) => value)).toMatchObject([
      { text: 'はい、箱に入れてお送りします', reply: { root: { uri: news.uri }, parent: { uri: question.uri } } },
      { text: '春の器です' },
    ])
    await world.close()
  })
})
