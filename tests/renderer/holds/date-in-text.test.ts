import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countDates, moveDates, type WallTime } from '../../../renderer/holds/date-in-text.ts'

const friday: WallTime = { year: 2026, month: 11, date: 27, hour: 18, minute: 0 }
const tuesday: WallTime = { year: 2026, month: 12, date: 1, hour: 18, minute: 0 }
const noonNewYear: WallTime = { year: 2027, month: 1, date: 5, hour: 12, minute: 30 }

describe('the date of a hold in a text', () => {
  it.each([
    ['11月27日(金)18:00までにご返信ください。', '12月1日(火)18:00までにご返信ください。'],
    ['１１月２７日（金）18時までに', '１２月１日（火）18時までに'],
    ['2026年11月27日 金曜日', '2026年12月1日 火曜日'],
    ['2026/11/27 必着', '2026/12/1 必着'],
    ['期限は 2026-11-27 18:00 です', '期限は 2026-12-01 18:00 です'],
    ['11/27(金)まで', '12/1(火)まで'],
    ['11/27までにお願いします', '12/1までにお願いします'],
    ['11月27日の午後6時', '12月1日の午後6時'],
    ['by Friday 27 November, 18:00', 'by Tuesday 1 December, 18:00'],
    ['by Fri 27 Nov', 'by Tue 1 Dec'],
    ['by November 27th at 6 pm', 'by December 1st at 6 pm'],
  ])('%s moves to %s', (before, after) => {
    expect(moveDates(before, friday, tuesday)).toBe(after)
  })

  it('moves at every place of a text that somebody has edited, with its hour and into the next year', () => {
    const text = '期限：2026年11月27日(金) 18:00\n遅くとも11月27日（金）の午後6時までに（11/27の18:00）'
    expect(moveDates(text, friday, noonNewYear)).toBe(
      '期限：2027年1月5日(火) 12:30\n遅くとも1月5日（火）の午後0時30分までに（1/5の12:30）',
    )
  })

  it('leaves what the customer wrote as they wrote it', () => {
    const text = '11月27日(金)まで\n\n> 11月27日には間に合いますか'
    expect(moveDates(text, friday, tuesday)).toBe('12月1日(火)まで\n\n> 11月27日には間に合いますか')
    expect(countDates('> 11月27日には間に合いますか', friday)).toBe(0)
  })

  it.each([
    '11月2日と1月27日と111月27日',
    '11月27日 10:00に発送しました',
    '2025年11月27日のご注文',
    '注文番号 2026-11-2788、棚 11/27、https://example.jp/2026/11/27/a',
  ])('is not what only looks like it: %s', (text) => {
    expect(moveDates(text, friday, tuesday)).toBe(text)
    expect(countDates(text, friday)).toBe(0)
  })

  it('that is written without an hour is the same date', () => {
    expect(countDates('11月27日までに、または11月27日(金)18:00までに', friday)).toBe(2)
  })

  it('moved there and back gives the text as it was', () => {
    const writings = ['{m}月{d}日({w})18:00まで', '2026年{m}月{d}日', '{m}/{d}まで', '一言 {m}月{d}日の18時に']
    const wall = fc.record({ month: fc.integer({ min: 1, max: 12 }), date: fc.integer({ min: 1, max: 28 }) })
    fc.assert(
      fc.property(wall, wall, fc.array(fc.constantFrom(...writings), { maxLength: 4 }), (a, b, lines) => {
        const [from, to] = [a, b].map((one) => ({ year: 2026, hour: 18, minute: 0, ...one })) as [WallTime, WallTime]
        const weekday = '日月火水木金土'[new Date(Date.UTC(2026, a.month - 1, a.date)).getUTCDay()]!
        const fill = (line: string) =>
          line.replace('{m}', String(a.month)).replace('{d}', String(a.date)).replace('{w}', weekday)
        const text = lines.map(fill).join('\n')
        const moved = moveDates(text, from, to)
        expect(countDates(moved, to)).toBe(lines.length)
        expect(moveDates(moved, to, from)).toBe(text)
      }),
    )
  })
})
