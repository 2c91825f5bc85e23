import { describe, expect, it } from 'vitest'
import { countText, limitOf } from '../../preload/domain/networks.ts'
import { linksIn } from '../../preload/domain/text-length.ts'

describe('the length of a post as its network counts it', () => {
  it.each([
    ['Thank you!', 10],
    ['ありがとうございます', 20],
    ['ｶﾅ', 4],
    ['café', 4],
    ['cafe\u0301', 4],
    ['— “quoted”', 10],
    ['😀', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇯🇵', 2],
    ['❤️', 2],
    ['https://example.jp/a/very/long/path/that/goes/on?and=on#and', 23],
    ['こちらhttps://example.jp/returnをご覧ください', 6 + 23 + 14],
    ['example.com をご覧ください', 23 + 15],
    ['aiko@example.com', 16],
    ['', 0],
    // Facts of twitter-text's conformance tests (validate.yml of twitter/twitter-text@3b8031c).
    ['Hi http://test.co', 26],
    ['https://www.twitter.com/aloha '.repeat(10), 240],
    ['Aשּׁ', 4],
    ['😷👾😡🔥💩', 10],
    ['🙋🏽👨‍🎤', 4],
    ['Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; 🏴󠁧󠁢󠁥󠁮󠁧󠁿', 34],
    [`${'randomurl'.repeat(7)}s.com`, 68],
    [`http://${'あいうえおかきくけこ'.repeat(5)}あいう.com`, 117],
    [`http://${'あいうえおかきくけこ'.repeat(5)}あい.com`, 23],
    ['http://☃.net/', 23],
    ['https://日本語.jp/ です', 23 + 5],
    ['https://example.jp/商品', 23 + 4],
  ])('on X, %j counts %i', (text, weight) => {
    expect(countText('x', 'public', text)).toBe(weight)
  })

  it('on X, 140 Japanese characters fill a post, and a direct message takes far more', () => {
    expect(countText('x', 'public', 'あ'.repeat(140))).toBe(limitOf('x', 'public')!.max)
    expect(countText('x', 'private', 'あ'.repeat(140))).toBe(140)
    expect(limitOf('x', 'private')!.max).toBe(10_000)
  })

  it('on Bluesky, what a reader sees as one character counts one', () => {
    expect(countText('bluesky', 'public', 'が👨‍👩‍👧‍👦か\u3099')).toBe(3)
  })

  it('on Mastodon, a link counts 23 and the server of an address nothing', () => {
    expect(countText('mastodon', 'public', `@aiko@social.example.com https://example.jp/${'x'.repeat(80)}`)).toBe(
      5 + 1 + 23,
    )
    expect(limitOf('mastodon', 'public', 5000)).toEqual({ max: 5000, unit: 'graphemes' })
  })

  it('in a direct message of Instagram, a Japanese character counts three bytes', () => {
    expect(countText('instagram', 'private', 'あ')).toBe(3)
    expect(countText('instagram', 'public', 'あ😀')).toBe(2)
  })

  it('is nobody’s business in a mail', () => {
    expect(limitOf('mail', 'private')).toBeNull()
  })
})

describe('links in an answer', () => {
  it('are seen with and without their scheme, between Japanese words, and not in an address or a file name', () => {
    const text = '詳しくはhttps://example.jp/a。またはexample.com/b へ。aiko@example.com と v1.2.tar は違います'
    expect(linksIn(text)).toEqual(['https://example.jp/a', 'example.com/b'])
  })
})
