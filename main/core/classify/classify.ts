import type { ReadMessage } from '../message.ts'
import { type SenderOfRecord, isMachineAddress, normaliseAddress } from '../sender.ts'
import { autoReplyRule } from './auto-reply.ts'
import { type BounceReading, bounceRule, readBounce } from './bounce.ts'
import { hasHeader, header, headerValues } from './headers.ts'
import { type RuleSubject, foldForRules, matchesRule, matchesSender } from './match-rule.ts'
import type { Marketplace } from './marketplace.ts'
import { findProtectWords } from './protect-words.ts'
import { type PackRule, rulePack } from './rule-pack.ts'
import { mustNotAutoAnswer } from './suppress.ts'

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
  readonly repliesToKnown: boolean
  learned: readonly LearnedRule[]
  /** Where they were read before. */
  signs?: MailSigns
}
/** What the message itself says about its kind. */
export type MailSigns = {
  /** The rule by which it is a notice of failure or delay. */
  bounce: string | null
  /** The rule by which a program answered. */
  autoReply: string | null
  protectWords: string[]
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

type Verdict = Pick<Classification, 'kind' | 'rule'>

/**
 * What kind of mail this is. First hit wins: own, failure notice, taught by a person, marketplace inquiry, notice, automatic
 * answer, answer to us, list. Protect words and rules of low confidence keep mail out of the filing: when in doubt, a ticket.
 */
export function classify(facts: MailFacts): Classification {
  const { message, sender, ownAddresses } = facts
  const isOwn = isOwnMail(facts)
  const { protectWords, ...signs } = facts.signs ?? readSigns(message)
  const bounce: BounceReading = isOwn
    ? { isBounce: false, bounceFor: null, rule: '' }
    : readBounce(message, ownAddresses, signs.bounce)
  const autoReply = isOwn || bounce.isBounce ? null : signs.autoReply
  const folded = foldForRules(normaliseAddress(message.from[0]?.address ?? sender.address), message.subject)
  const packRule = rulePack.rules.find((rule) => matchesRule(rule, folded))

  const verdict: Verdict = isOwn
    ? { kind: 'own', rule: 'own' }
    : bounce.isBounce
      ? { kind: 'bounce', rule: bounce.rule }
      : decide({ facts, folded, packRule, autoReply, protectWords })
  const suggests = verdict.kind === 'ticket' && packRule?.kind === 'notice' && packRule.confidence === 'low'
  return {
    ...verdict,
    isAutoReply: autoReply !== null,
    isBounce: bounce.isBounce,
    bounceFor: bounce.bounceFor,
    suppressAutoReply:
      bounce.isBounce ||
      autoReply !== null ||
      ['own', 'notice', 'bulk'].includes(verdict.kind) ||
      mustNotAutoAnswer(message, sender),
    protectWords,
    place: packRule?.place ?? null,
    suggestion: suggests ? { kind: 'notice', rule: packRule.id } : null,
  }
}

export function readSigns(message: ReadMessage): MailSigns {
  return {
    bounce: bounceRule(message),
    autoReply: autoReplyRule(message),
    protectWords: findProtectWords(message.subject, message.textBody),
  }
}

type Reading = {
  facts: MailFacts
  folded: RuleSubject
  packRule: PackRule | undefined
  autoReply: string | null
  protectWords: readonly string[]
}

function decide({ facts, folded, packRule, autoReply, protectWords }: Reading): Verdict {
  const learned = facts.learned.find((rule) => isTaught(rule, folded))
  if (learned?.as === 'ticket') return { kind: 'ticket', rule: learned.id }
  if (packRule?.kind === 'inquiry') return { kind: 'inquiry', rule: packRule.id }

  const notice = learned?.id ?? (packRule && packRule.confidence !== 'low' ? packRule.id : null)
  if (notice !== null && protectWords.length === 0) return { kind: 'notice', rule: notice }
  if (notice === null && autoReply) return { kind: 'auto-reply', rule: autoReply }
  if (facts.repliesToKnown && !isMachineAddress(facts.sender.address)) return { kind: 'reply', rule: 'reply' }
  if (notice !== null) return { kind: 'ticket', rule: 'protect-words' }

  const bulk = bulkRule(facts.message)
  if (bulk === null) return { kind: 'ticket', rule: 'ticket' }
  // The text of a newsletter is nobody's question; its subject may hide one.
  const asks = findProtectWords(facts.message.subject, '').length > 0
  return asks ? { kind: 'ticket', rule: 'protect-words' } : { kind: 'bulk', rule: bulk }
}

/** In the Sent folder, sent by us, or written by us to somebody else. A form in our name is its visitor's mail. */
function isOwnMail({ message, sender, ownAddresses, place, isOwnMessageId }: MailFacts) {
  if (place === 'sent') return true
  const own = new Set(ownAddresses.map(normaliseAddress))
  // Ids are reused and copied; only together with our From does one prove anything.
  if (isOwnMessageId && own.has(normaliseAddress(message.from[0]?.address ?? ''))) return true
  if (!sender.isOwn) return false
  return [...message.to, ...message.cc].some(({ address }) => !own.has(normaliseAddress(address)))
}

function isTaught(rule: LearnedRule, { from, subject }: RuleSubject) {
  return matchesSender(rule.from, from) && subject.includes(rule.subjectIncludes.normalize('NFKC').toLowerCase())
}

function bulkRule(message: ReadMessage): string | null {
  if (hasHeader(message, 'list-unsubscribe', 'list-unsubscribe-post')) return 'bulk-unsubscribe'
  if (hasHeader(message, 'list-id', 'list-post', 'mailing-list', 'x-mailing-list')) return 'bulk-list'
  if (headerValues(message, 'precedence').some((value) => /^(?:bulk|list|junk)/.test(value))) return 'bulk-precedence'
  return hasHeader(message, 'x-campaign', 'x-mailchimp-id') ||
    /mag2|メルマガ|magazine/.test(header(message, 'x-mailer'))
    ? 'bulk-mailer'
    : null
}
