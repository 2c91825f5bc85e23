const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

export type TimeLeft =
  | { key: 'lessThanAMinuteLeft' | 'justOverdue' }
  | { key: 'minutesLeft' | 'hoursLeft' | 'daysLeft' | 'minutesOver' | 'hoursOver' | 'daysOver'; n: number }

/**
 * The time to a deadline in the unit a person would say ("あと45分", "2時間超過"), as a key for the locales. Always cut
 * down: nobody is promised a minute that is not there. Minutes below one hour, hours below two days, then days.
 */
export function describeTimeLeft(dueAt: number, now: number): TimeLeft {
  const left = Math.abs(dueAt - now)
  const isOver = now >= dueAt
  if (left < MINUTE_MS) return { key: isOver ? 'justOverdue' : 'lessThanAMinuteLeft' }
  if (left < HOUR_MS) return { key: isOver ? 'minutesOver' : 'minutesLeft', n: Math.floor(left / MINUTE_MS) }
  if (left < 2 * DAY_MS) return { key: isOver ? 'hoursOver' : 'hoursLeft', n: Math.floor(left / HOUR_MS) }
  return { key: isOver ? 'daysOver' : 'daysLeft', n: Math.floor(left / DAY_MS) }
}
