import { z } from 'zod'
import type { PostMedia } from '../../core/message.ts'
import type { Post } from '../post.ts'
import type { Graph } from './graph.ts'
import { CommentCount, instantOf, listOf, PageComment, PagePost, type Person } from './schemas.ts'
import type { Comment, Thing, Wall } from './wall.ts'

const THING_FIELDS = 'id,message,created_time,permalink_url,from,comments.filter(stream).limit(0).summary(total_count)'
const FIELDS = 'id,message,created_time,permalink_url,from,parent{id,from},can_comment,attachment'

/** Comments on the posts of a page, and what visitors wrote on it. */
export function facebookWall(graph: Graph, pageId: string, now: () => number): Wall {
  return {
    channel: 'facebook',
    async things(after, signal) {
      const params = { fields: THING_FIELDS, limit: 100, after: after ?? undefined }
      const { items, next } = listOf(await graph.get(`${pageId}/feed`, params, signal), PagePost)
      const things = items.map((post): Thing => {
        const count = CommentCount.safeParse(post.comments)
        const isVisitor = post.from !== null && post.from.id !== '' && post.from.id !== pageId
        return {
          id: post.id,
          at: instantOf(post.created_time, now()),
          count: count.success ? count.data.summary.total_count : 0,
          url: post.permalink_url || null,
          opening: isVisitor ? { post: openingOf(post, now()), raw: { ...post, comments: undefined } } : null,
        }
      })
      return { items: things, next }
    },
    async comments(thing, after, signal) {
      const params = {
        fields: FIELDS,
        filter: 'stream',
        order: 'reverse_chronological',
        limit: 50,
        after: after ?? undefined,
      }
      const { items, next } = listOf(await graph.get(`${thing.id}/comments`, params, signal), PageComment)
      const comments = items.map((raw): Comment => ({ post: postOf(raw, thing, pageId, now()), raw }))
      return { items: comments, next, hidesSome: false }
    },
  }
}

function postOf(comment: PageComment, thing: Thing, pageId: string, now: number): Post {
  const isOwn = comment.from?.id === pageId
  const parent = comment.parent
  const answered = parent ? parent.from : null
  return {
    id: comment.id,
    inReplyTo: parent?.id ?? (thing.opening ? thing.id : null),
    // What a visitor wrote is a thread of its own; under a post of ours every first comment is one.
    conversation: thing.opening ? thing.id : (parent?.id ?? comment.id),
    visibility: 'public',
    found: thing.opening ? 'addressed' : 'ours',
    author: personOf(comment.from, comment.id),
    recipient: isOwn ? (answered ? personOf(answered, parent!.id) : (thing.opening?.post.author ?? null)) : null,
    isOwn,
    text: comment.message,
    at: Math.min(instantOf(comment.created_time, now), now),
    url: comment.permalink_url || thing.url,
    answerUntil: null,
    refuses: comment.can_comment ? null : 'read-only',
    media: mediaOf(comment.attachment),
    quoted: null,
  }
}

function openingOf(post: z.infer<typeof PagePost>, now: number): Post {
  return {
    id: post.id,
    inReplyTo: null,
    conversation: post.id,
    visibility: 'public',
    found: 'addressed',
    author: personOf(post.from, post.id),
    isOwn: false,
    text: post.message,
    at: Math.min(instantOf(post.created_time, now), now),
    url: post.permalink_url || null,
    answerUntil: null,
    refuses: null,
    media: [],
    quoted: null,
  }
}

/** Facebook has no handles, and names nobody where the page may not know them. */
export const personOf = (person: Person | null, otherwise: string): Post['author'] => ({
  id: person?.id || `unknown:${otherwise}`,
  handle: person?.name || 'Facebook',
  name: person?.name ?? '',
})

const Attachment = z.looseObject({
  type: z.string().catch(''),
  title: z.string().catch(''),
  media: z.looseObject({ image: z.looseObject({ src: z.string() }) }),
})

function mediaOf(attachment: unknown): PostMedia[] {
  const read = Attachment.safeParse(attachment)
  if (!read.success) return []
  const { media, title } = read.data
  return [{ kind: 'image', url: media.image.src, previewUrl: null, description: title }]
}
