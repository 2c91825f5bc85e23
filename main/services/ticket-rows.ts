import type { TicketId } from '../../preload/domain.ts'
import { splitAlias } from '../core/classify/alias.ts'
import { excerptOf } from '../core/excerpt.ts'
import type { Store } from '../store/index.ts'
import type { TicketSnapshot } from '../store/moves.ts'
import { titleOf } from './filing-posts.ts'

/** Order numbers that a row shows. */
const SHOWN_NUMBERS = 20

export type TicketRows = ReturnType<typeof createTicketRows>

/** The row of a ticket as it follows from its messages, and as it is at a moment. */
export function createTicketRows(store: Store) {
  const { moves } = store

  function snapshot(id: TicketId): TicketSnapshot {
    return {
      row: moves.ticketRow(id)!,
      messageIds: moves.messagesOf(id).map((message) => message.id),
      openDeadlines: moves.openDeadlines(id),
      hold: store.holds.running(id),
      draft: store.drafts.get(id),
      draftFiles: store.drafts.files({ owner: 'draft', id }),
    }
  }

  /** Writes the row of a ticket anew from its messages. Inside a transaction; status and deadlines are settled after it. */
  function rebuild(id: TicketId): void {
    const { excerptOf: text, orderNumbers } = moves.compute(id)
    moves.rebuild(id, excerptOf(text), orderNumbers.slice(0, SHOWN_NUMBERS), titleOfPosts(id))
    const ticket = store.tickets.facts(id)!
    const people = customersIn(id, ticket.channel)
    if (ticket.customerId !== null && people.includes(ticket.customerId)) return
    const [customerId] = people
    if (customerId !== undefined) store.tickets.setCustomer(id, customerId, store.customers.get(customerId)!.name)
  }

  /** Posts have no subject: the first one's words stand for it. Empty for mail. */
  function titleOfPosts(id: TicketId): string {
    const [first] = store.posts.ofTicket(id)
    return first ? titleOf(store.messages.get(first.messageId)!) : ''
  }

  /** Who takes part, the writer of the first message first. */
  function customersIn(id: TicketId, channel: Parameters<Store['customers']['find']>[0]) {
    const writers = store.messages
      .ofTicket(id)
      .filter(({ direction }) => direction === 'inbound')
      .map(({ sender }) => sender ?? '')
    const addresses = new Set([...writers, ...store.messages.participants(id)])
    return [...addresses].flatMap((address) => store.customers.find(channel, splitAlias(address).alias) ?? [])
  }

  return { snapshot, rebuild }
}
