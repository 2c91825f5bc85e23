import { z } from 'zod'
import { HoldPlan } from './holds.ts'
import { AccountId, Instant, MessageId, TicketId } from './ids.ts'

/** One text that went out as mails to many people, each with a mail of their own. */
export const GroupSendId = z.int().positive().brand<'GroupSendId'>()
export type GroupSendId = z.infer<typeof GroupSendId>

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
})
export type GroupMail = z.infer<typeof GroupMail>

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
