import type { Output, Parsed } from '../../preload/contract.ts'
import type { Mark, MessageId, TicketId } from '../../preload/domain.ts'
import { splitQuoted } from '../core/quoting.ts'
import { findHits, findSnippet } from '../core/search-hits.ts'
import { parseSearch, type SearchQuery } from '../core/search-query.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import { SHOWN_TEXT } from './tickets-view.ts'

const SNIPPET = 120
/** Texts are searched for their first hit this far, so that a page of long mails is still drawn at once. */
const LOOKED_THROUGH = 20_000

/** Search as the window shows it: one row a ticket, with the place of the hit. */
export function createSearchService(store: Store, clock: Clock, timeZone: () => string) {
  const parse = (query: string) => parseSearch(query, clock.now(), timeZone())

  function snippetOf(messageId: MessageId, parsed: SearchQuery): { snippet: string; marks: Mark[] } {
    const text = store.messages.get(messageId)!.textBody.slice(0, LOOKED_THROUGH)
    const cut = findSnippet(text, parsed, 'body', SNIPPET)
    // One sign for one sign, so that the marks stay where they are.
    return { snippet: cut.text.replace(/\s/g, ' '), marks: cut.hits }
  }

  return {
    /** `messageIds`: every hit, in the order of the answer. */
    find({ query, limit, order }: Parsed<'tickets.search'>): Output<'tickets.search'> & { messageIds: MessageId[] } {
      const startedAt = performance.now()
      const parsed = parse(query)
      const found = store.search.find(parsed, { limit, order })
      const newest = new Map<number, (typeof found.hits)[number]>()
      for (const hit of found.hits) {
        const known = newest.get(hit.ticketId)
        if (!known || hit.at > known.at) newest.set(hit.ticketId, hit)
      }
      const hits = [...newest.values()].flatMap((hit) => {
        const ticket = store.tickets.summary(hit.ticketId as TicketId)
        if (!ticket) return []
        const messageId = hit.messageId as MessageId
        return [
          {
            ticket,
            messageId,
            ...snippetOf(messageId, parsed),
            subjectMarks: findHits(ticket.subject, parsed, 'subject'),
          },
        ]
      })
      return {
        hits,
        total: found.total,
        totalIsExact: found.totalIsExact,
        ms: performance.now() - startedAt,
        messageIds: found.hits.map(({ messageId }) => messageId as MessageId),
      }
    },
    /** Where the words of a query stand in a run of text that is part of a mail's HTML. */
    inHtml(query: string): (text: string) => Mark[] {
      const parsed = parse(query)
      return (text) => findHits(text, parsed, 'body')
    },
    /** Offsets in `text` of each message as the window has it. */
    marks({ id, query }: Parsed<'tickets.marks'>): Output<'tickets.marks'> {
      const parsed = parse(query)
      return store.messages.ofTicket(store.tickets.living(id)).flatMap((message) => {
        const parts = splitQuoted(message.textBody.slice(0, SHOWN_TEXT))
        const hitsIn = (part: string) => findHits(part, parsed, 'body')
        const folded = { signature: hitsIn(parts.signature), quoted: hitsIn(parts.quoted) }
        const found = { messageId: message.id, marks: hitsIn(parts.own), folded }
        const isHit = found.marks.length + folded.signature.length + folded.quoted.length > 0
        return isHit ? [found] : []
      })
    },
  }
}
