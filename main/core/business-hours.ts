import { addDays, dateOfDay, dayPlan, instantOfMinutes } from './calendar.ts'
import { type HoursPolicy, spanMinutes } from './hours-policy.ts'
import { AppError } from '../../preload/errors.ts'

/** From and to, instants in ms UTC; `to` is not part of it. */
export type Span = readonly [from: number, to: number]
export type BusinessTime = { at: number; spans: Span[] }

/** How far ahead an opening is looked for. A shop that does not open in ten years has none. */
const HORIZON_DAYS = 3653
const DAY_MS = 86_400_000

/**
 * The instant at which `ms` of open time have passed since `from`, and the spans that were counted. A deadline that
 * falls exactly at closing time stays there; no time at all from outside the hours is the next opening.
 * Null when the shop does not open for that long within the horizon. `invalid-input` for a negative or broken `ms`.
 */
export function addBusinessTime(policy: HoursPolicy, from: number, ms: number): BusinessTime | null {
  if (!Number.isSafeInteger(ms) || ms < 0 || !Number.isSafeInteger(from)) {
    throw new AppError('invalid-input', 'Business time is counted forward, in whole milliseconds')
  }
  const spans: Span[] = []
  let left = ms
  for (const [start, end] of openingsFrom(policy, from)) {
    const begin = Math.max(start, from)
    const at = Math.min(begin + left, end)
    if (at > begin) spans.push([begin, at])
    left -= at - begin
    if (left === 0) return { at, spans }
  }
  return null
}

/** Open time from one instant to a later one, in ms; 0 when `to` is not later. */
export function businessTimeBetween(policy: HoursPolicy, from: number, to: number): number {
  if (to <= from) return 0
  const calendar = calendarOf(policy)
  const lastDay = calendar.dayAt(to)
  let total = 0
  for (let day = calendar.dayAt(from) - 1; day <= lastDay; day += 1) {
    for (const [start, end] of calendar.spansOn(day)) {
      total += Math.max(0, Math.min(end, to) - Math.max(start, from))
    }
  }
  return total
}

export function isOpenAt(policy: HoursPolicy, at: number): boolean {
  const calendar = calendarOf(policy)
  const day = calendar.dayAt(at)
  const isIn = ([start, end]: Span) => start <= at && at < end
  return calendar.spansOn(day - 1).some(isIn) || calendar.spansOn(day).some(isIn)
}

/** `from` itself when the shop is open then, else the start of the next opening; null when there is none. */
export function nextOpening(policy: HoursPolicy, from: number): number | null {
  for (const [start, end] of openingsFrom(policy, from)) {
    if (end > from) return Math.max(start, from)
  }
  return null
}

/** The n-th day after `date` on which an opening begins; n = 0 is `date` itself when it is such a day, else the first after it. */
export function nextBusinessDay(policy: HoursPolicy, date: string, n = 1): string | null {
  if (!hasAnyOpening(policy)) return null
  let left = n
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead += 1) {
    const candidate = addDays(date, ahead)
    if (dayPlan(policy, candidate).spans.length === 0) continue
    if (ahead === 0 && n > 0) continue
    if (left <= 1) return candidate
    left -= 1
  }
  return null
}

function* openingsFrom(policy: HoursPolicy, from: number): Generator<Span> {
  if (!hasAnyOpening(policy)) return
  const calendar = calendarOf(policy)
  // The day before may run over midnight into this one.
  const first = calendar.dayAt(from) - 1
  for (let day = first; day <= first + HORIZON_DAYS; day += 1) {
    for (const span of calendar.spansOn(day)) if (span[1] >= from) yield span
  }
}

function hasAnyOpening(policy: HoursPolicy): boolean {
  return [...Object.values(policy.week), ...Object.values(policy.open)].some((spans) => spans.length > 0)
}

type PolicyCalendar = ReturnType<typeof createCalendar>

/** Only a memo of pure results: a policy is never changed in place, a changed one is a new object. */
const calendars = new WeakMap<HoursPolicy, PolicyCalendar>()

function calendarOf(policy: HoursPolicy): PolicyCalendar {
  const known = calendars.get(policy)
  if (known) return known
  const fresh = createCalendar(policy)
  calendars.set(policy, fresh)
  return fresh
}

function createCalendar(policy: HoursPolicy) {
  const starts = new Map<number, number>()
  const whole = new Map<number, Span[]>()
  const cut = new Map<number, Span[]>()

  const startOf = (day: number) => remembered(starts, day, () => instantOfMinutes(policy.timeZone, day, 0))

  /** The day of the shop's wall calendar: asked from the cached midnights, because converting each instant is slow. */
  function dayAt(at: number): number {
    let day = Math.floor(at / DAY_MS)
    while (startOf(day) > at) day -= 1
    while (startOf(day + 1) <= at) day += 1
    return day
  }

  function spansBegunOn(day: number): Span[] {
    return remembered(whole, day, () => {
      // A day that a zone leaves out when it moves over the date line (Samoa, 30 December 2011) has no hours.
      if (startOf(day) === startOf(day + 1)) return []
      return dayPlan(policy, dateOfDay(day)).spans.map((span) => {
        const [from, to] = spanMinutes(span)
        return [instantOfMinutes(policy.timeZone, day, from), instantOfMinutes(policy.timeZone, day, to)] as const
      })
    })
  }

  /** In order and without overlap, also with what the day before left open. */
  function spansOn(day: number): Span[] {
    return remembered(cut, day, () => {
      let closedAt = Math.max(-Infinity, ...spansBegunOn(day - 1).map(([, end]) => end))
      const spans: Span[] = []
      for (const [start, end] of spansBegunOn(day)) {
        const begin = Math.max(start, closedAt)
        if (end > begin) spans.push([begin, end])
        closedAt = Math.max(closedAt, end)
      }
      return spans
    })
  }

  return { dayAt, spansOn }
}

function remembered<V>(memo: Map<number, V>, key: number, make: () => V): V {
  const known = memo.get(key)
  if (known !== undefined) return known
  const fresh = make()
  memo.set(key, fresh)
  return fresh
}
