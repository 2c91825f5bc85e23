import { describe, expect, it } from 'vitest'
import type { ShopHours } from '../../preload/domain/hours.ts'
import { addBusinessTime } from '../../main/core/business-hours.ts'
import { defaultHours } from '../../main/core/default-hours.ts'
import { spansOfDay } from '../../main/core/calendar.ts'
import { defaultShopHours, previewDays, problemsOf, toHoursPolicy } from '../../main/core/shop-hours.ts'

const hours = (change: Partial<ShopHours>): ShopHours => ({ ...defaultShopHours, ...change })
const week = (change: Partial<ShopHours['week']>) => hours({ week: { ...defaultShopHours.week, ...change } })
const jst = (text: string) => Date.parse(`${text}+09:00`)

describe('the hours that an owner wrote', () => {
  it('are at first what the engine starts with', () => {
    const days = ['2026-11-23', '2026-11-24', '2026-12-28', '2026-12-29', '2027-01-03', '2027-01-04', '2026-08-14']
    const policy = toHoursPolicy(defaultShopHours)
    expect(days.map((day) => spansOfDay(policy, day))).toEqual(days.map((day) => spansOfDay(defaultHours, day)))
  })

  it('close every year over the turn of the year, 29 February included where it exists', () => {
    const policy = toHoursPolicy(hours({ closed: [{ from: '12-29', to: '03-01', name: '冬' }], holidays: 'none' }))
    const open = ['2027-12-28', '2027-12-29', '2028-02-29', '2028-03-01', '2028-03-02', '2029-02-28']
    expect(open.map((day) => spansOfDay(policy, day).length > 0)).toEqual([true, false, false, false, true, false])
  })

  it('close once for a range of dates', () => {
    const policy = toHoursPolicy(hours({ closed: [{ from: '2026-11-25', to: '2026-11-26', name: '' }] }))
    const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2027-11-25']
    expect(days.map((day) => spansOfDay(policy, day).length)).toEqual([2, 0, 0, 2, 2])
  })

  it('may run around the clock and over midnight', () => {
    const policy = toHoursPolicy(week({ tue: [['00:00', '24:00']], fri: [['22:00', '02:00']] }))
    expect(addBusinessTime(policy, jst('2026-11-24T00:00'), 24 * 3_600_000)?.at).toBe(jst('2026-11-25T00:00'))
    expect(addBusinessTime(policy, jst('2026-11-27T23:00'), 2 * 3_600_000)?.at).toBe(jst('2026-11-28T01:00'))
  })

  it.each<[string, ShopHours, object]>([
    ['no time', week({ mon: [['10:00', '25:00']] }), { place: 'mon', index: 0, kind: 'time' }],
    ['an empty field', week({ mon: [['', '17:00']] }), { place: 'mon', index: 0, kind: 'time' }],
    ['no length', week({ wed: [['10:00', '10:00']] }), { place: 'wed', index: 0, kind: 'no-length' }],
    [
      'an overlap, named at the later of the two',
      week({
        thu: [
          ['13:00', '18:00'],
          ['09:00', '13:30'],
        ],
      }),
      { place: 'thu', index: 0, kind: 'overlap' },
    ],
    [
      'a day that is none',
      hours({ closed: [{ from: '02-30', to: '03-01', name: '' }] }),
      { place: 'closed', kind: 'date' },
    ],
    [
      'a yearly and a dated end',
      hours({ closed: [{ from: '2026-12-29', to: '01-03', name: '' }] }),
      { place: 'closed', kind: 'date' },
    ],
    [
      'an end before the beginning',
      hours({ closed: [{ from: '2026-12-29', to: '2026-12-28', name: '' }] }),
      { place: 'closed', kind: 'order' },
    ],
    [
      'two special days of one date',
      hours({
        open: [
          { date: '2026-12-05', spans: [], name: '' },
          { date: '2026-12-05', spans: [], name: '' },
        ],
      }),
      { place: 'open', index: 1, kind: 'double' },
    ],
    ['a cut-off that is no time', hours({ shippingCutoff: '1pm' }), { place: 'cutoff', kind: 'time' }],
    ['a zone that is none', hours({ timeZone: 'Asia/Edo' }), { place: 'zone', kind: 'zone' }],
  ])('with %s cannot be used, and the place is named', (_, wrong, problem) => {
    expect(problemsOf(wrong)).toMatchObject([problem])
    expect(() => toHoursPolicy(wrong)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })

  it('give each day its reason, with the name of the holiday or of the closing', () => {
    const days = previewDays(
      hours({ open: [{ date: '2026-09-22', spans: [['10:00', '12:00']], name: '市' }] }),
      '2026-09-19',
      5,
    )
    expect(days.map(({ reason, holidayName, name }) => [reason, holidayName, name])).toEqual([
      ['weekday', null, ''],
      ['weekday', null, ''],
      ['holiday', '敬老の日', ''],
      ['special', '休日', '市'],
      ['holiday', '秋分の日', ''],
    ])
  })
})
