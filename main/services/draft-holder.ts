import type { StaffId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { DraftHistory } from './draft-history.ts'

export type DraftHolder = ReturnType<typeof createDraftHolder>

/**
 * A ticket has one draft, and words in it are held by whoever wrote them: nobody else writes there until it is sent, thrown
 * away or taken over. It keeps no one from sending an answer of their own.
 */
export function createDraftHolder(store: Store, clock: Clock, history: DraftHistory) {
  /** The colleague whose words are in the draft; null where it is one's own or empty. */
  function colleagueIn(ticketId: TicketId): StaffId | null {
    const writer = store.work.writer(ticketId)
    return writer === store.journal.atCounter() ? null : writer
  }

  return {
    colleagueIn,
    /** Throws AppError `conflict`, reason `draft-of-other`. */
    refuseOthers(ticketId: TicketId): void {
      if (colleagueIn(ticketId) === null) return
      throw new AppError('conflict', 'A colleague is writing an answer.', { reason: 'draft-of-other' })
    },
    /** From now on who is at the counter goes on with it. What the colleague wrote is also kept as a version. */
    takeOver(ticketId: TicketId): void {
      store.transaction(() => {
        const from = colleagueIn(ticketId)
        const draft = store.drafts.get(ticketId)
        if (from === null || !draft) return
        history.keep(ticketId, draft, 'replaced')
        store.work.setDraftBy(ticketId, store.journal.atCounter())
        const data = { from }
        store.journal.append({ at: clock.now(), actor: 'staff', type: 'draft.taken-over', ticketId, data })
      })
    },
  }
}
