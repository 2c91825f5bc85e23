import { randomUUID } from 'node:crypto'
import type { MessageId, OutboxId, ReplyPlan, TicketId } from '../../preload/domain.ts'
import { excerptOf } from '../core/excerpt.ts'
import type { Address } from '../core/message.ts'
import { searchTextOf } from '../core/search-text.ts'
import { ticketToken } from '../core/subject.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { OutgoingFile } from '../store/drafts.ts'
import type { Store } from '../store/index.ts'
import { askForApproval } from './approvals.ts'

/** A message of ours that is to leave. */
export type Outgoing = {
  ticketId: TicketId
  account: AccountRow
  to: readonly Address[]
  cc: readonly Address[]
  subject: string
  body: string
  /** `own` answers the customer; `auto` is a machine's receipt and `staff-notice` goes to our own people: neither answers. */
  kind: 'own' | 'auto' | 'staff-notice'
  /** What wrote it, for "why is this here?". */
  rule: string
  /** The same key is the same message: it is queued once. */
  clientKey: string
  sendAfter: number
  /** The words as typed, where the message carries a signature or a token besides. */
  typed?: { subject: string; body: string } | null
  plan: ReplyPlan
  actor: 'staff' | 'system'
  files: readonly OutgoingFile[]
}
/** What a queued message needs beside itself on a social network. */
export type NotePost = (messageId: MessageId, outgoing: Outgoing) => void
export type QueuedMessage = { messageId: MessageId; outboxId: OutboxId }

/**
 * Puts a message on its way: its words, its Message-ID fixed now, the outbox row. Inside a transaction of the caller, who
 * has checked that `clientKey` is new.
 */
export function queueOutgoing(store: Store, outgoing: Outgoing, now: number, notePost?: NotePost): QueuedMessage {
  const messageId = insertMessage(store, outgoing, now)
  notePost?.(messageId, outgoing)
  const outboxId = store.outbox.insert({
    messageId,
    accountId: outgoing.account.id,
    clientKey: outgoing.clientKey,
    sendAfter: outgoing.sendAfter,
    createdAt: now,
    plan: outgoing.plan,
    typedSubject: outgoing.typed?.subject ?? null,
    typedBody: outgoing.typed?.body ?? null,
  })
  const { actor, ticketId } = outgoing
  store.journal.append({ at: now, actor, type: 'outbox.queued', ticketId, data: { outboxId } })
  if (actor === 'staff') askForApproval(store, store.outbox.get(outboxId)!, now)
  return { messageId, outboxId }
}

function insertMessage(store: Store, outgoing: Outgoing, now: number): MessageId {
  const { account, ticketId, to, cc, body, files } = outgoing
  const from = { name: account.name, address: account.address }
  const isMail = account.channel === 'mail'
  const subject = isMail && outgoing.kind === 'own' ? withToken(store, ticketId, outgoing.subject) : outgoing.subject
  const newest = store.messages.ofTicket(ticketId).at(-1)
  const messageId = store.messages.insert({
    ticketId,
    accountId: account.id,
    direction: 'outbound',
    kind: outgoing.kind,
    rule: outgoing.rule,
    // After what it answers, also when the clock of this PC is behind.
    at: Math.max(now, (newest?.at ?? 0) + 1),
    headerDate: now,
    mid: `${randomUUID()}@${account.address.split('@')[1] ?? 'localhost'}`,
    sender: account.address.toLowerCase(),
    recipients: { from, to: [...to], cc: [...cc], replyTo: [] },
    subject,
    textBody: body,
    hasHtml: false,
    sourceHash: null,
    joinReason: 'written-here',
    joinEvidence: null,
    unreadable: null,
    defects: [],
  })
  if (outgoing.kind !== 'staff-notice')
    for (const { address } of [...to, ...cc]) store.messages.addParticipant(messageId, address.toLowerCase())
  for (const { index: _, ...file } of files) store.drafts.addFile({ owner: 'message', id: messageId }, file)
  store.search.add(
    messageId,
    searchTextOf({ subject, body, senders: [from], recipients: [...to, ...cc], files: files.map(({ name }) => name) }),
  )
  const { orderNumbers, excerpt } = store.tickets.facts(ticketId)!
  store.tickets.absorb(ticketId, {
    at: now,
    // The list goes on showing what the customer wrote where only a machine answered.
    excerpt: outgoing.kind === 'own' ? excerptOf(body) : excerpt,
    hasAttachments: files.length > 0,
    orderNumbers,
    inboundAt: null,
    answerAt: null,
    messages: 1,
  })
  return messageId
}

function withToken(store: Store, ticketId: TicketId, subject: string): string {
  const prefix = store.accounts.tokenPrefix(store.tickets.facts(ticketId)!.shopId)
  if (prefix === null) return subject
  const token = ticketToken(ticketId, prefix)
  return subject.includes(token) ? subject : `${subject} ${token}`.trim()
}
