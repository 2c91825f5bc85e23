import { describe, expect, it } from 'vitest'
import {
  closingDays,
  countedAddress,
  decideNightAnswer,
  isAfterHours,
  refusalByCount,
  type NightMail,
} from '../../main/core/auto-answer.ts'
import { parseHoursPolicy } from '../../main/core/hours-policy.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const week = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
    day,
    [
      ['10:00', '12:00'],
      ['13:00', '17:00'],
    ],
  ]),
)
const hours = parseHoursPolicy({
  timeZone: 'Asia/Tokyo',
  week,
  holidays: 'jp',
  closed: ['12-29', '12-30', '12-31', '01-01', '01-02', '01-03', '2026-11-26'],
})
const tokyo = (time: string) => Date.parse(`${time}:00+09:00`)

describe('out of hours', () => {
  it('is before opening, after closing and on closed days, but not a lunch break', () => {
    const asked = ['2026-11-24T09:59', '2026-11-24T10:00', '2026-11-24T12:30', '2026-11-24T17:00', '2026-11-23T11:00']
    expect(asked.map((time) => isAfterHours(hours, tokyo(time)))).toEqual([true, false, false, true, true])
  })

  it('knows no closed hour of a shop that never closes', () => {
    const always = parseHoursPolicy({
      timeZone: 'Asia/Tokyo',
      week: Object.fromEntries(
        Object.keys(week)
          .concat('sat', 'sun')
          .map((day) => [day, [['00:00', '24:00']]]),
      ),
    })
    expect(isAfterHours(always, tokyo('2026-11-22T03:00'))).toBe(false)
  })
})

describe('closing days', () => {
  it('are told as a whole, from the evening before to their last day', () => {
    for (const time of ['2026-12-28T20:00', '2026-12-31T12:00', '2027-01-03T23:59'])
      expect(closingDays(hours, tokyo(time))).toEqual({ from: '2026-12-29', to: '2027-01-03' })
  })

  it('are also a single day of the shop’s own, and a long row of holidays', () => {
    expect(closingDays(hours, tokyo('2026-11-26T08:00'))).toEqual({ from: '2026-11-26', to: '2026-11-26' })
    expect(closingDays(hours, tokyo('2026-09-20T12:00'))).toEqual({ from: '2026-09-19', to: '2026-09-23' })
  })

  it('are not an ordinary night, weekend or long weekend', () => {
    for (const time of ['2026-11-24T20:00', '2026-11-28T12:00', '2026-11-22T12:00'])
      expect(closingDays(hours, tokyo(time))).toBeNull()
  })
})

describe('counting', () => {
  const now = tokyo('2026-11-24T21:00')
  it('takes an address with another tail or case for the same', () => {
    expect(countedAddress('Aiko+shop.1@Example.com')).toBe('aiko@example.com')
  })

  it('allows one in 24 hours and three in seven days; a clock set back forgets nothing', () => {
    expect(refusalByCount([], now)).toBeNull()
    expect(refusalByCount([now - DAY + 1], now)).toBe('recent')
    expect(refusalByCount([now - DAY], now)).toBeNull()
    expect(refusalByCount([now + HOUR], now)).toBe('recent')
    const three = [2, 4, 6].map((days) => now - days * DAY)
    expect(refusalByCount(three, now)).toBe('often')
    expect(refusalByCount([...three.slice(0, 2), now - 7 * DAY], now)).toBeNull()
  })
})

describe('a mail that came while the shop is closed', () => {
  const night = (change: Partial<NightMail>): NightMail => {
    const now = tokyo('2026-11-24T21:00')
    return { receivedAt: now, accountCreatedAt: 0, place: 'inbox', isMachine: false, now, hours, ...change }
  }

  it('is answered; machine mail, junk and what is stale are withheld with the reason', () => {
    expect(decideNightAnswer(night({}))).toEqual({ act: 'answer' })
    expect(decideNightAnswer(night({ isMachine: true }))).toEqual({ act: 'withhold', reason: 'machine' })
    expect(decideNightAnswer(night({ place: 'junk' }))).toEqual({ act: 'withhold', reason: 'junk' })
    const weekend = { receivedAt: tokyo('2026-11-20T18:00'), now: tokyo('2026-11-22T18:00') }
    expect(decideNightAnswer(night(weekend))).toEqual({ act: 'withhold', reason: 'stale' })
  })

  it('is nothing to answer when it lay there before, or the shop is open when it is read', () => {
    expect(decideNightAnswer(night({ accountCreatedAt: tokyo('2026-11-24T22:00') }))).toEqual({ act: 'nothing' })
    expect(decideNightAnswer(night({ now: tokyo('2026-11-25T10:30') }))).toEqual({ act: 'nothing' })
  })
})
