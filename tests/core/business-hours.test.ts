import { describe, expect, it } from 'vitest'
import {
  addBusinessTime,
  businessTimeBetween,
  isOpenAt,
  nextBusinessDay,
  nextOpening,
} from '../../main/core/business-hours.ts'
import { dayPlan, spansOfDay } from '../../main/core/calendar.ts'
import { defaultHours } from '../../main/core/default-hours.ts'
import type { HoursPolicy } from '../../main/core/hours-policy.ts'
import { plainHours } from '../support/hours.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const jst = (text: string) => Date.parse(`${text}+09:00`)
const at = (text: string) => Date.parse(text)
const never: HoursPolicy = { timeZone: 'Asia/Tokyo', week: {}, holidays: 'none', closed: [], open: {} }
const everyDay = (timeZone: string, from: string, to: string): HoursPolicy => {
  const spans = [[from, to]] as const
  const week = { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans }
  return { ...never, timeZone, week }
}
const due = (policy: HoursPolicy, from: number, ms: number) => addBusinessTime(policy, from, ms)?.at ?? null

describe('business time in Japan', () => {
  it('runs from Friday afternoon over a holiday Monday to Tuesday, and says what it counted', () => {
    expect(addBusinessTime(plainHours, jst('2026-10-09T16:00'), 5 * HOUR)).toEqual({
      at: jst('2026-10-13T14:00'),
      spans: [
        [jst('2026-10-09T16:00'), jst('2026-10-09T17:00')],
        [jst('2026-10-13T10:00'), jst('2026-10-13T14:00')],
      ],
    })
  })

  it('is closed for five days in September 2026, the sandwiched 22nd included', () => {
    const dates = ['2026-09-19', '2026-09-20', '2026-09-21', '2026-09-22', '2026-09-23']
    expect(dates.flatMap((date) => spansOfDay(plainHours, date))).toEqual([])
    expect(due(plainHours, jst('2026-09-18T16:30'), HOUR)).toBe(jst('2026-09-24T10:30'))
  })

  it('is closed on the substitute holiday of 22 March 2027', () => {
    expect(dayPlan(plainHours, '2027-03-22')).toMatchObject({ spans: [], reason: 'holiday' })
    expect(due(plainHours, jst('2027-03-19T17:00'), MINUTE)).toBe(jst('2027-03-23T10:01'))
  })

  it('skips the lunch break, also for what begins inside it', () => {
    expect(due(defaultHours, jst('2026-10-14T11:30'), HOUR)).toBe(jst('2026-10-14T13:30'))
    expect(due(defaultHours, jst('2026-10-14T12:20'), HOUR)).toBe(jst('2026-10-14T14:00'))
  })

  it('starts with the next opening for what comes after hours', () => {
    expect(due(plainHours, jst('2026-10-16T20:15'), HOUR)).toBe(jst('2026-10-19T11:00'))
  })

  it('leaves a deadline that falls exactly at closing time there, and starts one from closing time in the morning', () => {
    expect(due(plainHours, jst('2026-10-14T15:00'), 2 * HOUR)).toBe(jst('2026-10-14T17:00'))
    expect(due(plainHours, jst('2026-10-14T17:00'), 1)).toBe(jst('2026-10-15T10:00') + 1)
  })

  it('is the next opening for no time at all from outside the hours, and the same instant inside them', () => {
    expect(addBusinessTime(plainHours, jst('2026-10-14T18:00'), 0)).toEqual({ at: jst('2026-10-15T10:00'), spans: [] })
    expect(due(plainHours, jst('2026-10-14T11:00'), 0)).toBe(jst('2026-10-14T11:00'))
    expect(due(plainHours, jst('2026-10-14T17:00'), 0)).toBe(jst('2026-10-14T17:00'))
  })

  it('has no hole at midnight in a shop that is open around the clock', () => {
    const always = everyDay('Asia/Tokyo', '00:00', '24:00')
    expect(due(always, jst('2026-10-14T23:59:30'), 48 * HOUR)).toBe(jst('2026-10-16T23:59:30'))
    expect(isOpenAt(always, jst('2026-10-15T00:00') - 1)).toBe(true)
    expect(isOpenAt(always, jst('2026-10-15T00:00'))).toBe(true)
  })

  it('carries an opening over midnight into the next day, even into a closed one', () => {
    const bar: HoursPolicy = { ...never, week: { fri: [['22:00', '02:00']] } }
    expect(due(bar, jst('2026-10-16T23:00'), 2 * HOUR)).toBe(jst('2026-10-17T01:00'))
    expect(due(bar, jst('2026-10-17T01:30'), HOUR)).toBe(jst('2026-10-23T22:30'))
    expect(isOpenAt(bar, jst('2026-10-17T02:00'))).toBe(false)
    expect(nextBusinessDay(bar, '2026-10-16')).toBe('2026-10-23')
  })

  it('counts once what the night before and the morning share', () => {
    const overlapping: HoursPolicy = { ...never, week: { fri: [['20:00', '03:00']], sat: [['02:00', '04:00']] } }
    expect(businessTimeBetween(overlapping, jst('2026-10-16T00:00'), jst('2026-10-18T00:00'))).toBe(8 * HOUR)
  })

  it('opens on special days in spite of holidays and own closing days, and closes on those in spite of the week', () => {
    const policy: HoursPolicy = {
      ...plainHours,
      closed: ['2026-10-14', '2026-10-15'],
      open: { '2026-10-12': [['10:00', '11:00']], '2026-10-15': [['09:00', '09:30']], '2026-10-16': [] },
    }
    expect(spansOfDay(policy, '2026-10-12')).toEqual([['10:00', '11:00']])
    expect(dayPlan(policy, '2026-10-14').reason).toBe('closed')
    expect(dayPlan(policy, '2026-10-15')).toMatchObject({ spans: [['09:00', '09:30']], reason: 'special' })
    expect(due(policy, jst('2026-10-15T09:15'), HOUR)).toBe(jst('2026-10-19T10:45'))
  })

  it('closes over the turn of the year and in Obon every year', () => {
    expect(nextBusinessDay(defaultHours, '2026-12-28')).toBe('2027-01-04')
    expect(nextBusinessDay(defaultHours, '2030-08-12')).toBe('2030-08-16')
  })

  it('sorts the spans of a day however they were written', () => {
    const policy: HoursPolicy = {
      ...never,
      week: {
        wed: [
          ['13:00', '17:00'],
          ['10:00', '12:00'],
        ],
      },
    }
    expect(due(policy, jst('2026-10-14T08:00'), 3 * HOUR)).toBe(jst('2026-10-14T14:00'))
  })
})

