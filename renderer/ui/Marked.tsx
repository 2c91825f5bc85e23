import { Fragment } from 'react'
import type { Mark } from '../../preload/domain.ts'

type Props = {
  text: string
  /** In order, without overlaps, as offsets in the whole text. */
  marks: readonly Mark[]
  /** Where `text` begins in the whole text. */
  offset?: number
  /** Which of the marks somebody steps on just now. */
  current?: number | null
}

/** Text with what a search hit marked. Main says where; it alone knows how the text was folded. */
export function Marked({ text, marks, offset = 0, current = null }: Props) {
  if (marks.length === 0) return text
  return cutAtMarks(text, marks, offset).map((part, index) => (
    // The parts of one text never move, so their place is their name.
    <Fragment key={index}>
      {part.mark === null ? part.text : <mark data-current={part.mark === current || undefined}>{part.text}</mark>}
    </Fragment>
  ))
}

/** The text in parts, each with the number of the mark it lies in. A mark may begin before the text or end after it. */
export function cutAtMarks(text: string, marks: readonly Mark[], offset = 0) {
  const parts: { text: string; mark: number | null }[] = []
  let from = 0
  for (const [index, { start, end }] of marks.entries()) {
    const first = Math.max(from, start - offset)
    const last = Math.min(text.length, end - offset)
    if (last <= first) continue
    if (first > from) parts.push({ text: text.slice(from, first), mark: null })
    parts.push({ text: text.slice(first, last), mark: index })
    from = last
  }
  if (from < text.length) parts.push({ text: text.slice(from), mark: null })
  return parts
}
