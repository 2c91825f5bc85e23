import { afterEach, describe, expect, it } from 'vitest'
import { answerTo, drain, messagesOf, messageTo, never, openWorld, type XTestWorld } from './world.ts'

let world: XTestWorld | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})
async function setup() {
  world = await openWorld()
  const { x } = world
  const hanako = x.user('hanako_tea', '花子')
  const asked = x.post({ by: hanako, text: '@aobaya_shop 送料はいくらですか' })
  const ownWords = () => x.posts.filter(({ by }) => by.id === x.me.id).map(({ text }) => text)
  return { ...world, hanako, asked, ownWords }
}

describe('an answer', () => {
  it('stands below the post it answers and brings its address', async () => {
    const { x, adapter, asked, metered } = await setup()
    const result = await adapter.send(answerTo(asked, '全国一律500円です'), never)
    const posted = x.posts.at(-1)!
    expect(posted).toMatchObject({ text: '@hanako_tea 全国一律500円です', answers: { id: asked.id } })
    expect(result).toMatchObject({
      outcome: 'accepted',
      rejectedRecipients: [],
      posted: { externalId: posted.id, url: `https://x.com/aobaya_shop/status/${posted.id}` },
    })
    expect(new TextDecoder().decode(result.source)).toContain(posted.id)
    expect(metered).toEqual([{ what: 'post', count: 1 }])
  })

  it('has the id under which it is found again by the next look', async () => {
    const { adapter, asked } = await setup()
    const result = await adapter.send(answerTo(asked, '500円です'), never)
    const own = messagesOf(await drain(adapter)).filter(({ place }) => place === 'sent')
    expect(own.map(({ externalId }) => externalId)).toEqual([
      result.outcome === 'accepted' && result.posted!.externalId,
    ])
  })

  it('with a link is counted at its own price', async () => {
    const { adapter, asked, metered } = await setup()
    await adapter.send(answerTo(asked, 'こちらです https://example.jp/postage'), never)
    expect(metered).toEqual([{ what: 'post-with-link', count: 1 }])
  })

  it('takes its pictures along', async () => {
    const { x, adapter, asked } = await setup()
    const picture = { name: 'a.png', type: 'image/png', content: new Uint8Array([1, 2, 3]) }
    const gif = { name: 'b.gif', type: 'image/gif', content: new Uint8Array([4]) }
    await adapter.send({ ...answerTo(asked, '写真です'), attachments: [picture, gif] }, never)
    expect(x.uploads.map(({ category }) => category)).toEqual(['tweet_image', 'tweet_gif'])
    expect(x.asked('tweet')[0]!.body).toMatchObject({
      media: { media_ids: ['1900000000000000001', '1900000000000000002'] },
    })
  })

  it('is certainly not given when a picture does not go through', async () => {
    const { x, adapter, asked, ownWords } = await setup()
    x.fail('media', 'cut')
    const picture = { name: 'a.png', type: 'image/png', content: new Uint8Array([1]) }
    const sending = adapter.send({ ...answerTo(asked, '写真です'), attachments: [picture] }, never)
    await expect(sending).rejects.toMatchObject({ code: 'offline' })
    expect(ownWords()).toEqual([])
  })
})

describe('a direct message', () => {
  it('goes to the other one of the conversation', async () => {
    const { x, adapter, hanako, metered } = await setup()
    const { conversation } = x.message(hanako, x.me, '住所を変えたいです')
    const result = await adapter.send(messageTo(conversation, hanako.id, '承りました'), never)
    expect(x.messages.at(-1)).toMatchObject({ text: '承りました', conversation, from: { id: x.me.id } })
    expect(result).toMatchObject({ outcome: 'accepted', posted: { externalId: x.messages.at(-1)!.id } })
    expect(metered).toEqual([{ what: 'dm-send', count: 1 }])
  })

  it('can be begun with whoever wrote a public post', async () => {
    const { x, adapter, asked, hanako } = await setup()
    await adapter.send(messageTo(asked.conversation, hanako.id, '詳しくはこちらで'), never)
    expect(x.messages.at(-1)).toMatchObject({ text: '詳しくはこちらで', from: { id: x.me.id } })
  })
})

