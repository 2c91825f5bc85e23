import { describe, expect, it } from 'vitest'
import { defaultHours } from '../../../main/core/default-hours.ts'
import { fill, type Values } from '../../../main/core/templates/fill.ts'
import { VARIABLES } from '../../../preload/domain/template-variables.ts'

/** Friday; Monday the 23rd is 勤労感謝の日. */
const NOW = Date.parse('2026-11-20T15:00:00+09:00')
const at = (date: string) => Date.parse(`${date}T18:00:00+09:00`)
const context = { now: NOW, hours: defaultHours, language: 'ja' as const }
const inEnglish = { ...context, language: 'en' as const }
const body = (text: string, values: Values = {}, where: Parameters<typeof fill>[2] = context) =>
  fill({ subject: '', body: text }, values, where).body

describe('a template', () => {
  it('is filled in by the Japanese and by the English names of its variables', () => {
    const values = { ショップ名: '青葉屋', 注文番号: 'A-1042', 発送予定日: at('2026-11-26') }
    expect(body('{{ショップ名}} {{注文番号}} {{発送予定日}}', values)).toBe('青葉屋 A-1042 11月26日(木)')
    expect(body('{{shop_name}} {{Order Number}} {{shipping_date}}', values, inEnglish)).toBe(
      '青葉屋 A-1042 Thursday, 26 November',
    )
    expect(body('{{ショップ名}}', { shop_name: '青葉屋' })).toBe('青葉屋')
  })

  it.each(VARIABLES.filter(({ kind }) => kind === 'text'))('knows $name under both names', ({ name, english }) => {
    expect(body(`{{${name}}} {{${english}}}`, { [name]: '値' })).toBe('値 値')
    expect(fill({ subject: '', body: `{{${name}}}` }, {}, context).unfilled).toMatchObject([{ name }])
  })

  it.each(VARIABLES.filter(({ kind }) => kind === 'date'))('writes $name as a date', ({ name, english }) => {
    expect(body(`{{${name}}}/{{${english}}}`, { [name]: at('2026-12-01') })).toBe('12月1日(火)/12月1日(火)')
  })

  it('takes wide braces and wide signs, as an IME writes them', () => {
    expect(body('｛｛ ショップ名 ｝｝ ｛｛＋３営業日｝｝', { ショップ名: '青葉屋' })).toBe('青葉屋 11月26日(木)')
  })

  it('takes お客様名 for お客さま名', () => {
    expect(body('{{お客様名}} 様', { お客さま名: '佐藤 花子' })).toBe('佐藤 花子 様')
  })

  it('writes what it knows only as text as it was given', () => {
    expect(body('{{発送予定日}}', { 発送予定日: '来週の火曜日' })).toBe('来週の火曜日')
    expect(body('{{経過日数}}日前', { 経過日数: 3 })).toBe('3日前')
  })

  it('puts a value in as it is, also when it looks like a variable or a replacement', () => {
    expect(body('{{商品名}}', { 商品名: "$& {{ショップ名}} $'", ショップ名: 'x' })).toBe("$& {{ショップ名}} $'")
  })

  it('keeps a subject in one line', () => {
    expect(fill({ subject: '{{商品名}}の件', body: '' }, { 商品名: '傘\n青' }, context).subject).toBe('傘 青の件')
  })
})

describe('dates', () => {
  it('are counted in business days over a weekend and a holiday', () => {
    expect(body('{{+1営業日}} {{+3営業日}}')).toBe('11月24日(火) 11月26日(木)')
    expect(body('{{+1 business day}} {{+3 business days}}', {}, inEnglish)).toBe(
      'Tuesday, 24 November Thursday, 26 November',
    )
  })

  it('are counted over the closing days of the shop, with the year when it is another', () => {
    const late = { ...context, now: Date.parse('2026-12-28T12:00:00+09:00') }
    expect(body('{{+1営業日}}', {}, late)).toBe('2027年1月4日(月)')
  })

  it('are counted in days of the calendar, and from another date', () => {
    expect(body('{{+10日}}')).toBe('11月30日(月)')
    expect(body('{{回答期限+1営業日}}', { 回答期限: at('2026-11-27') })).toBe('11月30日(月)')
  })

  it('belong to the calendar of the shop, not to that of UTC', () => {
    expect(body('{{今日}}', { 今日: Date.parse('2026-11-20T23:30:00Z') })).toBe('11月21日(土)')
  })

  it('carry the time of day when asked to', () => {
    expect(body('{{回答期限|時刻}}', { 回答期限: at('2026-11-26') })).toBe('11月26日(木)18:00')
    expect(body('{{answer_by | time}}', { 回答期限: at('2026-11-26') }, inEnglish)).toBe(
      'Thursday, 26 November at 18:00',
    )
  })

  it('stay open when the shop never opens', () => {
    const never = { ...defaultHours, week: {}, open: {} }
    expect(body('{{+3営業日}}', {}, { ...context, hours: never })).toBe('{{+3営業日}}')
  })
})

