import { isMarketplaceAlias, splitAlias } from './classify/alias.ts'
import type { ReadMessage } from './message.ts'
import { type SenderOfRecord, normaliseAddress, writerAddresses } from './sender.ts'
import { findTicketTokens, normaliseSubject, subjectPrefix } from './subject.ts'

/** Why a message is in its ticket. Stored and shown; never rename one. */
export type ThreadReason =
  | 'in-reply-to'
  | 'references'
  | 'token'
  | 'alias'
  | 'alias-case'
  | 'bounce-of'
  | 'bounce-recipient'
  | 'own-sent'
  | 'own-sent-subject'
  | 'referenced-by'
  | 'new'
  | 'stranger'
  | 'new-subject'
  | 'other-order'
  | 'other-shop'
  | 'post-thread'
  | 'post-conversation'
  | 'post-answers'
  | 'post-own'
  | 'post-long-settled'
  | 'same-order'
  | 'same-subject'

/** `evidence` is what proved it: a Message-ID, a token, an address, an order number, a subject. */
export type ThreadLink = { ticketId: number; reason: ThreadReason; evidence: string }

/**
 * `join`: the message belongs there. `related`: it stays apart, the ticket is shown as 関連. `offers`: 同じ件?, for a person
 * to decide. `reason` and `evidence` are those of the join, or why a new ticket begins.
 */
export type ThreadDecision = {
  join: ThreadLink | null
  related: ThreadLink | null
  offers: ThreadLink[]
  reason: ThreadReason
  evidence: string
}

/** A stored message that a Message-ID names. One id may name several: some senders reuse them. */
export type KnownMessage = {
  ticketId: number
  isOutbound: boolean
  /** Lower case, To and Cc. */
  recipients: readonly string[]
}

/** A ticket as far as threading looks at it. */
export type ThreadTicket = {
  ticketId: number
  accountId: number
  /** Of every message in it, lower case, ours left out: see `participantsOf`. With the other addresses of the same customers. */
  participants: readonly string[]
  /** As the messages of the ticket had them, at least the first and the last. */
  subjects: readonly string[]
  orderNumbers: readonly string[]
  /** ms UTC. */
  lastMessageAt: number
  isResolved: boolean
}

/** What the store knows. Each answers from one index; nothing here is asked twice for the same thing. */
export type ThreadLookups = {
  /** Stored messages with this Message-ID in the accounts of the shop, ours included, newest first. */
  messagesById(messageId: string): readonly KnownMessage[]
  ticket(ticketId: number): ThreadTicket | null
  /** Tickets in which the address, or another address of the same customer, takes part; newest message first, a few dozen. */
  ticketsOf(address: string): readonly ThreadTicket[]
  /** Our messages to this address, newest first, a few dozen. */
  sentTo(address: string): readonly { ticketId: number; subject: string; sentAt: number }[]
}

export type ThreadFacts = {
  message: ReadMessage
  sender: SenderOfRecord
  accountId: number
  /** Accounts of the same shop, this one among them; a ticket of another shop is named, never joined. Absent: all are. */
  shopAccounts?: readonly number[]
  /** ms UTC, when the network took the message in. */
  receivedAt: number
  isOwn: boolean
  isBounce: boolean
  /** The address that failed, of a bounce. */
  bounceFor: string | null
  orderNumbers: readonly string[]
  /** The letters of the shop's ticket token; null when the shop writes none. */
  tokenPrefix: string | null
}

const day = 86_400_000
/** Soft joins by order number, bounces without an id and our own mail without an id look back this far. */
export const softJoinMs = 14 * day
/** An answer in a resolved ticket under a new subject begins a new one after this time. */
export const addressBookMs = 14 * day
/** A marketplace alias stays the same for years; a ticket of it takes no more mail after this time unless headers say so. */
export const aliasMs = 60 * day

const maxIds = 100

