import type { PostFacts } from '../../core/message.ts'
import { instantOf } from '../fediverse.ts'
import type { Post } from '../post.ts'
import { handleOf, type Me } from './handle.ts'
import { textOfHtml } from './html-text.ts'
import { type Account, mediaOf, mentionsOf, type Status } from './schemas.ts'

/** What of Mastodon's four visibilities only those named can read; `private` is for followers, and an answer to it goes to one. */
const isPrivate = ({ visibility }: Status): boolean => visibility === 'direct' || visibility === 'private'

const personOf = (account: Account, host: string): PostFacts['author'] => ({
  id: account.id,
  handle: handleOf(account, host),
  name: account.display_name || account.username,
})

/** Of whom our own direct message is for: direct messages are one conversation a person. */
const readerOf = (status: Status, me: Me) => mentionsOf(status).find(({ id }) => id !== me.id) ?? null

/** `root` is the id of the post the thread begins with, as far as it is known. */
export function postOf(status: Status, root: string, me: Me, now: number): Post {
  const isOwn = status.account.id === me.id
  const reader = isOwn ? readerOf(status, me) : null
  const partner = isOwn ? (reader?.id ?? me.id) : status.account.id
  return {
    id: status.id,
    inReplyTo: status.in_reply_to_id ?? null,
    isOwn,
    recipient: reader && { id: reader.id, handle: handleOf(reader, me.host), name: reader.username },
    text: textOf(status),
    at: instantOf(status.created_at, now),
    conversation: isPrivate(status) ? `dm:${partner}` : root,
    visibility: isPrivate(status) ? 'private' : 'public',
    found: 'addressed',
    author: personOf(status.account, me.host),
    url: status.url ?? null,
    answerUntil: null,
    refuses: null,
    media: mediaOf(status).flatMap(({ type, url, remote_url: remote, preview_url: preview, description }) => {
      const address = url ?? remote ?? null
      const kind = type === 'image' ? 'image' : type === 'video' || type === 'gifv' ? 'video' : 'file'
      return address === null
        ? []
        : [{ kind, url: address, previewUrl: preview ?? null, description: description ?? '' }]
    }),
    quoted: quotedIn(status, me),
  }
}

/** A content warning stands before the text: it often is the half of what is said. */
const textOf = ({ spoiler_text: warning, content }: Status): string =>
  [warning.trim(), textOfHtml(content)].filter(Boolean).join('\n\n')

function quotedIn({ quote }: Status, me: Me): PostFacts['quoted'] {
  const status = quote?.quoted_status
  if (!status) return null
  return { url: status.url ?? null, author: handleOf(status.account, me.host), text: textOfHtml(status.content) }
}
