import { z } from 'zod'
import { Address } from './addresses.ts'
import { HoldPlan } from './holds.ts'
import { AccountId, Instant, MessageId, OutboxId, StaffId, TicketId } from './ids.ts'
import { GroupSendId } from './many.ts'

/**
 * queued: leaves when it can. sending: handed to the network just now. unclear: may or may not have been taken, a person
 * decides. failed: certainly not taken, and trying again will not help. held: waits for the account to be repaired.
 * accepted: taken by the server. filed: and its copy lies in Sent.
 */
export const OutboxState = z.enum(['queued', 'sending', 'unclear', 'failed', 'held', 'accepted', 'filed'])
export type OutboxState = z.infer<typeof OutboxState>

/** A mail that begins a conversation, as far as it is written. */
export const NewMail = z.object({
  to: z.array(Address).max(50),
  cc: z.array(Address).max(50),
  subject: z.string().max(500),
  body: z.string().max(200_000),
})
export type NewMail = z.infer<typeof NewMail>

export const DraftAttachment = z.object({
  index: z.int().nonnegative(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
})
/** What is to happen with an answer beside its leaving. */
export const ReplyPlan = z.object({
  hold: HoldPlan.nullable(),
  /** Leaves then, unless the customer writes before; null: at once. */
  sendAfter: Instant.nullable(),
  /** Settles the ticket when it has been queued. */
  thenResolve: z.boolean(),
  /** Goes to the person alone although they wrote in public: DMで続ける. */
  isPrivate: z.boolean().optional(),
})
export type ReplyPlan = z.infer<typeof ReplyPlan>
export const NO_PLAN: ReplyPlan = { hold: null, sendAfter: null, thenResolve: false }

export const Draft = z.object({
  accountId: AccountId,
  to: z.array(Address),
  cc: z.array(Address),
  subject: z.string(),
  body: z.string(),
  attachments: z.array(DraftAttachment),
  /** The newest message of the ticket when the draft was begun: a newer one means "新しい返信があります". */
  basedOnMessageId: MessageId.nullable(),
  plan: ReplyPlan,
  savedAt: Instant.nullable(),
})
export type Draft = z.infer<typeof Draft>

export const OutboxItem = z.object({
  id: OutboxId,
  ticketId: TicketId,
  messageId: MessageId,
  state: OutboxState,
  from: Address,
  to: z.array(Address),
  subject: z.string(),
  createdAt: Instant,
  sendAfter: Instant.nullable(),
  /** The time a person chose; null for one that leaves as soon as it can. */
  scheduledAt: Instant.nullable(),
  /** What a person must say before it leaves: `late`, its time has passed while it could not; `approval`, that it may. */
  asks: z.enum(['late', 'approval']).nullable(),
  /** Who wrote what waits for approval. */
  askedBy: StaffId.nullable(),
  attempts: z.int(),
  explanation: z.string().nullable(),
  /** One of many that went out together. */
  groupSend: z.object({ id: GroupSendId, title: z.string(), total: z.int() }).nullable(),
})
export type OutboxItem = z.infer<typeof OutboxItem>
