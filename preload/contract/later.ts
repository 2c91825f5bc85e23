import { z } from 'zod'
import { Instant, LaterTimes, OutboxId, ShopId, SnoozedBefore, TicketId } from '../domain.ts'
import { done, type Method } from './method.ts'

export const laterMethods = {
  /** The times to offer, on the clock and in the hours of a shop; null: of the first. */
  'later.times': { input: z.strictObject({ shopId: ShopId.nullable() }), output: LaterTimes },
  /** Puts tickets aside. Settled ones and notices are passed over. `invalid-input` for a time that has passed. */
  'tickets.snooze': {
    input: z.strictObject({ ids: z.array(TicketId).min(1).max(500), until: Instant.nullable() }),
    output: z.array(SnoozedBefore),
  },
  /** Ends a snooze, or lets a ticket that came back go to its place. With `isUndo` its popups count as unhandled again. */
  'tickets.unsnooze': {
    input: z.strictObject({ ids: z.array(TicketId).min(1).max(500), isUndo: z.boolean().default(false) }),
    output: done,
  },
  /** Another time for an answer that waits; null sends it now. `conflict` when it has left. */
  'outbox.reschedule': { input: z.strictObject({ id: OutboxId, sendAfter: Instant.nullable() }), output: done },
} as const satisfies Record<string, Method>
