import { z } from 'zod'
import { Address } from './addresses.ts'
import { HoldBadge, HoldView } from './holds.ts'
import { AccountId, CustomerId, Instant, MessageId, OutboxId, ShopId, StaffId, TicketId } from './ids.ts'
import { Draft, OutboxState } from './outgoing.ts'
import { TicketWork } from './people.ts'
import { PostView, ReplyWay } from './posts.ts'
import { ChannelId, CustomerMark, Status } from './ticket-words.ts'

/**
 * `todo` is new + open + whatever is overdue, without what is snoozed. `holds` waits for a customer's decision, goods or
 * call. `notices` is machine mail, filed and not ticketed.
 */
export const View = z.enum(['todo', 'overdue', 'waiting', 'holds', 'snoozed', 'resolved', 'all', 'notices'])
export type View = z.infer<typeof View>

export const DeadlineKind = z.enum(['first-response', 'next-response', 'manual', 'hold'])
export type DeadlineKind = z.infer<typeof DeadlineKind>

/** Names a merge, split or move of messages or customers, for taking it back. */
export const MoveId = z.int().positive().brand<'MoveId'>()
export type MoveId = z.infer<typeof MoveId>

/** One row of the list. */
export const TicketSummary = z.object({
  id: TicketId,
  kind: z.enum(['ticket', 'notice']),
  subject: z.string(),
  status: Status,
  channel: ChannelId,
  accountId: AccountId,
  shopId: ShopId,
  customerId: CustomerId.nullable(),
  customerName: z.string(),
  customerMark: CustomerMark.nullable(),
  /** The beginning of the newest message, one line. */
  excerpt: z.string(),
  lastMessageAt: Instant,
  messageCount: z.int(),
  hasAttachments: z.boolean(),
  orderNumbers: z.array(z.string()),
  /** The nearest open deadline, or null when nothing runs. */
  dueAt: Instant.nullable(),
  /** From here on the deadline counts as near. */
  warnAt: Instant.nullable(),
  isSeen: z.boolean(),
  hasDraft: z.boolean(),
  /** Whose words are in the draft. */
  draftBy: StaffId.nullable(),
  /** Our last answer could not be delivered (不達). */
  hasBounced: z.boolean(),
  /** Of the newest answer on its way. */
  outboxState: z.enum([...OutboxState.options, 'approval']).nullable(),
  /** A key of the categories of the shop, or null while nobody has said. */
  category: z.string().nullable(),
  assigneeId: StaffId.nullable(),
  /** A person or a rule put it before the others. */
  isUrgent: z.boolean(),
  /** Put aside until a time or an answer. */
  isSnoozed: z.boolean(),
  /** Null with `isSnoozed`: until the customer writes. */
  snoozedUntil: Instant.nullable(),
  /** Came back from a snooze by itself; stands before everything else until somebody does something about it. */
  isReturned: z.boolean(),
  /** Steps of its checklist, or null without one. */
  steps: z.object({ done: z.int(), total: z.int() }).nullable(),
  hold: HoldBadge.nullable(),
})
export type TicketSummary = z.infer<typeof TicketSummary>

export const AttachmentInfo = z.object({
  index: z.int().nonnegative(),
  name: z.string(),
  safeName: z.string(),
  size: z.int().nonnegative(),
  type: z.string(),
  inline: z.boolean(),
  /** Opening it may run a program or a macro. */
  isRisky: z.boolean(),
})
export type AttachmentInfo = z.infer<typeof AttachmentInfo>

/** Why a message lies in its ticket. `evidence` is the id, token or number that decided. */
export const JoinReason = z.object({ reason: z.string(), evidence: z.string().nullable() })
export type JoinReason = z.infer<typeof JoinReason>

export const MessageView = z.object({
  id: MessageId,
  direction: z.enum(['inbound', 'outbound', 'note', 'call']),
  /** What the classifier made of it: ticket, reply, inquiry, notice, bulk, bounce, auto-reply, own. */
  kind: z.string(),
  from: Address.nullable(),
  to: z.array(Address),
  cc: z.array(Address),
  subject: z.string(),
  at: Instant,
  /** The person's own words; what was quoted and the signature are apart, for folding. */
  text: z.string(),
  quoted: z.string(),
  signature: z.string(),
  hasHtml: z.boolean(),
  attachments: z.array(AttachmentInfo),
  /** Set while our answer is on its way, or when it did not leave. */
  outbox: z
    .object({
      id: OutboxId,
      state: OutboxState,
      explanation: z.string().nullable(),
      sendAfter: Instant.nullable(),
      scheduledAt: Instant.nullable(),
      asks: z.enum(['late', 'approval']).nullable(),
      askedBy: StaffId.nullable(),
    })
    .nullable(),
  /** Our addresses it was delivered to; several when one mail went to several of them. */
  deliveredTo: z.array(z.string()),
  join: JoinReason,
  unreadable: z.string().nullable(),
  defects: z.array(z.string()),
  /** Where it stands on a social network; null for mail, notes and calls. */
  post: PostView.nullable(),
})
export type MessageView = z.infer<typeof MessageView>

