/** From one id to another, both included. */
export type Range = { first: number; last: number }

const WIDEST_GAP = 256
const MOST_RANGES = 8

/** The few ranges that hold all of the ids, with small gaps ignored; `null` when the ids lie too scattered for that. */
export function joinRanges(ids: number[]): Range[] | null {
  const ranges: Range[] = []
  for (const id of ids.toSorted((a, b) => a - b)) {
    const open = ranges.at(-1)
    if (open !== undefined && id - open.last <= WIDEST_GAP) open.last = id
    else ranges.push({ first: id, last: id })
    if (ranges.length > MOST_RANGES) return null
  }
  return ranges
}
