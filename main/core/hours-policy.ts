import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { AppError } from '../../preload/errors.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** From and to on the shop's clock. `to` not after `from` means the next day, so ["22:00","02:00"] crosses midnight. */
export type ClockSpan = readonly [from: string, to: string]

const TIME = /^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/
const DATE = /^\d{4}-\d{2}-\d{2}$/
const DAY_MINUTES = 24 * 60

/** Minutes after midnight of "9:30", "09:30" or "24:00". */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** Minutes after midnight of the day on which the span begins; the end may lie beyond 24 × 60. */
export function spanMinutes([from, to]: ClockSpan): [from: number, to: number] {
  const start = minutesOf(from)
  const end = minutesOf(to)
  return [start, end > start ? end : end + DAY_MINUTES]
}

export function isTimeZone(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone)
    return true
  } catch {
    return false
  }
}

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

const say = (what: string) => (issue: { input?: unknown }) => `${JSON.stringify(issue.input)} is not ${what}`

const Time = z.string().regex(TIME, { error: say('a time; write "00:00" to "24:00"') })
const Spans = z
  .array(z.tuple([Time, Time], { error: 'an opening is written as ["10:00","17:00"]' }).readonly())
  .readonly()
  .superRefine((spans, context) => {
    const problem = spans.every((span) => span.every((time) => TIME.test(time))) ? problemOf(spans) : null
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
const DateText = z.string().refine(isDate, { error: say('a date of the calendar; write "YYYY-MM-DD"') })
const ClosedDate = z.string().refine((text) => isDate(text) || isDate(`2024-${text}`), {
  error: say('a date of the calendar; write "YYYY-MM-DD", or "MM-DD" for every year'),
})

function problemOf(spans: readonly ClockSpan[]): string | null {
  const bad = spans.find(([from, to]) => minutesOf(from) === minutesOf(to) || from === '24:00')
  if (bad) return `${bad[0]} to ${bad[1]} has no length; the whole day is "00:00" to "24:00"`
  const sorted = spans.toSorted((a, b) => minutesOf(a[0]) - minutesOf(b[0]))
  for (const [index, span] of sorted.entries()) {
    const next = sorted[index + 1]
    if (next && spanMinutes(span)[1] > minutesOf(next[0])) {
      return `${span.join('–')} and ${next.join('–')} overlap`
    }
  }
  return null
}

const Week = z.partialRecord(z.enum(WEEKDAYS), Spans).readonly()

/** When a shop is open. A weekday that is not named is closed. The order of spans in a day does not matter. */
export const HoursPolicy = z
  .object({
    timeZone: z.string().refine(isTimeZone, { error: say('a known time zone; write for example "Asia/Tokyo"') }),
    week: Week,
    holidays: z.enum(['jp', 'none'], { error: say('a holiday list; write "jp" or "none"') }).default('none'),
    closed: z.array(ClosedDate).readonly().default([]),
    open: z.record(DateText, Spans).readonly().default({}),
  })
  .readonly()
export type HoursPolicy = z.infer<typeof HoursPolicy>

/** Reads a policy from outside. Throws `invalid-input` that names every wrong place in plain words. */
export function parseHoursPolicy(input: unknown): HoursPolicy {
  const parsed = HoursPolicy.safeParse(input)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'policy'}: ${wordsFor(issue)}`)
  throw new AppError('invalid-input', `The opening hours cannot be used. ${problems.join('; ')}`)
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `"${issue.keys.join('", "')}" is not a day; write ${WEEKDAYS.join(', ')}`
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => inner.message).join(', ')
  return issue.message
}
