import { createHash } from 'node:crypto'
import { digestOf } from '../../../core/digest.ts'
import type { ReadMessage } from '../../../core/message.ts'
import { postOfXNotice } from '../../../core/x-notice.ts'
import { searchTextOf } from '../../../core/search-text.ts'
import type { Inbound, SearchText } from '../../adapter.ts'
import { readHeadersOnly, readSource } from './read-mail.ts'

/** All that is known of a mail from its bytes alone. */
export type ReadResult = Pick<Inbound, 'message' | 'digest' | 'unreadable' | 'search' | 'sourceHash'>

export function readResult(source: Uint8Array): ReadResult {
  const { message, unreadable } = readSource(source)
  const post = postOfXNotice(message)
  return resultOf(source, post === null ? message : { ...message, post }, unreadable)
}

/** What stays of a mail on which the reader itself failed. */
export function unreadableResult(source: Uint8Array, why: string): ReadResult {
  return resultOf(source, readHeadersOnly(source), why)
}

const resultOf = (source: Uint8Array, message: ReadMessage, unreadable: string | null): ReadResult => ({
  message,
  unreadable,
  digest: digestOf(message),
  sourceHash: hashOf(source),
  search: searchTextOfMail(message),
})

/** Lower-case hex SHA-256. */
const hashOf = (source: Uint8Array) => createHash('sha256').update(source).digest('hex')

/** The words by which a mail is found. */
export function searchTextOfMail({ subject, textBody, from, replyTo, to, cc, attachments }: ReadMessage): SearchText {
  const files = attachments.map(({ name, safeName }) => name || safeName)
  return searchTextOf({ subject, body: textBody, senders: [...from, ...replyTo], recipients: [...to, ...cc], files })
}
