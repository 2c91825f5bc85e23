import { AppError } from '../../preload/errors.ts'
import type { FieldSpec, MeteredUse, Visibility } from '../../preload/domain/networks.ts'
import type { Digest } from '../core/digest.ts'
import type { Address, ReadMessage } from '../core/message.ts'
import type { searchTextOf } from '../core/search-text.ts'
import type { Clock } from '../jobs/clock.ts'

/** Where the account keeps a message. `sent` is our own answer, also when another program sent it. */
export type Place = 'inbox' | 'sent' | 'junk'

/** A message as its network gave it, read but not judged. Threading and filing are decided by core. */
export type Inbound = {
  /** Unique within the account and stable across fetches. For mail: folder, UIDVALIDITY and UID. */
  externalId: string
  place: Place
  /** When the network took it in (ms UTC), its own clock. */
  receivedAt: number
  /** The bytes as they came; for networks without a source, the UTF-8 JSON they answered. */
  source: Uint8Array
  /** Lower-case hex SHA-256 of `source`. */
  sourceHash: string
  message: ReadMessage
  digest: Digest
  search: SearchText
  /** Why the message could not be read; `message` then holds the best effort. */
  unreadable: string | null
}

/** The folded words of a message, ready for the index, and the folded text to check a hit against. One field a column. */
export type SearchText = ReturnType<typeof searchTextOf>

export type Page = {
  messages: Inbound[]
  /** To be stored in the transaction that stores `messages`: the page is then never asked for again. */
  cursor: string
  /** Of the catch-up this page belongs to, in messages. */
  progress: { done: number; total: number }
  /** What became of messages that were handed out before: the original is kept and the change is shown. */
  changes?: readonly PostChange[]
}

/** `externalId` is that of an Inbound; what is not stored is passed over. */
export type PostChange =
  | { what: 'deleted'; externalId: string }
  | { what: 'edited'; externalId: string; post: Inbound }
  /** The network has a state of its own (R-Messe): somebody settled the conversation there, or took it up again. */
  | { what: 'settled' | 'reopened'; conversation: string }

export type OutboundMessage = {
  /** Fixed when the answer was queued, without angle brackets. The same message is never given a second one. */
  messageId: string
  from: Address
  to: Address[]
  cc: Address[]
  bcc: Address[]
  subject: string
  textBody: string
  inReplyTo: string | null
  references: string[]
  /** ms UTC, the Date header. */
  date: number
  attachments: { name: string; type: string; content: Uint8Array }[]
  /** `auto-replied` or `auto-generated` for mail no person wrote (RFC 3834), else null. */
  autoSubmitted: 'auto-replied' | 'auto-generated' | null
  /** Where it goes on a social network; null for mail. `to` names the reader by handle. */
  post?: OutboundPost | null
}

export type OutboundPost = {
  conversation: string
  /** External id of the post it answers; null begins a conversation of direct messages. */
  inReplyTo: string | null
  visibility: Visibility
  /** The network's id of whom it is for. */
  recipientId: string | null
  /** The same at every try: for networks that keep a post from being taken twice. */
  key: string
}
/** Where the network put a post of ours. `externalId` is the one its Inbound would have; null where it cannot be told. */
export type Posted = {
  externalId: string | null
  url: string | null
  /** Where what answers it will stand, when it began a conversation of its own. */
  conversation?: string | null
}

/**
 * `accepted`: the server said so. `unclear`: the message was handed over completely and the answer was lost; it may or
 * may not have been taken. Whatever certainly was not taken leaves `send` as an AppError instead.
 */
export type SendResult =
  | { outcome: 'accepted'; rejectedRecipients: string[]; source: Uint8Array; posted?: Posted | null }
  | { outcome: 'unclear'; explanation: string; source: Uint8Array }

/** What a network can do, so that the composer offers only what will work. */
export type Capabilities = {
  subject: boolean
  /** False: none. True: as many and as big as mail takes. */
  attachments: FileRule | boolean
  /** Of private answers, where they differ. */
  privateAttachments?: FileRule | boolean
  /** Characters as the network counts them. */
  maxTextLength: number | null
  /** Everybody can read an answer given here. */
  isPublic: boolean
  /** A private message can be begun with whoever wrote a public post: DMで続ける. */
  continuesPrivately?: boolean
}
/** `types` are media types; an empty list takes any. */
export type FileRule = { max: number; types: readonly string[]; maxBytes: number }

const LOST_RIGHTS: ReadonlySet<string> = new Set(['meta-no-permission', 'x-no-permission'])

/** A network took a right of the account away: nothing but a new token or a word of its owner there changes that. */
export const isLostRight = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'rejected' && LOST_RIGHTS.has(error.reason ?? '')

