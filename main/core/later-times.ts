import { nextOpening } from './business-hours.ts'
import { addDays, instantOf, localDateOf, spansOfDay } from './calendar.ts'
import { type HoursPolicy, WEEKDAYS } from './hours-policy.ts'

const MINUTE_MS = 60_000
/** When a morning begins where the shop is closed that day. */
const MORNING = '09:00'

/** Instants that "later" may mean, ms UTC, all after `now`. Null where the shop never opens or another one says the same. */
export type LaterTimes = {
  inMinutes15: number
  inHour: number
  /** When the shop opens tomorrow, or 9:00 where it does not. */
  tomorrow: number
  /** The next opening from now on; null where it is open or opens tomorrow morning. */
  opening: number | null
  /** The morning of next Monday; null where that is tomorrow. */
  monday: number | null
}

/** The times that snoozing and sending later offer, on the clock of the shop. */
export function laterTimes(hours: HoursPolicy, now: number): LaterTimes {
  const today = localDateOf(hours.timeZone, now)
  const tomorrow = morningOf(hours, addDays(today, 1))
  const monday = morningOf(hours, nextMonday(today))
  const opening = nextOpening(hours, now)
  const isOwn = opening !== null && opening > now && ![tomorrow, monday].includes(opening)
  return {
    inMinutes15: now + 15 * MINUTE_MS,
    inHour: now + 60 * MINUTE_MS,
    tomorrow,
    opening: isOwn ? opening : null,
    monday: monday === tomorrow ? null : monday,
  }
}

function morningOf(hours: HoursPolicy, date: string): number {
  return instantOf(hours.timeZone, date, spansOfDay(hours, date)[0]?.[0] ?? MORNING)
}

function nextMonday(today: string): string {
  for (let ahead = 1; ahead <= WEEKDAYS.length; ahead += 1) {
    const date = addDays(today, ahead)
    if (new Date(`${date}T00:00:00Z`).getUTCDay() === 1) return date
  }
  return today
}
