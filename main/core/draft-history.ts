const MINUTE_MS = 60_000
/** From here on losing half of a text is no correction any more, in characters. */
const WORTH_KEEPING = 30

type Words = { subject: string; body: string }
type Change = {
  /** The words that are about to be written over. */
  left: Words
  next: Words
  /** When a version of this draft was kept last; null for never. */
  lastKeptAt: number | null
  now: number
}

/** Whether words that are written over shall be kept: once a minute, and whenever much of the text goes at once. */
export function isWorthKeeping({ left, next, lastKeptAt, now }: Change): boolean {
  if (left.body.trim() === '' || (left.body === next.body && left.subject === next.subject)) return false
  // With a clock that was set back, too much is kept rather than nothing.
  const isRecent = lastKeptAt !== null && lastKeptAt <= now && now - lastKeptAt < MINUTE_MS
  return !isRecent || (left.body.length >= WORTH_KEEPING && next.body.length < left.body.length / 2)
}
