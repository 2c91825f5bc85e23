import type { Output, Parsed } from '../../preload/contract.ts'
import type { CustomerId, TicketId, TicketSummary } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import type { TicketService } from './tickets.ts'

/** Longer than anybody's history; a list on the screen needs some end. */
const MOST_TICKETS = 500

/** What a shop knows of the people who write to it. */
export function createCustomerService(store: Store, clock: Clock, changes: Changes, tickets: TicketService) {
  function existing(asked: CustomerId) {
    const row = store.customers.get(store.customers.living(asked))
    if (!row) throw new AppError('not-found', `No customer ${asked}`)
    return row
  }

  return {
    update({ id: asked, mark, ...card }: Parsed<'customers.update'>): void {
      const ticketIds = store.transaction(() => {
        const before = existing(asked)
        // That somebody is new is seen, not said.
        const after = { ...before, ...card, mark: mark === 'first' ? null : mark, id: before.id }
        store.customers.update(after)
        store.customers.renameTickets(before.id, before.name, after.name)
        store.journal.append({
          at: clock.now(),
          actor: 'staff',
          type: 'customer.updated',
          ticketId: null,
          data: { customerId: before.id, before, after },
        })
        const ids = store.customers.ticketIds(before.id) as TicketId[]
        if (before.mark !== after.mark) tickets.recompute(ids, clock.now())
        return ids
      })
      changes.note('tickets', ticketIds)
    },
    find({ query }: Parsed<'customers.find'>): Output<'customers.find'> {
      const part = query.normalize('NFKC').trim().toLowerCase()
      if (part === '') return []
      return store.customers
        .search(part)
        .map((customer) => ({ ...customer, ticketCount: store.tickets.countOfCustomer(customer.id) }))
    },
    /** Newest first. */
    tickets(asked: CustomerId): TicketSummary[] {
      return store.tickets
        .ofCustomer(existing(asked).id, MOST_TICKETS)
        .flatMap(({ id }) => store.tickets.summary(id) ?? [])
    },
  }
}
