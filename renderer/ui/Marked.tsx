import { Fragment } from 'react'

/** Text with the words of a search marked. Main folded width and case, so the comparison here is folded as well. */
export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text
  return splitByWords(text, words).map((part, index) => (
    // The parts of one text never move, so their place is their name.
    <Fragment key={index}>{part.isHit ? <mark>{part.text}</mark> : part.text}</Fragment>
  ))
}

/** Cuts text into hits and the rest. Only one-to-one foldings are compared, so positions stay true. */
export function splitByWords(text: string, words: readonly string[]) {
  const folded = fold(text)
  const needles = words.map(fold).filter(Boolean)
  const parts: { text: string; isHit: boolean }[] = []
  let from = 0
  for (;;) {
    const next = needles
      .map((needle) => ({ at: folded.indexOf(needle, from), length: needle.length }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.length - a.length)[0]
    if (!next) break
    if (next.at > from) parts.push({ text: text.slice(from, next.at), isHit: false })
    parts.push({ text: text.slice(next.at, next.at + next.length), isHit: true })
    from = next.at + next.length
  }
  if (from < text.length) parts.push({ text: text.slice(from), isHit: false })
  return parts
}

function fold(text: string) {
  return [...text]
    .map((char) => {
      const plain = char.normalize('NFKC').toLowerCase()
      return plain.length === char.length ? plain : char
    })
    .join('')
}
