import type { Post } from '../post.ts'
import type { Graph } from './graph.ts'
import { InstagramComment, instantOf, listOf, Media, type Person } from './schemas.ts'
import type { Comment, Thing, Wall } from './wall.ts'

/** Who the connected account is. */
export type Self = { id: string; username: string; name: string; ids: ReadonlySet<string> }

const REPLY_FIELDS = 'id,text,timestamp,username,from,parent_id,hidden'
const FIELDS = `${REPLY_FIELDS},replies.limit(50){${REPLY_FIELDS}}`
/** Further pages of the replies to one comment, of 50. */
const REPLY_PAGES = 3

/** Comments under the account's own media. */
export function instagramWall(graph: Graph, self: Self, now: () => number): Wall {
  /** All replies to a comment; the first 50 came with it. */
  async function repliesTo(comment: InstagramComment, signal: AbortSignal) {
    const { items, next } = listOf(comment.replies, InstagramComment)
    let after = next
    for (let pages = 0; after !== null && pages < REPLY_PAGES; pages++) {
      const params = { fields: REPLY_FIELDS, limit: 50, after }
      const page = listOf(await graph.get(`${comment.id}/replies`, params, signal), InstagramComment)
      items.push(...page.items)
      after = page.next === after ? null : page.next
    }
    return { items, isWhole: after === null }
  }

  return {
    channel: 'instagram',
    async things(after, signal) {
      const params = { fields: 'id,timestamp,permalink,comments_count', limit: 100, after: after ?? undefined }
      const { items, next } = listOf(await graph.get('me/media', params, signal), Media)
      const things = items.map(({ id, timestamp, permalink, comments_count: count }): Thing => ({
        id,
        at: instantOf(timestamp, now()),
        count,
        url: permalink || null,
        opening: null,
      }))
      return { items: things, next }
    },
    async comments(thing, after, signal) {
      const params = { fields: FIELDS, limit: 50, after: after ?? undefined }
      const { items, next } = listOf(await graph.get(`${thing.id}/comments`, params, signal), InstagramComment)
      const comments: Comment[] = []
      let hidesSome = false
      for (const comment of items) {
        const { replies: _, ...raw } = comment
        comments.push({ post: postOf(comment, null, thing, self, now()), raw })
        const replies = await repliesTo(comment, signal)
        if (!replies.isWhole) hidesSome = true
        for (const reply of replies.items)
          comments.push({ post: postOf(reply, comment, thing, self, now()), raw: reply })
      }
      return { items: comments, next, hidesSome }
    },
  }
}

function postOf(
  comment: InstagramComment,
  parent: InstagramComment | null,
  thing: Thing,
  self: Self,
  now: number,
): Post {
  const isOwn = isSelf(comment, self)
  return {
    id: comment.id,
    inReplyTo: parent?.id ?? (comment.parent_id || null),
    conversation: parent?.id ?? (comment.parent_id || comment.id),
    visibility: 'public',
    found: 'ours',
    author: authorOf(comment),
    recipient: isOwn && parent ? authorOf(parent) : null,
    isOwn,
    text: comment.text,
    at: Math.min(instantOf(comment.timestamp, now), now),
    url: thing.url,
    answerUntil: null,
    // Hidden comments take no reply (IG Comment Replies, 2026-11-22).
    refuses: comment.hidden ? 'read-only' : null,
    media: [],
    quoted: null,
  }
}

const isSelf = ({ from, username }: InstagramComment, self: Self): boolean =>
  (from !== null && (self.ids.has(from.id) || 'self_ig_scoped_id' in from)) ||
  (self.username !== '' && (from?.username || username) === self.username)

function authorOf({ id, from, username }: InstagramComment): Post['author'] {
  return personOf({ ...(from ?? { id: '', name: '' }), username: from?.username || username }, id)
}

/** Instagram knows people by a user name alone here. `otherwise` stands for somebody who is not named at all. */
export const personOf = ({ id, username, name }: Person, otherwise: string): Post['author'] => ({
  id: id || username || `unknown:${otherwise}`,
  handle: username === '' ? 'Instagram' : `@${username}`,
  name: name || username,
})
