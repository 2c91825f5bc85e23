import { describe, expect, it } from 'vitest'
import { parseHoursPolicy } from '../../main/core/hours-policy.ts'

const policy = (change: object) => () => parseHoursPolicy({ timeZone: 'Asia/Tokyo', week: {}, ...change })

describe('opening hours from a file', () => {
  it('are taken as they are, and what is left out is closed', () => {
    expect(policy({ week: { mon: [['9:00', '24:00']] }, open: { '2026-10-12': [] } })()).toEqual({
      timeZone: 'Asia/Tokyo',
      week: { mon: [['9:00', '24:00']] },
      holidays: 'none',
      closed: [],
      open: { '2026-10-12': [] },
    })
  })

  it.each([
    [{ week: { mon: [['25:00', '26:00']] } }, /week\.mon\.0\.0: "25:00" is not a time/],
    [{ week: { mon: [['10:00', '12:60']] } }, /"12:60" is not a time/],
    [{ week: { mon: [['10:00', '10:00']] } }, /10:00 to 10:00 has no length/],
    [{ week: { mon: [['24:00', '02:00']] } }, /has no length/],
    [
      {
        week: {
          mon: [
            ['13:00', '17:00'],
            ['10:00', '14:00'],
          ],
        },
      },
      /10:00–14:00 and 13:00–17:00 overlap/,
    ],
    [
      {
        week: {
          mon: [
            ['08:00', '06:00'],
            ['10:00', '14:00'],
          ],
        },
      },
      /08:00–06:00 and 10:00–14:00 overlap/,
    ],
    [{ week: { mon: [['10:00']] } }, /an opening is written as/],
    [{ week: { monday: [] } }, /"monday" is not a day; write mon, tue/],
    [{ timeZone: 'Asia/Edo' }, /"Asia\/Edo" is not a known time zone/],
    [{ holidays: 'us' }, /"us" is not a holiday list/],
    [{ closed: ['2026-02-30'] }, /closed\.0: "2026-02-30" is not a date of the calendar/],
    [{ closed: ['13-01'] }, /"13-01" is not a date/],
    [{ open: { '10-12': [] } }, /open\.10-12: "10-12" is not a date/],
  ])('%j is refused in plain words', (change, words) => {
    expect(policy(change)).toThrow(words)
    expect(policy(change)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })

  it('every wrong place is named at once', () => {
    expect(policy({ timeZone: 'x', holidays: 'y' })).toThrow(/timeZone: .*; holidays: /)
  })
})
