import type { TicketId } from '../../preload/domain.ts'
import type { HoldRow } from '../store/holds.ts'
import type { Store } from '../store/index.ts'
import { refusal, type HoldState } from './hold-state.ts'

export type FollowHolds = (tickets: readonly TicketId[], at: number) => void

/**
 * A hold lies where the message lies that told the customer of its date. After messages were moved between these tickets,
 * inside that transaction. Throws AppError `conflict` (two-holds) where two that run would come together.
 */
export function createHoldMoves(store: Store, state: HoldState): FollowHolds {
  function follow(row: HoldRow): TicketId {
    const { ticketId } = store.messages.get(row.messageId)!
    if (row.endedAt === null && store.holds.running(ticketId)) throw refusal('two-holds')
    store.holds.setTicket(row.id, ticketId)
    state.journal({ id: row.id, ticketId }, 'hold.moved', { from: row.ticketId }, 'system')
    return ticketId
  }

  return (tickets, at) => {
    const strayed = store.holds.strayed(tickets)
    const touched = new Set([...tickets, ...strayed.map(follow)])
    for (const ticketId of touched) state.show(ticketId)
    for (const ticketId of touched) {
      const row = store.holds.running(ticketId)
      if (row && store.holds.hasAskedSince(ticketId, row.messageId)) state.answered(row, null, at)
    }
  }
}
