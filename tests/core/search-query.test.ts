import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesTerm, toMatch } from '../../main/core/search-match.ts'
import { parseSearch, type SearchTerm } from '../../main/core/search-query.ts'

/** A Saturday. */
const NOW = Date.parse('2026-11-21T12:00:00+09:00')
const parse = (typed: string) => parseSearch(typed, NOW, 'Asia/Tokyo')
const words = (typed: string) => parse(typed).terms.map((term) => term.text)
const day = (date: string) => Date.parse(`${date}T00:00:00+09:00`)

function span(typed: string): [number | null, number | null] {
  const { from, to } = parse(typed)
  return [from, to]
}

describe('what was typed', () => {
  it('is words, cut at blanks of either width', () => {
    expect(words('返品　送料 ＡＢＣ')).toEqual(['返品', '送料', 'abc'])
    expect(parse(' 　')).toEqual({ terms: [], statuses: null, from: null, to: null })
  })

  it('is a phrase between quotes of any kind, and words when a quote stays open', () => {
    for (const typed of ['"返品 送料"', '「返品 送料」', '“返品 送料”', '＂返品　送料＂', '『返品 送料』']) {
      expect(words(typed)).toEqual(['返品 送料'])
    }
    expect(words('「返品 送料')).toEqual(['「返品', '送料'])
  })

  it('is a minus word after a dash, but not a dash by itself or within a word', () => {
    expect(parse('-返品 －送料 zq-77b -').terms).toEqual([
      { field: null, text: '返品', isExcluded: true },
      { field: null, text: '送料', isExcluded: true },
      { field: null, text: 'zqー77b', isExcluded: false },
      { field: null, text: 'ー', isExcluded: false },
    ])
  })

  it('is a field before a colon of either width, in Japanese or English', () => {
    const term = (field: SearchTerm['field'], text: string, isExcluded = false) => [{ field, text, isExcluded }]
    expect(parse('from:sato').terms).toEqual(term('sender', 'sato'))
    expect(parse('Ｆｒｏｍ：佐藤').terms).toEqual(term('sender', '佐藤'))
    expect(parse('宛先:佐藤').terms).toEqual(term('recipients', '佐藤'))
    expect(parse('件名：「返品 希望」').terms).toEqual(term('subject', '返品 希望'))
    expect(parse('-添付:pdf').terms).toEqual(term('files', 'pdf', true))
    expect(parse('注文:250-123').terms).toEqual(term(null, '250ー123'))
  })

  it('is a word where a field is unknown, empty or not understood', () => {
    expect(words('https://example.jp')).toEqual(['https://example.jp'])
    expect(words('件名:')).toEqual(['件名:'])
    expect(words('状態:謎')).toEqual(['状態:謎'])
    expect(words('期間:いつか')).toEqual([words('期間:いつか')[0]])
    expect(parse('期間:2026-02-30').from).toBeNull()
    expect(words('constructor: __proto__:x toString:1')).toHaveLength(3)
  })

  it('is a status, several of them, or all but one', () => {
    expect(parse('状態:完了').statuses).toEqual(['resolved'])
    expect(parse('status:new 状態:オープン').statuses).toEqual(['new', 'open'])
    expect(parse('-状態:完了').statuses).toEqual(['new', 'open', 'waiting'])
    expect(parse('返品').statuses).toBeNull()
  })

  it('never fails, whatever it is', { timeout: 30_000 }, () => {
    const bits = [
      '"',
      '「',
      '」',
      '-',
      '－',
      ':',
      '：',
      'from',
      '期間',
      '状態',
      '..',
      '2026',
      '-11',
      '今日',
      ' ',
      '　',
      '*',
      '(',
      'NOT',
      'あ',
      '\ud800',
      '日',
      '9999',
    ]
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...bits), { maxLength: 12 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(typed, (one) => {
        for (const term of parse(one).terms) expect(term.text).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})

describe('a period', () => {
  it('is a day, a week from Monday, a month or a year of the person', () => {
    expect(span('期間:今日')).toEqual([day('2026-11-21'), day('2026-11-22')])
    expect(span('date:yesterday')).toEqual([day('2026-11-20'), day('2026-11-21')])
    expect(span('期間:今週')).toEqual([day('2026-11-16'), day('2026-11-23')])
    expect(span('期間:先週')).toEqual([day('2026-11-09'), day('2026-11-16')])
    expect(span('期間：先月')).toEqual([day('2026-10-01'), day('2026-11-01')])
    expect(span('期間:7日')).toEqual([day('2026-11-15'), day('2026-11-22')])
    expect(span('期間:2026-11')).toEqual([day('2026-11-01'), day('2026-12-01')])
    expect(span('期間:２０２６年１１月３日')).toEqual([day('2026-11-03'), day('2026-11-04')])
    expect(span('期間:2025')).toEqual([day('2025-01-01'), day('2026-01-01')])
  })

  it('without a year is the last one that has begun', () => {
    expect(span('期間:11/1')).toEqual([day('2026-11-01'), day('2026-11-02')])
    expect(span('期間:12月')).toEqual([day('2025-12-01'), day('2026-01-01')])
  })

  it('from one to another includes both, and may be open', () => {
    expect(span('期間:2026-11-01..2026-11-15')).toEqual([day('2026-11-01'), day('2026-11-16')])
    expect(span('期間:2026-10〜2026-11')).toEqual([day('2026-10-01'), day('2026-12-01')])
    expect(span('期間:2026-11-01..')).toEqual([day('2026-11-01'), null])
    expect(span('期間:..昨日')).toEqual([null, day('2026-11-21')])
  })

  it('begins where the day begins in the time zone', () => {
    const { from, to } = parseSearch('date:2026-03-08', NOW, 'America/New_York')
    expect(to! - from!).toBe(23 * 3_600_000)
  })
})

describe('a hit', () => {
  const finds = (typed: string, body: string) =>
    parse(typed).terms.every((term) => matchesTerm(term, { subject: '', body, sender: '', recipients: '', files: '' }))

  it('is a part of the text, but one or two letters must begin a word', () => {
    expect(finds('収', '領収書')).toBe(true)
    expect(finds('washer', 'a dishwasher')).toBe(true)
    expect(finds('to', 'a photo to see')).toBe(true)
    expect(finds('to', 'a photo')).toBe(false)
    expect(finds('to', '写真photo')).toBe(false)
    expect(finds('to', '写真to')).toBe(true)
  })

  it('is a number with other dashes', () => {
    expect(finds('0312345678', 'tel 03ー1234ー5678')).toBe(true)
    expect(finds('03-1234-5678', '0312345678')).toBe(true)
    expect(finds('03-1234-5679', 'tel 03ー1234ー5678')).toBe(false)
  })
})

describe('the question to the index', () => {
  const ask = (typed: string) => toMatch(parse(typed), (part) => (part === 'washer' ? ['dishwasher', 'xwasherx'] : []))

  it('is certain for one Japanese word or one word of letters', () => {
    expect(ask('領収書')).toMatchObject({ wanted: '("領収 収書")', checks: [] })
    expect(ask('傷')).toMatchObject({ wanted: '("傷"*)', checks: [] })
    expect(ask('washer')).toMatchObject({ wanted: '(("washer"* OR "dishwasher"* OR "xwasher"*))', checks: [] })
  })

  it('is checked where marks or a change of script leave doubt', () => {
    expect(ask('c++').checks).toHaveLength(1)
    expect(ask('pc用紙').checks).toHaveLength(1)
  })

  it('cannot be asked for marks alone, nor for minus words alone', () => {
    expect(ask('★').wanted).toBeNull()
    expect(ask('-返品').wanted).toBeNull()
    expect(ask('返品 -送料')).toMatchObject({ wanted: '("返品")', unwanted: '("送料")' })
  })
})
