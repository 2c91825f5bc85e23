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

/** What the row of a ticket shows of its messages. */
export type TicketTally = TicketTimes & {
  subject: string
  /** The beginning of the newest message. */
  excerpt: string
  orderNumbers: string[]
  hasAttachments: boolean
  messageCount: number
  /** Of the message the conversation begins with. */
  firstMessageAt: number
  lastMessageAt: number
}
/** What one message adds. Machine mail neither asks nor answers. */
export type Addition = Pick<TicketTally, 'subject' | 'excerpt' | 'orderNumbers' | 'hasAttachments'> & {
  at: number
  asks: boolean
  answers: boolean
}

/** Before its first message, which comes `at`. */
export function emptyTally(at: number): TicketTally {
  return {
    subject: '',
    excerpt: '',
    orderNumbers: [],
    hasAttachments: false,
    messageCount: 0,
    firstMessageAt: at,
    lastMessageAt: at,
    lastInboundAt: null,
    firstAnswerAt: null,
    lastAnswerAt: null,
    resolvedAt: null,
    reopenedAt: null,
  }
}

/** Order numbers that a row shows. */
const SHOWN_NUMBERS = 20

/** The ticket with one more message, which may be older than those it has. */
export function withMessage<Ticket extends TicketTally>(ticket: Ticket, added: Addition): Ticket {
  const { at } = added
  const isFirst = at < ticket.firstMessageAt
  const isLast = at >= ticket.lastMessageAt || ticket.messageCount === 0
  return {
    ...ticket,
    messageCount: ticket.messageCount + 1,
    firstMessageAt: isFirst ? at : ticket.firstMessageAt,
    lastMessageAt: Math.max(ticket.lastMessageAt, at),
    subject: isFirst ? added.subject : ticket.subject,
    excerpt: isLast ? added.excerpt : ticket.excerpt,
    hasAttachments: ticket.hasAttachments || added.hasAttachments,
    orderNumbers: [...new Set([...ticket.orderNumbers, ...added.orderNumbers])].slice(0, SHOWN_NUMBERS),
    lastInboundAt: added.asks ? Math.max(ticket.lastInboundAt ?? at, at) : ticket.lastInboundAt,
    firstAnswerAt: added.answers ? Math.min(ticket.firstAnswerAt ?? at, at) : ticket.firstAnswerAt,
    lastAnswerAt: added.answers ? Math.max(ticket.lastAnswerAt ?? at, at) : ticket.lastAnswerAt,
  }
}
