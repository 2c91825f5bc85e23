import { foldForSearch, toTokens } from './japanese-text.ts'
import type { Address } from './message.ts'
import type { SearchField } from './search-query.ts'

/** What a message is found by, before folding. */
export type Findable = {
  subject: string
  body: string
  /** From and Reply-To. */
  senders: readonly Address[]
  /** To and Cc. */
  recipients: readonly Address[]
  files: readonly string[]
}
type Fields = { [field in SearchField]: string }

/** The folded text of a message and its index words, a field each: one way to make them, for mail and for answers. */
export function searchTextOf({ subject, body, senders, recipients, files }: Findable): {
  text: Fields
  tokens: Fields
} {
  const text: Fields = {
    subject: foldForSearch(subject),
    body: foldForSearch(body),
    sender: foldForSearch(paragraphs(senders.map(lineOf))),
    recipients: foldForSearch(paragraphs(recipients.map(lineOf))),
    files: foldForSearch(paragraphs(files)),
  }
  const tokens: Fields = {
    subject: toTokens(text.subject),
    body: toTokens(text.body),
    sender: toTokens(text.sender),
    recipients: toTokens(text.recipients),
    files: toTokens(text.files),
  }
  return { text, tokens }
}

/** A paragraph each: the folding joins single lines, and no hit may reach from one name into the next. */
const paragraphs = (lines: readonly string[]) => [...new Set(lines)].join('\n\n')

const lineOf = ({ name, address }: Address) => (name === '' ? address : `${name} ${address}`)
