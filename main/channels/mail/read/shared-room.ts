/** Where a mail lies in the memory that main and a reader thread share. */
export type Place = { at: number; length: number }

/**
 * Memory that a thread reads its mails from, taken and given back in their order. Moving a buffer to the thread instead
 * makes a new one for each mail; both threads then clean up after gigabytes of them in an import.
 */
export function createSharedRoom(bytes: number) {
  const memory = new SharedArrayBuffer(bytes)
  const room = new Uint8Array(memory)
  const taken: Place[] = []

  function find(length: number): number | null {
    const [oldest, newest] = [taken[0], taken.at(-1)]
    if (!oldest || !newest) return length <= bytes ? 0 : null
    const next = newest.at + newest.length
    if (newest.at < oldest.at) return next + length <= oldest.at ? next : null
    if (next + length <= bytes) return next
    return length <= oldest.at ? 0 : null
  }

  return {
    memory,
    /** Copies `source` in, behind those that lie there; null where there is no room. */
    put(source: Uint8Array): Place | null {
      const at = find(source.length)
      if (at === null || source.length === 0) return null
      room.set(source, at)
      const place = { at, length: source.length }
      taken.push(place)
      return place
    },
    /** The one that was put first has been read. */
    giveBack: () => void taken.shift(),
  }
}
