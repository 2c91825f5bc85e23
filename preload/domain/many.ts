import { z } from 'zod'
import { HoldPlan } from './holds.ts'
import { AccountId, Instant, MessageId, TemplateId, TicketId } from './ids.ts'
import { Finding } from './sending.ts'
import { TicketGroupId } from './groups.ts'
import { FillValues } from './templates.ts'

/** One text that went out as mails to many people, each with a mail of their own. */
export const GroupSendId = z.int().positive().brand<'GroupSendId'>()
export type GroupSendId = z.infer<typeof GroupSendId>

/** People one text goes to at once. */
export const MOST_MAILS = 500

/** What keeps a mail of many from leaving. */
export const GroupMailFault = z.enum(['notice', 'no-address', 'no-account', 'same-ticket', 'hold-refused'])
export type GroupMailFault = z.infer<typeof GroupMailFault>
/** What somebody should look at before it leaves. */
export const GroupMailWarning = z.enum(['same-person', 'has-draft', 'on-its-way', 'bounced', 'resolved'])
export type GroupMailWarning = z.infer<typeof GroupMailWarning>

export const GroupRequest = HoldPlan.options[0]
/** One of the mails, with the data of its own ticket in it. */
export const GroupMail = z.object({
  ticketId: TicketId,
  accountId: AccountId,
  customerName: z.string(),
  /** Null where nobody can be written to. Never more than one. */
  to: z.object({ name: z.string(), address: z.string() }).nullable(),
  orderNumber: z.string(),
  subject: z.string(),
  body: z.string(),
  /** The newest message of the ticket when it was filled in. */
  basedOnMessageId: MessageId.nullable(),
  hold: GroupRequest.nullable(),
  fault: GroupMailFault.nullable(),
  warnings: z.array(GroupMailWarning),
  /** What the checks before sending say of this one. */
  findings: z.array(Finding),
})
export type GroupMail = z.infer<typeof GroupMail>

/** What a person typed over the common text for one of them. */
const OwnWords = z.strictObject({ subject: z.string().max(500), body: z.string().max(50_000) })
export type OwnWords = z.infer<typeof OwnWords>
/** One of the mails that are asked for: what is known of this one alone. */
export const GroupMailOwn = z.strictObject({
  ticketId: TicketId,
  values: FillValues.default({}),
  /** Looked at in place of the common text. */
  edited: OwnWords.nullable().default(null),
})
export type GroupMailOwn = z.infer<typeof GroupMailOwn>
/** The text for everybody. */
export const GroupText = z.strictObject({
  /** Its files go with every mail. */
  templateId: TemplateId.nullable(),
  /** The group it was begun for: its next mail is due an interval later. */
  groupId: TicketGroupId.nullable(),
  language: z.enum(['ja', 'en']),
  /** Empty: the subject of the answer stays as it is. */
  subject: z.string().max(500),
  body: z.string().max(50_000),
  /** What is the same for all, by the name of the variable. */
  values: FillValues,
  /** Each becomes the request of a hold with its own order number. */
  hold: GroupRequest.nullable(),
  /** The first leaves then; null: at once. */
  sendAfter: Instant.nullable(),
})
export type GroupText = z.infer<typeof GroupText>
/** A text to many that has not been sent. There is one on a PC. */
export const GroupDraft = z.strictObject({
  /** Made once for this sending, so that pressing twice sends once, also after a crash. */
  key: z.uuid(),
  text: GroupText,
  mails: z.array(GroupMailOwn).min(1).max(MOST_MAILS),
})
export type GroupDraft = z.infer<typeof GroupDraft>

/** Why one of many was not put on its way; the others were. */
export const GroupRefusal = z.enum([...GroupMailFault.options, 'newer-message', 'unfilled', 'gone'])
export type GroupRefusal = z.infer<typeof GroupRefusal>
export const GroupSendResult = z.object({
  /** Null when nothing could be put on its way. */
  id: GroupSendId.nullable(),
  queued: z.array(TicketId),
  refused: z.array(z.object({ ticketId: TicketId, reason: GroupRefusal })),
  /** Until then all of them can be taken back; the others follow one by one. */
  firstLeavesAt: Instant,
  lastLeavesAt: Instant,
})
export type GroupSendResult = z.infer<typeof GroupSendResult>

/** Between two mails of one account, in ms: a server that is handed hundreds at once takes them for spam. */
export const GENTLE_MS = 5_000
