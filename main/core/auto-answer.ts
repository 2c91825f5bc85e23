import { isOpenAt, nextOpening } from './business-hours.ts'
import { addDays, dayPlan, localDateOf, localMinutesOf } from './calendar.ts'
import { type HoursPolicy, spanMinutes } from './hours-policy.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** What came longer ago is not answered by a machine any more: a receipt days later only puzzles. */
export const FRESH_MS = DAY_MS
/** One automatic answer a day to an address, and never more than this many in a week (FreeScout #4143: 8,000 mails). */
export const WEEK_MS = 7 * DAY_MS
const MOST_IN_WEEK = 3
/** More automatic mail than this in so long is a loop that nothing else has stopped. */
export const BRAKE_MS = 10 * 60_000
export const MOST_IN_BRAKE = 20
/** So many closed days in a row are more than a long weekend: the customer is told when they end. */
const LONG_CLOSING_DAYS = 4

/** Why a machine keeps silent although it was asked to answer. */
export type AutoRefusal = 'machine' | 'junk' | 'stale' | 'recent' | 'often' | 'stopped' | 'unfilled' | 'gone'

/**
 * The address that answers to it are counted under: what stands behind a + and how it is written are chosen anew by a
 * program that answers programs.
 */
export function countedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, Math.max(0, at)).toLowerCase().replace(/\+.*$/, '')
  return `${local}${address.slice(Math.max(0, at)).toLowerCase()}`
}

/** Whether this address has had enough automatic answers. Instants after `now` count: a clock was set back. */
export function refusalByCount(sentAt: readonly number[], now: number): 'recent' | 'often' | null {
  if (sentAt.some((at) => at > now - DAY_MS)) return 'recent'
  return sentAt.filter((at) => at > now - WEEK_MS).length >= MOST_IN_WEEK ? 'often' : null
}

export type NightMail = {
  /** The network took it in then. */
  receivedAt: number
  /** The account was added then: what lay there before is nobody's new question. */
  accountCreatedAt: number
  place: 'inbox' | 'sent' | 'junk'
  /** It says of itself, or shows by its headers, that no machine may answer it. */
  isMachine: boolean
  now: number
  hours: HoursPolicy
}
export type NightAnswer = { act: 'nothing' } | { act: 'withhold'; reason: AutoRefusal } | { act: 'answer' }

/**
 * Whether a message of a customer is answered because the shop is closed. Closed when it came and closed now: after the PC
 * was off through the night the shop may be open again, and then people answer. Mail of the first import never is.
 */
export function decideNightAnswer({
  receivedAt,
  accountCreatedAt,
  place,
  isMachine,
  now,
  hours,
}: NightMail): NightAnswer {
  if (receivedAt < accountCreatedAt || !isAfterHours(hours, receivedAt) || !isAfterHours(hours, now))
    return { act: 'nothing' }
  if (isMachine) return { act: 'withhold', reason: 'machine' }
  // Its sender is forged more often than not.
  if (place === 'junk') return { act: 'withhold', reason: 'junk' }
  return now - receivedAt > FRESH_MS ? { act: 'withhold', reason: 'stale' } : { act: 'answer' }
}

/** Closed, and not only for the break between two openings of the same day. */
export function isAfterHours(hours: HoursPolicy, at: number): boolean {
  if (isOpenAt(hours, at)) return false
  const minute = localMinutesOf(hours.timeZone, at)
  const spans = dayPlan(hours, localDateOf(hours.timeZone, at)).spans.map(spanMinutes)
  return !(spans.some(([, end]) => end <= minute) && spans.some(([start]) => start > minute))
}

/** Days of the calendar, both closed. */
export type ClosedDays = { from: string; to: string }

/**
 * The closing days that the shop is in, or that begin before it opens again: its own closing days, or more closed days in a
 * row than a long weekend has. Null for an ordinary night or weekend.
 */
export function closingDays(hours: HoursPolicy, at: number): ClosedDays | null {
  const opening = nextOpening(hours, at)
  if (opening === null) return null
  const reopens = localDateOf(hours.timeZone, opening)
  const isClosed = (date: string) => dayPlan(hours, date).spans.length === 0
  const last = addDays(reopens, -1)
  if (!isClosed(last) || last < localDateOf(hours.timeZone, at)) return null
  const days = [last]
  while (days.length < 366 && isClosed(addDays(days[0]!, -1))) days.unshift(addDays(days[0]!, -1))
  const isOwn = days.some((date) => dayPlan(hours, date).reason === 'closed')
  return isOwn || days.length >= LONG_CLOSING_DAYS ? { from: days[0]!, to: last } : null
}
