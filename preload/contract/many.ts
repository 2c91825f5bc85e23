import { z } from 'zod'
import {
  AccountId,
  Address,
  GroupDraft,
  GroupMail,
  GroupMailOwn,
  GroupRequest,
  GroupSendId,
  GroupSendResult,
  GroupText,
  Instant,
  MessageId,
  MOST_MAILS,
  SendCheck,
  TemplateId,
  TicketGroupId,
  TicketId,
} from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

/** One text to many people: each gets a mail of their own, in the ticket that is theirs. */
export const manyMethods = {
  /** Each mail as the common text would leave, in the order asked for, and what the checks say. Nothing is written. */
  'groups.preview': {
    input: GroupText.omit({ groupId: true, sendAfter: true }).extend({
      mails: z.array(GroupMailOwn).min(1).max(MOST_MAILS),
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
            /** What the checks found and the person sends all the same: for the record. */
            overridden: z.array(SendCheck).default([]),
          }),
        )
        .min(1)
        .max(MOST_MAILS),
    }),
    output: GroupSendResult,
  },
  /** The text to many that is being written; null when there is none. */
  'groups.draft': { input: nothing, output: GroupDraft.nullable() },
  /** Null: it is done with. */
  'groups.saveDraft': { input: z.strictObject({ draft: GroupDraft.nullable() }), output: done },
  /** Takes back whatever of it has not left. */
  'groups.cancelSend': {
    input: z.strictObject({ id: GroupSendId }),
    output: z.object({ cancelled: z.array(TicketId), left: z.int() }),
  },
} as const satisfies Record<string, Method>
