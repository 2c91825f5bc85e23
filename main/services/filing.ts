import type { CustomerId, MessageId, TicketId } from '../../preload/domain.ts'
import type { Inbound } from '../channels/adapter.ts'
import { isAskingKind } from '../core/asking.ts'
import type { PostFacts } from '../core/message.ts'
import { emptyTally, withMessage } from '../core/ticket.ts'
import type { Clock } from '../jobs/clock.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import { UNSAID, type TicketDraft, type TicketFacts } from '../store/tickets.ts'
import { addPost, titleOf } from './filing-posts.ts'
import type { Judgement, Premises } from './judging.ts'
import type { MoveService } from './moves.ts'
import { buyerOf, rememberPerson } from './same-person.ts'
import { statusOf, type TicketService } from './tickets.ts'

/** An unanswered mail that was this old when the account was added was dealt with elsewhere: it is read in as resolved. */
const HISTORY_MS = 3 * 86_400_000

type Person = { name: string; address: string; kana?: string | null }
/** A message on its way into the store. */
export type Incoming = { premises: Premises; inbound: Inbound; judgement: Judgement }
export type Filed = { messageId: MessageId; ticketId: TicketId; isNewTicket: boolean }

/** A person asks or answers: it counts as the customer's word. Machine mail and our own do not. */
export const isAsking = ({ inbound, judgement: { classification } }: Incoming): boolean =>
  inbound.unreadable !== null || isAskingKind(classification.kind)

/**
 * Writes a judged message into its ticket, and what follows from that. Inside a transaction. The row of the ticket, which a
 * dozen indexes hang on, is thought through first and written once.
 */
