import { createHash } from 'node:crypto'
import { foldForSearch, toTokens } from '../../../core/japanese-text.ts'
import type { Address, ReadMessage } from '../../../core/message.ts'
import type { Inbound, SearchText } from '../../adapter.ts'
import { readHeadersOnly, readSource } from './read-mail.ts'

/** All that is known of a mail from its bytes alone. */
export type ReadResult = Pick<Inbound, 'message' | 'unreadable' | 'search' | 'sourceHash'>

export function readResult(source: Uint8Array): ReadResult {
  const { message, unreadable } = readSource(source)
  return { message, unreadable, sourceHash: hashOf(source), search: searchTextOf(message) }
}

/** What stays of a mail on which the reader itself failed. */
export function unreadableResult(source: Uint8Array, why: string): ReadResult {
  const message = readHeadersOnly(source)
  return { message, unreadable: why, sourceHash: hashOf(source), search: searchTextOf(message) }
}

/** Lower-case hex SHA-256. */
const hashOf = (source: Uint8Array) => createHash('sha256').update(source).digest('hex')

/** The words by which a mail is found, one text a column of the index. */
export function searchTextOf(message: ReadMessage): SearchText {
  const text = {
    subject: foldForSearch(message.subject),
    body: foldForSearch(message.textBody),
    people: foldForSearch(peopleOf(message)),
    files: foldForSearch(message.attachments.map(({ name, safeName }) => name || safeName).join('\n\n')),
  }
  const tokens = {
    subject: toTokens(text.subject),
    body: toTokens(text.body),
    people: toTokens(text.people),
    files: toTokens(text.files),
  }
  return { text, tokens }
}

/** Each person a paragraph of their own: the folding joins single lines, and no hit may reach from one name into the next. */
function peopleOf({ from, to, cc, replyTo }: ReadMessage): string {
  const people = new Set([...from, ...to, ...cc, ...replyTo].map(lineOf))
  return [...people].join('\n\n')
}

const lineOf = ({ name, address }: Address) => (name === '' ? address : `${name} ${address}`)
