import { z } from 'zod'
import {
  AccountId,
  Address,
  AnswerLook,
  MessageId,
  NewMail,
  NO_PLAN,
  OutboxId,
  OutboxItem,
  ReplyPlan,
  SendCheck,
  TicketId,
} from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

const Reply = z.strictObject({
  ticketId: TicketId,
  accountId: AccountId,
  to: z.array(Address).min(1).max(50),
  cc: z.array(Address).max(50),
  subject: z.string().max(500),
  body: z.string().min(1).max(200_000),
  /** The text without the signature, as it stood in the composer: what undo gives back. Null: the same as `body`. */
  typedBody: z.string().max(200_000).nullable().default(null),
  plan: ReplyPlan.default(NO_PLAN),
  basedOnMessageId: MessageId.nullable(),
  /** Made once by the composer: a second press of the button is the same answer. */
  clientKey: z.uuid(),
  /** The person has seen that a newer message arrived, and sends all the same. */
  despiteNewer: z.boolean(),
  /** With `despiteNewer`: the newest message that was on the screen. What came after that has not been seen. */
  seenMessageId: MessageId.nullable().default(null),
  /** The person was told that the customer wrote to another of our accounts, and sends from this one all the same. */
  despiteAccount: z.boolean().default(false),
  /** What the checks found and the person sends all the same: for the record. */
  overridden: z.array(SendCheck).default([]),
})

export const repliesMethods = {
  /** The text to put under an answer: the quoted message. */
  'replies.quote': { input: z.strictObject({ messageId: MessageId }), output: z.object({ text: z.string() }) },
  /** Looks at an answer as it stands in the composer. `body` without the signature. */
  'replies.check': {
    input: Reply.pick({ ticketId: true, accountId: true, subject: true }).extend({
      to: z.array(Address).max(50),
      cc: z.array(Address).max(50),
      body: z.string().max(200_000),
      isPrivate: z.boolean().optional(),
    }),
    output: AnswerLook,
  },
  /**
   * Puts the answer into the outbox. `conflict` when the ticket has a newer message, of the customer or of a colleague, than the
   * person has seen, and with reason `other-account` when it would leave from another account than the customer wrote to and
   * `despiteAccount` is not set; `invalid-input` with reason `unfilled` while something waits to be filled in.
   */
  'replies.send': { input: Reply, output: OutboxItem },
  /** 新しいメール: a ticket of our own making, with what is written so far as its draft. */
  'replies.begin': {
    input: z.strictObject({
      ...NewMail.shape,
      accountId: AccountId,
      to: z.array(Address).min(1).max(50),
      subject: z.string().trim().min(1).max(500),
    }),
    output: z.object({ ticketId: TicketId }),
  },
  'outbox.list': { input: nothing, output: z.array(OutboxItem) },
  /** Tries now. For `queued`, `failed` and `held`. */
  'outbox.retry': { input: z.strictObject({ id: OutboxId }), output: done },
  /** Somebody responsible says that it may leave, or takes that back while it has not. `rejected`, reason `not-approver`. */
  'outbox.approve': { input: z.strictObject({ id: OutboxId, isUndo: z.boolean().default(false) }), output: done },
  /** Not like this: a draft of whoever wrote it again, with an internal note that calls them. */
  'outbox.giveBack': {
    input: z.strictObject({ id: OutboxId, note: z.string().trim().min(1).max(2000) }),
    output: done,
  },
  /** Takes an answer that has not left back into the draft. */
  'outbox.cancel': { input: z.strictObject({ id: OutboxId }), output: done },
  /** A person's word on an `unclear` one. `not-sent` gives the text back as a draft; it is never resent by itself. */
  'outbox.decide': { input: z.strictObject({ id: OutboxId, verdict: z.enum(['sent', 'not-sent']) }), output: done },
} as const satisfies Record<string, Method>
