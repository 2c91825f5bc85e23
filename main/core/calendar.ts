import { Temporal } from 'temporal-polyfill'
import { japaneseHolidayName } from './holidays.ts'
import { type ClockSpan, type HoursPolicy, WEEKDAYS, minutesOf } from './hours-policy.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Whole days since 1970-01-01 of a date of the calendar ('YYYY-MM-DD'), whatever the zone. */
export const dayNumberOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
export const addDays = (date: string, days: number): string => dateOfDay(dayNumberOf(date) + days)

/** The date on the wall of the shop at that instant. */
export function localDateOf(timeZone: string, at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** Minutes since midnight on the wall clock of the shop at that instant. */
export function localMinutesOf(timeZone: string, at: number): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  return local.hour * 60 + local.minute
}

/**
 * The instant of a date and time on the shop's clock; "24:00" and more are of the next day. A time that daylight
 * saving skips is read with the offset before the gap, one that comes twice is the first (RFC 5545, 3.3.5).
 */
export function instantOf(timeZone: string, date: string, time: string): number {
  return instantOfMinutes(timeZone, dayNumberOf(date), minutesOf(time))
}

export function instantOfMinutes(timeZone: string, day: number, minutes: number): number {
  // Nearly every shop; Japan has kept +09:00 since 1951, and the general way costs fifty times as much.
  if (timeZone === 'Asia/Tokyo' && day > 0) return day * DAY_MS + minutes * 60_000 - 9 * HOUR_MS
  const wall = new Date(day * DAY_MS + minutes * 60_000).toISOString().slice(0, 16)
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).epochMilliseconds
}

export type DayReason = 'special' | 'closed' | 'holiday' | 'weekday'
/** What a day is and why: for the preview calendar and for "なぜこの期限?". */
export type DayPlan = { date: string; spans: readonly ClockSpan[]; reason: DayReason; holidayName: string | null }

/** Special opening days beat own closing days, which beat holidays, which beat the weekday. */
export function dayPlan(policy: HoursPolicy, date: string): DayPlan {
  const holidayName = policy.holidays === 'jp' ? japaneseHolidayName(date) : null
  const special = Object.hasOwn(policy.open, date) ? policy.open[date] : undefined
  if (special) return { date, spans: sorted(special), reason: 'special', holidayName }
  if (policy.closed.includes(date) || policy.closed.includes(date.slice(5))) {
    return { date, spans: [], reason: 'closed', holidayName }
  }
  if (holidayName !== null) return { date, spans: [], reason: 'holiday', holidayName }
  return { date, spans: sorted(weekdaySpans(policy, date)), reason: 'weekday', holidayName }
}

/** The opening spans that begin on that date, in order; [] for a closed day. */
export function spansOfDay(policy: HoursPolicy, date: string): readonly ClockSpan[] {
  return dayPlan(policy, date).spans
}

function weekdaySpans(policy: HoursPolicy, date: string): readonly ClockSpan[] {
  // 1970-01-01 was a Thursday: index 3 in a week that begins on Monday.
  const index = (((dayNumberOf(date) + 3) % 7) + 7) % 7
  return policy.week[WEEKDAYS[index]!] ?? []
}

function sorted(spans: readonly ClockSpan[]): readonly ClockSpan[] {
  return spans.toSorted((a, b) => minutesOf(a[0]) - minutesOf(b[0]))
}
