import type { JournalLine, JoinReason, Language } from '../preload/domain.ts'
import type { AppError } from '../preload/errors.ts'
import { catalogs, type Catalog } from '../preload/locales/index.ts'
import type { WallTime } from './holds/date-in-text.ts'
import { createZoneClock } from './zone-clock.ts'

export type { Catalog } from '../preload/locales/index.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Words and dates of one language in one zone. Every date a person reads in the window comes from here. */
export function createI18n(language: Language, zone: string) {
  const text = catalogs[language]
  const read = createZoneClock(zone)

  function clock(at: number) {
    const { hour, minute } = read(at)
    return `${hour}:${String(minute).padStart(2, '0')}`
  }

  function day(at: number, now: number) {
    const { year, month, date, dayNumber } = read(at)
    const weekday = text.time.weekdays[(((dayNumber + 4) % 7) + 7) % 7] ?? ''
    if (year === read(now).year) return text.time.day(month, date, weekday)
    return text.time.dayWithYear(year, month, date, weekday)
  }

  const wall = (at: number): WallTime => read(at)

  /** The instant at which the clocks of the zone show this; in the hour that a change of clocks repeats, the first. */
  function instantOf({ year, month, date, hour, minute }: WallTime) {
    const shown = Date.UTC(year, month - 1, date, hour, minute)
    const offsetAt = (at: number) => {
      const seen = read(at)
      return Date.UTC(seen.year, seen.month - 1, seen.date, seen.hour, seen.minute) - at
    }
    return shown - offsetAt(shown - offsetAt(shown))
  }

  const two = (part: number) => String(part).padStart(2, '0')
  /** Date and clock as the fields of a form hold them: 2026-11-24, 09:00. */
  function fieldsOf(at: number) {
    const { year, month, date, hour, minute } = read(at)
    return { date: `${year}-${two(month)}-${two(date)}`, clock: `${two(hour)}:${two(minute)}` }
  }
  /** The instant those fields name; null while they are not complete. */
  function instantOfFields(date: string, time: string) {
    const [year = 0, month = 0, monthDay = 0] = date.split('-').map(Number)
    const [hour, minute] = time.split(':').map(Number)
    if (year < 2000 || !month || !monthDay || hour === undefined || minute === undefined) return null
    return instantOf({ year, month, date: monthDay, hour, minute })
  }

  /** 11月27日(金), as it is written in a letter. */
  function writtenDay(at: number) {
    const { month, date, dayNumber } = read(at)
    return text.time.writtenDay(month, date, (((dayNumber + 4) % 7) + 7) % 7)
  }

  /** Whole days from now until `at` on the calendar of the zone: 0 today, 1 tomorrow, -1 yesterday. */
  const daysAway = (at: number, now: number) => read(at).dayNumber - read(now).dayNumber

  function nearDay(at: number, now: number) {
    const away = daysAway(at, now)
    if (away === 0) return text.time.today
    if (away === 1) return text.time.tomorrow
    if (away === -1) return text.time.yesterday
    return day(at, now)
  }

  /** A length of time in its largest whole unit. */
  function span(ms: number) {
    if (ms >= DAY) return text.time.days(Math.floor(ms / DAY))
    if (ms >= HOUR) return text.time.hours(Math.floor(ms / HOUR))
    return text.time.minutes(Math.floor(ms / MINUTE))
  }

  /** Opening hours are counted to the minute: 6時間, 1時間30分. */
  function exactSpan(minutes: number) {
    const hours = Math.floor(minutes / 60)
    const rest = minutes % 60
    const words = [hours > 0 ? text.time.hours(hours) : '', rest > 0 || hours === 0 ? text.time.minutes(rest) : '']
    return words.filter(Boolean).join(language === 'ja' ? '' : ' ')
  }

  const moment = (at: number, now: number) => text.time.dayAndTime(day(at, now), clock(at))

  return {
    language,
    text,
    zone,
    /** Year, month and day on the clock of the zone; the hour and minute with them. */
    dateOf: read,
    clock,
    day,
    nearDay,
    daysAway,
    span,
    exactSpan,
    /** 11/24(火) 14:00, to the minute and the same tomorrow: for titles and histories. */
    moment,
    wall,
    fieldsOf,
    instantOfFields,
    writtenDay,
    /** 11月27日(金)18:00, as a date stands in a letter to a customer. */
    written: (at: number) => text.time.written(writtenDay(at), clock(at)),
    /** Today only the clock, this week's neighbours by name, else the date: for lists and messages. */
    shortMoment(at: number, now: number) {
      if (daysAway(at, now) === 0) return clock(at)
      if (daysAway(at, now) === -1) return text.time.dayAndTime(text.time.yesterday, clock(at))
      return moment(at, now)
    },
    /** 明日 9:00, for what is to come. */
    laterMoment: (at: number, now: number) => text.time.dayAndTime(nearDay(at, now), clock(at)),
    listMoment(at: number, now: number) {
      const away = daysAway(at, now)
      if (away === 0) return clock(at)
      return nearDay(at, now)
    },
    due: (input: DueInput) => describeDue(input, { text, nearDay, clock, day, span, moment, daysAway }),
    journal(line: JournalLine, now: number) {
      const sentences: Partial<Record<string, Catalog['journal'][keyof Catalog['journal']]>> = text.journal
      const say = { moment: (at: unknown) => (typeof at === 'number' ? moment(at, now) : text.common.unknown) }
      return (sentences[line.type] ?? text.journal.unknown)(line.data, say)
    },
    joinReason(join: JoinReason) {
      const known: Partial<Record<string, string>> = text.join
      return known[join.reason] ?? text.join.unknown
    },
    problem(error: Pick<AppError, 'code' | 'reason'>) {
      return reasonWords(text, error.reason) ?? text.errors[error.code]
    },
    reason: (reason: string | null) => reasonWords(text, reason),
  }
}
export type I18n = ReturnType<typeof createI18n>

