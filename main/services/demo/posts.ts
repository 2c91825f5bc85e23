import { createHash } from 'node:crypto'
import type { Inbound } from '../../channels/adapter.ts'
import { digestOf } from '../../core/digest.ts'
import type { ReadMessage } from '../../core/message.ts'
import { searchTextOf } from '../../core/search-text.ts'
import type { AccountRow } from '../../store/accounts.ts'
import type { Person } from './stories.ts'

type Post = {
  who: Person
  to: AccountRow
  text: string
  at: number
  messageId: string
  inReplyTo: string | null
  references: string[]
}

/** A post or direct message as the adapter of its network would hand it over: the answer of the network is its source. */
export function writePost({
  who,
  to,
  text,
  at,
  messageId,
  inReplyTo,
  references,
}: Post): Omit<Inbound, 'externalId' | 'place' | 'receivedAt'> {
  const source = new Uint8Array(Buffer.from(JSON.stringify({ id: messageId, author: who.address, text, at })))
  const message: ReadMessage = {
    from: [who],
    to: [{ name: to.name, address: to.address }],
    cc: [],
    replyTo: [],
    subject: [...text.replaceAll('\n', ' ')].slice(0, 80).join(''),
    date: at,
    messageId,
    inReplyTo,
    references,
    textBody: text,
    htmlBody: null,
    attachments: [],
    headers: new Map(),
    deliveryReport: null,
    defects: [],
  }
  return {
    source,
    sourceHash: createHash('sha256').update(source).digest('hex'),
    unreadable: null,
    digest: digestOf(message),
    search: searchTextOf({ subject: '', body: text, senders: [who], recipients: [to], files: [] }),
    message,
  }
}
