/** Multiples of it, less their whole part, lie as far apart as they can, however many there are (the golden ratio). */
const APART = 0.618_033_988_749_895

/**
 * When an account that was looked into at `now` is looked into again. Every account has its own place in the interval, so
 * that fifty of them are not due at one instant. Never later than the interval after `now`, and never sooner than half of it:
 * one that stands elsewhere, because everything is looked into at the start, gets to its place in one step or in two.
 * Instants in ms UTC; `intervalMs` above zero.
 */
export function nextLookAt(accountId: number, now: number, intervalMs: number): number {
  const place = ((accountId * APART) % 1) * intervalMs
  const past = (((now - place) % intervalMs) + intervalMs) % intervalMs
  const ahead = intervalMs - past
  return Math.round(now + (ahead < intervalMs / 2 ? (ahead + intervalMs) / 2 : ahead))
}