/** Where a message belongs. A join needs proof AND that the writer takes part in the ticket already; the rest is offered. */
export function decideThread(facts: ThreadFacts, lookups: ThreadLookups): ThreadDecision {
  if (facts.isOwn) return decideOwn(facts, lookups)
  if (facts.isBounce) return decideBounce(facts, lookups)

  const writers = writerAddresses(facts.message, facts.sender)
  const isTheirs = (ticket: ThreadTicket) => takesPart(ticket, writers) && isSameShop(facts, ticket)
  const { proven, first: stranger } = nearest(namedBy(facts, lookups), isTheirs)
  if (proven) {
    if (isAddressBookReply(facts, proven.ticket))
      return begin('new-subject', proven.link, () => offersFor(facts, lookups))
    return joined(proven.link)
  }
  if (stranger) {
    const why = takesPart(stranger.ticket, writers) ? 'other-shop' : 'stranger'
    return begin(why, stranger.link, () => offersFor(facts, lookups))
  }

  const alias = byAlias(facts, lookups)
  if (alias.join) return joined(alias.join)
  if (alias.related) return begin(alias.related.reason, alias.related, () => offersFor(facts, lookups))
  return begin('new', null, () => offersFor(facts, lookups))
}

type Named = { ticket: ThreadTicket; link: ThreadLink }

/** The ticket that proof and writer agree on, or else the nearest one that is named at all. */
function nearest(named: Iterable<Named>, fits: (ticket: ThreadTicket) => boolean) {
  let first: Named | null = null
  for (const candidate of named) {
    if (fits(candidate.ticket)) return { proven: candidate, first: first ?? candidate }
    first ??= candidate
  }
  return { proven: null, first }
}

/** Tickets that the mail names, each once, nearest first. Looked up one by one: the first mostly decides. */
function* namedBy(facts: ThreadFacts, lookups: ThreadLookups): Generator<Named> {
  const seen = new Set<number>()
  for (const link of links(facts, lookups)) {
    if (seen.has(link.ticketId)) continue
    seen.add(link.ticketId)
    const ticket = lookups.ticket(link.ticketId)
    if (ticket) yield { ticket, link }
  }
}

function* links(facts: ThreadFacts, lookups: ThreadLookups): Generator<ThreadLink> {
  yield* linksById(facts, lookups)
  yield* linksByToken(facts, facts.message.subject)
}

/** What the mail answers, then the rest of the thread backwards. */
function* linksById({ message }: ThreadFacts, lookups: ThreadLookups): Generator<ThreadLink> {
  const ids = [message.inReplyTo, ...message.references.slice(-maxIds).reverse()]
  const seen = new Set<string | null>([message.messageId])
  for (const [index, id] of ids.entries()) {
    if (!id || seen.has(id)) continue
    seen.add(id)
    const reason = index === 0 ? 'in-reply-to' : 'references'
    for (const { ticketId } of lookups.messagesById(id)) yield { ticketId, reason, evidence: id }
  }
}

function linksByToken({ tokenPrefix }: ThreadFacts, subject: string): ThreadLink[] {
  if (tokenPrefix === null) return []
  const tokens = findTicketTokens(subject, tokenPrefix).slice(0, 5)
  return tokens.map((ticketId) => ({ ticketId, reason: 'token', evidence: `${tokenPrefix}-${ticketId}` }))
}

function isSameShop({ shopAccounts }: ThreadFacts, ticket: ThreadTicket) {
  return shopAccounts === undefined || shopAccounts.includes(ticket.accountId)
}

function takesPart(ticket: ThreadTicket, addresses: readonly string[]) {
  const aliases = new Set(ticket.participants.map((address) => splitAlias(address).alias))
  return addresses.some((address) => aliases.has(splitAlias(address).alias))
}

/**
 * People answer an old mail because it holds the address. Such a mail has a subject of its own without `Re:`, quotes nothing
 * and comes long after the ticket was resolved. While any of these is missing, the answer stays in its ticket.
 */
function isAddressBookReply({ message, receivedAt }: ThreadFacts, ticket: ThreadTicket) {
  if (!ticket.isResolved || receivedAt - ticket.lastMessageAt < addressBookMs) return false
  if (subjectPrefix(message.subject) !== null || quotes(message.textBody)) return false
  const subject = normaliseSubject(message.subject)
  return subject !== '' && !ticket.subjects.some((known) => normaliseSubject(known) === subject)
}

function quotes(text: string) {
  return /^[ \t]{0,4}[>＞|｜]/m.test(text) || /^-{2,}\s?(?:original message|元のメッセージ)/im.test(text)
}

/**
 * Marketplaces hide the buyer behind an address that stays the same for buyer and shop, and drop the headers. The case id
 * decides between cases of one buyer; without one, two different order numbers keep mails apart.
 */
