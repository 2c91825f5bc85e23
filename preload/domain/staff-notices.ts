import { z } from 'zod'
import { Instant, ShopId, StaffId } from './ids.ts'
import { ChannelId } from './ticket-words.ts'

/** What people can be told of by mail. send-failed: also an answer that came back. account-trouble: also the brake. */
export const NOTICE_EVENTS = ['new-message', 'warning', 'missed', 'send-failed', 'account-trouble'] as const
export const NoticeEvent = z.enum(NOTICE_EVENTS)
export type NoticeEvent = z.infer<typeof NoticeEvent>

/** Of those who work here now and have an address. */
export const NoticeRecipients = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('all') }),
  z.strictObject({ to: z.literal('managers') }),
  z.strictObject({ to: z.literal('chosen'), staffIds: z.array(StaffId).min(1).max(100) }),
])
export type NoticeRecipients = z.infer<typeof NoticeRecipients>

export const NoticeWatchId = z.int().positive().brand<'NoticeWatchId'>()
export type NoticeWatchId = z.infer<typeof NoticeWatchId>

/** Who is told of what by mail, and in which words. */
export const NoticeWatchDraft = z.strictObject({
  name: z.string().trim().min(1).max(100),
  isOn: z.boolean(),
  events: z.array(NoticeEvent).min(1).max(NOTICE_EVENTS.length),
  /** None: all of them. */
  shopIds: z.array(ShopId).max(100),
  channels: z.array(ChannelId).max(20),
  /** Only where one of them stands in the newest message of the customer; none: any message. Folded as in the search. */
  words: z.array(z.string().trim().min(1).max(100)).max(100),
  /** Of several warnings before a deadline, only the last one. */
  onlyLastWarning: z.boolean(),
  recipients: NoticeRecipients,
  /** With variables in {{…}}; null: the words that come with the program. */
  subject: z.string().trim().min(1).max(300).nullable(),
  body: z.string().min(1).max(10_000).nullable(),
})
export type NoticeWatchDraft = z.infer<typeof NoticeWatchDraft>
export const NoticeWatch = NoticeWatchDraft.extend({ id: NoticeWatchId })
export type NoticeWatch = z.infer<typeof NoticeWatch>

/** The variables of a notice by both names. {{一覧}} has a paragraph for each event; the others speak of the first. */
export const NOTICE_VARIABLES = [
  { ja: 'ショップ名', en: 'shop' },
  { ja: '出来事', en: 'event' },
  { ja: '件数', en: 'count' },
  { ja: '一覧', en: 'list' },
  { ja: 'お客さま名', en: 'customer' },
  { ja: '件名', en: 'subject' },
  { ja: '番号', en: 'number' },
  { ja: '期限', en: 'due' },
  { ja: '内容', en: 'text' },
] as const
export type NoticeVariable = (typeof NOTICE_VARIABLES)[number]['ja']

/** An address of a colleague that mail came back from: nothing goes there until somebody says so. */
export const DeadAddress = z.object({ address: z.string(), at: Instant })
export type DeadAddress = z.infer<typeof DeadAddress>
