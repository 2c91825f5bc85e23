import { z } from 'zod'
import {
  AccountId,
  AccountInfo,
  Address,
  AlertId,
  AlertInfo,
  AppInfo,
  Counts,
  Draft,
  MailSecrets,
  MailSettings,
  MessageId,
  OutboxId,
  OutboxItem,
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
    input: z.strictObject({ query: z.string().max(500), limit: z.int().min(1).max(500) }),
    output: z.object({
      tickets: z.array(TicketSummary),
      total: z.int(),
      ms: z.number(),
      /** The words to mark in list and text. */
      words: z.array(z.string()),
    }),
  },

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
