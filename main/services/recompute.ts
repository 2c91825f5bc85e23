import type { TicketId } from '../../preload/domain.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import type { Cause, TicketDeadlines } from './ticket-deadlines.ts'

/** So many are computed in the transaction of the change itself: more than a shop has open, and no wait that is felt. */
const AT_ONCE = 2_000
/** What is left after that, a transaction each, with the window served in between. */
const CHUNK = 250
const KEY = 'recompute'

type Rest = { after: number; cause: Cause }
export type Recomputed = { changed: number; isPending: boolean }
export type Recompute = ReturnType<typeof createRecompute>

/** Computes open deadlines anew after a change of hours or policies. What is left over survives a crash as a mark. */
export function createRecompute(store: Store, clock: Clock, changes: Changes, deadlines: TicketDeadlines) {
  function step({ after, cause }: Rest, limit: number): { changed: TicketId[]; rest: Rest | null } {
    const now = clock.now()
    const ids = store.hours.unanswered(after as TicketId, limit)
    const changed = ids.filter((id) => deadlines.settle(store.tickets.facts(id)!, now, cause))
    return { changed, rest: ids.length < limit ? null : { after: ids.at(-1)!, cause } }
  }

  function announce(ids: readonly TicketId[]): void {
    if (ids.length === 0) return
    changes.note('tickets', ids)
    changes.note('alerts')
  }

  const pending = () => (store.settings.get(KEY) as Rest | null | undefined) ?? null

  const job: Job = {
    name: 'recompute deadlines',
    dueAt: () => (pending() === null ? null : 0),
    async run() {
      for (let rest = pending(); rest !== null; rest = pending()) {
        const from = rest
        const { changed } = store.transaction(() => {
          const done = step(from, CHUNK)
          store.settings.set(KEY, done.rest)
          return done
        })
        announce(changed)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }

  return {
    job,
    /** `change` and what follows from it, in one transaction: all of it, or for very many the first of them. */
    after(cause: Cause, change: () => void): Recomputed {
      const { changed, rest } = store.transaction(() => {
        change()
        const done = step({ after: 0, cause }, AT_ONCE)
        if (done.rest !== null || pending() !== null) store.settings.set(KEY, done.rest)
        return done
      })
      announce(changed)
      return { changed: changed.length, isPending: rest !== null }
    },
  }
}
