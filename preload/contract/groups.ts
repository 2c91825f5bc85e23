import { z } from 'zod'
import { Instant, TicketGroup, TicketGroupId, TicketId } from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

const Tickets = z.array(TicketId).min(1).max(500)

/** Groups that are told of the progress at intervals. */
export const groupsMethods = {
  /** Open ones first, the nearest date on top. */
  'ticketGroups.list': { input: nothing, output: z.array(TicketGroup) },
  'ticketGroups.save': {
    input: z.strictObject({
      id: TicketGroupId.nullable(),
      name: z.string().trim().min(1).max(120),
      product: z.string().trim().max(300),
      intervalDays: z.int().min(1).max(180),
    }),
    output: z.object({ id: TicketGroupId }),
  },
  /** Who is in it already stays once. */
  'ticketGroups.add': { input: z.strictObject({ id: TicketGroupId, ticketIds: Tickets }), output: done },
  'ticketGroups.remove': { input: z.strictObject({ id: TicketGroupId, ticketIds: Tickets }), output: done },
  /** Closed, nobody is reminded any more; opened again, an interval from now. */
  'ticketGroups.setClosed': { input: z.strictObject({ id: TicketGroupId, isClosed: z.boolean() }), output: done },
  /** Not now: the task comes back then. */
  'ticketGroups.postpone': { input: z.strictObject({ id: TicketGroupId, until: Instant }), output: done },
} as const satisfies Record<string, Method>