/** One connected account. Translates; keeps no state beyond its connection; throws only AppError. */
export type Adapter = {
  /**
   * Pages of what is not behind `cursor` yet (null: nothing is), newest first. Ends when all is read. The next page may be
   * fetched while the consumer still stores the last one; the bytes in flight are bounded.
   */
  fetchSince(cursor: string | null, signal: AbortSignal): AsyncIterable<Page>
  send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult>
  /** Where a message of ours is on the network; false: it certainly is not. `null`: cannot be told, a person decides. */
  findSent(message: OutboundMessage, signal: AbortSignal): Promise<Posted | false | null>
  /** Files a copy where the account keeps what it sent, unless the network does so itself or has it already. */
  fileSent(source: Uint8Array, messageId: string, signal: AbortSignal): Promise<void>
  /** Calls back when the network says that something is new; true when the network offers it. */
  watch(onChange: () => void): Promise<boolean>
  /**
   * Compares what the network holds with what is stored, and puts what is missing back into the returned cursor, so that
   * the next `fetchSince` brings it. `selectUnknown` answers which of these external ids are not stored. Call it after a
   * fetch has ended, with the cursor that fetch ended on; it costs next to nothing while nothing changed on the server.
   */
  reconcile?(
    cursor: string,
    selectUnknown: (externalIds: string[]) => string[],
    signal: AbortSignal,
  ): Promise<{ onServer: number; missing: number; cursor: string }>
  /** When the key or token it works with ends (ms UTC); null: never. Warned of 14, 7, 3 and 1 days before. */
  expiresAt?(): number | null
  /** Until when the network is better left alone (ms UTC), asked after a look: rate limits, the hour of the day; null: the interval holds. */
  restsUntil?(): number | null
  /**
   * What the network does not allow this account any more while the rest goes on, asked after a look: `isLostRight`. Null: nothing.
   */
  lostRight?(): AppError | null
  /** Tells the network that a conversation is settled, or is taken up again, where it keeps such a state. */
  setSettled?(conversation: string, isSettled: boolean, signal: AbortSignal): Promise<void>
  /** A picture or file of a post that is only given out to the account itself. Its `url` then is no address of the web. */
  openMedia?(url: string, signal: AbortSignal): Promise<{ type: string; bytes: Uint8Array }>
  close(): Promise<void>
}

/** Reads raw sources off the main thread, in order, one result a source. */
export type ReadSources = (
  sources: Uint8Array[],
  signal: AbortSignal,
) => Promise<Pick<Inbound, 'message' | 'digest' | 'unreadable' | 'search' | 'sourceHash' | 'source'>[]>

/** What a channel is given, because it may neither read the time nor own a worker, nor keep anything. */
export type ChannelTools = {
  clock: Clock
  read: ReadSources
  /** Addresses come from the settings, the real host by default, so that tests point at loopback. */
  fetch: typeof fetch
  /** A token was refreshed: in the safe before the next call uses it. Names not given stay as they are. */
  saveSecrets(secrets: Record<string, string>, expiresAt: number | null): void
  /** Counts what costs something. */
  meter(use: { what: MeteredUse; count: number }): void
}

/** What the check of an account found: who we are there. */
export type CheckedAccount = {
  /** The handle or the address of the shop, as shown. */
  address: string
  /** The network's own id of the account: two of them are never one account. */
  externalId: string
  name: string
  /** Kept instead of what was typed, where a code was exchanged for tokens. */
  secrets?: Record<string, string>
  expiresAt?: number | null
  /** Added to the settings: what the network says of itself, as the longest post it takes. */
  settings?: Record<string, unknown>
}

/** What a channel may do while a person is connecting an account. */
export type LoginTools = {
  clock: Clock
  fetch: typeof fetch
  /** Shows a page of the network in the person's own browser. False where they did not want it; rejects where there is none. */
  openUrl(url: string): void | Promise<boolean>
}

/** Works on what the owner typed into the form of an account. */
type WithTyped<T> = (
  settings: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
  tools: LoginTools,
  signal: AbortSignal,
) => Promise<T>
export type CheckAccount = WithTyped<CheckedAccount>

/** A kind of network. Registered in registry.ts; adding one is adding a folder and a line there. */
export type Channel = {
  id: string
  capabilities: Capabilities
  /** How often to look where the network cannot push, in ms. */
  pollIntervalMs: number
  /** The same while the shop is closed, for networks that charge for looking or limit it. */
  closedPollIntervalMs?: number
  /** What the owner types to connect an account, in order. Words for them are `networks` in the locales. Mail has a form of its own. */
  fields?: readonly FieldSpec[]
  /**
   * Signs in by the browser and gives back the secrets that came of it. Asked before `check`, where there is one and the
   * secrets that it brings are not typed. Throws AppError; `signal` when the person gives up.
   */
  login?: WithTyped<{ secrets: Record<string, string>; expiresAt: number | null }>
  /** Whether these work, and whose they are. Throws AppError: `invalid-input`, `auth-expired`, `offline`, … */
  check?: CheckAccount
  /** Opens nothing yet: the first call of the adapter does. `invalid-input` when the settings are not this channel's. */
  connect(settings: unknown, secrets: Readonly<Record<string, string>>, tools: ChannelTools): Adapter
}
