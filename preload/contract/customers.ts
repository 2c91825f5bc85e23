import { z } from 'zod'
import { ChannelId, CustomerId, CustomerMark, MoveId, TicketSummary } from '../domain.ts'
import { done, type Method } from './method.ts'

export const customersMethods = {
  'customers.update': {
    input: z.strictObject({
      id: CustomerId,
      name: z.string().min(1).max(200),
      kana: z.string().max(200),
      mark: CustomerMark.nullable(),
      notes: z.string().max(20_000),
      fields: z.array(z.strictObject({ label: z.string().min(1).max(100), value: z.string().max(2000) })).max(50),
    }),
    output: done,
  },
  /** One person under two records. Taken back by `moves.undo`. */
  'customers.merge': {
    input: z.strictObject({ from: CustomerId, into: CustomerId }),
    output: z.object({ moveId: MoveId }),
  },
  'customers.find': {
    input: z.strictObject({ query: z.string().max(200) }),
    output: z.array(z.object({ id: CustomerId, name: z.string(), address: z.string(), ticketCount: z.int() })),
  },
  /** 同じ人かもしれません: records of other networks that share what only one person has, and by what. The likeliest first. */
  'customers.alike': {
    input: z.strictObject({ id: CustomerId }),
    output: z.array(
      z.object({
        id: CustomerId,
        name: z.string(),
        identities: z.array(z.object({ channel: ChannelId, value: z.string() })),
        ticketCount: z.int(),
        signs: z.array(
          z.object({ kind: z.enum(['mail', 'phone', 'home', 'order', 'name', 'handle']), value: z.string() }),
        ),
      }),
    ),
  },
  /** ちがう人: not asked about these two again. */
  'customers.tellApart': {
    input: z.strictObject({ id: CustomerId, other: CustomerId, isUndo: z.boolean().optional() }),
    output: done,
  },
  /** Everything this person ever wrote, newest first. */
  'customers.tickets': { input: z.strictObject({ id: CustomerId }), output: z.array(TicketSummary) },
} as const satisfies Record<string, Method>
