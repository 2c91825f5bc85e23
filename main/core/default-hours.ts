import type { ClockSpan, HoursPolicy } from './hours-policy.ts'

const officeWeek = (spans: readonly ClockSpan[]) => ({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans })

/** Closing days offered to a new shop: 年末年始 and 夏季休業, every year. */
const CLOSING_DAYS = [
  ...['12-29', '12-30', '12-31', '01-01', '01-02', '01-03'],
  ...['08-13', '08-14', '08-15'],
] as const

/** Monday to Friday with a lunch break, national holidays and the usual closing days off: what the wizard proposes. */
export const defaultHours: HoursPolicy = {
  timeZone: 'Asia/Tokyo',
  week: officeWeek([
    ['10:00', '12:00'],
    ['13:00', '17:00'],
  ]),
  holidays: 'jp',
  closed: CLOSING_DAYS,
  open: {},
}
