import { z } from 'zod'
import type { PostMedia } from '../../core/message.ts'
import type { Post } from '../post.ts'
import { withWholeLinks } from './facets.ts'
import { Author, instantOf, type Notice, type OwnRecord, PostRecord, type PostView } from './schemas.ts'
import { timeOfRecordKey } from './tid.ts'

export const POSTS = 'app.bsky.feed.post'

/** A mention, reply or quote as a post. `view`: what the network shows of it now, null where it could not be asked. */
export function postOfNotice(notice: Notice, view: PostView | null, ownDid: string, now: number): Post {
  const { record } = notice
  const root = record.reply?.root.uri ?? notice.uri
  return {
    ...partsOf(record, view),
    id: notice.uri,
    inReplyTo: record.reply?.parent.uri ?? null,
    conversation: root,
    isOwn: notice.author.did === ownDid,
    found: didOf(root) === ownDid ? 'ours' : 'addressed',
    author: personOf(notice.author),
    at: instantOf(notice.indexedAt, instantOf(record.createdAt, now)),
    url: urlOf(notice.uri),
    refuses: refusalOf(notice.author, view),
  }
}

/** A reply that the account wrote, from whatever program. `parent`: whom it answers, null where that post is gone. */
export function postOfOwn(own: OwnRecord, author: Post['author'], parent: PostView | null, now: number): Post {
  const { value } = own
  return {
    ...partsOf(value, null),
    id: own.uri,
    inReplyTo: value.reply?.parent.uri ?? null,
    conversation: value.reply?.root.uri ?? own.uri,
    isOwn: true,
    recipient: parent && personOf(parent.author),
    found: 'addressed',
    author,
    at: Math.min(instantOf(value.createdAt, timeOfRecordKey(keyOf(own.uri)) ?? now), now),
    url: urlOf(own.uri),
    refuses: null,
  }
}

function partsOf(record: PostRecord, view: PostView | null) {
  const { media, quoted } = embedOf(view?.embed ?? record.embed)
  return {
    visibility: 'public' as const,
    text: withWholeLinks(record.text, record.facets),
    answerUntil: null,
    media,
    quoted,
  }
}

export const personOf = ({ did, handle, displayName }: Author): Post['author'] => ({
  id: did,
  handle: `@${handle || did}`,
  name: displayName.trim() || handle || did,
})

function refusalOf(author: Author, view: PostView | null): Post['refuses'] {
  const person = view?.author.viewer ?? author.viewer
  if (person?.blockedBy || typeof person?.blocking === 'string') return 'blocked'
  return view?.viewer?.replyDisabled ? 'protected' : null
}

export const didOf = (uri: string): string => /^at:\/\/([^/]+)/.exec(uri)?.[1] ?? ''
export const keyOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1)

/** Opens a post in the browser; by the id of its author, which no change of handle breaks. */
export function urlOf(uri: string): string | null {
  const found = /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/([^/]+)$/.exec(uri)
  return found ? `https://bsky.app/profile/${found[1]}/post/${found[2]}` : null
}

const Image = z.looseObject({ fullsize: z.string(), thumb: z.string().optional(), alt: z.string().catch('') })
const Video = z.looseObject({ playlist: z.string(), thumbnail: z.string().optional(), alt: z.string().catch('') })
const Quoted = z.looseObject({ uri: z.string(), author: Author, value: PostRecord })
const Card = z.looseObject({ uri: z.string(), title: z.string().catch('') })

/** Pictures and the quoted post of an embed as the network shows it (app.bsky.embed.*#view). */
export function embedOf(embed: unknown): { media: PostMedia[]; quoted: Post['quoted'] } {
  const type = typeOf(embed)
  const body = (embed ?? {}) as Record<string, unknown>
  if (type.startsWith('app.bsky.embed.recordWithMedia')) {
    return { media: embedOf(body['media']).media, quoted: embedOf(body['record']).quoted ?? quotedOf(body['record']) }
  }
  if (type.startsWith('app.bsky.embed.images')) return { media: imagesOf(body['images']), quoted: null }
  if (type.startsWith('app.bsky.embed.video')) return { media: videoOf(embed), quoted: null }
  if (type.startsWith('app.bsky.embed.external')) return { media: [], quoted: cardOf(body['external']) }
  return { media: [], quoted: quotedOf(body['record']) }
}

const typeOf = (value: unknown): string => {
  const type = (value as { $type?: unknown } | null | undefined)?.$type
  return typeof type === 'string' ? type : ''
}

function imagesOf(images: unknown): PostMedia[] {
  return (Array.isArray(images) ? images : []).flatMap((one): PostMedia[] => {
    const image = Image.safeParse(one)
    if (!image.success) return []
    const { fullsize, thumb, alt } = image.data
    return [{ kind: 'image', url: fullsize, previewUrl: thumb ?? null, description: alt }]
  })
}

function videoOf(embed: unknown): PostMedia[] {
  const video = Video.safeParse(embed)
  if (!video.success) return []
  return [
    { kind: 'video', url: video.data.playlist, previewUrl: video.data.thumbnail ?? null, description: video.data.alt },
  ]
}

function quotedOf(record: unknown): Post['quoted'] {
  const inner = (record as { record?: unknown } | null | undefined)?.record
  const quoted = Quoted.safeParse(typeOf(record).endsWith('#viewRecord') ? record : (inner ?? record))
  if (!quoted.success) return null
  return { url: urlOf(quoted.data.uri), author: personOf(quoted.data.author).handle, text: quoted.data.value.text }
}

function cardOf(external: unknown): Post['quoted'] {
  const card = Card.safeParse(external)
  if (!card.success || !URL.canParse(card.data.uri)) return null
  return { url: card.data.uri, author: new URL(card.data.uri).hostname, text: card.data.title }
}
