import { useApp, useAppStore } from '../store/context.ts'
import { Marked } from '../ui/Marked.tsx'

const LINK = /https?:\/\/[\x21-\x7e]+/g
/** Punctuation that ends a sentence and not an address. */
const TRAILING = /[.,;:!?)\]}>'"]+$/

/** The words of a message as written. Addresses become links that main opens after showing the host. */
export function MessageText({ text }: { text: string }) {
  const words = useApp(({ list }) => list.words)
  const store = useAppStore()
  const open = (url: string) =>
    void store.api.call('links.open', { url }).catch((error: unknown) => store.getState().showError(error))
  return (
    <div className="message-text">
      {splitByLinks(text).map((part, index) =>
        part.isLink ? (
          // The parts of one text never move, so their place is their name.
          <button key={index} type="button" className="text-link" onClick={() => open(part.text)}>
            {part.text}
          </button>
        ) : (
          <Marked key={index} text={part.text} words={words} />
        ),
      )}
    </div>
  )
}

export function splitByLinks(text: string) {
  const parts: { text: string; isLink: boolean }[] = []
  let from = 0
  for (const match of text.matchAll(LINK)) {
    const url = match[0].replace(TRAILING, '')
    if (match.index > from) parts.push({ text: text.slice(from, match.index), isLink: false })
    parts.push({ text: url, isLink: true })
    from = match.index + url.length
  }
  if (from < text.length) parts.push({ text: text.slice(from), isLink: false })
  return parts
}
