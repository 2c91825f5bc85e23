import { findPlaceholders, type Placeholder } from '../../preload/domain/placeholders.ts'

type Piece = { text: string; kind: Placeholder['kind'] | null; start: number }

function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const { kind, start, end } of findPlaceholders(text)) {
    if (start > from) found.push({ text: text.slice(from, start), kind: null, start: from })
    found.push({ text: text.slice(start, end), kind, start })
    from = end
  }
  if (from < text.length) found.push({ text: text.slice(from), kind: null, start: from })
  return found
}

/** A text in which what is not filled in is marked. */
export function Marks({ text }: { text: string }) {
  return pieces(text).map(({ text: part, kind, start }) =>
    kind === null ? (
      <span key={start}>{part}</span>
    ) : (
      <mark key={start} className={kind === 'slot' ? 'gap gap--slot' : 'gap'}>
        {part}
      </mark>
    ),
  )
}
