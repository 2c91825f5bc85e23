import { createReach } from '../catch-up.ts'

/** How often what was handed out is read through again, in ms. */
const PASS_MS = 6 * 3_600_000
/** How often a part that is closed to the token is knocked at, in ms. */
export const SELDOM_MS = 30 * 60_000

/**
 * Remembers what no page carries: how far a look came that found nothing to hand out, when it is time to read everything
 * through, and which parts are closed to the token.
 */
export function createLooks(now: () => number) {
  let passedAt = now()
  const closedUntil = new Map<string, number>()

  return {
    ...createReach(),
    isPass(): boolean {
      if (now() - passedAt < PASS_MS) return false
      passedAt = now()
      return true
    },
    isOpen: (part: string): boolean => now() >= (closedUntil.get(part) ?? 0),
    close: (part: string): void => void closedUntil.set(part, now() + SELDOM_MS),
  }
}
