import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addBusinessTime, businessTimeBetween, isOpenAt, nextOpening } from '../../main/core/business-hours.ts'
import { japaneseHolidayName } from '../../main/core/holidays.ts'
import { HoursPolicy, WEEKDAYS } from '../../main/core/hours-policy.ts'

const DAY = 86_400_000
const START = Date.parse('2026-01-01T00:00Z')

const zone = fc.constantFrom(
  ...['Asia/Tokyo', 'UTC', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', '+05:30'],
)
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Up to three openings between sorted times of one day, the last one perhaps over midnight. */
const spans = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 6 }), fc.boolean())
  .map(([times, overnight]): [string, string][] => {
    const sorted = times.toSorted((a, b) => a - b)
    const rotated = overnight ? [...sorted.slice(1), sorted[0]!] : sorted
    const pairs: [string, string][] = []
    for (let i = 0; i + 1 < rotated.length; i += 2) pairs.push([clock(rotated[i]!), clock(rotated[i + 1]!)])
    return pairs
  })
const day = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant([['00:00', '24:00'] as [string, string]]) },
  { weight: 4, arbitrary: spans },
)
const date = fc.integer({ min: 0, max: 700 }).map((n) => new Date(START + n * DAY).toISOString().slice(0, 10))

const policy = fc
  .record({
    timeZone: zone,
    week: fc.tuple(day, day, day, day, day, day, day),
    holidays: fc.constantFrom('jp' as const, 'none' as const),
    closed: fc.array(date, { maxLength: 20 }),
    open: fc.dictionary(date, day, { maxKeys: 10 }),
  })
  .map(({ week, ...rest }) => ({ ...rest, week: Object.fromEntries(WEEKDAYS.map((name, i) => [name, week[i]!])) }))
  .filter((made) => Object.values(made.week).some((list) => list.length > 0))
  .map((made) => HoursPolicy.parse(made))
const instant = fc.integer({ min: START, max: START + 600 * DAY })
const duration = fc.oneof(fc.integer({ min: 0, max: 12 * 3_600_000 }), fc.integer({ min: 0, max: 60 * 3_600_000 }))
const runs = { numRuns: 300 }

/** Reads the wall clock with Intl, so that a mistake in our own calendar cannot confirm itself. */
function wallClock(timeZone: string, at: number) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', weekday: 'short' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    weekday: parts['weekday']!.toLowerCase() as (typeof WEEKDAYS)[number],
    time: `${parts['hour']}:${parts['minute']}`,
  }
}

function isOpenByTheWall(hours: HoursPolicy, at: number): boolean {
  const spansOf = ({ date: onDate, weekday }: ReturnType<typeof wallClock>) => {
    const isClosed = hours.closed.includes(onDate) || (hours.holidays === 'jp' && japaneseHolidayName(onDate) !== null)
    return hours.open[onDate] ?? (isClosed ? [] : (hours.week[weekday] ?? []))
  }
  const now = wallClock(hours.timeZone, at)
  const yesterday = wallClock(hours.timeZone, at - DAY)
  return (
    spansOf(now).some(([from, to]) => from <= now.time && (now.time < to || to <= from)) ||
    spansOf(yesterday).some(([from, to]) => to <= from && now.time < to)
  )
}

const add = (hours: HoursPolicy, from: number, ms: number) => addBusinessTime(hours, from, ms)!.at

describe('business time, for any hours in any zone', () => {
  it('is monotonic in its start and in its length', () => {
    fc.assert(
      fc.property(
        policy,
        instant,
        duration,
        duration,
        fc.integer({ min: 0, max: 10 * DAY }),
        (hours, from, a, b, d) => {
          expect(add(hours, from + d, a)).toBeGreaterThanOrEqual(add(hours, from, a))
          expect(add(hours, from, a + b)).toBeGreaterThanOrEqual(add(hours, from, a))
        },
      ),
      runs,
    )
  })

  it('is additive', () => {
    fc.assert(
      fc.property(policy, instant, duration, duration, (hours, from, a, b) => {
        expect(add(hours, add(hours, from, a), b)).toBe(add(hours, from, a + b))
      }),
      runs,
    )
  })

  it('is reversible, and its spans say the same', () => {
    fc.assert(
      fc.property(policy, instant, duration, (hours, from, ms) => {
        const { at, spans: counted } = addBusinessTime(hours, from, ms)!
        expect(businessTimeBetween(hours, from, at)).toBe(ms)
        expect(counted.reduce((sum, [start, end]) => sum + end - start, 0)).toBe(ms)
        expect(counted.every(([start, end], i) => start < end && start >= (counted[i - 1]?.[1] ?? from))).toBe(true)
        if (ms > 0) expect(counted.at(-1)![1]).toBe(at)
      }),
      runs,
    )
  })

  it('never lands outside the hours: the millisecond before is open, or the very one for no time at all', () => {
    fc.assert(
      fc.property(policy, instant, duration, (hours, from, ms) => {
        const at = add(hours, from, ms)
        expect(isOpenAt(hours, at - 1) || isOpenAt(hours, at)).toBe(true)
        if (ms > 0) expect(isOpenAt(hours, at - 1)).toBe(true)
      }),
      runs,
    )
  })

  it('passes exactly while the wall clock of the shop says so', () => {
    const steady = policy.map((hours) => ({ ...hours, timeZone: 'Asia/Kathmandu' }))
    const changing = policy.map((hours) => ({ ...hours, timeZone: 'America/New_York' }))
    const awayFromChanges = instant.filter((at) => ![2, 9, 10].includes(new Date(at).getUTCMonth()))
    fc.assert(
      fc.property(steady, instant, (hours, at) => {
        expect(isOpenAt(hours, at)).toBe(isOpenByTheWall(hours, at))
      }),
      runs,
    )
    fc.assert(
      fc.property(changing, awayFromChanges, (hours, at) => {
        expect(isOpenAt(hours, at)).toBe(isOpenByTheWall(hours, at))
      }),
      runs,
    )
  })

  it('stands still until the next opening, at which the shop is open', () => {
    fc.assert(
      fc.property(policy, instant, (hours, from) => {
        const opening = nextOpening(hours, from)!
        expect(isOpenAt(hours, opening)).toBe(true)
        expect(businessTimeBetween(hours, from, opening)).toBe(0)
        expect(opening === from || !isOpenAt(hours, from)).toBe(true)
      }),
      runs,
    )
  })
})
