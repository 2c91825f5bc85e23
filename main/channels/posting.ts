import type { Clock } from '../jobs/clock.ts'
import type { Adapter } from './adapter.ts'

/** How often posts that were handed out are looked at again, and what was closed to us is knocked at, in ms. */
export const SELDOM_MS = 30 * 60_000

/** True once in so long. The first time is one interval after the start: what was handed out just then is fresh. */
export function createSeldom({ now }: Pick<Clock, 'now'>): () => boolean {
  let lastAt = now()
  return () => {
    if (now() - lastAt < SELDOM_MS) return false
    lastAt = now()
    return true
  }
}

/** Of an account that is polled, keeps what it sends by itself, and holds no connection. */
export const POLLED: Pick<Adapter, 'fileSent' | 'watch' | 'close'> = {
  fileSent: () => Promise.resolve(),
  watch: () => Promise.resolve(false),
  close: () => Promise.resolve(),
}