export function createFiling(store: Store, clock: Clock, tickets: TicketService, moves: MoveService) {
  function file(incoming: Incoming): Filed {
    const { thread, waiting, classification } = incoming.judgement
    const known = thread.join && store.tickets.facts(store.tickets.living(thread.join.ticketId as TicketId))!
    const others = classification.isBounce ? [] : waiting.filter((id) => id !== known?.id)
    const bouncedAt = bounceTime(incoming)
    const settle = <Row extends TicketDraft>(ticket: Row) => settled(ticket, incoming, bouncedAt)
    const counted = withMail(known ?? emptyTicket(incoming), incoming)
    let [before, after] = write(known, others.length === 0 ? settle(counted) : counted, incoming)
    const messageId = writeMessage(after.id, incoming)
    if (others.length > 0) {
      before = store.tickets.facts(joinSplit(after.id, others, incoming))!
      after = settle(before)
      store.tickets.update(before, after)
    }
    note(before, after, incoming, bouncedAt)
    const isNewTicket = known === null && others.length === 0
    const { receivedAt } = incoming.inbound
    if (isNewTicket) tickets.begin(after, actorOf(incoming), receivedAt)
    else tickets.follow(before.status, after, actorOf(incoming), receivedAt)
    return { messageId, ticketId: after.id, isNewTicket }
  }

  /** A ticket for a message that belongs to none. */
  function emptyTicket({ premises, inbound, judgement }: Incoming): TicketDraft {
    const { account, ownAddresses } = premises
    const { message, receivedAt, unreadable } = inbound
    const { sender, classification } = judgement
    const isFiled = unreadable === null && (classification.kind === 'notice' || classification.kind === 'bulk')
    const isOwn = classification.kind === 'own'
    const person = isOwn ? firstRecipient(message, ownAddresses) : sender
    const incomingPost = message.post ?? null
    // Whom a post of ours is for, its network names by handle only.
    const isCustomer = person.address !== '' && (isOwn ? incomingPost === null : !sender.isOwn)
    return {
      ...emptyTally(receivedAt),
      kind: isFiled || isOwnShout(incomingPost, isOwn) ? 'notice' : 'ticket',
      status: 'new',
      accountId: account.id,
      shopId: account.shopId,
      channel: account.channel,
      customerId: isCustomer ? obtainCustomer(account, person, receivedAt, incomingPost) : null,
      customerName: person.name || person.address,
      subject: incomingPost ? titleOf(message) : message.subject,
      ...UNSAID,
      marketplace: classification.place,
      hasBounced: false,
      createdAt: clock.now(),
    }
  }

  function obtainCustomer(account: AccountRow, person: Person, at: number, post: PostFacts | null): CustomerId {
    if (post) {
      const { id: personId, handle, name } = post.author
      const customerId = store.customers.obtain(account.channel, personId, name || handle, at)
      store.customers.setShown(account.channel, personId, handle)
      return customerId
    }
    const id = store.customers.obtain(account.channel, buyerOf(person.address), person.name, at)
    if (person.kana) store.customers.learnKana(id, person.kana)
    return id
  }

  /** The row with what the message adds to it. */
  function withMail<Row extends TicketDraft>(ticket: Row, incoming: Incoming): Row {
    const { inbound, judgement } = incoming
    const { message, digest, receivedAt } = inbound
    if (receivedAt < ticket.firstMessageAt && ticket.customerId !== null)
      store.customers.heardAt(ticket.customerId, receivedAt)
    return withMessage(isAsking(incoming) ? introduced(ticket, incoming) : ticket, {
      at: receivedAt,
      subject: message.post ? titleOf(message) : message.subject,
      excerpt: digest.excerpt,
      orderNumbers: digest.orderNumbers,
      hasAttachments: message.attachments.some(({ inline }) => !inline),
      asks: isAsking(incoming),
      answers: judgement.classification.kind === 'own',
    })
  }

  /**
   * A person who answers to a notice asks something: it must not stay among what nobody reads. And a conversation that began
   * with our mail to a bare address gets its customer's name from their first answer.
   */
  function introduced<Row extends TicketDraft>(ticket: Row, { premises, inbound, judgement }: Incoming): Row {
    const { sender } = judgement
    const isBare = ticket.customerId === null || ticket.customerName === sender.address
    if (!isBare || sender.isOwn || sender.address === '' || sender.name === '') return { ...ticket, kind: 'ticket' }
    const customerId = obtainCustomer(premises.account, sender, inbound.receivedAt, inbound.message.post ?? null)
    return { ...ticket, kind: 'ticket', customerId, customerName: sender.name }
  }

  /** The row before and after, both with their id. */
  function write(
    known: TicketFacts | null,
    ticket: TicketDraft,
    { inbound, judgement }: Incoming,
  ): [before: TicketFacts, after: TicketFacts] {
    if (known) {
      const after = { ...ticket, id: known.id }
      store.tickets.update(known, after)
      return [known, after]
    }
    const id = store.tickets.insert(ticket)
    store.journal.append({
      at: inbound.receivedAt,
      actor: 'system',
      type: ticket.kind === 'notice' ? 'message.filed' : 'ticket.created',
      ticketId: id,
      data: { rule: judgement.classification.rule, relatedTo: judgement.thread.related?.ticketId ?? null },
    })
    return [
      { ...ticket, id, status: 'new', resolvedAt: null },
      { ...ticket, id },
    ]
  }

  function writeMessage(ticketId: TicketId, incoming: Incoming): MessageId {
    const { premises, inbound, judgement } = incoming
    const { account } = premises
    const { message, receivedAt, unreadable } = inbound
    const { sender, classification, thread } = judgement
    const messageId = store.messages.insert({
      ticketId,
      accountId: account.id,
      direction: classification.kind === 'own' ? 'outbound' : 'inbound',
      kind: unreadable === null ? classification.kind : 'ticket',
      rule: classification.rule,
      at: receivedAt,
      headerDate: message.date,
      mid: message.messageId,
      sender: sender.address || null,
      recipients: { from: message.from[0] ?? null, to: message.to, cc: message.cc, replyTo: message.replyTo },
      subject: message.subject,
      textBody: message.textBody,
      hasHtml: message.htmlBody !== null,
      sourceHash: inbound.sourceHash,
      joinReason: thread.reason,
      joinEvidence: thread.evidence || null,
      unreadable,
      defects: message.defects,
    })
    store.messages.addReceipt(account.id, inbound.externalId, messageId, inbound.place, receivedAt)
    store.search.add(messageId, inbound.search)
    message.attachments.forEach((attachment, index) => store.messages.addAttachment(messageId, index, attachment))
    if (message.post) addPost(store, account, messageId, inbound, message.post)
    remember(messageId, inbound, judgement)
    if (isAsking(incoming) && !sender.isOwn) rememberWriter(messageId, incoming)
    return messageId
  }

  /** The ids and people that later mail is tied by. */
  function remember(messageId: MessageId, { message, digest }: Inbound, { participants }: Judgement): void {
    store.messages.addOrderNumbers(messageId, digest.orderNumbers)
    const named = message.inReplyTo === null ? message.references : [message.inReplyTo, ...message.references]
    for (const mid of named.slice(-50)) store.messages.addMention(messageId, mid)
    for (const address of participants) store.messages.addParticipant(messageId, address)
  }

  /** By what their record on another network may be known. */
  function rememberWriter(messageId: MessageId, { premises, inbound, judgement }: Incoming): void {
    const { address } = judgement.sender
    const { message, digest } = inbound
    const value = message.post?.author.id ?? buyerOf(address)
    const writer = { channel: premises.account.channel, value, address }
    rememberPerson(store, messageId, writer, digest, premises.ownAddresses)
  }

  /** Tickets that only now turn out to be one conversation, because the mail between them has come. */
  function joinSplit(ticketId: TicketId, others: readonly TicketId[], { inbound }: Incoming): TicketId {
    return others.reduce((into, other) => {
      const [from, to] = other < into ? [into, other] : [other, into]
      if (from === to || !moves.mayJoin(from, to)) return into
      moves.join(from, to, inbound.message.messageId!, inbound.receivedAt)
      return to
    }, ticketId)
  }

  /** When our mail failed, where the message says that one did: after it, also where the mail server's clock is behind ours. */
  function bounceTime({ inbound, judgement }: Incoming): number | null {
    const { classification, thread } = judgement
    if (!classification.isBounce || !thread.join || inbound.message.deliveryReport?.action === 'delivered') return null
    if (store.notices.isHome(thread.join.ticketId as TicketId)) return null
    if (thread.reason !== 'bounce-of') return inbound.receivedAt
    const failed = store.messages.byMid(thread.evidence).find(({ direction }) => direction === 'outbound')
    return Math.max(inbound.receivedAt, failed ? store.messages.get(failed.id)!.at + 1 : 0)
  }

  function note(before: TicketFacts, after: TicketFacts, incoming: Incoming, bouncedAt: number | null): void {
    const { classification, thread } = incoming.judgement
    const { kind, rule, bounceFor } = classification
    const at = incoming.inbound.receivedAt
    const ticketId = after.id
    store.journal.append({
      at,
      actor: actorOf(incoming),
      // Written elsewhere, by whomever.
      staffId: null,
      type: kind === 'own' ? 'message.sent' : 'message.received',
      ticketId,
      data: { kind, rule, reason: thread.reason, evidence: thread.evidence },
    })
    if (bouncedAt !== null) {
      const data = { address: bounceFor }
      store.journal.append({ at: bouncedAt, actor: 'system', type: 'bounce.received', ticketId, data })
    }
    const isHistory = Math.max(after.lastMessageAt, after.reopenedAt ?? 0) < historyEnd(incoming)
    if (before.resolvedAt === null && after.resolvedAt !== null && isHistory) {
      const data = { reason: 'history' }
      store.journal.append({ at, actor: 'system', type: 'ticket.resolved', ticketId, data })
    }
  }

  return { file }
}

