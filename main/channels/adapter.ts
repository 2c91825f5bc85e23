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
}

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
}

/**
 * `accepted`: the server said so. `unclear`: the message was handed over completely and the answer was lost; it may or
 * may not have been taken. Whatever certainly was not taken leaves `send` as an AppError instead.
 */
export type SendResult =
  | { outcome: 'accepted'; rejectedRecipients: string[]; source: Uint8Array }
  | { outcome: 'unclear'; explanation: string; source: Uint8Array }

/** What a network can do, so that the composer offers only what will work. */
export type Capabilities = {
  subject: boolean
  attachments: boolean
  /** Characters as the network counts them. */
  maxTextLength: number | null
  /** Everybody can read an answer given here. */
  isPublic: boolean
}

/** One connected account. Translates; keeps no state beyond its connection; throws only AppError. */
export type Adapter = {
  /**
   * Pages of what is not behind `cursor` yet (null: nothing is), newest first. Ends when all is read. The next page may be
   * fetched while the consumer still stores the last one; the bytes in flight are bounded.
   */
  fetchSince(cursor: string | null, signal: AbortSignal): AsyncIterable<Page>
  send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult>
  /** Whether a message of ours is known to the network. `null`: cannot be told. */
  findSent(messageId: string, signal: AbortSignal): Promise<boolean | null>
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
  close(): Promise<void>
}

/** Reads raw sources off the main thread, in order, one result a source. */
export type ReadSources = (
  sources: Uint8Array[],
  signal: AbortSignal,
) => Promise<Pick<Inbound, 'message' | 'digest' | 'unreadable' | 'search' | 'sourceHash' | 'source'>[]>

/** What a channel is given, because it may neither read the time nor own a worker. */
export type ChannelTools = { clock: Clock; read: ReadSources }

/** A kind of network. Registered in registry.ts; adding one is adding a folder and a line there. */
export type Channel = {
  id: string
  capabilities: Capabilities
  /** How often to look where the network cannot push, in ms. */
  pollIntervalMs: number
  /** Opens nothing yet: the first call of the adapter does. `invalid-input` when the settings are not this channel's. */
  connect(settings: unknown, secrets: Readonly<Record<string, string>>, tools: ChannelTools): Adapter
}