function byAlias(facts: ThreadFacts, lookups: ThreadLookups): { join: ThreadLink | null; related: ThreadLink | null } {
  const none = { join: null, related: null }
  if (!isMarketplaceAlias(facts.sender.address)) return none
  const mine = splitAlias(facts.sender.address)
  const tickets = aliasTickets(facts, lookups, mine.alias)
  if (tickets.length === 0) return none

  const sameCase = mine.caseId && tickets.find((ticket) => casesOf(ticket).includes(mine.caseId!))
  if (sameCase) return { join: linkTo(sameCase, 'alias-case', mine.caseId!), related: null }

  const fitting = tickets.find((ticket) => fitsAlias(facts, ticket, mine.caseId))
  if (fitting) return { join: linkTo(fitting, 'alias', mine.alias), related: null }
  return { join: null, related: linkTo(tickets[0]!, 'other-order', mine.alias) }
}

function aliasTickets(facts: ThreadFacts, lookups: ThreadLookups, alias: string) {
  const tickets = new Map<number, ThreadTicket>()
  for (const address of new Set([alias, facts.sender.address])) {
    for (const ticket of lookups.ticketsOf(address)) tickets.set(ticket.ticketId, ticket)
  }
  return [...tickets.values()]
    .filter((ticket) => takesPart(ticket, [alias]) && isSameShop(facts, ticket))
    .sort((a, b) => b.lastMessageAt - a.lastMessageAt)
}

function fitsAlias({ orderNumbers, receivedAt }: ThreadFacts, ticket: ThreadTicket, caseId: string | null) {
  if (Math.abs(receivedAt - ticket.lastMessageAt) > aliasMs) return false
  if (ticket.orderNumbers.some((number) => orderNumbers.includes(number))) return true
  if (orderNumbers.length > 0 && ticket.orderNumbers.length > 0) return false
  return caseId === null || casesOf(ticket).length === 0
}

function casesOf(ticket: ThreadTicket) {
  return ticket.participants.flatMap((address) => splitAlias(address).caseId ?? [])
}

/** A notice of failure belongs to the mail that failed, whoever reports it; only a mail of ours can have failed. */
function decideBounce(facts: ThreadFacts, lookups: ThreadLookups): ThreadDecision {
  const { message, bounceFor } = facts
  const ids = [
    message.deliveryReport?.originalMessageId,
    ...returnedIds(message.textBody),
    message.inReplyTo,
    ...message.references.slice(-maxIds).reverse(),
  ]
  for (const id of ids) {
    if (!id) continue
    const sent = lookups.messagesById(id).find(({ isOutbound }) => isOutbound)
    if (sent) return joined({ ticketId: sent.ticketId, reason: 'bounce-of', evidence: id })
  }
  if (bounceFor === null) return begin('new', null, none)

  const address = normaliseAddress(bounceFor)
  const original = message.deliveryReport?.originalSubject ?? returnedSubject(message.textBody)
  const token = linksByToken(facts, original).find(({ ticketId }) => {
    const ticket = lookups.ticket(ticketId)
    return ticket !== null && takesPart(ticket, [address])
  })
  if (token) return joined(token)

  const recent = lookups.sentTo(address).filter(({ sentAt }) => isWithin(facts.receivedAt, sentAt, softJoinMs))
  const sameSubject = recent.filter(({ subject }) => sameTopic(subject, original))
  const tickets = new Set((sameSubject.length > 0 ? sameSubject : recent).map(({ ticketId }) => ticketId))
  const [ticketId] = tickets
  if (ticketId === undefined) return begin('new', null, none)
  if (tickets.size === 1) return joined({ ticketId, reason: 'bounce-recipient', evidence: address })
  return begin('new', null, () =>
    [...tickets].map((id) => ({ ticketId: id, reason: 'bounce-recipient', evidence: address })),
  )
}

/** Servers without reports return the mail as text; its own id stands there. */
function returnedIds(text: string) {
  const ids = text.slice(0, 50_000).matchAll(/^[ \t>]{0,4}message-id:\s{0,4}<([^<>\s]{3,250})>/gim)
  return [...ids].slice(0, 5).map((match) => match[1]!)
}

function returnedSubject(text: string) {
  return /^[ \t>]{0,4}subject:[ \t]{0,4}(.{1,300})$/im.exec(text.slice(0, 50_000))?.[1] ?? ''
}

