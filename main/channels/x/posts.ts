import type { PostFacts, PostMedia } from '../../core/message.ts'
import type { Post } from '../post.ts'
import type { Included, XMessage, XPost, XUser } from './answers.ts'
import { timeOfId } from './ids.ts'
import { bare } from './settings.ts'

/** The connected account. `handle` without its @. */
export type Me = { id: string; handle: string; name: string }

/** A post that addressed us, that a watch search found, or an answer of our own. */
export function postOf(post: XPost, included: Included, me: Me, found: PostFacts['found']): Post {
  const author = authorOf(included.users.get(post.authorId ?? ''), post.authorId)
  const isOwn = post.authorId === me.id
  const quoted = quotedBy(post, included)
  const addressee = post.answersUserId ?? included.posts.get(repliedTo(post) ?? '')?.authorId ?? null
  return {
    id: firstVersion(post),
    conversation: post.conversationId ?? post.id,
    visibility: 'public',
    found,
    author,
    url: linkTo(author.handle, post.id),
    answerUntil: null,
    refuses: isOwn || takesAnswer(post, included, me, found) ? null : 'not-mentioned',
    media: mediaOf(post.mediaKeys, included),
    quoted: quoted && {
      url: linkTo(quoted.author.handle, quoted.id),
      author: quoted.author.handle || quoted.author.name,
      text: quoted.text,
    },
    inReplyTo: repliedTo(post),
    isOwn,
    recipient: isOwn && addressee !== null ? authorOf(included.users.get(addressee), addressee) : null,
    text:
      isOwn && post.answersUserId !== null
        ? withoutNames(textOf(post.text, post.links))
        : textOf(post.text, post.links),
    at: timeOf(post.createdAt, post.id),
  }
}

/** X writes whom an answer is for before its words. We never wrote that, and the outbox knows its answer by its words. */
const withoutNames = (text: string): string => text.replace(/^(?:@\w{1,15}\s+)+/, '')

/** A direct message, from either side. */
export function messageOf(message: XMessage, included: Included, me: Me): Post {
  const conversation = message.dm_conversation_id ?? `${message.sender_id ?? 'unknown'}-${me.id}`
  const isOwn = message.sender_id === me.id
  const partner = partnerIn(conversation, me.id)
  return {
    id: message.id,
    conversation,
    visibility: 'private',
    found: 'addressed',
    author: authorOf(included.users.get(message.sender_id ?? ''), message.sender_id ?? null),
    url: `https://x.com/messages/${conversation}`,
    answerUntil: null,
    refuses: null,
    media: mediaOf(message.attachments?.media_keys ?? [], included),
    quoted: null,
    inReplyTo: null,
    isOwn,
    recipient: isOwn && partner !== null ? authorOf(included.users.get(partner), partner) : null,
    text: textOf(message.text ?? '', message.entities?.urls ?? []),
    at: timeOf(message.created_at ?? null, message.id),
  }
}

/** An edit is a new post; the first version stays the one the ticket knows. */
export const firstVersion = (post: XPost): string => post.history[0] ?? post.id

export const repliedTo = (post: XPost): string | null =>
  post.references.find(({ type }) => type === 'replied_to')?.id ?? null

export const isRepost = (post: XPost): boolean => post.references.some(({ type }) => type === 'retweeted')

/** The other one of a conversation of two, `123-456`; null for a group. */
export function partnerIn(conversation: string, ownId: string): string | null {
  const pair = /^(\d+)-(\d+)$/.exec(conversation)
  if (!pair) return null
  return pair[1] === ownId ? pair[2]! : pair[2] === ownId ? pair[1]! : null
}

export function linkTo(handle: string, id: string): string {
  return `https://x.com/${handle === '' ? 'i' : encodeURIComponent(bare(handle))}/status/${id}`
}

/**
 * Since 2026-02-23 X takes an answer by its API only where the author mentioned us or quoted a post of ours (docs.x.com
 * changelog; seen as 403 "you have not been mentioned or otherwise engaged by the author"). A bare answer below a post of
 * ours is not enough.
 */
function takesAnswer(post: XPost, included: Included, me: Me, found: PostFacts['found']): boolean {
  // Where X leaves the mentions out, it still lists under our mentions only who mentioned us.
  if (post.mentions === null && found !== 'watched') return true
  const isMentioned = (post.mentions ?? []).some(
    ({ id, username }) => id === me.id || username?.toLowerCase() === me.handle.toLowerCase(),
  )
  const quotedId = post.references.find(({ type }) => type === 'quoted')?.id
  return isMentioned || (quotedId !== undefined && included.posts.get(quotedId)?.authorId === me.id)
}

function quotedBy(post: XPost, included: Included) {
  const id = post.references.find(({ type }) => type === 'quoted')?.id
  if (id === undefined) return null
  const quoted = included.posts.get(id)
  const author = authorOf(included.users.get(quoted?.authorId ?? ''), quoted?.authorId ?? null)
  return { id, author, text: quoted ? textOf(quoted.text, quoted.links) : '' }
}

function authorOf(user: XUser | undefined, id: string | null): PostFacts['author'] {
  const handle = user?.username ? `@${user.username}` : ''
  return { id: user?.id ?? id ?? '', handle, name: user?.name ?? '' }
}

function mediaOf(keys: readonly string[], { media }: Included): PostMedia[] {
  return keys.flatMap((key): PostMedia[] => {
    const item = media.get(key)
    if (!item) return []
    const preview = item.preview_image_url ?? null
    const description = item.alt_text ?? ''
    if (item.type === 'photo') return item.url ? [{ kind: 'image', url: item.url, previewUrl: null, description }] : []
    const [best] = item.variants
      .filter(({ content_type }) => content_type === 'video/mp4')
      .sort((a, b) => (b.bit_rate ?? 0) - (a.bit_rate ?? 0))
    const url = best?.url ?? item.url ?? preview
    return url ? [{ kind: best ? 'video' : 'image', url, previewUrl: preview, description }] : []
  })
}

/** X shortens every link and escapes three characters; a picture's own link says nothing beside the picture. */
function textOf(text: string, links: XPost['links']): string {
  let readable = text
  for (const { url, expanded_url, media_key } of links) {
    const isPicture = media_key != null || /\/(?:photo|video)\/\d+$/.test(expanded_url ?? '')
    readable = readable.replaceAll(url, isPicture ? '' : (expanded_url ?? url))
  }
  return readable.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim()
}

function timeOf(createdAt: string | null, id: string): number {
  const at = createdAt === null ? NaN : Date.parse(createdAt)
  return Number.isFinite(at) ? at : timeOfId(id)
}
