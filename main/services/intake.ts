import type { CustomerId, MessageId, TicketId } from '../../preload/domain.ts'
import type { Inbound, Page } from '../channels/adapter.ts'
import { splitAlias } from '../core/classify/alias.ts'
import { classify, type Classification, type LearnedRule } from '../core/classify/classify.ts'
import { excerptOf } from '../core/excerpt.ts'
import { participantsOf, senderOfRecord, type SenderOfRecord } from '../core/sender.ts'
import { decideThread, type ThreadDecision, type ThreadFacts } from '../core/threading.ts'
import type { Clock } from '../jobs/clock.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import type { MessageRow } from '../store/messages.ts'
import type { TicketFacts } from '../store/tickets.ts'
import type { Changes } from './changes.ts'
import type { MoveService } from './moves.ts'
import { orderNumbersIn } from './rereading.ts'
import { createThreadLookups } from './thread-lookups.ts'
import type { TicketService } from './tickets.ts'

/** Messages a transaction takes. Small, so that the window never waits for it. */
const CHUNK = 12
/** An unanswered mail that was this old when the account was added was dealt with elsewhere: it is read in as resolved. */
export const HISTORY_MS = 3 * 86_400_000

type Person = { name: string; address: string; kana?: string | null }
type Namesake = ReturnType<Store['messages']['byMid']>[number]
export type Intake = ReturnType<typeof createIntake>
/** A message that has just been filed, its ticket settled. */
export type Arrival = {
  account: AccountRow
  ticketId: TicketId
  messageId: MessageId
  inbound: Inbound
  classification: Classification
  sender: SenderOfRecord
  /** A person asks or answers: it counts as the customer's word. Machine mail and our own do not. */
  asks: boolean
}
/** Called in the transaction that stores the message, after its ticket was settled. */
export type OnArrival = (arrival: Arrival) => void
/** What became of one message. */
export type Stored = {
  externalId: string
  messageId: number
  ticketId: TicketId
  isNew: boolean
  classification: Classification | null
  thread: ThreadDecision | null
}

