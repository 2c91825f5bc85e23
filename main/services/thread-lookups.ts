import type { MessageId, TicketId } from '../../preload/domain.ts'
import { splitAlias } from '../core/classify/alias.ts'
import type { KnownMessage, ThreadLookups, ThreadTicket } from '../core/threading.ts'
import type { Store } from '../store/index.ts'

/** A customer with hundreds of tickets must not make each of their mails slow. */
const TICKETS_OF_ADDRESS = 24

/** What threading asks about the store, each answered from one index. */
export function createThreadLookups(store: Store): ThreadLookups & { waitingFor(mid: string): ThreadTicket[] } {
  function known(mid: string): KnownMessage[] {
    const own = store.messages.byMid(mid).map(({ id, ticketId, direction }) => ({
      ticketId,
      isOutbound: direction === 'outbound',
      // Asked for only of our own mail: reading the message costs more than the rest.
      get recipients() {
        return recipientsOf(id)
      },
    }))
    // Also ids that a ticket only mentions: two answers to a mail we do not have belong together.
    const mentioned = store.messages
      .ticketsMentioning(mid)
      .filter((ticketId) => !own.some((message) => message.ticketId === ticketId))
      .map((ticketId) => ({ ticketId, isOutbound: false, recipients: [] }))
    return [...own.toReversed(), ...mentioned]
  }

  function recipientsOf(id: MessageId): string[] {
    const { recipients } = store.messages.get(id)!
    return [...recipients.to, ...recipients.cc].map(({ address }) => address.toLowerCase())
  }

  function ticket(id: number): ThreadTicket | null {
    const facts = store.tickets.facts(store.tickets.living(id as TicketId))
    if (!facts) return null
    return {
      ticketId: facts.id,
      accountId: facts.accountId,
      participants: participantsOf(facts.id, facts.customerId),
      // Asked for only where a new subject might begin a new ticket.
      get subjects() {
        return [...new Set([facts.subject, ...store.messages.subjectsOf(facts.id)])]
      },
      orderNumbers: facts.orderNumbers,
      lastMessageAt: facts.lastMessageAt,
      isResolved: facts.status === 'resolved',
    }
  }

  function participantsOf(id: TicketId, customerId: Parameters<Store['customers']['identities']>[0] | null): string[] {
    const others = customerId === null ? [] : store.customers.identities(customerId).map(({ value }) => value)
    return [...new Set([...store.messages.participants(id), ...others])]
  }

  return {
    messagesById: known,
    ticket,
    ticketsOf(address) {
      const customerId = store.customers.find('mail', splitAlias(address).alias)
      if (customerId === null) return []
      return store.tickets.ofCustomer(customerId, TICKETS_OF_ADDRESS).map((row) => ({
        ticketId: row.id,
        accountId: row.accountId,
        // Asked for only where an alias has to be checked: reading them for every ticket costs more than the rest.
        get participants() {
          return participantsOf(row.id, customerId)
        },
        subjects: [row.subject],
        orderNumbers: row.orderNumbers,
        lastMessageAt: row.lastMessageAt,
        isResolved: row.status === 'resolved',
      }))
    },
    sentTo: (address) => store.messages.sentTo(address),
    /** Tickets whose messages name this id although nobody has seen the message yet. */
    waitingFor: (mid) => store.messages.ticketsMentioning(mid).flatMap((ticketId) => ticket(ticketId) ?? []),
  }
}
