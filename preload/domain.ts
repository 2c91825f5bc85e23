import { z } from 'zod'
import { HoldBadge, HoldPlan, HoldView } from './domain/holds.ts'
import { TicketWork } from './domain/people.ts'
import { PostView, ReplyWay } from './domain/posts.ts'
import { LateSends } from './domain/later.ts'
import { GroupSendId } from './domain/many.ts'
import { SendCheck, WarnWords } from './domain/sending.ts'
import { UpdateWay } from './domain/updates.ts'
import {
  TicketId,
  MessageId,
  AccountId,
  ShopId,
  CustomerId,
  OutboxId,
  StaffId,
  AlertId,
  Instant,
} from './domain/ids.ts'
import { ChannelId, CustomerMark, Status } from './domain/ticket-words.ts'

export * from './domain/answers.ts'
export * from './domain/groups.ts'
export * from './domain/holds.ts'
export * from './domain/ids.ts'
export * from './domain/templates.ts'
export * from './domain/people.ts'
export * from './domain/later.ts'
export * from './domain/mail-account.ts'
export * from './domain/mail-services.ts'
export * from './domain/mail-setup.ts'
export * from './domain/many.ts'
export * from './domain/orders.ts'
export * from './domain/networks.ts'
export * from './domain/posts.ts'
export * from './domain/rules.ts'
export * from './domain/staff-notices.ts'
export * from './domain/sending.ts'
export * from './domain/ticket-words.ts'
export * from './domain/updates.ts'

/**
 * `todo` is new + open + whatever is overdue, without what is snoozed. `holds` waits for a customer's decision, goods or
 * call. `notices` is machine mail, filed and not ticketed.
 */
export const View = z.enum(['todo', 'overdue', 'waiting', 'holds', 'snoozed', 'resolved', 'all', 'notices'])
export type View = z.infer<typeof View>

/**
 * queued: leaves when it can. sending: handed to the network just now. unclear: may or may not have been taken, a person
 * decides. failed: certainly not taken, and trying again will not help. held: waits for the account to be repaired.
 * accepted: taken by the server. filed: and its copy lies in Sent.
 */
export const OutboxState = z.enum(['queued', 'sending', 'unclear', 'failed', 'held', 'accepted', 'filed'])
export type OutboxState = z.infer<typeof OutboxState>

export const Address = z.object({ name: z.string().max(500), address: z.string().max(320) })
export type Address = z.infer<typeof Address>

/** A mail that begins a conversation, as far as it is written. */
export const NewMail = z.object({
  to: z.array(Address).max(50),
  cc: z.array(Address).max(50),
  subject: z.string().max(500),
  body: z.string().max(200_000),
})
export type NewMail = z.infer<typeof NewMail>

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
  /** The state of an answer that has not been accepted yet. */
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

export const AccountState = z.enum(['idle', 'connecting', 'reading', 'offline', 'needs-login', 'error', 'paused'])
export const AccountInfo = z.object({
  id: AccountId,
  shopId: ShopId,
  channel: ChannelId,
  address: z.string(),
  name: z.string(),
  state: AccountState,
  /** A key of `reasons` in the locales, or null. */
  errorReason: z.string().nullable(),
  errorDetail: z.string().nullable(),
  lastSuccessAt: Instant.nullable(),
  progress: z.object({ done: z.int(), total: z.int() }).nullable(),
  pollIntervalMs: z.int(),
  isPaused: z.boolean(),
  todoCount: z.int(),
  /** Messages the server holds in the watched folders and we do not, at the last comparison; null before the first. */
  missingCount: z.int().nullable(),
  /** A look has worked at a real server and not only at one of this computer. */
  isVerified: z.boolean(),
  /** When its key or token ends. */
  expiresAt: Instant.nullable(),
  /** In a month, in yen; null: no limit. */
  budgetYen: z.int().nullable(),
  /** This month, in yen; null where the network wants nothing. */
  spentYen: z.number().nullable(),
})
export type AccountInfo = z.infer<typeof AccountInfo>

