import holidayJp from '@holiday-jp/holiday_jp'

const holidays: Readonly<Record<string, { name: string } | undefined>> = holidayJp.holidays
const lastListed = Object.keys(holidays).sort().at(-1) ?? '1970-01-01'

/** The name of the national holiday of Japan on that date ('2026-09-22'), substitute and sandwiched days included, or null. */
export function japaneseHolidayName(date: string): string | null {
  return Object.hasOwn(holidays, date) ? (holidays[date]?.name ?? null) : null
}

/**
 * The last date for which the bundled list is complete ('YYYY-12-31'), read from the list itself. A year counts once
 * its last holiday (勤労感謝の日, 23 November) is listed. Years ahead of the Cabinet Office's own list (one year) are
 * computed by the library's authors and may still change by law: the shop's own days are the remedy.
 */
export function holidaysGoodUntil(): string {
  const year = Number(lastListed.slice(0, 4))
  const isComplete = lastListed.slice(5) >= '11-23'
  return `${isComplete ? year : year - 1}-12-31`
}

export type HolidayWarning = { level: 'ends-soon' | 'ended'; goodUntil: string }

/** Whether to tell the shop that the holiday list runs out: from the same day one year before its end. */
export function decideHolidayWarning(today: string, goodUntil: string): HolidayWarning | null {
  if (today > goodUntil) return { level: 'ended', goodUntil }
  const oneYearAhead = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`
  return oneYearAhead >= goodUntil ? { level: 'ends-soon', goodUntil } : null
}
