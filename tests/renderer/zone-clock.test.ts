import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createZoneClock } from '../../renderer/zone-clock.ts'

const at = (text: string) => Date.parse(text)
const shown = (zone: string, text: string) => {
  const { year, month, date, hour, minute } = createZoneClock(zone)(at(text))
  return `${year}-${month}-${date} ${hour}:${minute}`
}

it('shows the day and time of the zone, also west of Greenwich and with half an hour', () => {
  expect(shown('Asia/Tokyo', '2026-11-24T15:30:00Z')).toBe('2026-11-25 0:30')
  expect(shown('America/Los_Angeles', '2026-11-24T07:59:59Z')).toBe('2026-11-23 23:59')
  expect(shown('Asia/Kolkata', '2026-12-31T18:30:00Z')).toBe('2027-1-1 0:0')
})

it('follows the clocks on the day they are changed', () => {
  const clock = createZoneClock('Europe/London')
  const times = ['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z', '2026-10-25T00:59:00Z', '2026-10-25T01:00:00Z']
  expect(times.map((text) => clock(at(text)).hour)).toEqual([0, 2, 1, 1])
})

it('says what Intl says, in whatever order instants are asked for', () => {
  const zones = ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'] as const
  const instant = fc.integer({ min: at('1995-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') })
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(instant, { minLength: 1, maxLength: 20 }), (zone, instants) => {
      const clock = createZoneClock(zone)
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
      for (const one of instants) {
        const { year, month, date, hour, minute, dayNumber } = clock(one)
        const two = (part: number) => String(part).padStart(2, '0')
        expect(`${year}-${two(month)}-${two(date)} ${two(hour)}:${two(minute)}`).toBe(format.format(one))
        expect(dayNumber).toBe(Date.UTC(year, month - 1, date) / 86_400_000)
      }
    }),
  )
})