describe('a shop that does not open', () => {
  it('has no deadline, no opening and no business day, and the search ends', () => {
    expect(addBusinessTime(never, jst('2026-10-14T10:00'), HOUR)).toBeNull()
    expect(nextOpening(never, jst('2026-10-14T10:00'))).toBeNull()
    expect(nextBusinessDay(never, '2026-10-14')).toBeNull()
  })

  it('has none after its last special day either', () => {
    const market: HoursPolicy = { ...never, open: { '2026-10-18': [['10:00', '12:00']] } }
    expect(due(market, jst('2026-10-14T10:00'), 2 * HOUR)).toBe(jst('2026-10-18T12:00'))
    expect(addBusinessTime(market, jst('2026-10-14T10:00'), 2 * HOUR + 1)).toBeNull()
    expect(nextBusinessDay(market, '2026-10-18')).toBeNull()
  })
})

describe('the next opening and business day', () => {
  it('are now and today only when asked so', () => {
    expect(nextOpening(defaultHours, jst('2026-10-14T11:00'))).toBe(jst('2026-10-14T11:00'))
    expect(nextOpening(defaultHours, jst('2026-10-14T12:00'))).toBe(jst('2026-10-14T13:00'))
    expect(nextBusinessDay(defaultHours, '2026-10-14', 0)).toBe('2026-10-14')
    expect(nextBusinessDay(defaultHours, '2026-10-17', 0)).toBe('2026-10-19')
    expect(nextBusinessDay(defaultHours, '2026-10-09', 3)).toBe('2026-10-15')
  })
})

describe('where the clocks change', () => {
  it('counts the 23 and the 25 hours of such a day', () => {
    const always = everyDay('America/New_York', '00:00', '24:00')
    expect(businessTimeBetween(always, at('2026-03-08T05:00Z'), at('2026-03-09T04:00Z'))).toBe(23 * HOUR)
    expect(businessTimeBetween(always, at('2026-11-01T04:00Z'), at('2026-11-02T05:00Z'))).toBe(25 * HOUR)
  })

  it('makes a night shift one hour shorter in spring and longer in autumn', () => {
    const night = everyDay('Europe/Berlin', '22:00', '06:00')
    expect(due(night, at('2026-03-28T21:00Z'), 7 * HOUR)).toBe(at('2026-03-29T04:00Z'))
    expect(due(night, at('2026-10-24T20:00Z'), 9 * HOUR)).toBe(at('2026-10-25T05:00Z'))
  })

  it('reads an opening inside the skipped hour with the offset before the gap, and the first of a double hour', () => {
    const early = everyDay('America/New_York', '01:30', '04:00')
    expect(nextOpening(everyDay('America/New_York', '02:30', '05:00'), at('2026-03-08T05:00Z'))).toBe(
      at('2026-03-08T07:30Z'),
    )
    expect(nextOpening(early, at('2026-11-01T04:00Z'))).toBe(at('2026-11-01T05:30Z'))
  })

  it('has no hours on a day that the zone left out', () => {
    const fridays: HoursPolicy = { ...never, timeZone: 'Pacific/Apia', week: { fri: [['10:00', '11:00']] } }
    expect(due(fridays, at('2011-12-28T00:00Z'), HOUR)).toBe(at('2012-01-05T21:00Z'))
  })
})

it('refuses to count backwards', () => {
  expect(() => addBusinessTime(plainHours, 0, -1)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  expect(() => addBusinessTime(plainHours, 0, Infinity)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
})
