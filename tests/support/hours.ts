import { defaultHours } from '../../main/core/default-hours.ts'
import type { ClockSpan, HoursPolicy } from '../../main/core/hours-policy.ts'

const day: readonly ClockSpan[] = [['10:00', '17:00']]

/** A new shop's hours without the lunch break, so that spans in tests are round. */
export const plainHours: HoursPolicy = { ...defaultHours, week: { mon: day, tue: day, wed: day, thu: day, fri: day } }
