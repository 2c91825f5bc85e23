import { z } from 'zod'
import { HoldId, Instant, TicketId } from './ids.ts'

/** What is waited for: the customer's decision on an order, goods on their way back, a customer to be reached by phone. */
export const HoldKind = z.enum(['customer-decision', 'return-goods', 'call-back'])
export type HoldKind = z.infer<typeof HoldKind>
/** `answered`: the customer wrote, every timer has stopped and a person decides. */
export const HoldStage = z.enum(['request', 'reminder-due', 'reminded', 'cancel-due', 'answered', 'ended'])
export type HoldStage = z.infer<typeof HoldStage>
/** What a row shows of the hold that runs on its ticket. */
export const HoldBadge = z.object({
  id: HoldId,
  kind: HoldKind,
  stage: HoldStage,
  product: z.string(),
  /** Stock is kept back for it (limited or seasonal goods). */
  isReserved: z.boolean(),
  /** What was sent last came back undelivered. */
  isUndelivered: z.boolean(),
})
export type HoldBadge = z.infer<typeof HoldBadge>

/** How a request or reminder reaches the customer: the address that is on the ticket, another one, or the phone. */
export const HoldWay = z.enum(['same-address', 'other-address', 'phone'])
export type HoldWay = z.infer<typeof HoldWay>
export const HoldOutcome = z.enum([
  'order-confirmed',
  'cancelled-by-customer',
  'cancelled-reorder',
  'cancelled-no-answer',
  'goods-arrived',
  'return-not-needed',
  'goods-never-came',
  'reached',
  'no-longer-needed',
  'never-reached',
  'withdrawn',
])
export type HoldOutcome = z.infer<typeof HoldOutcome>
/** What an answer does to the hold of its ticket once it has left. */
export const HoldPlan = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('request'),
    kind: HoldKind,
    /** The date in the text: the two are the same value. */
    dueAt: Instant,
    orderNumber: z.string().max(100),
    product: z.string().max(300),
    stockNote: z.string().max(1000),
    isReserved: z.boolean(),
    isAutomatic: z.boolean(),
  }),
  z.object({ step: z.literal('reminder'), dueAt: Instant, way: HoldWay }),
  z.object({ step: z.literal('end'), outcome: HoldOutcome }),
])
export type HoldPlan = z.infer<typeof HoldPlan>

/** Why a step of a hold may not happen. */
export const HoldRefusal = z.enum([
  'ended',
  'customer-wrote',
  'undelivered',
  'date-not-passed',
  'not-reminded',
  'already-reminded',
  'date-in-past',
  'before-announced',
  'other-outcome',
])
export type HoldRefusal = z.infer<typeof HoldRefusal>
/** `until`: the instant from which it would be allowed, where only time is missing. */
export const Permission = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({ allowed: z.literal(false), reason: HoldRefusal, until: Instant.nullable() }),
])
export type Permission = z.infer<typeof Permission>
/** One thing said to the customer. `announcedAt` is the date in its text, `dueAt` that date or a later one. */
export const HoldMessageView = z.object({ sentAt: Instant, announcedAt: Instant, dueAt: Instant, way: HoldWay })
export type HoldMessageView = z.infer<typeof HoldMessageView>

/** Everything the panel shows of a hold. */
export const HoldView = HoldBadge.extend({
  ticketId: TicketId,
  orderNumber: z.string(),
  stockNote: z.string(),
  isAutomatic: z.boolean(),
  /** "Step n of 4"; null when a person decides or it is over. */
  step: z.int().nullable(),
  /** The date that is waited for now; null when nothing runs. */
  dueAt: Instant.nullable(),
  /** Counts the requests. */
  round: z.int(),
  request: HoldMessageView,
  reminder: HoldMessageView.nullable(),
  undelivered: z.enum(['request', 'reminder']).nullable(),
  outcome: HoldOutcome.nullable(),
  mayRemind: Permission,
  mayRemindOtherWay: Permission,
  /** Per outcome of its kind, in the order of the buttons. */
  mayEnd: z.array(z.object({ outcome: HoldOutcome, permission: Permission })),
  /** When the automatic reminder leaves, or null. */
  autoReminderAt: Instant.nullable(),
  /** Other addresses and phone numbers of the customer, for what came back undelivered. */
  otherWays: z.array(z.object({ kind: z.enum(['address', 'phone']), value: z.string() })),
  /** Proposed date of the next reminder, or null when the shop never opens. */
  nextDueAt: Instant.nullable(),
})
export type HoldView = z.infer<typeof HoldView>