/** The row with the decisions that the message stands for, and the status that follows. */
function settled<Row extends TicketDraft>(ticket: Row, incoming: Incoming, bouncedAt: number | null): Row {
  const reopenedAt = bouncedAt === null ? ticket.reopenedAt : Math.max(bouncedAt, ticket.reopenedAt ?? 0)
  const hasBounced = ticket.hasBounced || bouncedAt !== null
  const decided = { ...ticket, reopenedAt, hasBounced, resolvedAt: historyResolvedAt(ticket, incoming) }
  return { ...decided, status: statusOf(decided) }
}

/** What lay there long before the account was added was dealt with elsewhere; the same in whatever order mails are read. */
function historyResolvedAt({ kind, resolvedAt }: TicketDraft, incoming: Incoming): number | null {
  const { receivedAt } = incoming.inbound
  if (kind === 'notice' || receivedAt >= historyEnd(incoming)) return resolvedAt
  return Math.max(receivedAt, resolvedAt ?? receivedAt)
}

const historyEnd = ({ premises }: Incoming) => premises.account.createdAt - HISTORY_MS

/** What we say in public to nobody we know asks nothing of anybody. */
const isOwnShout = (post: PostFacts | null, isOwn: boolean) => isOwn && post?.visibility === 'public'

const actorOf = ({ judgement }: Incoming) => (judgement.classification.kind === 'own' ? 'staff' : 'customer')

/** Whom our own mail was for. */
function firstRecipient({ to, cc }: Inbound['message'], ownAddresses: readonly string[]): Person {
  const own = new Set(ownAddresses)
  const people = [...to, ...cc].map(({ name, address }) => ({ name, address: address.toLowerCase() }))
  return people.find(({ address }) => address !== '' && !own.has(address)) ?? { name: '', address: '' }
}
