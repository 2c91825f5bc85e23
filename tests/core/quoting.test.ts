import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quoteForReply, splitQuoted } from '../../main/core/quoting.ts'
import { quickest } from './quickest.ts'

const quotes: Record<string, string> = {
  marks: '> ご注文は\n> いつですか',
  'full-width marks': '＞ ご注文は\n＞ いつですか',
  bars: '| ご注文は\n| いつですか',
  'a Japanese line': '2026/11/20 10:00、お店 <shop@example.jp>のメール:\n\n> ご注文は',
  'a Japanese line in words': '2026年11月20日(金) 10:00 お店 <shop@example.jp>:\n> ご注文は',
  'an English line': 'On Fri, Nov 20, 2026 at 10:00 AM Shop <shop@example.jp> wrote:\n> ご注文は',
  'a wrapped English line':
    'On Fri, Nov 20, 2026 at 10:00 AM Shop of Things and More\n<shop@example.jp> wrote:\n> ご注文は',
  'an Outlook divider': '-----Original Message-----\nFrom: shop@example.jp\n\nご注文は',
  'a Japanese divider': '-----元のメッセージ-----\n差出人: お店\n\nご注文は',
  'Outlook headers':
    '差出人: お店 <shop@example.jp>\n送信日時: 2026年11月20日 10:00\n宛先: 山田\n件名: ご注文\n\nご注文は',
  'Outlook headers in English': 'From: Shop\nSent: Friday\nTo: me\nSubject: order\n\nPlease',
  'a forwarded mail': '---------- Forwarded message ---------\nFrom: x@example.com\n\nご注文は',
}

describe('splitting', () => {
  it.each(Object.entries(quotes))('folds a quote by %s', (_, quoted) => {
    expect(splitQuoted(`お願いします。\n\n${quoted}`)).toEqual({ own: 'お願いします。\n\n', signature: '', quoted })
  })

  it.each([
    'スマートフォンから送信',
    'iPhoneから送信',
    'Sent from my iPhone',
    '-- \n山田商店',
    '━━━━━━━━━━\n山田商店\n━━━━━━━━━━',
    '＝＝＝＝＝＝＝＝＝＝\n山田',
  ])('folds the signature %j', (signature) => {
    expect(splitQuoted(`お願いします。\n${signature}`)).toEqual({ own: 'お願いします。\n', signature, quoted: '' })
    expect(splitQuoted(`お願いします。\n${signature}\n> 前の話`)).toEqual({
      own: 'お願いします。\n',
      signature: `${signature}\n`,
      quoted: '> 前の話',
    })
  })

  it.each([
    ['an answer between the lines of a quote', '> いつ届きますか\n明日です。\n> 何時ですか\n10時です。'],
    ['a sentence about a mail', '昨日のメール:見ました。\n赤でお願いします。'],
    ['a date with a colon', '2026年11月20日：希望します。\n午前でお願いします。'],
    ['a table', '| 品 | 数 |\n合計 3'],
    ['one labelled line', '件名: 質問\n本文です'],
    ['a line under a heading', 'ご質問\n━━━━━━━━━━\n1. サイズ\n'.concat('あ\n'.repeat(20))],
  ])('leaves %s unfolded', (_, text) => {
    expect(splitQuoted(text)).toEqual({ own: text, signature: '', quoted: '' })
  })

  it('loses nothing of any text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '> a',
            'b',
            '',
            '-- ',
            '━━━━━━━━━━',
            'On 1 Jan 2026 at 1:00, x wrote:',
            '差出人: x',
            '件名: y',
            '日時: z',
            '\r',
          ),
        ),
        (lines) => {
          const text = lines.join('\n')
          const { own, signature, quoted } = splitQuoted(text)
          expect(own + signature + quoted).toBe(text)
        },
      ),
    )
  })

  it('takes a hostile text in linear time', () => {
    for (const unit of [
      '> a\nb\n',
      '>',
      'On ',
      'From: a\n',
      '差出人: a\n\n',
      '━',
      '-',
      'On a wrote:\n',
      '<',
      'のメール:',
      '2026/11/20:\n> a\nb\n',
      '\n',
      'a\n',
    ]) {
      const text = unit.repeat(100_000 / unit.length)
      expect(quickest(() => splitQuoted(text))).toBeLessThan(100)
    }
  })
})

it('quotes at once what holds a hundred thousand blanks', () => {
  for (const blank of [' ', '\n', ' \n', '\u3000']) {
    const text = `返品${blank.repeat(100_000 / blank.length)}です`
    expect(quickest(() => quoteForReply(text, { author: 'a', at: 'b' }))).toBeLessThan(100)
  }
})

it('quotes a mail below an answer so that it folds again', () => {
  const quoted = quoteForReply('こんにちは。\n\n> 前の話\n', { author: '山田 様', at: '2026/11/20 10:00' })
  expect(quoted).toBe('2026/11/20 10:00、山田 様のメール:\n> こんにちは。\n>\n>> 前の話')
  expect(splitQuoted(`承知しました。\n\n${quoted}`).quoted).toBe(quoted)
})
