import type { MessageId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { excerptOf } from '../core/excerpt.ts'
import { searchTextOf } from '../core/search-text.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import type { ReplyWays } from './reply-ways.ts'
import { createTicketRows } from './ticket-rows.ts'
import type { TicketService } from './tickets.ts'

const RULE = 'logged-by-hand'

/** Answers that a person gave on the network's own page, where none can be sent from here. They count as answers. */
export function createLoggedAnswers(
  store: Store,
  clock: Clock,
  changes: Changes,
  tickets: TicketService,
  ways: ReplyWays,
) {
  const rows = createTicketRows(store)
  return {
    log(asked: TicketId, text: string): MessageId {
      const ticketId = store.tickets.living(asked)
      const way = ways.wayOf(ticketId)
      const ticket = store.tickets.facts(ticketId)
      if (!way || !ticket)
        throw new AppError('unsupported', 'There is nothing to answer.', { reason: 'nothing-to-answer' })
      const now = clock.now()
      const at = Math.max(now, ticket.lastMessageAt + 1)
      const from = { name: store.accounts.get(way.accountId)?.name ?? '', address: way.account }
      const to = [{ name: ticket.customerName, address: way.handle }]
      const id = store.transaction(() => {
        const messageId = store.messages.insert({
          ticketId,
          accountId: way.accountId,
          direction: 'outbound',
          kind: 'own',
          rule: RULE,
          at,
          headerDate: now,
          mid: null,
          sender: way.account.toLowerCase(),
          recipients: { from, to, cc: [], replyTo: [] },
          subject: '',
          textBody: text,
          hasHtml: false,
          sourceHash: null,
          joinReason: 'post-logged',
          joinEvidence: null,
          unreadable: null,
          defects: [],
        })
        store.search.add(
          messageId,
          searchTextOf({ subject: '', body: text, senders: [from], recipients: to, files: [] }),
        )
        store.drafts.remove(ticketId)
        store.tickets.absorb(ticketId, {
          at,
          excerpt: excerptOf(text),
          hasAttachments: false,
          orderNumbers: ticket.orderNumbers,
          inboundAt: null,
          answerAt: at,
          messages: 1,
        })
        store.journal.append({ at: now, actor: 'staff', type: 'answer.logged', ticketId, data: { messageId } })
        tickets.settle(ticketId, 'staff', now)
        return messageId
      })
      changes.note('tickets', [ticketId])
      return id
    },
    /** Takes the record back as if it had not been made; the journal keeps both. Throws `not-found` for what is no such record. */
    unlog(messageId: MessageId): void {
      const row = store.messages.get(messageId)
      if (row?.rule !== RULE) throw new AppError('not-found', `No logged answer ${messageId}`)
      const { ticketId } = row
      const now = clock.now()
      store.transaction(() => {
        store.search.remove(messageId)
        store.messages.remove(messageId)
        rows.rebuild(ticketId)
        store.journal.append({ at: now, actor: 'staff', type: 'answer.unlogged', ticketId, data: { messageId } })
        tickets.settle(ticketId, 'staff', now)
      })
      changes.note('tickets', [ticketId])
    },
  }
}
