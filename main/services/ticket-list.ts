import type { Output, Parsed } from '../../preload/contract.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'

/** The rows of a view. Changes nothing. */
export function createTicketList(store: Store, clock: Clock) {
  return (query: Parsed<'tickets.list'>): Output<'tickets.list'> => {
    const now = clock.now()
    const { view, accountId, assigneeId } = query
    return { ...store.tickets.list({ ...query, now }), total: store.tickets.count(view, accountId, now, assigneeId) }
  }
}
