import type { ReadMessage } from '../message.ts'
import type { SenderOfRecord } from '../sender.ts'
import type { Marketplace } from './marketplace.ts'

export type MailKind = 'own' | 'bounce' | 'inquiry' | 'notice' | 'bulk' | 'auto-reply' | 'reply' | 'ticket'

/** What somebody taught by 今後も通知にする / 今後もチケットにする. */
export type LearnedRule = {
  id: string
  /** A whole address, or `@domain`. Lower case. */
  from: string
  /** Part of the subject, compared after NFKC without case; '' for any. */
  subjectIncludes: string
  as: 'ticket' | 'notice'
}

export type MailFacts = {
  message: ReadMessage
  sender: SenderOfRecord
  ownAddresses: readonly string[]
  place: 'inbox' | 'sent' | 'junk'
  /** The Message-ID is that of a message we sent. */
  isOwnMessageId: boolean
  /** In-Reply-To or References name a message of a ticket that the sender takes part in. */
  repliesToKnown: boolean
  learned: readonly LearnedRule[]
}

export type Classification = {
  kind: MailKind
  /** Id of the rule that decided, for the log and for the hint in the window. */
  rule: string
  isAutoReply: boolean
  isBounce: boolean
  /** The address that failed, lower case. */
  bounceFor: string | null
  /** The program must not answer this by itself. */
  suppressAutoReply: boolean
  /** Words that keep a mail in sight, as found. */
  protectWords: string[]
  place: Marketplace | null
  /** A rule not yet proven by real mail that would have filed it: for 今後も通知にする?, never applied. */
  suggestion: { kind: 'notice'; rule: string } | null
}
