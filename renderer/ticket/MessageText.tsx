import { Fragment } from 'react'
import type { Mark, MessageId } from '../../preload/domain.ts'
import { useApp, useAppStore } from '../store/context.ts'
import type { MarkPart } from '../store/marks.ts'
import { Marked } from '../ui/Marked.tsx'

const LINK = /https?:\/\/[\x21-\x7e]+/g
/** Punctuation that ends a sentence and not an address. */
const TRAILING = /[.,;:!?)\]}>'"]+$/

type Props = {
  text: string
  /** Whose words these are, when a search may have hit them. */
  messageId?: MessageId
  part?: MarkPart
}
const none: readonly Mark[] = []

/** The words of a message as written. Addresses become links that main opens after showing the host. */
export function MessageText({ text, messageId, part: ofPart = 'text' }: Props) {
  const marks = useApp((state) => (messageId === undefined ? none : (state.marks.get(messageId)?.[ofPart] ?? none)))
  const current = useApp(({ markPlaces, markAt }) => {
    const place = markAt === null ? undefined : markPlaces[markAt]
    const isHere = place !== undefined && place.messageId === messageId && place.part === ofPart
    return isHere ? place.index : null
  })
  const store = useAppStore()
  const open = (url: string) =>
    void store.api.call('links.open', { url }).catch((error: unknown) => store.getState().showError(error))
  return (
    <div className="message-text">
      {splitByLinks(text).map((part) => {
        const words = <Marked text={part.text} marks={marks} offset={part.start} current={current} />
        return part.isLink ? (
          <button key={part.start} type="button" className="text-link" onClick={() => open(part.text)}>
            {words}
          </button>
        ) : (
          <Fragment key={part.start}>{words}</Fragment>
        )
      })}
    </div>
  )
}

export function splitByLinks(text: string) {
  const parts: { text: string; start: number; isLink: boolean }[] = []
  let from = 0
  for (const match of text.matchAll(LINK)) {
    const url = match[0].replace(TRAILING, '')
    if (match.index > from) parts.push({ text: text.slice(from, match.index), start: from, isLink: false })
    parts.push({ text: url, start: match.index, isLink: true })
    from = match.index + url.length
  }
  if (from < text.length) parts.push({ text: text.slice(from), start: from, isLink: false })
  return parts
}
