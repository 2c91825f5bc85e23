import type { Status } from '../../preload/domain.ts'

/** What happened to a ticket, as the newest instant of each kind (ms UTC); null when it never did. */
export type TicketTimes = {
  /** A message of the customer. Machine mail does not count. */
  lastInboundAt: number | null
  /** An answer of ours that a network has accepted. */
  firstAnswerAt: number | null
  lastAnswerAt: number | null
  /** The decision of a person that it is settled. */
  resolvedAt: number | null
  /** The decision of a person that it is not, or our answer came back undelivered. */
  reopenedAt: number | null
}

/**
 * The status that follows from what happened last. Computed from instants and not step by step, because mail arrives in any
 * order: the newest first on the first day, our answer from another program after the customer's next message.
 */
export function decideStatus(times: TicketTimes): Status {
  const asked = times.lastInboundAt ?? -Infinity
  const answered = times.lastAnswerAt ?? -Infinity
  const resolved = times.resolvedAt ?? -Infinity
  const reopened = times.reopenedAt ?? -Infinity
  const wasSettled = times.resolvedAt !== null || times.firstAnswerAt !== null
  if (resolved > -Infinity && resolved >= Math.max(asked, answered, reopened)) return 'resolved'
  if (reopened > Math.max(asked, answered)) return 'open'
  if (answered >= asked) return answered > -Infinity ? 'waiting' : 'new'
  return wasSettled ? 'open' : 'new'
}

/** Since when somebody has to do something, as a bound: what the customer wrote after it has no answer yet. */
export function settledUntil(times: TicketTimes): number {
  return Math.max(times.lastAnswerAt ?? -1, times.resolvedAt ?? -1)
}
