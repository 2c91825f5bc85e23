import type { ImapFlow } from 'imapflow'
import type { Clock } from '../../jobs/clock.ts'

/** How often it is looked whether anything moves, in ms. */
const LOOK_MS = 60_000
/** No message for so long at less than `SLOWEST` is no line worth waiting on. */
const STALL_MS = 10 * 60_000
/** Bytes a second. Twenty megabytes take six hours at this: slower is as good as never. */
const SLOWEST = 1_000
/** No mail is as long as this; whoever sends more without one coming to its end sends something else. */
const MOST_BYTES = 320 * 1024 * 1024

export type StallGuard = <T>(client: ImapFlow, run: (moved: () => void) => Promise<T>) => Promise<T>

/**
 * Ends a connection on which bytes go on coming and nothing ever gets done: a silence is noticed by the socket, a server
 * that drips or babbles for ever only here. `moved` says that something was done.
 */
export function createStallGuard(clock: Clock): StallGuard {
  return async (client, run) => {
    let bytesAtMove = client.stats().received
    let waited = 0
    let cancel = () => {}
    const look = () => {
      waited += LOOK_MS
      const bytes = client.stats().received - bytesAtMove
      const isTooSlow = waited >= STALL_MS && bytes < (waited / 1000) * SLOWEST
      if (isTooSlow || bytes > MOST_BYTES) client.close()
      else cancel = clock.setTimer(look, LOOK_MS)
    }
    cancel = clock.setTimer(look, LOOK_MS)
    try {
      return await run(() => {
        bytesAtMove = client.stats().received
        waited = 0
      })
    } finally {
      cancel()
    }
  }
}
