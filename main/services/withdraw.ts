import { excerptOf } from '../core/excerpt.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'

/** Takes an answer that never left out of the conversation: list, search and count go on as if it had not been written. */
export function withdraw(store: Store, row: OutboxRow): void {
  store.outbox.setState(row.id, 'cancelled', null)
  store.search.remove(row.messageId)
  const last = store.messages
    .ofTicket(row.ticketId)
    .findLast(({ id, direction }) => direction !== 'note' && store.outbox.byMessage(id)?.state !== 'cancelled')
  if (last) store.tickets.withdraw(row.ticketId, last.at, excerptOf(last.textBody))
}
