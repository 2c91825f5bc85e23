import { z } from 'zod'
import {
  AccountId,
  Address,
  FillValues,
  GroupMail,
  GroupRequest,
  GroupSendId,
  GroupSendResult,
  Instant,
  MessageId,
  TemplateId,
  TicketGroupId,
  TicketId,
} from '../domain.ts'
import type { Method } from './method.ts'

const MOST = 500

/** One text to many people: each gets a mail of their own, in the ticket that is theirs. */
export const manyMethods = {
  /** Each mail as it would leave, in the order asked for. Nothing is written. */
  'groups.preview': {
    input: z.strictObject({
      /** `values`: what is known of this one alone. */
      mails: z
        .array(z.strictObject({ ticketId: TicketId, values: FillValues.default({}) }))
        .min(1)
        .max(MOST),
      /** Empty: the subject of the answer stays as it is. */
      subject: z.string().max(500),
      body: z.string().max(50_000),
      language: z.enum(['ja', 'en']),
      /** What is the same for all. */
      values: FillValues.default({}),
      /** Each becomes the request of a hold with its own order number. */
      hold: GroupRequest.nullable().default(null),
    }),
    output: z.array(GroupMail),
  },
  /**
   * Puts them on their way, some seconds apart. What cannot leave is named and the others go. The same key twice is the
   * same sending.
   */
  'groups.send': {
    input: z.strictObject({
      key: z.uuid(),
      /** What the outbox calls it. */
      title: z.string().trim().min(1).max(200),
      /** The group it tells of the progress: its next mail is due an interval later. */
      groupId: TicketGroupId.nullable().default(null),
      /** Its files go with every mail. */
      templateId: TemplateId.nullable(),
      /** The first leaves then; null: at once. */
      sendAfter: Instant.nullable(),
      mails: z
        .array(
          z.strictObject({
            ticketId: TicketId,
            accountId: AccountId,
            to: Address,
            subject: z.string().max(500),
            body: z.string().min(1).max(200_000),
            /** Without the signature: what becomes a draft when it cannot leave. */
            typedBody: z.string().max(200_000),
            basedOnMessageId: MessageId.nullable(),
            hold: GroupRequest.nullable(),
          }),
        )
        .min(1)
        .max(MOST),
    }),
    output: GroupSendResult,
  },
  /** Takes back whatever of it has not left. */
  'groups.cancelSend': {
    input: z.strictObject({ id: GroupSendId }),
    output: z.object({ cancelled: z.array(TicketId), left: z.int() }),
  },
} as const satisfies Record<string, Method>