describe('a name', () => {
  it.each([
    ['{{お客さま名}}さま', '佐藤 花子', '佐藤 花子さま'],
    ['{{お客さま名}}さま', '佐藤 花子様', '佐藤 花子さま'],
    ['{{お客さま名}} 様', '佐藤 花子 様', '佐藤 花子 様'],
    ['{{お客さま名}}様', '佐藤さま', '佐藤様'],
    ['{{お客さま名}}さま', '青葉商店 御中', '青葉商店 御中'],
    ['{{お客さま名}}御中', '青葉商店御中', '青葉商店御中'],
    ['{{お客さま名}}からのご注文', '佐藤様', '佐藤様からのご注文'],
    ['{{お客さま名}}さま', '', 'お客さま'],
    ['{{お客さま名}}様', 'hanako@example.jp', 'お客様'],
    ['{{お客さま名}}へ', '', 'お客さまへ'],
    ['{{お客さま名|会員}}さま', '', '会員さま'],
    ['{{お客さま名}}さま', '様', '様'],
  ])('in %s of %s is written %s', (text, name, expected) => {
    expect(body(text, { お客さま名: name })).toBe(expected)
  })

  it('that nobody knows is "customer" in English', () => {
    expect(body('Dear {{customer_name}},', {}, inEnglish)).toBe('Dear customer,')
  })
})

describe('what is not known', () => {
  it('stays in sight and is told with its place', () => {
    const filled = fill({ subject: '発送 {{発送予定日}}', body: '番号は{{追跡番号}}です。' }, {}, context)
    expect(filled.subject).toBe('発送 {{発送予定日}}')
    expect(filled.unfilled).toEqual([
      { name: '発送予定日', field: 'subject', start: 3, end: 12 },
      { name: '追跡番号', field: 'body', start: 3, end: 11 },
    ])
  })

  it('has the words of its own that were given for it', () => {
    expect(body('{{商品名|ご注文の商品}}')).toBe('ご注文の商品')
    expect(body('{{ product | default: "your order" }}')).toBe('your order')
    expect(body('{{商品名|ご注文の商品}}', { 商品名: '傘' })).toBe('傘')
  })

  it('includes a variable that no one has heard of', () => {
    expect(fill({ subject: '', body: '{{社内コード}}' }, {}, context).unfilled).toMatchObject([{ name: '社内コード' }])
  })

  it('includes circles and dates left open in the text itself', () => {
    const { unfilled } = fill({ subject: '', body: '〇月〇日に○○を送ります。' }, {}, context)
    expect(unfilled.map(({ name }) => name)).toEqual(['〇月〇日', '○○'])
  })
})

describe('the place for a personal line', () => {
  it('stays as one place, whatever its name, and is not told as missing', () => {
    const filled = fill({ subject: '', body: 'お礼\n\n{{personal_note}}\n\n敬具' }, {}, context)
    expect(filled.body).toBe('お礼\n\n{{ひとこと}}\n\n敬具')
    expect(filled.slots).toEqual([{ start: 4, end: 12 }])
    expect(filled.unfilled).toEqual([])
  })

  it('has the name of the language', () => {
    expect(body('{{ひとこと}}', {}, inEnglish)).toBe('{{personal_note}}')
  })

  it('takes a line that is given', () => {
    expect(body('{{ひとこと}}', { ひとこと: 'いつもありがとうございます。' })).toBe('いつもありがとうございます。')
  })
})
