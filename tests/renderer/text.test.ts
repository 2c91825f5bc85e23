import { describe, expect, it } from 'vitest'
import { rulePack } from '../../main/core/classify/rule-pack.ts'
import { en } from '../../preload/locales/en.ts'
import { ja } from '../../preload/locales/ja.ts'
import { isAddress, parseAddresses } from '../../renderer/composer/addresses.ts'
import { withSignature } from '../../renderer/composer/signature.ts'
import { freeWords } from '../../renderer/inbox/search-fields.ts'
import { splitByLinks } from '../../renderer/ticket/MessageText.tsx'
import { cutAtMarks } from '../../renderer/ui/Marked.tsx'

describe('recipients', () => {
  it('are read with names, in a row, and as an IME leaves them', () => {
    expect(parseAddresses('山田花子 <hanako@example.jp>、info＠example．com;"Sato, K" ')).toEqual([
      { name: '山田花子', address: 'hanako@example.jp' },
      { name: '', address: 'info@example.com' },
      { name: '', address: '"Sato' },
      { name: '', address: 'K"' },
    ])
  })
  it.each(['a@b', 'a b@example.jp', '@example.jp', 'hanako.example.jp', ''])('%j is no address', (text) => {
    expect(isAddress(text)).toBe(false)
  })
})

describe('the signature', () => {
  it('stands above the quoted message and under the words', () => {
    const body = '承りました。\n\n2026年11月24日 山田花子:\n> いつ届きますか'
    expect(withSignature(body, '― あおば雑貨店')).toBe(
      '承りました。\n\n― あおば雑貨店\n\n2026年11月24日 山田花子:\n> いつ届きますか',
    )
  })
  it('is last without a quote, and is not put twice', () => {
    const once = withSignature('承りました。', '― あおば雑貨店')
    expect(once).toBe('承りました。\n\n― あおば雑貨店')
    expect(withSignature(once, '― あおば雑貨店')).toBe(once)
  })
})

describe('links in a message', () => {
  it('end before the sentence does, and know where they began', () => {
    expect(splitByLinks('こちらhttps://example.jp/a?b=1。または(https://example.com/x).')).toEqual([
      { text: 'こちら', start: 0, isLink: false },
      { text: 'https://example.jp/a?b=1', start: 3, isLink: true },
      { text: '。または(', start: 27, isLink: false },
      { text: 'https://example.com/x', start: 32, isLink: true },
      { text: ').', start: 53, isLink: false },
    ])
  })
})

describe('the hits of a search', () => {
  it('are marked where main says, whatever was folded', () => {
    expect(
      cutAtMarks('お皿の返品と返品の送料', [
        { start: 3, end: 5 },
        { start: 6, end: 8 },
      ]),
    ).toEqual([
      { text: 'お皿の', mark: null },
      { text: '返品', mark: 0 },
      { text: 'と', mark: null },
      { text: '返品', mark: 1 },
      { text: 'の送料', mark: null },
    ])
  })
  it('keep their number in a piece of the text, also when they begin before it or end after it', () => {
    const marks = [
      { start: 0, end: 2 },
      { start: 4, end: 7 },
      { start: 9, end: 12 },
    ]
    expect(cutAtMarks('efghij', marks, 5)).toEqual([
      { text: 'ef', mark: 1 },
      { text: 'gh', mark: null },
      { text: 'ij', mark: 2 },
    ])
  })
})

describe('a search without its fields', () => {
  it.each([
    ['状態:完了 返品 -交換', '返品'],
    ['差出人：山田 "割れた皿" 期間:先月', '"割れた皿"'],
    ['件名:「二つの 言葉」 納期 至急', '納期 至急'],
  ])('%s leaves %s', (query, words) => {
    expect(freeWords(query)).toBe(words)
  })
  it.each(['返品', '返品 送料', '状態:完了', '-交換'])('is not offered for %s', (query) => {
    expect(freeWords(query)).toBeNull()
  })
})

describe('the reason a mail was filed', () => {
  it('is in words for every rule of the pack, in both languages', () => {
    for (const { ruleWords } of [ja, en]) {
      const unnamed = ruleWords('no such rule')
      const nameless = rulePack.rules.filter(({ id }) => ruleWords(id) === unnamed).map(({ id }) => id)
      expect(nameless).toEqual([])
    }
  })
})
