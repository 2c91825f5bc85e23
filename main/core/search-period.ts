import { Temporal } from 'temporal-polyfill'

/** From one instant to just before another, ms UTC; `null` is open. */
export type Period = { from: number | null; to: number | null }

type Days = { first: Temporal.PlainDate; end: Temporal.PlainDate }

/**
 * Reads 今日, 昨日, 今週 (from Monday), 先週, 今月, 先月, 今年, 去年, 7日 (today and the six days before), 2026, 2026-11,
 * 2026-11-01, 11/1, also with 年月日, and two of them joined by `..` or 〜 (both included, either may be missing). `null`
 * when it is none of these.
 */
export function readPeriod(text: string, now: number, timeZone: string): Period | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate()
  const ends = plain.split(/\.\.+|[~〜]/u)
  if (ends.length > 2) return null
  const [first = '', last = first] = ends
  if (first === '' && last === '') return null
  const start = first === '' ? null : readDays(first.trim(), today)
  const end = last === '' ? null : readDays(last.trim(), today)
  if ((first !== '' && start === null) || (last !== '' && end === null)) return null
  return { from: toInstant(start?.first, timeZone), to: toInstant(end?.end, timeZone) }
}

function toInstant(date: Temporal.PlainDate | undefined, timeZone: string): number | null {
  return date === undefined ? null : date.toZonedDateTime(timeZone).epochMilliseconds
}

function readDays(text: string, today: Temporal.PlainDate): Days | null {
  return readNamed(text, today) ?? readLast(text, today) ?? readDate(text, today)
}

function readNamed(text: string, today: Temporal.PlainDate): Days | null {
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const month = today.with({ day: 1 })
  const year = month.with({ month: 1 })
  const spans: Record<string, () => Days> = {
    today: () => span(today, { days: 1 }),
    yesterday: () => span(today.subtract({ days: 1 }), { days: 1 }),
    thisweek: () => span(monday, { weeks: 1 }),
    lastweek: () => span(monday.subtract({ weeks: 1 }), { weeks: 1 }),
    thismonth: () => span(month, { months: 1 }),
    lastmonth: () => span(month.subtract({ months: 1 }), { months: 1 }),
    thisyear: () => span(year, { years: 1 }),
    lastyear: () => span(year.subtract({ years: 1 }), { years: 1 }),
  }
  const name = NAMES.get(text) ?? text.replace(/[-_]/gu, '')
  return Object.hasOwn(spans, name) ? spans[name]!() : null
}

const NAMES = new Map([
  ['今日', 'today'],
  ['本日', 'today'],
  ['昨日', 'yesterday'],
  ['今週', 'thisweek'],
  ['先週', 'lastweek'],
  ['今月', 'thismonth'],
  ['先月', 'lastmonth'],
  ['今年', 'thisyear'],
  ['去年', 'lastyear'],
  ['昨年', 'lastyear'],
])

function span(first: Temporal.PlainDate, length: Temporal.DurationLike): Days {
  return { first, end: first.add(length) }
}

/** 7日, 7日間, 7d, 2週間, 3ヶ月: so much up to and with today. */
function readLast(text: string, today: Temporal.PlainDate): Days | null {
  const match = /^(?:過去|直近)?(\d{1,4})(日間?|d|週間|w|[ヶケかカ箇]月間?|m)$/u.exec(text)
  if (match === null) return null
  const count = Number(match[1])
  if (count === 0) return null
  const unit = match[2]!
  const end = today.add({ days: 1 })
  if (unit.startsWith('日') || unit === 'd') return { first: end.subtract({ days: count }), end }
  if (unit.startsWith('週') || unit === 'w') return { first: end.subtract({ weeks: count }), end }
  return { first: end.subtract({ months: count }), end }
}

function readDate(text: string, today: Temporal.PlainDate): Days | null {
  const full = /^(\d{4})(?:[-/年](?:(\d{1,2})(?:[-/月](?:(\d{1,2})日?)?)?)?)?$/u.exec(text)
  if (full !== null) return days(Number(full[1]), full[2], full[3])
  const short = /^(\d{1,2})(?:[-/](\d{1,2})|月(?:(\d{1,2})日)?)$/u.exec(text)
  if (short === null) return null
  const found = days(today.year, short[1], short[2] ?? short[3])
  if (found === null || Temporal.PlainDate.compare(found.first, today) <= 0) return found
  return days(today.year - 1, short[1], short[2] ?? short[3])
}

function days(year: number, month: string | undefined, day: string | undefined): Days | null {
  try {
    const first = Temporal.PlainDate.from(
      { year, month: Number(month ?? 1), day: Number(day ?? 1) },
      { overflow: 'reject' },
    )
    if (month === undefined) return span(first, { years: 1 })
    return span(first, day === undefined ? { months: 1 } : { days: 1 })
  } catch {
    return null // the 31st of November
  }
}
