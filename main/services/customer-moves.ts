import type { CustomerId, MoveId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { CustomerRow } from '../store/customers.ts'
import type { Store } from '../store/index.ts'
import type { CustomerMove } from '../store/moves.ts'
import type { Changes } from './changes.ts'
import type { TicketService } from './tickets.ts'

/** One person under two records, made one, and taken apart again. */
export function createCustomerMoves(store: Store, clock: Clock, changes: Changes, tickets: TicketService) {
  const { customers } = store

  function existing(id: CustomerId): CustomerRow {
    const row = customers.get(customers.living(id))
    if (!row) throw new AppError('not-found', `No customer ${id}`)
    return row
  }

  function merge(askedFrom: CustomerId, askedInto: CustomerId): MoveId {
    const done = store.transaction(() => {
      const [from, into] = [existing(askedFrom), existing(askedInto)]
      if (from.id === into.id) throw new AppError('invalid-input', 'They are one customer.')
      const after = combine(from, into)
      const identities = customers.identities(from.id)
      const ticketIds = customers.ticketIds(from.id)
      const moveId = store.moves.insert('customers', clock.now(), { from, into, after, identities, ticketIds })
      for (const identity of identities) customers.setOwner(identity, into.id)
      for (const id of ticketIds) customers.giveTicket(id, into.id)
      customers.restore(after)
      customers.restore({ ...from, mergedInto: into.id })
      tickets.recompute(customers.ticketIds(into.id) as TicketId[], clock.now())
      record('customer.merged', { from: from.id, into: into.id, before: into, after, moveId })
      return { moveId, ticketIds }
    })
    changes.note('tickets', done.ticketIds as TicketId[])
    return done.moveId
  }

  /** Inside a transaction. Throws AppError `conflict` when either record was merged again. */
  function undo({ from, into, after, identities, ticketIds }: CustomerMove): void {
    const [isFrom, isInto] = [customers.get(from.id), customers.get(into.id)]
    const isExact =
      isFrom?.mergedInto === into.id &&
      isInto?.mergedInto === null &&
      identities.every(({ channel, value }) => customers.find(channel, value) === into.id)
    if (!isExact) throw new AppError('conflict', 'The customers were changed since.', { reason: 'moved-since' })
    for (const identity of identities) customers.setOwner(identity, from.id)
    const theirs = new Set(ticketIds)
    const since = customers.ticketIds(into.id).filter((id) => theirs.has(id) || isOnlyOf(id, from.id, into.id))
    for (const id of since) customers.giveTicket(id, from.id)
    customers.restore(from)
    // What somebody wrote into the card meanwhile stays.
    if (JSON.stringify(isInto) === JSON.stringify(after)) customers.restore(into)
    const owned = [from.id, into.id].flatMap((id) => customers.ticketIds(id) as TicketId[])
    tickets.recompute(owned, clock.now())
    record('move.undone', { kind: 'customers', from: from.id, into: into.id })
    changes.note('tickets', [...ticketIds, ...since] as TicketId[])
  }

  /** A ticket begun since the merge, by one of the addresses that go back. */
  function isOnlyOf(ticketId: number, from: CustomerId, into: CustomerId): boolean {
    const { channel } = store.tickets.facts(ticketId as TicketId)!
    const people = store.messages.participants(ticketId as TicketId).map((address) => customers.find(channel, address))
    return people.includes(from) && !people.includes(into)
  }

  function record(type: string, data: Record<string, unknown>): void {
    store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId: null, data })
  }

  return { merge, undo }
}

/** Everything known of both; where they differ, what stands on the record that stays. A warning is never lost. */
function combine(from: CustomerRow, into: CustomerRow): CustomerRow {
  const isKnown = ({ label, value }: CustomerRow['fields'][number]) =>
    into.fields.some((field) => field.label === label && field.value === value)
  return {
    ...into,
    kana: into.kana || from.kana,
    mark: from.mark === 'caution' ? 'caution' : (into.mark ?? from.mark),
    notes: [into.notes, from.notes].filter((text) => text.trim() !== '').join('\n\n'),
    fields: [...into.fields, ...from.fields.filter((field) => !isKnown(field))],
    firstContactAt: Math.min(from.firstContactAt, into.firstContactAt),
  }
}
