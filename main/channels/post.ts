import { createHash } from 'node:crypto'
import type { ChannelId } from '../../preload/domain/ticket-words.ts'
import { digestOf } from '../core/digest.ts'
import type { PostFacts, ReadMessage } from '../core/message.ts'
import { postMid } from '../core/post-id.ts'
import { searchTextOf } from '../core/search-text.ts'
import type { Inbound, Posted, SendResult } from './adapter.ts'

/** A post, comment, direct message or inquiry as its adapter understood it. */
export type Post = PostFacts & {
  /** The network's own, exact: always a string, because ids pass 2^53. Unique in the account. */
  id: string
  /** The id of the post it answers. */
  inReplyTo: string | null
  /** Written by the connected account, from whatever program. */
  isOwn: boolean
  /** Whom a post of our own is for; elsewhere nobody needs it. */
  recipient?: PostFacts['author'] | null
  text: string
  /** ms UTC, the network's clock. */
  at: number
  /** Only of networks that have one (R-Messe). */
  subject?: string
  /** Where the network names it outright. */
  orderNumber?: string | null
}

/**
 * The one way from a network's post to what intake takes in. `source` is what the network answered about this post, secrets
 * out: it is kept as the proof of what was said and shown behind "source".
 */
export function inboundOf(channel: ChannelId, post: Post, source: unknown): Inbound {
  const bytes = sourceBytes(source)
  const message = messageOf(channel, post)
  const digest = digestOf(message)
  const number = post.orderNumber ?? null
  return {
    externalId: post.id,
    place: post.isOwn ? 'sent' : 'inbox',
    receivedAt: post.at,
    source: bytes,
    sourceHash: createHash('sha256').update(bytes).digest('hex'),
    message,
    digest: number === null ? digest : { ...digest, orderNumbers: [...new Set([number, ...digest.orderNumbers])] },
    search: searchTextOf({
      subject: message.subject,
      body: [post.text, ...post.media.map(({ description }) => description)].join('\n\n').trim(),
      senders: message.from,
      recipients: message.to,
      files: [],
    }),
    unreadable: null,
  }
}

/** What a network said, as it is kept. */
export const sourceBytes = (said: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(said ?? null))

/** The network took a post of ours; `answer` is what it said, secrets out. */
export const accepted = (posted: Posted, answer: unknown): SendResult => ({
  outcome: 'accepted',
  rejectedRecipients: [],
  source: sourceBytes(answer),
  posted,
})

function messageOf(channel: ChannelId, post: Post): ReadMessage {
  const { conversation, visibility, found, author, url, answerUntil, refuses, media, quoted, recipient } = post
  const inReplyTo = post.inReplyTo === null ? null : postMid(channel, post.inReplyTo)
  return {
    from: [{ name: author.name, address: author.handle }],
    to: recipient ? [{ name: recipient.name, address: recipient.handle }] : [],
    cc: [],
    replyTo: [],
    subject: post.subject ?? '',
    date: post.at,
    messageId: postMid(channel, post.id),
    inReplyTo,
    references: [],
    textBody: post.text,
    htmlBody: null,
    attachments: [],
    headers: new Map(),
    deliveryReport: null,
    defects: [],
    post: { conversation, visibility, found, author, url, answerUntil, refuses, media, quoted },
  }
}
