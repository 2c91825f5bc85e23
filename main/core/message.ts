import type { RefusalReason, Visibility } from '../../preload/domain/networks.ts'

/** What a message says once it has been read, whatever network brought it. Facts only: nothing here is decided. */

export type Address = { name: string; address: string }

/** A file that came with a message. Its bytes stay in the raw source and are decoded when somebody opens it. */
export type Attachment = {
  /** As the sender named it; '' when nameless. Never used as a path. */
  name: string
  /** The name that would be written to disk: safe on Windows and Mac, never empty, never a path. */
  safeName: string
  /** Decoded size in bytes. */
  size: number
  /** Media type in lower case, without parameters. */
  type: string
  /** Shown inside the HTML body rather than offered below it. */
  inline: boolean
  /** Content-ID without angle brackets, for `cid:` links in the HTML body. */
  contentId: string | null
}

export type ReadMessage = {
  from: Address[]
  to: Address[]
  cc: Address[]
  replyTo: Address[]
  subject: string
  /** The instant in the Date header (ms UTC), or null when it gives none that can be read. Never the time of parsing. */
  date: number | null
  /** Message-ID without angle brackets. */
  messageId: string | null
  inReplyTo: string | null
  /** Oldest first, without angle brackets. */
  references: string[]
  /** The text a person reads: the plain part, or the HTML part as text where there is no plain one. '' when empty. */
  textBody: string
  htmlBody: string | null
  attachments: Attachment[]
  /** Header fields the classifier needs, by lower-case name; a repeated field keeps every value in order. */
  headers: ReadonlyMap<string, readonly string[]>
  /** Present on a delivery status notification (RFC 3464) or a carrier's own form of one. */
  deliveryReport: DeliveryReport | null
  /** What was wrong with the source and was mended or had to be guessed; shown behind "source". */
  defects: string[]
  /** Where it stands on a social network; null on mail. */
  post?: PostFacts | null
}

/** Where a message stands on a social network, and what that network lets us do about it. */
export type PostFacts = {
  /** Unique in the account: the root of a thread, or a conversation of direct messages. */
  conversation: string
  visibility: Visibility
  /** What it was to us: someone addressed us, a watch search found it, or it stands under a post of ours. */
  found: 'addressed' | 'watched' | 'ours'
  /** `id` stays for ever; `handle` as the network shows it (with its @ where it has one) and may change. */
  author: { id: string; handle: string; name: string }
  /** Opens it in the browser. */
  url: string | null
  /** Until when the network takes an answer (ms UTC); null: no limit. */
  answerUntil: number | null
  /** Why the network would refuse an answer by its API; null: it takes one. */
  refuses: RefusalReason | null
  /** Fetched only when a person asks to see them. */
  media: PostMedia[]
  quoted: { url: string | null; author: string; text: string } | null
}

export type PostMedia = {
  kind: 'image' | 'video' | 'file'
  url: string
  previewUrl: string | null
  description: string
}

export type DeliveryReport = {
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | null
  /** The address that could not be reached. */
  recipient: string | null
  /** Enhanced status code, as `5.1.1`. */
  status: string | null
  /** Message-ID of the mail that failed, from the returned headers. */
  originalMessageId: string | null
  originalSubject: string | null
}
