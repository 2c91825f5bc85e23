import { z } from 'zod'
import {
  AccountId,
  AccountInfo,
  Address,
  AlertId,
  AlertInfo,
  AppInfo,
  Counts,
  CustomerId,
  CustomerMark,
  Draft,
  HandlingShare,
  LearnedRuleInfo,
  MailSecrets,
  MailSettings,
  Mark,
  MessageId,
  MoveId,
  OutboxId,
  OutboxItem,
  SearchHit,
  ServerCheck,
  Settings,
  ShopId,
  ShopInfo,
  TicketDetail,
  TicketId,
  TicketSummary,
  View,
} from './domain.ts'

type Method = { input: z.ZodType; output: z.ZodType }
const nothing = z.strictObject({})
const done = z.null()

const Reply = z.strictObject({
  ticketId: TicketId,
  accountId: AccountId,
  to: z.array(Address).min(1).max(50),
  cc: z.array(Address).max(50),
  subject: z.string().max(500),
  body: z.string().min(1).max(200_000),
  basedOnMessageId: MessageId.nullable(),
  /** Made once by the composer: a second press of the button is the same answer. */
  clientKey: z.uuid(),
  /** The person has seen that a newer message arrived, and sends all the same. */
  despiteNewer: z.boolean(),
})

/** Everything the window may ask of main. A new line here does not compile until main handles it. */
export const contract = {
  'app.info': { input: nothing, output: AppInfo },
  'app.startDemo': { input: nothing, output: done },

  'settings.get': { input: nothing, output: Settings },
  'settings.set': { input: Settings.partial().strict(), output: Settings },
  /** Shows a popup now; false when the system took none. */
  'settings.testNotification': { input: nothing, output: z.boolean() },
  'settings.showDataFolder': { input: nothing, output: done },

  'tickets.counts': { input: nothing, output: Counts },
  'tickets.list': {
    input: z.strictObject({
      view: View,
      accountId: AccountId.nullable(),
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
    output: z.array(z.object({ messageId: MessageId, marks: z.array(Mark) })),
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
  /** "別の件": the offer is not made again. */
  'tickets.declineOffer': { input: z.strictObject({ id: TicketId, other: TicketId }), output: done },
  /** 文字コードを変える: reads the stored source again; null goes back to what the mail says. */
  'messages.setCharset': {
    input: z.strictObject({ id: MessageId, charset: z.string().max(40).nullable() }),
    output: done,
  },

  /** 今後も…: files or takes in this ticket and everything of this sender from now on. */
  'rules.learn': {
    input: z.strictObject({ ticketId: TicketId, as: z.enum(['ticket', 'notice']) }),
    output: LearnedRuleInfo,
  },
  'rules.list': { input: nothing, output: z.array(LearnedRuleInfo) },
  'rules.forget': { input: z.strictObject({ id: z.int().positive() }), output: done },
  'stats.handling': { input: z.strictObject({ days: z.int().min(1).max(366) }), output: HandlingShare },
  /** The tickets of the mails that a rule handled in these days, newest mail first; at most 200. */
  'stats.mails': {
    input: z.strictObject({ days: z.int().min(1).max(366), rule: z.string().max(200) }),
    output: z.array(TicketSummary),
  },

  'customers.update': {
    input: z.strictObject({
      id: CustomerId,
      name: z.string().min(1).max(200),
      kana: z.string().max(200),
      mark: CustomerMark.nullable(),
      notes: z.string().max(20_000),
      fields: z.array(z.strictObject({ label: z.string().min(1).max(100), value: z.string().max(2000) })).max(50),
    }),
    output: done,
  },
  /** One person under two records. Taken back by `moves.undo`. */
  'customers.merge': {
    input: z.strictObject({ from: CustomerId, into: CustomerId }),
    output: z.object({ moveId: MoveId }),
  },
  'customers.find': {
    input: z.strictObject({ query: z.string().max(200) }),
    output: z.array(z.object({ id: CustomerId, name: z.string(), address: z.string(), ticketCount: z.int() })),
  },
  /** Everything this person ever wrote, newest first. */
  'customers.tickets': { input: z.strictObject({ id: CustomerId }), output: z.array(TicketSummary) },

  /** Where the frame finds the HTML of a message, and what to say above it. */
  'messages.html': {
    input: z.strictObject({ id: MessageId, allowRemote: z.boolean() }),
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
  /** Shows the real host and asks before the browser opens. */
  'links.open': { input: z.strictObject({ url: z.string().max(8000) }), output: done },

  'drafts.save': {
    input: z.strictObject({ ticketId: TicketId, draft: Draft.omit({ savedAt: true, attachments: true }) }),
    output: Draft,
  },
  'drafts.discard': { input: z.strictObject({ ticketId: TicketId }), output: done },
  'drafts.attach': {
    input: z.strictObject({
      ticketId: TicketId,
      name: z.string().min(1).max(255),
      type: z.string().max(200),
      content: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= 25 * 1024 * 1024),
    }),
    output: Draft,
  },
  'drafts.detach': { input: z.strictObject({ ticketId: TicketId, index: z.int().nonnegative() }), output: Draft },
  /** The text to put under an answer: the quoted message. */
  'replies.quote': { input: z.strictObject({ messageId: MessageId }), output: z.object({ text: z.string() }) },
  /** Puts the answer into the outbox. `conflict` when a newer message has arrived and `despiteNewer` is not set. */
  'replies.send': { input: Reply, output: OutboxItem },

  'outbox.list': { input: nothing, output: z.array(OutboxItem) },
  /** Tries now. For `queued`, `failed` and `held`. */
  'outbox.retry': { input: z.strictObject({ id: OutboxId }), output: done },
  /** Takes an answer that has not left back into the draft. */
  'outbox.cancel': { input: z.strictObject({ id: OutboxId }), output: done },
  /** A person's word on an `unclear` one. `not-sent` gives the text back as a draft; it is never resent by itself. */
  'outbox.decide': { input: z.strictObject({ id: OutboxId, verdict: z.enum(['sent', 'not-sent']) }), output: done },

  'accounts.list': { input: nothing, output: z.array(AccountInfo) },
  'accounts.settings': { input: z.strictObject({ id: AccountId }), output: MailSettings },
  'accounts.test': {
    input: z.strictObject({ settings: MailSettings, secrets: MailSecrets.nullable(), accountId: AccountId.nullable() }),
    output: z.object({ imap: ServerCheck, smtp: ServerCheck }),
  },
  'accounts.add': {
    input: z.strictObject({ shopName: z.string().min(1).max(100), settings: MailSettings, secrets: MailSecrets }),
    output: AccountInfo,
  },
  'accounts.update': {
    input: z.strictObject({
      id: AccountId,
      settings: MailSettings,
      /** null: keep the stored ones. */
      secrets: MailSecrets.nullable(),
      pollIntervalMs: z.int().min(60_000).max(86_400_000),
    }),
    output: AccountInfo,
  },
  'accounts.pause': { input: z.strictObject({ id: AccountId, isPaused: z.boolean() }), output: AccountInfo },
  /** Stops polling and forgets the passwords; tickets stay. */
  'accounts.remove': { input: z.strictObject({ id: AccountId }), output: done },
  /** null: every account. */
  'accounts.syncNow': { input: z.strictObject({ id: AccountId.nullable() }), output: done },

  'shops.list': { input: nothing, output: z.array(ShopInfo) },
  'shops.update': {
    input: z.strictObject({
      id: ShopId,
      name: z.string().min(1).max(100),
      color: z.string().regex(/^#[0-9a-f]{6}$/i),
      signature: z.string().max(5000),
      tokenPrefix: z
        .string()
        .regex(/^[A-Z]{1,4}$/)
        .nullable(),
    }),
    output: ShopInfo,
  },

  'alerts.list': { input: nothing, output: z.array(AlertInfo) },
  'alerts.dismiss': { input: z.strictObject({ ids: z.array(AlertId).max(500) }), output: done },
} as const satisfies Record<string, Method>

export type MethodName = keyof typeof contract
export type Input<M extends MethodName> = z.input<(typeof contract)[M]['input']>
export type Parsed<M extends MethodName> = z.output<(typeof contract)[M]['input']>
export type Output<M extends MethodName> = z.output<(typeof contract)[M]['output']>
