import { GENTLE_MS, type AccountId } from '../../preload/domain.ts'

/** A little less than what was planned, so that a timer that came late does not push the next one back. */
const LEAST_MS = GENTLE_MS - 1_000

type Line = { leftAt: number; lastSlot: number }

/**
 * Keeps mails of one account apart also where all of them became due at once: after a night, or a day without a line.
 * Knows nothing after a restart, which takes longer than the gap.
 */
export function createPace() {
  const lines = new Map<AccountId, Line>()
  let seenAt = 0

  return {
    /** Null when one may leave now, else when to ask again. */
    ask(accountId: AccountId, now: number): number | null {
      // The clock was set back: what it said before is worth nothing.
      if (now < seenAt) lines.clear()
      seenAt = now
      const line = lines.get(accountId)
      if (!line || now - line.leftAt >= LEAST_MS) {
        lines.set(accountId, { leftAt: now, lastSlot: Math.max(now, line?.lastSlot ?? 0) })
        return null
      }
      line.lastSlot = Math.max(line.leftAt, line.lastSlot) + GENTLE_MS
      return line.lastSlot
    },
  }
}
