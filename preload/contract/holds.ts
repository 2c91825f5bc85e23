import { z } from 'zod'
import {
  HoldId,
  HoldKind,
  HoldOutcome,
  HoldPlan,
  HoldView,
  Instant,
  ShopId,
  TicketId,
  TicketSummary,
} from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

const RequestPlan = HoldPlan.options[0]
const Note = z.string().max(10_000)

/** A hold's other steps travel with an answer: `plan.hold` of `replies.send`. A refusal is `conflict` with its HoldRefusal. */
export const holdsMethods = {
  /** What a new hold on the ticket begins with. */
  'holds.propose': {
    input: z.strictObject({ ticketId: TicketId, kind: HoldKind }),
    output: z.object({ dueAt: Instant.nullable(), orderNumbers: z.array(z.string()), product: z.string() }),
  },
  /** Those that run: first what a person must decide, then the nearest date; and how those of the last 90 days ended. */
  'holds.board': {
    input: nothing,
    output: z.object({
      rows: z.array(z.object({ hold: HoldView, ticket: TicketSummary })),
      outcomes: z.array(z.object({ kind: HoldKind, outcome: HoldOutcome, count: z.int() })),
    }),
  },
  /** The customer was told by phone or in person; the note becomes a call in the conversation. */
  'holds.startByPhone': {
    input: z.strictObject({ ticketId: TicketId, plan: RequestPlan, note: Note }),
    output: HoldView,
  },
  'holds.remindByPhone': { input: z.strictObject({ id: HoldId, dueAt: Instant, note: Note }), output: HoldView },
  /** Later only: the customer was told a date. */
  'holds.changeDate': { input: z.strictObject({ id: HoldId, dueAt: Instant }), output: HoldView },
  'holds.update': {
    input: z.strictObject({
      id: HoldId,
      orderNumber: z.string().max(100),
      product: z.string().max(300),
      stockNote: z.string().max(1000),
      isReserved: z.boolean(),
      isAutomatic: z.boolean(),
    }),
    output: HoldView,
  },
  /** Without a mail: by phone, or because it was a mistake. */
  'holds.end': { input: z.strictObject({ id: HoldId, outcome: HoldOutcome }), output: HoldView },
  /** `conflict` when another hold has begun on the ticket since. */
  'holds.undoEnd': { input: z.strictObject({ id: HoldId }), output: HoldView },
  'holds.defaults': {
    input: z.strictObject({ shopId: ShopId }),
    output: z.object({ isAutomatic: z.boolean() }),
  },
  'holds.setDefaults': { input: z.strictObject({ shopId: ShopId, isAutomatic: z.boolean() }), output: done },
} as const satisfies Record<string, Method>
