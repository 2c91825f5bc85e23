import { describe, expect, it } from 'vitest'
import { isAddress, parseAddresses } from '../../renderer/composer/addresses.ts'
import { withSignature } from '../../renderer/composer/signature.ts'
import { splitByLinks } from '../../renderer/ticket/MessageText.tsx'
import { splitByWords } from '../../renderer/ui/Marked.tsx'

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
  it('end before the sentence does', () => {
    expect(splitByLinks('こちらhttps://example.jp/a?b=1。または(https://example.com/x).')).toEqual([
      { text: 'こちら', isLink: false },
      { text: 'https://example.jp/a?b=1', isLink: true },
      { text: '。または(', isLink: false },
      { text: 'https://example.com/x', isLink: true },
      { text: ').', isLink: false },
    ])
  })
})

describe('the words of a search', () => {
  it('are marked whatever their width and case', () => {
    expect(splitByWords('ＡＢＣ返品', ['abc', '返品'])).toEqual([
      { text: 'ＡＢＣ', isHit: true },
      { text: '返品', isHit: true },
    ])
  })
})
