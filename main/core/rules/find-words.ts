export type WordFinder = {
  /** 1 at the place of each word that stands in `text`, else 0. The same array at every call. */
  find(text: string): Uint8Array
}

const BITS = 1 << 16
/** Spreads a pair of units over the bits: Japanese text uses few of all units, close together. */
const placeOf = (first: number, second: number) => (first * 0x9e35 + second) & (BITS - 1)

/**
 * Looks for many words in one walk. For each pair of neighbours one bit says whether any word begins so; only then are words
 * compared. Thousands of words cost hardly more than one. Words and texts are folded the same way by the caller.
 */
export function createWordFinder(words: readonly string[]): WordFinder {
  const found = new Uint8Array(words.length)
  const begins = new Uint8Array(BITS)
  const byPair = new Map<number, number[]>()
  const single = new Map<string, number[]>()
  for (const [index, word] of words.entries()) {
    if (word.length === 0) continue
    if (word.length === 1) {
      single.set(word, [...(single.get(word) ?? []), index])
      continue
    }
    const place = placeOf(word.charCodeAt(0), word.charCodeAt(1))
    begins[place] = 1
    byPair.set(place, [...(byPair.get(place) ?? []), index])
  }

  return {
    find(text) {
      found.fill(0)
      for (const [sign, indexes] of single) if (text.includes(sign)) for (const index of indexes) found[index] = 1
      if (byPair.size === 0) return found
      let before = text.charCodeAt(0)
      for (let at = 1; at < text.length; at++) {
        const unit = text.charCodeAt(at)
        const place = placeOf(before, unit)
        before = unit
        if (begins[place] === 0) continue
        for (const index of byPair.get(place)!)
          if (found[index] === 0 && text.startsWith(words[index]!, at - 1)) found[index] = 1
      }
      return found
    },
  }
}
