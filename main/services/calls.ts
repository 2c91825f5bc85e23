import type { MessageId, TicketId } from '../../preload/domain.ts'
import { excerptOf } from '../core/excerpt.ts'
import { searchTextOf } from '../core/search-text.ts'
import type { Store } from '../store/index.ts'

/** What was said to a customer by phone or in person, as a part of the conversation that counts as an answer. */
export function insertCall(store: Store, ticketId: TicketId, note: string, now: number): MessageId {
  const ticket = store.tickets.facts(ticketId)!
  const at = Math.max(now, ticket.lastMessageAt + 1)
  const messageId = store.messages.insert({
    ticketId,
    accountId: ticket.accountId,
    direction: 'call',
    kind: 'phone',
    rule: 'told',
    at,
    headerDate: now,
    mid: null,
    sender: null,
    recipients: { from: null, to: [], cc: [], replyTo: [] },
    subject: ticket.subject,
    textBody: note,
    hasHtml: false,
    sourceHash: null,
    joinReason: 'written-here',
    joinEvidence: null,
    unreadable: null,
    defects: [],
  })
  store.search.add(messageId, searchTextOf({ subject: '', body: note, senders: [], recipients: [], files: [] }))
  store.tickets.absorb(ticketId, {
    at,
    excerpt: excerptOf(note),
    hasAttachments: false,
    orderNumbers: ticket.orderNumbers,
    inboundAt: null,
    answerAt: at,
    messages: 1,
  })
  return messageId
}