function reasonWords(text: Catalog, reason: string | null) {
  const known: Partial<Record<string, Catalog['reasons']['other']>> = text.reasons
  return reason === null ? null : (known[reason] ?? null)
}

type DueInput = { dueAt: number | null; warnAt: number | null; isWaiting: boolean; now: number }
export type DueTone = 'late' | 'near' | 'soon' | 'later' | 'waiting'
export type DueWords = { tone: DueTone; words: string; exact: string } | null

type DueHelpers = Pick<I18n, 'text' | 'nearDay' | 'clock' | 'day' | 'span' | 'moment' | 'daysAway'>

function describeDue({ dueAt, warnAt, isWaiting, now }: DueInput, i18n: DueHelpers): DueWords {
  if (dueAt === null) return null
  const { time } = i18n.text
  const exact = i18n.moment(dueAt, now)
  const left = dueAt - now
  if (left <= 0) {
    return { tone: 'late', words: left > -MINUTE ? time.justPassed : time.late(i18n.span(-left)), exact }
  }
  if (isWaiting) return { tone: 'waiting', words: time.waitingUntil(i18n.day(dueAt, now)), exact }
  const isNear = warnAt !== null && warnAt <= now
  if (left < DAY) {
    const words = left < MINUTE ? time.soon : time.left(i18n.span(left))
    return { tone: isNear ? 'near' : 'soon', words, exact }
  }
  const day = i18n.daysAway(dueAt, now) <= 1 ? i18n.nearDay(dueAt, now) : i18n.day(dueAt, now)
  return { tone: isNear ? 'near' : 'later', words: time.dayAndTime(day, i18n.clock(dueAt)), exact }
}

export type DueGroup = 'returned' | 'overdue' | 'today' | 'tomorrow' | 'later' | 'none'

/** Which heading of the to-do list a deadline stands under. */
export function dueGroup(dueAt: number | null, now: number, i18n: Pick<I18n, 'daysAway'>): DueGroup {
  if (dueAt === null) return 'none'
  if (dueAt <= now) return 'overdue'
  const away = i18n.daysAway(dueAt, now)
  if (away <= 0) return 'today'
  return away === 1 ? 'tomorrow' : 'later'
}