describe('when the answer of X is lost', () => {
  it.each(['lost', 'html', 'truncated', { answer: 500 }, { answer: 503 }] as const)(
    'says that nobody knows (%o), posts no second time, and finds the post',
    async (fault) => {
      const { x, adapter, asked, ownWords } = await setup()
      x.fail('tweet', fault)
      const message = answerTo(asked, '500円です。詳しくは https://example.jp/p')
      expect(await adapter.send(message, never)).toMatchObject({ outcome: 'unclear' })
      expect(x.asked('tweet')).toHaveLength(1)
      const isThere = typeof fault === 'string'
      expect(ownWords()).toHaveLength(isThere ? 1 : 0)
      expect(await adapter.findSent(message, never)).toEqual(
        isThere ? { externalId: x.posts.at(-1)!.id, url: expect.stringContaining('/status/') as string } : null,
      )
    },
  )

  it('finds a direct message, and not one of before with the same words', async () => {
    const { x, adapter, clock, hanako } = await setup()
    const { conversation } = x.message(x.me, hanako, '承りました', clock.now() - 86_400_000)
    const message = messageTo(conversation, hanako.id, '承りました')
    expect(await adapter.findSent(message, never)).toBeNull()
    x.fail('dm', 'lost')
    expect(await adapter.send(message, never)).toMatchObject({ outcome: 'unclear' })
    expect(await adapter.findSent(message, never)).toMatchObject({ externalId: x.messages.at(-1)!.id })
  })

  it('does not take the same words below another post for the answer', async () => {
    const { x, adapter, asked, hanako } = await setup()
    const other = x.post({ by: hanako, text: '@aobaya_shop 返品できますか' })
    x.post({ by: x.me, text: '@hanako_tea はい', answers: other })
    expect(await adapter.findSent(answerTo(asked, 'はい'), never)).toBeNull()
  })

  it('knows the first try again when X refuses the second as a double', async () => {
    const { x, adapter, asked, ownWords } = await setup()
    const message = answerTo(asked, '500円です')
    x.fail('tweet', 'lost')
    await adapter.send(message, never)
    expect(await adapter.send(message, never)).toMatchObject({
      outcome: 'accepted',
      posted: { externalId: x.posts.at(-1)!.id },
    })
    expect(ownWords()).toEqual(['@hanako_tea 500円です'])
  })

  it('is cut off while X is silent, and then nobody knows', async () => {
    const { x, adapter, asked } = await setup()
    x.fail('tweet', 'silent')
    const stop = new AbortController()
    const sending = adapter.send(answerTo(asked, '500円です'), stop.signal)
    await expect.poll(() => x.asked('tweet').length).toBe(1)
    stop.abort()
    expect(await sending).toMatchObject({ outcome: 'unclear' })
  })
})

describe('an answer that X certainly did not take', () => {
  it('gives the reason when the author did not address us', async () => {
    const { x, adapter, hanako, ownWords } = await setup()
    const found = x.post({ by: hanako, text: 'あおば屋の羊羹、甘すぎる' })
    await expect(adapter.send(answerTo(found, '申し訳ありません'), never)).rejects.toMatchObject({
      code: 'rejected',
      reason: 'not-mentioned',
    })
    expect(ownWords()).toEqual([])
  })

  it('gives the reason when the post is gone', async () => {
    const { adapter, asked } = await setup()
    asked.isDeleted = true
    await expect(adapter.send(answerTo(asked, '500円です'), never)).rejects.toMatchObject({
      code: 'rejected',
      reason: 'post-gone',
    })
  })

  it('gives the reason when the same words stand elsewhere already', async () => {
    const { x, adapter, hanako, asked } = await setup()
    const other = x.post({ by: hanako, text: '@aobaya_shop 返品できますか' })
    await adapter.send(answerTo(other, 'はい'), never)
    await expect(adapter.send(answerTo(asked, 'はい'), never)).rejects.toMatchObject({
      code: 'rejected',
      reason: 'x-duplicate',
    })
  })

  it('waits when X wants fewer, until the instant X names', async () => {
    const { x, adapter, clock, asked } = await setup()
    const reset = Math.ceil(clock.now() / 1000) + 600
    const headers = { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(reset) }
    x.fail('tweet', { answer: 429, headers })
    await expect(adapter.send(answerTo(asked, '500円です'), never)).rejects.toMatchObject({
      code: 'rate-limited',
      retryAt: reset * 1000,
    })
  })

  it('waits when there is no way to X at all', async () => {
    const { x, adapter, asked, ownWords } = await setup()
    await x.close()
    await expect(adapter.send(answerTo(asked, '500円です'), never)).rejects.toMatchObject({ code: 'offline' })
    expect(ownWords()).toEqual([])
  })

  it.each([
    [401, 'auth-expired', 'token-refused'],
    [402, 'rejected', 'x-no-credits'],
    [403, 'rejected', 'x-not-allowed'],
  ])('says what %i means', async (status, code, reason) => {
    const { x, adapter, asked } = await setup()
    x.fail('tweet', { answer: status })
    await expect(adapter.send(answerTo(asked, '500円です'), never)).rejects.toMatchObject({ code, reason })
  })
})
