import { z } from 'zod'
import {
  AccountId,
  Counts,
  Mark,
  MessageId,
  MoveId,
  SearchHit,
  StaffId,
  TicketDetail,
  TicketId,
  TicketSummary,
  View,
} from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

export const ticketsMethods = {
  'tickets.counts': { input: nothing, output: Counts },
  'tickets.list': {
    input: z.strictObject({
      view: View,
      accountId: AccountId.nullable(),
      /** Only theirs; with `todo` and `overdue`. */
      assigneeId: StaffId.nullable().optional(),
      limit: z.int().min(1).max(500),
      /** `next` of the page before. */
      after: z.string().max(200).nullable(),
    }),
    output: z.object({ tickets: z.array(TicketSummary), next: z.string().nullable(), total: z.int() }),
  },
  'tickets.rows': { input: z.strictObject({ ids: z.array(TicketId).max(500) }), output: z.array(TicketSummary) },
  'tickets.get': { input: z.strictObject({ id: TicketId }), output: TicketDetail },
  'tickets.markSeen': { input: z.strictObject({ id: TicketId }), output: done },
  /** `no-reply-needed` is the recorded decision that an unanswered ticket needs no answer. */
  'tickets.resolve': {
    input: z.strictObject({ ids: z.array(TicketId).min(1).max(500), reason: z.enum(['settled', 'no-reply-needed']) }),
    output: done,
  },
  /** With `isUndo` a ticket goes back to what it was before it was resolved; else it becomes a thing to do again. */
  'tickets.reopen': {
    input: z.strictObject({ ids: z.array(TicketId).min(1).max(500), isUndo: z.boolean().default(false) }),
    output: done,
  },
  /** Takes a filed notice into the list of tickets, or files a ticket as a notice. */
  'tickets.setKind': { input: z.strictObject({ id: TicketId, kind: z.enum(['ticket', 'notice']) }), output: done },
  'tickets.search': {
    input: z.strictObject({
      query: z.string().max(500),
      limit: z.int().min(1).max(500),
      order: z.enum(['relevance', 'newest']).default('relevance'),
    }),
    output: z.object({
      hits: z.array(SearchHit),
      /** Messages that match; at least so many when not exact. */
      total: z.int(),
      totalIsExact: z.boolean(),
      ms: z.number(),
    }),
  },
  /** Where in the texts of a ticket a query hits: offsets in `text` of each message. */
  'tickets.marks': {
    input: z.strictObject({ id: TicketId, query: z.string().max(500) }),
    output: z.array(
      z.object({
        messageId: MessageId,
        marks: z.array(Mark),
        /** In what is folded away, as offsets in each. */
        folded: z.object({ signature: z.array(Mark), quoted: z.array(Mark) }),
      }),
    ),
  },
  /** Puts everything of `from` into `into`. Taken back by `moves.undo`, like the two below. */
  'tickets.merge': {
    input: z.strictObject({ from: z.array(TicketId).min(1).max(50), into: TicketId }),
    output: z.object({ moveId: MoveId }),
  },
  /** Makes a ticket of its own out of some messages; not of all of them. */
  'tickets.split': {
    input: z.strictObject({ id: TicketId, messageIds: z.array(MessageId).min(1).max(500) }),
    output: z.object({ moveId: MoveId, ticketId: TicketId }),
  },
  'messages.move': {
    input: z.strictObject({ messageIds: z.array(MessageId).min(1).max(500), into: TicketId }),
    output: z.object({ moveId: MoveId }),
  },
  /** `conflict` when what was moved has been moved again since. */
  'moves.undo': { input: z.strictObject({ moveId: MoveId }), output: done },
  /** "別の件": the offer is not made again; with `isUndo` it is. */
  'tickets.declineOffer': {
    input: z.strictObject({ id: TicketId, other: TicketId, isUndo: z.boolean().default(false) }),
    output: done,
  },
  /** 文字コードを変える: reads the stored source again; null goes back to what the mail says. */
  'messages.setCharset': {
    input: z.strictObject({ id: MessageId, charset: z.string().max(40).nullable() }),
    output: done,
  },
  /** Where the frame finds the HTML of a message, and what to say above it. `query`: a search whose hits are marked in it. */
  'messages.html': {
    input: z.strictObject({ id: MessageId, allowRemote: z.boolean(), query: z.string().max(500).optional() }),
    output: z.object({
      url: z.string(),
      sandbox: z.string(),
      remoteCount: z.int(),
      warnings: z.array(z.object({ kind: z.string(), text: z.string(), href: z.string(), host: z.string() })),
    }),
  },
  /** The raw source as text, cut at 1 MB. */
  'messages.source': {
    input: z.strictObject({ id: MessageId }),
    output: z.object({ text: z.string(), isCut: z.boolean() }),
  },
  /** Asks where to, then writes; null when the person changed their mind. */
  'attachments.save': {
    input: z.strictObject({ messageId: MessageId, index: z.int().nonnegative() }),
    output: z.object({ path: z.string() }).nullable(),
  },
  /** Opens a copy with the system's program. Refused with `unsupported` for what could run something. */
  'attachments.open': { input: z.strictObject({ messageId: MessageId, index: z.int().nonnegative() }), output: done },
} as const satisfies Record<string, Method>
