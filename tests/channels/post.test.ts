import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseExactJson, retryAtOf } from '../../main/channels/http.ts'
import { foldForSearch } from '../../main/core/japanese-text.ts'
import { inboundOf, type Post } from '../../main/channels/post.ts'

const post: Post = {
  id: '1859201234567890123',
  inReplyTo: '1859200000000000001',
  isOwn: false,
  text: '注文番号 100234 の件、返品できますか',
  at: 1_795_000_000_000,
  conversation: '1859200000000000001',
  visibility: 'public',
  found: 'addressed',
  author: { id: '42', handle: '@aiko', name: '愛子' },
  url: 'https://x.com/aiko/status/1859201234567890123',
  answerUntil: null,
  refuses: null,
  media: [],
  quoted: null,
}

describe('a post on its way in', () => {
  it('keeps its ids exact and its place among the networks', () => {
    const { externalId, message, place } = inboundOf('x', post, {})
    expect(externalId).toBe('1859201234567890123')
    expect(message.messageId).toBe('x:1859201234567890123')
    expect(message.inReplyTo).toBe('x:1859200000000000001')
    expect(message.from).toEqual([{ name: '愛子', address: '@aiko' }])
    expect(message.post).toMatchObject({ visibility: 'public', author: { id: '42' } })
    expect(place).toBe('inbox')
    expect(inboundOf('x', { ...post, isOwn: true }, {}).place).toBe('sent')
  })

  it('is found by its words and by what a picture is said to show', () => {
    const media = [
      { kind: 'image', url: 'https://example.com/1.jpg', previewUrl: null, description: '割れた皿' },
    ] as const
    const { search } = inboundOf('x', { ...post, media: [...media] }, {})
    expect(search.text.body).toContain(foldForSearch('割れた皿'))
  })

  it('carries the order number that its network names, before those of the text', () => {
    const { digest } = inboundOf('rmesse', { ...post, orderNumber: '319134-20261120-0000000001' }, {})
    expect(digest.orderNumbers[0]).toBe('319134-20261120-0000000001')
  })

  it('keeps what the network answered, under its own hash', () => {
    const { source, sourceHash } = inboundOf('x', post, { id: post.id })
    expect(new TextDecoder().decode(source)).toBe('{"id":"1859201234567890123"}')
    expect(sourceHash).toBe(createHash('sha256').update(source).digest('hex'))
  })
})

describe('JSON of a network', () => {
  it('keeps numbers that JSON.parse would round, and leaves digits in texts alone', () => {
    const json = '{"id":1859201234567890123,"text":"12345678901234567890 \\" 9999999999999999","n":12,"f":1.5}'
    expect(parseExactJson(json)).toEqual({
      id: '1859201234567890123',
      text: '12345678901234567890 " 9999999999999999',
      n: 12,
      f: 1.5,
    })
  })

  it('is undefined where a proxy answered a page, or the line was cut', () => {
    // As Mastodon tells the shape of a picture: these are no digits of an id.
    expect(parseExactJson('{"aspect":1.3333333333333333,"small":-0.12345678901234567e-7}')).toEqual({
      aspect: 1.3333333333333333,
      small: -0.12345678901234567e-7,
    })
    expect(parseExactJson('<html>502</html>')).toBeUndefined()
    expect(parseExactJson('{"data":[{"id":"1"')).toBeUndefined()
  })
})

describe('the end of a rate limit', () => {
  const now = Date.parse('2026-11-22T00:00:00Z')
  it.each([
    [{ 'retry-after': '30' }, null, now + 30_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 00:05:00 GMT' }, null, now + 300_000],
    [{ 'x-rate-limit-reset': String(now / 1000 + 900) }, 'x-rate-limit-reset', now + 900_000],
    [{ 'x-ratelimit-reset': '2026-11-22T00:05:00.000Z' }, 'x-ratelimit-reset', now + 300_000],
    [{}, 'x-rate-limit-reset', null],
  ])('%j', (headers, name, at) => {
    expect(retryAtOf(new Headers(headers as Record<string, string>), now, name)).toBe(at)
  })
})