export const ShopInfo = z.object({
  id: ShopId,
  name: z.string(),
  color: z.string(),
  signature: z.string(),
  /** Where customers send goods back to; '' while nobody has said. */
  returnAddress: z.string(),
  /** The letters of the ticket token in the subject of answers ([#K-1234]); null for none. */
  tokenPrefix: z.string().nullable(),
  /** Answers of those who are not responsible wait for somebody who is. */
  needsApproval: z.boolean(),
  /** Of its opening hours: deadlines are shown on this clock. */
  timeZone: z.string(),
})
export type ShopInfo = z.infer<typeof ShopInfo>

export const Counts = z.object({
  views: z.record(View, z.int()),
  outbox: z.int(),
  /** Answers a person must decide on: failed, unclear or held. */
  outboxTrouble: z.int(),
  /** Answers that wait for a time a person chose. */
  scheduled: z.int(),
})
export type Counts = z.infer<typeof Counts>

export const Language = z.enum(['ja', 'en'])
export type Language = z.infer<typeof Language>
/** "09:00", on a clock of 24 hours. */
export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
export const Settings = z.object({
  language: Language,
  theme: z.enum(['system', 'light', 'dark']),
  launchAtLogin: z.boolean(),
  closeToTray: z.boolean(),
  notifications: z.boolean(),
  /** Off: a popup names no customer and no subject. */
  showContentInPopups: z.boolean(),
  /** When popups may come, on the clock of the shop; null for always. May run over midnight. */
  alertHours: z.tuple([ClockTime, ClockTime]).nullable(),
  /** How often popups of what nobody has handled come again; null for never. */
  repeatMinutes: z.union([z.literal(5), z.literal(15), z.literal(60)]).nullable(),
  /** How long an answer waits after "send", so that it can be taken back; 0 for not at all. */
  undoSeconds: z.int().min(0).max(60),
  /** A planned answer that is more than two hours late. */
  lateSends: LateSends,
  /** Looks at an answer before it leaves that the shop does not want. */
  checksOff: z.array(SendCheck),
  warnWords: z.array(WarnWords).max(100),
  /** The owner was told that this system keeps passwords without encryption, and agreed. */
  acceptsPlainSecrets: z.boolean(),
  /** How newer versions of the program come. */
  updates: UpdateWay,
  /** A key that opens the window out of every other program. */
  opensByKey: z.boolean(),
  /** `mailto:` links of this PC begin a mail here. */
  takesMailLinks: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

export const AppInfo = z.object({
  version: z.string(),
  dataDir: z.string(),
  isDemo: z.boolean(),
  /** Whether the system can keep secrets encrypted. */
  canEncrypt: z.boolean(),
  /** No account and no demo yet: show the first-run window. */
  isFirstRun: z.boolean(),
  /** Where the PC with the data is found, at a PC that has none; null where the data lies here. */
  secondPcOf: z.string().nullable(),
})
export type AppInfo = z.infer<typeof AppInfo>

export const AlertInfo = z.object({
  id: AlertId,
  kind: z.enum([
    'new-message',
    'warning',
    'missed',
    'hold',
    'snooze',
    'send-failed',
    'send-late',
    'held-back',
    'rule',
    'account-trouble',
    'auto-stopped',
    'notice-undelivered',
    'backup-failed',
    'group-due',
    'mention',
    'approval',
  ]),
  ticketId: TicketId.nullable(),
  accountId: AccountId.nullable(),
  at: Instant,
  isHandled: z.boolean(),
  /** Happened while the program or the PC was away. */
  isAway: z.boolean(),
  customerName: z.string().nullable(),
  subject: z.string().nullable(),
  dueAt: Instant.nullable(),
  /** Who is called by a note, or whose answer waits for approval; empty before anybody has a name. */
  staffName: z.string().nullable(),
})
export type AlertInfo = z.infer<typeof AlertInfo>

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

/** What somebody taught by 今後も通知にする / 今後もチケットにする. */
export const LearnedRuleInfo = z.object({
  id: z.int().positive(),
  from: z.string(),
  subjectIncludes: z.string(),
  as: z.enum(['ticket', 'notice']),
  createdAt: Instant,
  /** Mails it has decided since. */
  usedCount: z.int(),
})
export type LearnedRuleInfo = z.infer<typeof LearnedRuleInfo>

/** The share of inbound mail that was handled without a person. */
export const HandlingShare = z.object({
  total: z.int(),
  automatic: z.int(),
  byRule: z.array(z.object({ rule: z.string(), kind: z.string(), count: z.int() })),
})
export type HandlingShare = z.infer<typeof HandlingShare>
