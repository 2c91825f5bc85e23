import type { Batch } from '../catch-up.ts'

/** How often what was handed out is read through again, in ms. */
const PASS_MS = 6 * 3_600_000
/** How often a part that is closed to the token is knocked at, in ms. */
export const SELDOM_MS = 30 * 60_000

/**
 * Remembers what no page carries: how far a look came that found nothing to hand out, when it is time to read everything
 * through, and which parts are closed to the token.
 */
export function createLooks(now: () => number) {
  let reached: { given: string | null; cursor: string } | null = null
  let passedAt = now()
  const closedUntil = new Map<string, number>()

  return {
    /** Where a look from `cursor` begins. */
    startOf: (cursor: string | null): string | null =>
      reached !== null && reached.given === cursor ? reached.cursor : cursor,
    async *follow(given: string | null, batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
      let stored = given
      for await (const batch of batches) {
        const isEmpty = batch.messages.length === 0 && (batch.changes ?? []).length === 0
        if (!isEmpty) stored = batch.cursor
        reached = isEmpty ? { given: stored, cursor: batch.cursor } : null
        yield batch
      }
    },
    isPass(): boolean {
      if (now() - passedAt < PASS_MS) return false
      passedAt = now()
      return true
    },
    isOpen: (part: string): boolean => now() >= (closedUntil.get(part) ?? 0),
    close: (part: string): void => void closedUntil.set(part, now() + SELDOM_MS),
  }
}