/** Takes in what an adapter brings: the one way a message of a network enters the store. */
export function createIntake(
  store: Store,
  clock: Clock,
  changes: Changes,
  tickets: TicketService,
  moves: MoveService,
  learned: () => readonly LearnedRule[],
  onArrival: readonly OnArrival[] = [],
) {
  const lookups = createThreadLookups(store)

  /**
   * Stores a page and its cursor. Sources are on disk before anything mentions them; the cursor is written with the last
   * messages of the page, so after a crash the page is asked for again and what is there already is skipped.
   */
  async function storePage(account: AccountRow, page: Page): Promise<Stored[]> {
    const locations = await store.sources.append(
      page.messages.map(({ source, sourceHash }) => ({ hash: sourceHash, bytes: source })),
    )
    const stored: Stored[] = []
    for (let start = 0; start < page.messages.length || start === 0; start += CHUNK) {
      const chunk = page.messages.slice(start, start + CHUNK)
      const isLast = start + CHUNK >= page.messages.length
      store.refetchable(() => {
        if (start === 0) store.sources.record(locations)
        for (const inbound of chunk)
          stored.push(
            store.messages.fetched(account.id, inbound.externalId) ? known(account, inbound) : take(account, inbound),
          )
        if (isLast) store.accounts.setCursor(account.id, page.cursor)
      })
      if (!isLast) await new Promise((resolve) => setImmediate(resolve))
    }
    const touched = new Set(stored.filter(({ isNew }) => isNew).map(({ ticketId }) => ticketId))
    if (touched.size > 0) {
      changes.note('tickets', [...touched])
      changes.note('alerts')
    }
    return stored
  }

  function known(account: AccountRow, inbound: Inbound): Stored {
    const messageId = store.messages.fetched(account.id, inbound.externalId)!
    const { ticketId } = store.messages.get(messageId)!
    return { externalId: inbound.externalId, messageId, ticketId, isNew: false, classification: null, thread: null }
  }

  function take(account: AccountRow, inbound: Inbound): Stored {
    const { messageId } = inbound.message
    const namesakes = messageId === null ? [] : store.messages.byMid(messageId)
    const same = findSame(inbound, namesakes)
    if (same) {
      store.messages.addReceipt(account.id, inbound.externalId, same.id, inbound.place, inbound.receivedAt)
      if (same.sourceHash === null) store.messages.setSource(same.id, inbound.sourceHash)
      return {
        externalId: inbound.externalId,
        messageId: same.id,
        ticketId: same.ticketId,
        isNew: false,
        classification: null,
        thread: null,
      }
    }
    return file(account, inbound, judge(account, inbound, namesakes))
  }

  /**
   * The same mail under another external id: in a second of our mailboxes, after the server renumbered, or our own answer
   * found in Sent. Equal Message-ID is not enough, because senders reuse ids: what a person reads must be equal too.
   */
  function findSame(
    { sourceHash, message, place }: Inbound,
    namesakes: readonly Namesake[],
  ): Pick<MessageRow, 'id' | 'ticketId' | 'sourceHash'> | null {
    const bySource = store.messages.bySource(sourceHash)
    if (bySource) return { ...bySource, sourceHash }
    for (const candidate of namesakes) {
      const row = store.messages.get(candidate.id)!
      // Servers and lists change a mail on its way back to us; an id alone is copied by anybody.
      const isFromUs = place === 'sent' || message.from[0]?.address.toLowerCase() === row.sender
      if (candidate.direction === 'outbound' && candidate.isQueuedHere && isFromUs) return candidate
      const isEqual =
        row.subject === message.subject &&
        row.textBody === message.textBody &&
        row.headerDate === message.date &&
        row.recipients.from?.address === message.from[0]?.address
      if (isEqual) return candidate
    }
    return null
  }

  type Judgement = {
    sender: SenderOfRecord
    classification: Classification
    thread: ThreadDecision
    orderNumbers: string[]
  }

  function judge(
    account: AccountRow,
    { message, place, receivedAt }: Inbound,
    namesakes: readonly Namesake[],
  ): Judgement {
    const ownAddresses = store.accounts.ownAddresses()
    const sender = senderOfRecord(message, { ownAddresses })
    const orderNumbers = orderNumbersIn(message)
    const facts: ThreadFacts = {
      message,
      sender,
      accountId: account.id,
      shopAccounts: store.accounts.ofShop(account.shopId),
      receivedAt,
      isOwn: false,
      isBounce: false,
      bounceFor: null,
      orderNumbers,
      tokenPrefix: store.accounts.tokenPrefix(account.shopId),
    }
    const asMail = decideThread(facts, lookups)
    const classification = classify({
      message,
      sender,
      ownAddresses,
      place,
      isOwnMessageId: namesakes.some(({ direction }) => direction === 'outbound'),
      repliesToKnown: asMail.join !== null,
      learned: learned(),
    })
    const isOwn = classification.kind === 'own'
    const { isBounce, bounceFor } = classification
    const thread = isOwn || isBounce ? decideThread({ ...facts, isOwn, isBounce, bounceFor }, lookups) : asMail
    return {
      sender,
      classification,
      thread: withDescendants(thread, message.messageId, sender, ownAddresses, message),
      orderNumbers,
    }
  }

  /**
   * On the first day the newest mail is read first: an answer then lies in a ticket before the mail that it answers comes.
   * That mail goes where it is named, if its writer or a recipient takes part there.
   */
  function withDescendants(
    thread: ThreadDecision,
    messageId: string | null,
    sender: SenderOfRecord,
    ownAddresses: readonly string[],
    message: Inbound['message'],
  ): ThreadDecision {
    if (thread.join || messageId === null) return thread
    const people = new Set([sender.address, ...participantsOf(message, sender, ownAddresses)])
    const waiting = lookups
      .waitingFor(messageId)
      .find(({ participants }) => participants.some((address) => people.has(address)))
    if (!waiting) return thread
    const join = { ticketId: waiting.ticketId, reason: 'referenced-by', evidence: messageId } as const
    return { join, related: null, offers: [], reason: 'referenced-by', evidence: messageId }
  }

  function file(account: AccountRow, inbound: Inbound, judgement: Judgement): Stored {
    const { message, receivedAt } = inbound
    const { sender, classification, thread } = judgement
    const isOwn = classification.kind === 'own'
    const ticketId = thread.join
      ? store.tickets.living(thread.join.ticketId as TicketId)
      : open(account, inbound, judgement)
    const messageId = store.messages.insert({
      ticketId,
      accountId: account.id,
      direction: isOwn ? 'outbound' : 'inbound',
      kind: inbound.unreadable === null ? classification.kind : 'ticket',
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
      unreadable: inbound.unreadable,
      defects: message.defects,
    })
    store.messages.addReceipt(account.id, inbound.externalId, messageId, inbound.place, receivedAt)
    store.search.add(messageId, inbound.search)
    message.attachments.forEach((attachment, index) => store.messages.addAttachment(messageId, index, attachment))
    remember(messageId, inbound, judgement)
    count(account, ticketId, inbound, judgement)
    const into = joinSplit(ticketId, inbound, judgement)
    settle(account, into, inbound, judgement)
    announce(account, into, messageId, inbound, judgement)
    const arrival = {
      account,
      ticketId: into,
      messageId,
      inbound,
      classification,
      sender,
      asks: isAsking(inbound, classification),
    }
    for (const tell of onArrival) tell(arrival)
    return { externalId: inbound.externalId, messageId, ticketId: into, isNew: true, classification, thread }
  }

  /** A new ticket for a message that belongs to none. */
  function open(account: AccountRow, inbound: Inbound, { sender, classification, thread }: Judgement): TicketId {
    const { message, receivedAt } = inbound
    const isFiled = inbound.unreadable === null && (classification.kind === 'notice' || classification.kind === 'bulk')
    const isOwn = classification.kind === 'own'
    const person = isOwn ? firstRecipient(message) : sender
    const customerId =
      person.address !== '' && !('isOwn' in person && person.isOwn) ? obtainCustomer(account, person, receivedAt) : null
    const id = store.tickets.insert({
      kind: isFiled ? 'notice' : 'ticket',
      status: 'new',
      accountId: account.id,
      shopId: account.shopId,
      channel: account.channel,
      customerId,
      customerName: person.name || person.address,
      subject: message.subject,
      excerpt: '',
      lastMessageAt: receivedAt,
      createdAt: clock.now(),
    })
    store.journal.append({
      at: receivedAt,
      actor: 'system',
      type: isFiled ? 'message.filed' : 'ticket.created',
      ticketId: id,
      data: { rule: classification.rule, relatedTo: thread.related?.ticketId ?? null },
    })
    return id
  }

  /** A conversation that began with our mail to a bare address gets its customer's name from their first answer. */
  function introduce(ticket: TicketFacts, account: AccountRow, sender: SenderOfRecord, at: number): void {
    if (sender.isOwn || sender.address === '' || sender.name === '') return
    const isBare = ticket.customerId === null || ticket.customerName === sender.address
    if (isBare) store.tickets.setCustomer(ticket.id, obtainCustomer(account, sender, at), sender.name)
  }

  /** Whom our own mail was for. */
  function firstRecipient({ to, cc }: Inbound['message']): { name: string; address: string } {
    const own = new Set(store.accounts.ownAddresses())
    const people = [...to, ...cc].map(({ name, address }) => ({ name, address: address.toLowerCase() }))
    return people.find(({ address }) => address !== '' && !own.has(address)) ?? { name: '', address: '' }
  }

  function obtainCustomer(account: AccountRow, person: Person, at: number): CustomerId {
    // A marketplace writes a case into the address of a buyer: the buyer is the rest of it.
    const id = store.customers.obtain(account.channel, splitAlias(person.address).alias, person.name, at)
    if (person.kana) store.customers.learnKana(id, person.kana)
    return id
  }

  /** The ids and people that later mail is tied by. */
  function remember(messageId: MessageId, { message }: Inbound, { sender, orderNumbers }: Judgement): void {
    store.messages.addOrderNumbers(messageId, orderNumbers)
    const named = message.inReplyTo === null ? message.references : [message.inReplyTo, ...message.references]
    for (const mid of named.slice(-50)) store.messages.addMention(messageId, mid)
    for (const address of participantsOf(message, sender, store.accounts.ownAddresses())) {
      store.messages.addParticipant(messageId, address)
    }
  }

  /** Two tickets that only now turn out to be one conversation, because the mail between them has come. */
  function joinSplit(
    ticketId: TicketId,
    { message, receivedAt }: Inbound,
    { sender, classification }: Judgement,
  ): TicketId {
    if (message.messageId === null || classification.isBounce) return ticketId
    const people = new Set([sender.address, ...participantsOf(message, sender, store.accounts.ownAddresses())])
    let into = ticketId
    for (const other of lookups.waitingFor(message.messageId)) {
      const otherId = other.ticketId as TicketId
      if (otherId === into || !other.participants.some((address) => people.has(address))) continue
      const [from, to] = otherId < into ? [into, otherId] : [otherId, into]
      moves.join(from, to, message.messageId, receivedAt)
      into = to
    }
    return into
  }

  /** What the message adds to the row of its ticket. Machine mail neither asks nor answers. */
  function count(
    account: AccountRow,
    ticketId: TicketId,
    { message, receivedAt, unreadable }: Inbound,
    { sender, classification, orderNumbers }: Judgement,
  ): void {
    const asks = isAsking({ unreadable }, classification)
    const before = store.tickets.facts(ticketId)!
    // A person who answers to a notice asks something: it must not stay among what nobody reads.
    if (asks && before.kind === 'notice') store.tickets.setKind(ticketId, 'ticket')
    if (asks) introduce(before, account, sender, receivedAt)
    if (receivedAt < before.firstMessageAt) begin(before, receivedAt, message.subject)
    store.tickets.absorb(ticketId, {
      at: receivedAt,
      excerpt: excerptOf(message.textBody),
      hasAttachments: message.attachments.some(({ inline }) => !inline),
      orderNumbers: [...new Set([...before.orderNumbers, ...orderNumbers])].slice(0, 20),
      inboundAt: asks ? receivedAt : null,
      answerAt: classification.kind === 'own' ? receivedAt : null,
      messages: 1,
    })
  }

  function begin(ticket: TicketFacts, at: number, subject: string): void {
    store.tickets.begin(ticket.id, at, subject)
    if (ticket.customerId !== null) store.customers.heardAt(ticket.customerId, at)
  }

  function settle(
    account: AccountRow,
    ticketId: TicketId,
    { receivedAt, message }: Inbound,
    { classification, thread }: Judgement,
  ): void {
    const { kind, isBounce, bounceFor } = classification
    const type = kind === 'own' ? 'message.sent' : 'message.received'
    const actor = kind === 'own' ? 'staff' : 'customer'
    store.journal.append({
      at: receivedAt,
      actor,
      type,
      ticketId,
      data: { kind, rule: classification.rule, reason: thread.reason, evidence: thread.evidence },
    })
    if (isBounce && thread.join && message.deliveryReport?.action !== 'delivered')
      markBounced(ticketId, afterFailed(thread, receivedAt), bounceFor)
    closeHistory(account, ticketId, receivedAt)
    tickets.settle(ticketId, actor, receivedAt)
  }

  /** A failure comes after what failed, also where the clock of the mail server is behind ours. */
  function afterFailed({ reason, evidence }: ThreadDecision, receivedAt: number): number {
    if (reason !== 'bounce-of') return receivedAt
    const failed = store.messages.byMid(evidence).find(({ direction }) => direction === 'outbound')
    return Math.max(receivedAt, failed ? store.messages.get(failed.id)!.at + 1 : 0)
  }

  function markBounced(ticketId: TicketId, at: number, bounceFor: string | null): void {
    const ticket = store.tickets.facts(ticketId)!
    store.tickets.setBounced(ticketId, true)
    store.tickets.setDecision(ticketId, {
      resolvedAt: ticket.resolvedAt,
      reopenedAt: Math.max(at, ticket.reopenedAt ?? 0),
    })
    store.journal.append({ at, actor: 'system', type: 'bounce.received', ticketId, data: { address: bounceFor } })
  }

  /** What lay there long before the account was added was dealt with elsewhere; the same in whatever order mails are read. */
  function closeHistory(account: AccountRow, ticketId: TicketId, receivedAt: number): void {
    const limit = account.createdAt - HISTORY_MS
    const ticket = store.tickets.facts(ticketId)!
    if (ticket.kind === 'notice' || receivedAt >= limit || receivedAt <= (ticket.resolvedAt ?? -Infinity)) return
    store.tickets.setDecision(ticketId, { resolvedAt: receivedAt, reopenedAt: ticket.reopenedAt })
    const isClosed = Math.max(ticket.lastMessageAt, ticket.reopenedAt ?? 0) < limit
    if (!isClosed || ticket.resolvedAt !== null) return
    store.journal.append({
      at: receivedAt,
      actor: 'system',
      type: 'ticket.resolved',
      ticketId,
      data: { reason: 'history' },
    })
  }

  /** Mail that was there before the program did not just arrive: no popup for it. */
  function announce(
    account: AccountRow,
    ticketId: TicketId,
    messageId: number,
    { receivedAt, place, unreadable }: Inbound,
    { classification }: Judgement,
  ): void {
    const { kind, isBounce } = classification
    if (place === 'sent' || receivedAt < account.createdAt) return
    const isTold = unreadable !== null || kind === 'ticket' || kind === 'reply' || kind === 'inquiry' || isBounce
    if (!isTold) return
    store.alerts.add({
      key: `new-message:${messageId}`,
      kind: isBounce ? 'send-failed' : 'new-message',
      ticketId,
      accountId: account.id,
      at: receivedAt,
      dueAt: null,
    })
  }

  return { storePage }
}

const isAsking = ({ unreadable }: Pick<Inbound, 'unreadable'>, { kind }: Classification): boolean =>
  unreadable !== null || kind === 'ticket' || kind === 'reply' || kind === 'inquiry'
