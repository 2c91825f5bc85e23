import type { WebAnswer, WebRequest } from './loopback.ts'
import { answerInbox, createInbox, DAY_MS, outOfWindow, type Told } from './meta-inbox.ts'
import { failure, type MetaState, noPermission, pageOf, timeOf } from './meta-state.ts'

export const SELF = { id: '26000000000000001', user_id: '17841400000000001', username: 'aobaya_tea', name: '青葉屋' }

type Person = { id: string; username: string }
export const HANAKO: Person = { id: '9001', username: 'hanako_tea' }
const OWNER: Person = { id: SELF.user_id, username: SELF.username }

export type FakeComment = {
  id: string
  text: string
  at: number
  from?: Person
  hidden: boolean
  replies: FakeComment[]
}
type FakeMedia = { id: string; at: number; comments: FakeComment[] }
export type FakeInstagram = ReturnType<typeof createInstagram>

export function createInstagram(state: MetaState) {
  const media: FakeMedia[] = []
  /** Comments that were answered in private once. */
  const answeredInPrivate = new Set<string>()
  let counter = 17_900_000_000_000_000n

  const nextId = () => String(++counter)

  function comment(where: FakeMedia | FakeComment, text: string, change: Partial<FakeComment> = {}): FakeComment {
    const made = { id: nextId(), text, at: state.now(), from: HANAKO, hidden: false, replies: [], ...change }
    const list = 'replies' in where ? where.replies : where.comments
    if ('replies' in where) list.push(made)
    else list.unshift(made)
    return made
  }

  const inbox = createInbox(state, {
    owner: OWNER,
    stranger: HANAKO,
    conversationId: (person) => `aWdfZAG06${person}`,
    messageId: () => `aWdfZAG1f${nextId()}ZDZD`,
  })

  return {
    state,
    media,
    inbox,
    conversations: inbox.conversations,
    tell: inbox.tell,
    tellBack: inbox.tellBack,
    answeredInPrivate,
    /** A post of the shop. */
    publish(at = state.now()): FakeMedia {
      const made = { id: nextId(), at, comments: [] }
      media.unshift(made)
      return made
    },
    comment,
    remove(gone: FakeComment) {
      for (const one of media) {
        one.comments = one.comments.filter(({ id }) => id !== gone.id)
        for (const top of one.comments) top.replies = top.replies.filter(({ id }) => id !== gone.id)
      }
    },
    replyAs: (top: FakeComment, text: string) => comment(top, text, { from: OWNER }),
    find: (id: string) =>
      media.flatMap(({ comments }) => comments.flatMap((top) => [top, ...top.replies])).find((one) => one.id === id),
  }
}

/** Null: not a question for Instagram. */
export function answerInstagram(world: FakeInstagram, path: string, request: WebRequest): WebAnswer | null {
  const { state } = world
  const after = request.query.get('after')
  if (path === 'me' && request.query.get('fields')?.includes('user_id')) return { json: SELF }
  if (path === 'me/conversations') return answerInbox(world.inbox, request, { platform: 'instagram' })
  if (path === 'me/media') {
    if (state.closed.has('comments')) return noPermission
    const all = world.media.map(({ id, at, comments }) => ({
      id,
      timestamp: timeOf(at),
      permalink: `https://www.instagram.com/p/${id}/`,
      comments_count: comments.reduce((sum, { replies }) => sum + 1 + replies.length, 0),
    }))
    return { json: pageOf(all, { size: 100, after, state: { ...state, isLooping: false } }) }
  }
  if (path === 'me/messages') return told(world, request.json as Told)
  const [, id, edge] = /^(\d+)(?:\/(comments|replies))?$/.exec(path) ?? []
  const media = world.media.find((one) => one.id === id)
  if (media && edge === 'comments') {
    const all = media.comments.map((one) => shownComment(one, state))
    return { json: pageOf(all, { size: Math.min(state.pageSize, 50), after, state }) }
  }
  const comment = id === undefined ? undefined : world.find(id)
  if (!comment) return null
  if (edge === undefined) return { json: { id: comment.id, timestamp: timeOf(comment.at) } }
  if (request.method === 'GET')
    return {
      json: pageOf(
        comment.replies.map((one) => shownComment(one, state)),
        { size: 50, after, state },
      ),
    }
  if (comment.hidden) return failure(400, 100, 'You cannot reply to hidden comments')
  const { message } = request.json as { message: string }
  return { json: { id: world.replyAs(comment, message).id } }
}

function told(world: FakeInstagram, { recipient, message, tag = '' }: Told): WebAnswer {
  const { now } = world.state
  if (recipient.comment_id !== undefined) {
    const comment = world.find(recipient.comment_id)
    if (!comment?.from) return failure(400, 100, 'The comment is gone', 33)
    if (world.answeredInPrivate.has(comment.id)) return failure(400, 10_900, 'Activity already replied to', 2534025)
    if (now() - comment.at >= 7 * DAY_MS) return failure(400, 10, 'Outside of allowed window', 2534022)
    world.answeredInPrivate.add(comment.id)
    return { json: { recipient_id: comment.from.id, message_id: world.tellBack(message.text, comment.from).id } }
  }
  if (outOfWindow(world.inbox, { recipient, tag }))
    return failure(400, 10, 'This message is sent outside of allowed window.', 2534022)
  if (Buffer.byteLength(message.text) > 1000)
    return failure(400, 100, 'Length of param message[text] must be less than 1000')
  return { json: world.inbox.answerTo(recipient.id!, message.text) }
}

function shownComment({ id, text, at, from, hidden, replies }: FakeComment, state: MetaState): { id: string } {
  const list = replies.map((one) => shownComment(one, state))
  return {
    id,
    text,
    timestamp: timeOf(at),
    ...(from ? { from, username: from.username } : {}),
    hidden,
    ...(list.length > 0
      ? { replies: pageOf(list, { size: 50, after: null, state: { ...state, isLooping: false } }) }
      : {}),
  } as { id: string }
}
