/** UID sets in IMAP's own writing (`1:5,9`), RFC 9051 sequence-set without `*`. */

/** UIDs in any order to the shortest set. */
export function formatUids(uids: readonly number[]): string {
  const sorted = [...uids].sort((a, b) => a - b)
  const parts: string[] = []
  for (let i = 0; i < sorted.length; i++) {
    const first = sorted[i]!
    while (i + 1 < sorted.length && sorted[i + 1]! <= sorted[i]! + 1) i++
    parts.push(range(first, sorted[i]!))
  }
  return parts.join(',')
}

/**
 * The set that, among `known` (ascending), means exactly those at which `isWanted`. Runs over the holes that expunged mail
 * leaves, so that the backlog of a mailbox of any size and age stays a few characters long in every cursor.
 */
export function formatAmong(known: readonly number[], isWanted: (index: number) => boolean): string {
  const parts: string[] = []
  for (let i = 0; i < known.length; i++) {
    if (!isWanted(i)) continue
    const first = i
    while (i + 1 < known.length && isWanted(i + 1)) i++
    parts.push(range(known[first]!, known[i]!))
  }
  return parts.join(',')
}

function range(first: number, last: number): string {
  return first === last ? `${first}` : `${first}:${last}`
}

/** The ranges of a set as pairs; null when it is not a set. */
export function parseUidRanges(set: string): [number, number][] | null {
  if (set === '') return []
  const pairs: [number, number][] = []
  for (const part of set.split(',')) {
    const match = /^([1-9]\d{0,9})(?::([1-9]\d{0,9}))?$/.exec(part)
    if (!match) return null
    pairs.push([Number(match[1]), Number(match[2] ?? match[1])])
  }
  return pairs
}
