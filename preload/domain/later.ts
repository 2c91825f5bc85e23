import { z } from 'zod'
import { Instant, TicketId } from './ids.ts'

/** Put aside until an instant; with null until the customer writes. */
export const Snooze = z.object({ until: Instant.nullable() })
export type Snooze = z.infer<typeof Snooze>

/** How a ticket was before it was put aside, so that this can be taken back. */
export const SnoozedBefore = z.object({ id: TicketId, before: Snooze.nullable() })
export type SnoozedBefore = z.infer<typeof SnoozedBefore>

/** What "later" may mean to a shop just now. Null where the shop never opens or another entry says the same. */
export const LaterTimes = z.object({
  inMinutes15: Instant,
  inHour: Instant,
  tomorrow: Instant,
  opening: Instant.nullable(),
  monday: Instant.nullable(),
})
export type LaterTimes = z.infer<typeof LaterTimes>

/** What becomes of a planned answer that could not leave in time because the PC was off: ask, or by itself. */
export const LateSends = z.enum(['ask', 'send', 'open-hours'])
export type LateSends = z.infer<typeof LateSends>
