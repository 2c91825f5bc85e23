import { addBusinessTime, nextBusinessDay, nextOpening } from './business-hours.ts'
import { addDays, dayNumberOf, instantOf, localDateOf } from './calendar.ts'
import type { Hold, HoldKind } from './holds.ts'
import type { HoursPolicy } from './hours-policy.ts'

/** The time of day that ends a day given to a customer. */
const HOLD_TIME = '18:00'
/** Days given by default: for a decision three working days, for a parcel on its way back ten days of the calendar. */
const HOLD_DAYS = 3
const RETURN_DAYS = 10
/** A customer who is to be called is called again within two hours of the shop. */
const CALL_BACK_MS = 2 * 60 * 60_000

/**
 * The date proposed in a request or reminder: 18:00 of a day on which the shop is open; a call is
 * due within opening hours. It is a date of the text, so it is a proposal only; what is sent is what counts. Null when the shop never opens.
 */
export function proposeHoldDate(kind: HoldKind, hours: HoursPolicy, sentAt: number): number | null {
  if (kind === 'call-back') return addBusinessTime(hours, sentAt, CALL_BACK_MS)?.at ?? null
  const today = localDateOf(hours.timeZone, sentAt)
  const date =
    kind === 'return-goods'
      ? nextBusinessDay(hours, addDays(today, RETURN_DAYS), 0)
      : nextBusinessDay(hours, today, HOLD_DAYS)
  return date === null ? null : instantOf(hours.timeZone, date, HOLD_TIME)
}

/** When an automatic reminder may leave: the first open moment from the passed date on; null when none is to go. */
export function autoReminderAt(hold: Hold, hours: HoursPolicy): number | null {
  const isWaiting = hold.stage === 'request' || hold.stage === 'reminder-due'
  if (!hold.isAutomatic || !isWaiting || hold.undelivered !== null) return null
  return nextOpening(hours, hold.request.dueAt)
}

/** Nights between two instants on the shop's calendar: "3日前にご連絡しました". */
export function daysBetween(timeZone: string, from: number, to: number): number {
  return dayNumberOf(localDateOf(timeZone, to)) - dayNumberOf(localDateOf(timeZone, from))
}
