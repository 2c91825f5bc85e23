import { describe, expect, it } from 'vitest'
import { laterTimes } from '../../main/core/later-times.ts'
import { plainHours } from '../support/hours.ts'

const at = (time: string, zone = '+09:00') => Date.parse(`${time}${zone}`)

describe('what "later" means', () => {
  it('on a working day: tomorrow when the shop opens, and the Monday after', () => {
    // Wednesday afternoon, open until 17:00.
    expect(laterTimes(plainHours, at('2026-11-25T15:00'))).toEqual({
      inMinutes15: at('2026-11-25T15:15'),
      inHour: at('2026-11-25T16:00'),
      tomorrow: at('2026-11-26T10:00'),
      opening: null,
      monday: at('2026-11-30T10:00'),
    })
  })

  it('before a day off: tomorrow is nine in the morning, and the next opening is offered besides', () => {
    // Friday before a Monday that is a national holiday (勤労感謝の日).
    expect(laterTimes(plainHours, at('2026-11-20T18:00'))).toMatchObject({
      tomorrow: at('2026-11-21T09:00'),
      opening: at('2026-11-24T10:00'),
      monday: at('2026-11-23T09:00'),
    })
  })

  it('on a Sunday: Monday is tomorrow and stands there once', () => {
    expect(laterTimes(plainHours, at('2026-11-29T12:00'))).toMatchObject({
      tomorrow: at('2026-11-30T10:00'),
      opening: null,
      monday: null,
    })
  })

  it('early in the morning: today when the shop opens', () => {
    expect(laterTimes(plainHours, at('2026-11-25T07:00')).opening).toBe(at('2026-11-25T10:00'))
  })

  it('on the night in which clocks change: the morning of the clock on the wall', () => {
    const newYork = { ...plainHours, timeZone: 'America/New_York', holidays: 'none' as const }
    // Clocks go back on Sunday, 1 November 2026: the day has 25 hours.
    expect(laterTimes(newYork, at('2026-10-31T12:00', '-04:00')).tomorrow).toBe(at('2026-11-01T09:00', '-05:00'))
  })

  it('in a shop that never opens: nine in the morning', () => {
    expect(laterTimes({ ...plainHours, week: {} }, at('2026-11-25T15:00'))).toMatchObject({
      tomorrow: at('2026-11-26T09:00'),
      opening: null,
    })
  })
})