/** One line of the ticket's history. `type` is a key of `journal` in the locales, `data` its arguments. */
export const JournalLine = z.object({
  seq: z.int(),
  at: Instant,
  actor: z.enum(['customer', 'staff', 'system']),
  /** Who of the staff, where it is known. */
  staffId: StaffId.nullable(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type JournalLine = z.infer<typeof JournalLine>

export const DeadlineInfo = z.object({
  kind: DeadlineKind,
  dueAt: Instant,
  startedAt: Instant,
  /** The open hours that were counted, oldest first: the answer to "なぜこの期限?". */
  spans: z.array(z.tuple([Instant, Instant])),
  minutes: z.int(),
  clock: z.enum(['business', 'calendar', 'date']),
  /** What set the end: the minutes, the calendar cap, the shipping cut-off, a shop that never opens, a date. */
  limit: z.enum(['minutes', 'cap', 'cutoff', 'never-open', 'date', 'window']),
  /** The policy that gave it: its name, empty where the locales name it by its id; null when none did or it is gone. */
  policy: z.object({ id: z.string(), name: z.string() }).nullable(),
})
export type DeadlineInfo = z.infer<typeof DeadlineInfo>

export const CustomerCard = z.object({
  id: CustomerId,
  name: z.string(),
  kana: z.string(),
  mark: CustomerMark.nullable(),
  notes: z.string(),
  fields: z.array(z.object({ label: z.string(), value: z.string() })),
  identities: z.array(z.object({ channel: ChannelId, value: z.string() })),
  firstContactAt: Instant,
  ticketCount: z.int(),
  /** Newest first, at most 20, without the ticket that is open. */
  otherTickets: z.array(z.object({ id: TicketId, subject: z.string(), status: Status, lastMessageAt: Instant })),
})
export type CustomerCard = z.infer<typeof CustomerCard>

export const TicketDetail = z.object({
  ticket: TicketSummary,
  messages: z.array(MessageView),
  history: z.array(JournalLine),
  /** What the composer opens with: the saved draft, or an empty answer to the newest message of the customer. */
  draft: Draft,
  /** The customers who wrote in it, newest first, when there are several: a person says who gets the answer. */
  askers: z.array(Address),
  /** How an answer on a social network goes; null for mail. */
  replyWay: ReplyWay.nullable(),
  deadline: DeadlineInfo.nullable(),
  /** The one that runs, else the last one if it ended within 30 days. */
  hold: HoldView.nullable(),
  customer: CustomerCard.nullable(),
  work: TicketWork,
  /** Tickets and filed notices that carry one of its order numbers, newest first, at most 20. */
  sameOrder: z.array(
    z.object({
      id: TicketId,
      kind: z.enum(['ticket', 'notice']),
      subject: z.string(),
      number: z.string(),
      lastMessageAt: Instant,
    }),
  ),
  /** Tickets that may be about the same matter: shown, never joined by themselves. */
  offers: z.array(z.object({ ticketId: TicketId, subject: z.string(), reason: z.string() })),
})
export type TicketDetail = z.infer<typeof TicketDetail>

export const Counts = z.object({
  views: z.record(View, z.int()),
  outbox: z.int(),
  /** Answers a person must decide on: failed, unclear or held. */
  outboxTrouble: z.int(),
  /** Answers that wait for a time a person chose. */
  scheduled: z.int(),
})
export type Counts = z.infer<typeof Counts>

/** A range of UTF-16 offsets. */
export const Mark = z.object({ start: z.int(), end: z.int() })
export type Mark = z.infer<typeof Mark>

/** One found ticket: the newest message that hit, a piece of its text around the hit, and where in the piece. */
export const SearchHit = z.object({
  ticket: TicketSummary,
  messageId: MessageId,
  snippet: z.string(),
  marks: z.array(Mark),
  subjectMarks: z.array(Mark),
})
export type SearchHit = z.infer<typeof SearchHit>
