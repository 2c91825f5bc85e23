import type { WebAnswer, WebRequest } from './loopback.ts'
import { answerInbox, createInbox, outOfWindow, type Told } from './meta-inbox.ts'
import { failure, type MetaState, noPermission, pageOf, timeOf } from './meta-state.ts'

export const PAGE = { id: '104000000000001', name: '青葉屋', username: 'aobaya', category: 'Tea shop' }

type Person = { id: string; name: string }
export const TARO: Person = { id: '5501', name: '佐藤 太郎' }
const OWNER: Person = { id: PAGE.id, name: PAGE.name }

export type FakePageComment = {
  id: string
  message: string
  at: number
  from?: Person
  parent: FakePageComment | null
  extra: object
}
type FakePagePost = { id: string; message: string; at: number; from: Person; comments: FakePageComment[] }
export type FakeFacebook = ReturnType<typeof createFacebook>

export function createFacebook(state: MetaState) {
  const posts: FakePagePost[] = []
  let counter = 0
  let isPage = true

  function comment(post: FakePagePost, message: string, change: Partial<FakePageComment> = {}): FakePageComment {
    const id = `${post.id.split('_')[1]}_${7000 + ++counter}`
    const made = { id, message, at: state.now(), from: TARO, parent: null, extra: {}, ...change }
    post.comments.unshift(made)
    return made
  }

  return {
    state,
    posts,
    messenger: createInbox(state, {
      owner: OWNER,
      stranger: TARO,
      conversationId: (person) => `t_${person}`,
      messageId: () => `m_${9000 + ++counter}-Qz`,
    }),
    isPage: () => isPage,
    /** The token is one of a person. */
    bePerson: () => void (isPage = false),
    publish(message: string, from: Person = OWNER): FakePagePost {
      const made = { id: `${PAGE.id}_${3000 + ++counter}`, message, at: state.now(), from, comments: [] }
      posts.unshift(made)
      return made
    },
    comment,
    remove(gone: FakePageComment) {
      for (const post of posts) post.comments = post.comments.filter(({ id }) => id !== gone.id)
    },
  }
}

/** Null: not a question for Facebook. */
export function answerFacebook(world: FakeFacebook, path: string, request: WebRequest): WebAnswer | null {
  const { state } = world
  const after = request.query.get('after')
  if (path === 'me') {
    if (!world.isPage())
      return {
        status: 400,
        json: { error: { message: '(#100) Tried accessing nonexisting field (category)', code: 100 } },
      }
    return { json: PAGE }
  }
  if (path === `${PAGE.id}/feed`) {
    if (state.closed.has('comments')) return noPermission
    const all = world.posts.map(({ id, message, at, from, comments }) => ({
      id,
      message,
      created_time: timeOf(at),
      permalink_url: `https://www.facebook.com/${id}`,
      from,
      comments: { data: [], summary: { total_count: comments.length } },
    }))
    return { json: pageOf(all, { size: 100, after, state: { ...state, isLooping: false } }) }
  }
  if (path === `${PAGE.id}/conversations`)
    return answerInbox(world.messenger, request, { platform: 'messenger', without: ['story', 'username'] })
  if (path === `${PAGE.id}/messages`) return told(world, request.json as Told)
  const [, id, edge] = /^(\d+_\d+)\/(comments)$/.exec(path) ?? []
  if (edge === undefined) return null
  const post = world.posts.find((one) => one.id === id)
  const owner = post ?? world.posts.find(({ comments }) => comments.some((one) => one.id === id))
  if (!owner) return null
  const parent = owner.comments.find((one) => one.id === id) ?? null
  if (request.method === 'POST') {
    const { message } = request.json as { message: string }
    return { json: { id: world.comment(owner, message, { from: OWNER, parent }).id } }
  }
  const under = owner.comments.filter((one) => post !== undefined || one.parent?.id === id)
  return { json: pageOf(under.map(shown), { size: Math.min(state.pageSize, 50), after, state }) }
}

/** Send API of the Messenger Platform: every message names its type, and a tag goes with MESSAGE_TAG only. */
function told({ messenger, state }: FakeFacebook, { recipient, message, messaging_type: type, tag }: Told): WebAnswer {
  if (state.closed.has('messages')) return noPermission
  if (type !== (tag === undefined ? 'RESPONSE' : 'MESSAGE_TAG'))
    return failure(400, 100, '(#100) The parameter messaging_type is required')
  if (outOfWindow(messenger, { recipient, ...(tag === undefined ? {} : { tag }) }))
    return failure(400, 10, '(#10) This message is sent outside of allowed window.', 2018278)
  if (message.text.length > 2000) return failure(400, 100, 'Length of param message[text] must be at most 2000')
  return { json: messenger.answerTo(recipient.id!, message.text) }
}

const shown = ({ id, message, at, from, parent, extra }: FakePageComment) => ({
  id,
  message,
  created_time: timeOf(at),
  permalink_url: `https://www.facebook.com/${id}`,
  ...(from ? { from } : {}),
  ...(parent ? { parent: { id: parent.id, from: parent.from } } : {}),
  can_comment: true,
  ...extra,
})
