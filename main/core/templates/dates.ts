import { nextBusinessDay } from '../business-hours.ts'
import { addDays, localDateOf, localMinutesOf } from '../calendar.ts'
import type { HoursPolicy } from '../hours-policy.ts'
import type { Language } from '../../../preload/domain.ts'

const WEEKDAYS_JA = ['日', '月', '火', '水', '木', '金', '土'] as const
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/**
 * A date of the calendar ('YYYY-MM-DD') as it is written to a customer: 11月26日(木), Thursday, 26 November. The year
 * stands with it when it is not that of `today`, because 1月5日 read in December may be either.
 */
export function writeDate(date: string, today: string, language: Language): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  const isOtherYear = !today.startsWith(date.slice(0, 4))
  if (language === 'ja') return `${isOtherYear ? `${year}年` : ''}${month}月${day}日(${WEEKDAYS_JA[weekday]!})`
  return `${WEEKDAYS_EN[weekday]!}, ${day} ${MONTHS_EN[month - 1]!}${isOtherYear ? ` ${year}` : ''}`
}

/** The time of day of an instant on the shop's clock: 18:00. */
export function writeTime(at: number, timeZone: string): string {
  const minutes = localMinutesOf(timeZone, at)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

export const dateOn = (at: number, hours: HoursPolicy): string => localDateOf(hours.timeZone, at)

const STEP = /^(.*?)\s*\+\s*(\d{1,3})\s*(営業日後?|日後?|(?:business|working)[ _]days?|days?)$/i
export type DateStep = { base: string; count: number; isBusiness: boolean }

/** `+3営業日`, `+10日`, `発送予定日+1営業日`, `+3 business days`: what is counted from where ('' is today); null for another text. */
export function readStep(text: string): DateStep | null {
  const match = STEP.exec(text)
  if (!match) return null
  const unit = match[3]!.toLowerCase()
  return { base: match[1]!, count: Number(match[2]), isBusiness: /営業|business|working/.test(unit) }
}

/** Null when the shop never opens. */
export function stepFrom(date: string, { count, isBusiness }: DateStep, hours: HoursPolicy): string | null {
  return isBusiness ? nextBusinessDay(hours, date, count) : addDays(date, count)
}

/** The day that many business days from now as it is written to a customer; '' when the shop never opens. */
export function writeBusinessDay(count: number, now: number, hours: HoursPolicy, language: Language): string {
  const today = dateOn(now, hours)
  const date = nextBusinessDay(hours, today, count)
  return date === null ? '' : writeDate(date, today, language)
}
