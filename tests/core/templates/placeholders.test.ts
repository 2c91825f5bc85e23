import { describe, expect, it } from 'vitest'
import { findUnfilled, withoutSlots } from '../../../preload/domain/placeholders.ts'

const names = (text: string) => findUnfilled(text).map(({ name }) => name)

describe('a text that may not leave yet', () => {
  it.each([
    ['{{注文番号}}を確認しました', ['注文番号']],
    ['{{ 注文番号 }} と {{}}', ['注文番号', '']],
    ['○○様', ['○○']],
    ['〇〇〇〇円のご返金', ['〇〇〇〇']],
    ['△△について', ['△△']],
    ['〇月〇日に発送します', ['〇月〇日']],
    ['●月●日、XX月XX日', ['●月●日', 'XX月XX日']],
    ['○日までに', ['○']],
    ['○様', ['○']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  it('is told with the place of each', () => {
    expect(findUnfilled('一行目\n{{商品名}}と○○')).toEqual([
      { kind: 'variable', name: '商品名', start: 4, end: 11 },
      { kind: 'blank', name: '○○', start: 12, end: 14 },
    ])
  })
})

describe('a text that may leave', () => {
  it.each([
    '二〇二六年一〇月三〇日',
    '一〇〇円引き',
    'ご希望のほうに○をつけてください。○か×でお答えください。',
    '△ 残りわずか',
    '> {{注文番号}} ○○\n> 〇月〇日',
    '  > ○○',
    'if (a) { b } else {c}',
    '{{ひとこと}}',
  ])('%s', (text) => {
    expect(names(text)).toEqual([])
  })
})

describe('an empty slot', () => {
  it.each([
    ['お礼です。\n\n{{ひとこと}}\n\n敬具', 'お礼です。\n\n敬具'],
    ['お礼です。\n{{ひとこと}}\n敬具', 'お礼です。\n敬具'],
    ['{{ひとこと}}\n\n敬具', '敬具'],
    ['お礼です。{{ひとこと}}\n敬具', 'お礼です。\n敬具'],
    ['終わり\n\n{{personal_note}}', '終わり\n\n'],
    ['そのまま', 'そのまま'],
    ['> {{ひとこと}}', '> {{ひとこと}}'],
  ])('goes out of %j', (text, expected) => {
    expect(withoutSlots(text)).toBe(expected)
  })
})
