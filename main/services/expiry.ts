import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'

const DAY_MS = 86_400_000
/** Days before a key or token ends on which its owner is told. */
const WARN_DAYS = [14, 7, 3, 1]
const LOOK_MS = 60 * 60_000

/** Keys and tokens that end, told of while there is time: R-Messe's live 90 days, Meta's 60. */
export function createExpiryWarnings(store: Store, clock: Clock, changes: Changes): Job {
  let lookedAt: number | null = null

  /** Each step once; of steps that passed unseen only the nearest. */
  function warn(): void {
    const now = clock.now()
    lookedAt = now
    for (const { id, secretExpiresAt } of store.accounts.list()) {
      if (secretExpiresAt === null || secretExpiresAt <= now) continue
      const days = WARN_DAYS.findLast((step) => secretExpiresAt - now <= step * DAY_MS)
      if (days === undefined) continue
      const key = `account-expiry:${id}:${secretExpiresAt}:${days}`
      const isNew = store.transaction(() =>
        store.alerts.add({ key, kind: 'account-trouble', ticketId: null, accountId: id, at: now, dueAt: null }),
      )
      if (isNew) changes.note('alerts')
    }
  }

  return {
    name: 'expiry',
    isPatient: true,
    // Back in time, the clock was set; a look costs nothing.
    dueAt: () => (lookedAt === null || lookedAt > clock.now() ? clock.now() : lookedAt + LOOK_MS),
    run: () => Promise.resolve(warn()),
  }
}