/** Our own answer, also when another program sent it: where its recipients take part. */
function decideOwn(facts: ThreadFacts, lookups: ThreadLookups): ThreadDecision {
  const recipients = [...facts.message.to, ...facts.message.cc].map(({ address }) => normaliseAddress(address))
  const itself = facts.message.messageId
    ? lookups.messagesById(facts.message.messageId).find((known) => known.isOutbound)
    : undefined
  const { proven, first } = nearest(namedBy(facts, lookups), (ticket) => takesPart(ticket, recipients))
  if (proven) return joined({ ...proven.link, reason: proven.link.reason === 'token' ? 'token' : 'own-sent' })
  if (itself && sameRecipients(itself, recipients)) {
    return joined({ ticketId: itself.ticketId, reason: 'own-sent', evidence: facts.message.messageId! })
  }
  if (first) return begin('stranger', { ...first.link, reason: 'stranger' }, none)

  const subject = normaliseSubject(facts.message.subject)
  const candidates = subjectPrefix(facts.message.subject) === 'reply' ? recentTickets(facts, lookups, recipients) : []
  const fitting = candidates.filter(
    (ticket) => subject !== '' && ticket.subjects.some((known) => sameTopic(known, subject)),
  )
  // One that names a mail we have not got answers that one: it may come later, and is no proof for another of the same subject.
  const namesUnknown = facts.message.inReplyTo !== null || facts.message.references.length > 0
  if (fitting.length === 1 && !namesUnknown) return joined(linkTo(fitting[0]!, 'own-sent-subject', subject))
  return begin('new', null, () => fitting.map((ticket) => linkTo(ticket, 'same-subject', subject)))
}

function sameRecipients(known: KnownMessage, recipients: readonly string[]) {
  return known.recipients.some((address) => recipients.includes(address))
}

function recentTickets({ receivedAt }: ThreadFacts, lookups: ThreadLookups, addresses: readonly string[]) {
  const tickets = new Map<number, ThreadTicket>()
  for (const address of addresses.slice(0, 20)) {
    for (const ticket of lookups.ticketsOf(address)) {
      if (isWithin(receivedAt, ticket.lastMessageAt, softJoinMs)) tickets.set(ticket.ticketId, ticket)
    }
  }
  return [...tickets.values()]
}

/** The same customer with the same order within 14 days while the ticket is open, or with the same subject. */
function offersFor(facts: ThreadFacts, lookups: ThreadLookups): ThreadLink[] {
  const { sender, message, orderNumbers, receivedAt } = facts
  if (sender.address === '' || sender.isOwn) return []
  const subject = normaliseSubject(message.subject)
  const offers: ThreadLink[] = []
  for (const ticket of lookups.ticketsOf(sender.address)) {
    const order = ticket.orderNumbers.find((number) => orderNumbers.includes(number))
    if (order !== undefined && isWithin(receivedAt, ticket.lastMessageAt, softJoinMs)) {
      offers.push(linkTo(ticket, 'same-order', order))
    } else if (subject !== '' && ticket.subjects.some((known) => normaliseSubject(known) === subject)) {
      offers.push(linkTo(ticket, 'same-subject', subject))
    }
    if (offers.length === maxOffers) break
  }
  return offers
}

const maxOffers = 3

function sameTopic(a: string, b: string) {
  const topic = normaliseSubject(a)
  return topic !== '' && topic === normaliseSubject(b)
}

function isWithin(now: number, then: number, span: number) {
  return Math.abs(now - then) <= span
}

function linkTo({ ticketId }: ThreadTicket, reason: ThreadReason, evidence: string): ThreadLink {
  return { ticketId, reason, evidence }
}

function joined(join: ThreadLink): ThreadDecision {
  return { join, related: null, offers: [], reason: join.reason, evidence: join.evidence }
}

const none = () => []

function begin(reason: ThreadReason, related: ThreadLink | null, findOffers: () => ThreadLink[]): ThreadDecision {
  return {
    join: null,
    related: related && { ...related, reason },
    // Looked for when somebody asks: for most mail of an import nobody ever does.
    get offers() {
      return findOffers().filter(({ ticketId }) => ticketId !== related?.ticketId)
    },
    reason,
    evidence: related?.evidence ?? '',
  }
}
