import {
  WEEK,
  type DayPreview,
  type HoursProblem,
  type OpeningSpan,
  type ShopHours,
} from '../../preload/domain/hours.ts'
import { AppError } from '../../preload/errors.ts'
import { addDays, dayNumberOf, dayPlan } from './calendar.ts'
import { defaultHours } from './default-hours.ts'
import { HoursPolicy, isTimeZone, minutesOf, spanMinutes } from './hours-policy.ts'

type Range = ShopHours['closed'][number]
type Problem = Omit<HoursProblem, 'place' | 'index'>['kind']

const TIME = /^(?:[01]?\d|2[0-3]):[0-5]\d$/
const YEARLY = /^\d{2}-\d{2}$/
/** A closing longer than this is a slip of the pen in a year. */
const LONGEST_CLOSING_DAYS = 366

/** The hours of a new shop, until its owner has said others. */
export const defaultShopHours: ShopHours = {
  timeZone: defaultHours.timeZone,
  week: Object.fromEntries(
    WEEK.map((day) => [day, (defaultHours.week[day] ?? []).map(([from, to]): OpeningSpan => [from, to])]),
  ) as ShopHours['week'],
  holidays: 'jp',
  closed: [
    { from: '12-29', to: '01-03', name: '年末年始' },
    { from: '08-13', to: '08-15', name: '夏季休業' },
  ],
  open: [],
  shippingCutoff: '13:00',
}

/** Everything that cannot be used, in the order of the page. */
export function problemsOf(hours: ShopHours): HoursProblem[] {
  const { timeZone, week, closed, open, shippingCutoff } = hours
  const found: (HoursProblem | null)[] = WEEK.flatMap((day) => spanProblems(week[day], day))
  found.push(...closed.map((range, index) => at('closed', index, rangeProblem(range))))
  found.push(
    ...open.flatMap(({ date, spans }, index) => {
      const isDouble = open.findIndex((other) => other.date === date) < index
      const own = !isDate(date) ? 'date' : isDouble ? 'double' : null
      return own ? at('open', index, own) : at('open', index, spanProblems(spans, 'open')[0]?.kind ?? null)
    }),
  )
  if (shippingCutoff !== null && !TIME.test(shippingCutoff)) found.push({ place: 'cutoff', index: 0, kind: 'time' })
  if (!isTimeZone(timeZone)) found.push({ place: 'zone', index: 0, kind: 'zone' })
  return found.filter((problem) => problem !== null)
}

/** As the engine counts. Throws `invalid-input` where `problemsOf` finds something. */
export function toHoursPolicy(hours: ShopHours): HoursPolicy {
  if (problemsOf(hours).length > 0) throw new AppError('invalid-input', 'The opening hours cannot be used')
  return HoursPolicy.parse({
    timeZone: hours.timeZone,
    week: hours.week,
    holidays: hours.holidays,
    closed: [...new Set(hours.closed.flatMap(datesOf))],
    open: Object.fromEntries(hours.open.map(({ date, spans }) => [date, spans])),
  })
}

/** What each day is, with the owner's names of closing and special days. */
export function previewDays(hours: ShopHours, from: string, count: number): DayPreview[] {
  const policy = toHoursPolicy(hours)
  const closings = hours.closed.map((range) => ({ name: range.name, dates: new Set(datesOf(range)) }))
  return Array.from({ length: count }, (_, ahead) => {
    const { date, spans, reason, holidayName } = dayPlan(policy, addDays(from, ahead))
    const closing = closings.find(({ dates }) => dates.has(date) || dates.has(date.slice(5)))
    const special = hours.open.find((day) => day.date === date)
    const name = (reason === 'special' ? special?.name : reason === 'closed' ? closing?.name : '') ?? ''
    return { date, spans: spans.map(([start, end]): OpeningSpan => [start, end]), reason, holidayName, name }
  })
}

function at(place: HoursProblem['place'], index: number, kind: Problem | null): HoursProblem | null {
  return kind && { place, index, kind }
}

function spanProblems(spans: readonly OpeningSpan[], place: HoursProblem['place']): HoursProblem[] {
  const wrong = spans.flatMap((span, index) => at(place, index, spanProblem(span)) ?? [])
  if (wrong.length > 0) return wrong
  const inOrder = spans
    .map((span, index) => ({ span, index }))
    .sort((a, b) => minutesOf(a.span[0]) - minutesOf(b.span[0]))
  return inOrder.flatMap(({ span, index }, order) => {
    const before = inOrder[order - 1]
    const overlaps = before !== undefined && spanMinutes(before.span)[1] > minutesOf(span[0])
    return overlaps ? [{ place, index, kind: 'overlap' as const }] : []
  })
}

function spanProblem([from, to]: OpeningSpan): Problem | null {
  if (!TIME.test(from) || !(TIME.test(to) || to === '24:00')) return 'time'
  return minutesOf(from) === minutesOf(to) ? 'no-length' : null
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = dayNumberOf(text)
  return !Number.isNaN(day) && addDays(text, 0) === text
}

function rangeProblem({ from, to }: Range): Problem | null {
  if (YEARLY.test(from) && YEARLY.test(to)) return isDate(`2024-${from}`) && isDate(`2024-${to}`) ? null : 'date'
  if (!isDate(from) || !isDate(to)) return 'date'
  if (to < from) return 'order'
  return dayNumberOf(to) - dayNumberOf(from) > LONGEST_CLOSING_DAYS ? 'too-long' : null
}

function datesOf({ from, to }: Range): string[] {
  if (!YEARLY.test(from)) return daysFrom(from, to)
  // In a leap year, so that 29 February is one of them.
  const start = to < from ? `2023-${from}` : `2024-${from}`
  return daysFrom(start, `2024-${to}`).map((date) => date.slice(5))
}

function daysFrom(from: string, to: string): string[] {
  const count = dayNumberOf(to) - dayNumberOf(from) + 1
  return Array.from({ length: count }, (_, ahead) => addDays(from, ahead))
}
