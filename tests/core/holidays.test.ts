import { describe, expect, it } from 'vitest'
import { decideHolidayWarning, holidaysGoodUntil, japaneseHolidayName } from '../../main/core/holidays.ts'

describe('the holiday list', () => {
  it('knows substitute and sandwiched days', () => {
    expect(japaneseHolidayName('2026-09-22')).toBe('休日')
    expect(japaneseHolidayName('2027-03-22')).toBe('春分の日 振替休日')
    expect(japaneseHolidayName('2026-05-06')).toMatch(/振替休日$/)
    expect(japaneseHolidayName('2026-09-24')).toBeNull()
    expect(japaneseHolidayName('constructor')).toBeNull()
  })

  it('says until which year it is good, and holds a holiday of that year', () => {
    const until = holidaysGoodUntil()
    expect(until).toMatch(/^\d{4}-12-31$/)
    expect(japaneseHolidayName(`${until.slice(0, 4)}-11-23`)).toBe('勤労感謝の日')
    expect(japaneseHolidayName(`${Number(until.slice(0, 4)) + 1}-11-23`)).toBeNull()
  })

  it('warns in its last year, and says when it has ended', () => {
    expect(decideHolidayWarning('2049-12-30', '2050-12-31')).toBeNull()
    expect(decideHolidayWarning('2049-12-31', '2050-12-31')).toEqual({ level: 'ends-soon', goodUntil: '2050-12-31' })
    expect(decideHolidayWarning('2050-12-31', '2050-12-31')?.level).toBe('ends-soon')
    expect(decideHolidayWarning('2051-01-01', '2050-12-31')?.level).toBe('ended')
  })
})
