import { z } from 'zod'
import { HoldId, Instant } from './ids.ts'

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
