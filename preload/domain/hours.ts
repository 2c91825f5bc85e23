import { z } from 'zod'
import { ShopId } from './ids.ts'

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
export type Weekday = z.infer<typeof Weekday>
export const WEEK = Weekday.options

/** "09:30" or "24:00" on the shop's clock. Whether it is a time is told by a preview, with where it stands. */
const ClockText = z.string().max(5)
const DateText = z.string().max(10)
const Name = z.string().max(60)

/** From and to; `to` not after `from` is of the next day. */
export const OpeningSpan = z.tuple([ClockText, ClockText])
export type OpeningSpan = z.infer<typeof OpeningSpan>
const Spans = z.array(OpeningSpan).max(12)

/** Both ends closed, both "YYYY-MM-DD", or both "MM-DD" for every year (12-29 to 01-03 runs over the turn of the year). */
export const ClosedRange = z.object({ from: DateText, to: DateText, name: Name })
export type ClosedRange = z.infer<typeof ClosedRange>
/** A day with hours of its own, whatever weekday, holiday or closing day it is. */
export const SpecialDay = z.object({ date: DateText, spans: Spans, name: Name })
export type SpecialDay = z.infer<typeof SpecialDay>

/** When a shop answers, as the owner wrote it. */
export const ShopHours = z.object({
  timeZone: z.string().max(60),
  week: z.record(Weekday, Spans),
  holidays: z.enum(['jp', 'none']),
  closed: z.array(ClosedRange).max(200),
  open: z.array(SpecialDay).max(200),
  /** What is ordered before it leaves the same day; null for a shop without. */
  shippingCutoff: ClockText.nullable(),
})
export type ShopHours = z.infer<typeof ShopHours>

/** What cannot be used, and where: `index` counts the spans of a weekday, the closing days or the special days. */
export const HoursProblem = z.object({
  place: z.enum([...Weekday.options, 'closed', 'open', 'cutoff', 'zone']),
  index: z.int(),
  kind: z.enum(['time', 'no-length', 'overlap', 'date', 'order', 'too-long', 'double', 'zone']),
})
export type HoursProblem = z.infer<typeof HoursProblem>

export const DayPreview = z.object({
  date: z.string(),
  spans: z.array(OpeningSpan),
  reason: z.enum(['weekday', 'holiday', 'closed', 'special']),
  holidayName: z.string().nullable(),
  /** The owner's name of the closing or special day; empty for none. */
  name: z.string(),
})
export type DayPreview = z.infer<typeof DayPreview>

/** Until when the list of holidays is complete, and whether that is soon. */
export const HolidayList = z.object({ goodUntil: z.string(), warning: z.enum(['ends-soon', 'ended']).nullable() })
export type HolidayList = z.infer<typeof HolidayList>

const Minutes = z
  .int()
  .min(1)
  .max(60 * 24 * 60)
const Words = z.array(z.string().min(1).max(60)).max(50)

/** What a policy asks of a ticket: an empty list fits every ticket, all that are not empty must fit. */
export const PolicyConditions = z.object({
  shopIds: z.array(ShopId).max(100),
  channels: Words,
  marketplaces: Words,
  categories: Words,
  phrases: Words,
  customerMarks: Words,
})
export type PolicyConditions = z.infer<typeof PolicyConditions>

/** A deadline policy. The first of the list that fits a ticket holds. */
export const PolicyInfo = z.object({
  id: z.string().min(1).max(60),
  /** Empty for a policy that came with the program and kept its name: the words are in the locales, by id. */
  name: Name,
  isOn: z.boolean(),
  conditions: PolicyConditions,
  clock: z.enum(['business', 'calendar']),
  /** Null: this kind of answer has no deadline. */
  firstMinutes: Minutes.nullable(),
  nextMinutes: Minutes.nullable(),
  warnMinutes: z.array(Minutes).max(5),
  /** Never later than this much calendar time. */
  capMinutes: Minutes.nullable(),
  untilShippingCutoff: z.boolean(),
})
export type PolicyInfo = z.infer<typeof PolicyInfo>

export const PolicyPreset = z.enum(['solo', 'standard', 'rakuten', 'quick'])
export type PolicyPreset = z.infer<typeof PolicyPreset>
