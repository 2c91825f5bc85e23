import { z } from 'zod'
import { Instant, TicketId } from './ids.ts'

export const TicketGroupId = z.int().positive().brand<'TicketGroupId'>()
export type TicketGroupId = z.infer<typeof TicketGroupId>

/** People who wait for the same thing (予約:商品X) and hear of it at intervals, until it is closed. */
export const TicketGroup = z.object({
  id: TicketGroupId,
  name: z.string(),
  /** Goes into {{商品名}} of what is sent to them. */
  product: z.string(),
  intervalDays: z.int(),
  /** When the next progress mail is due; null when it is closed. */
  nextAt: Instant.nullable(),
  isDue: z.boolean(),
  lastSentAt: Instant.nullable(),
  isClosed: z.boolean(),
  members: z.array(z.object({ ticketId: TicketId, customerName: z.string(), subject: z.string() })),
})
export type TicketGroup = z.infer<typeof TicketGroup>
