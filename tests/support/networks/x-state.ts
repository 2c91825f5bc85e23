import type { Clock } from '../../../main/jobs/clock.ts'

/** What a made-up X knows: who there is, what they said, and the tokens that open it. */

export type FakeUser = { id: string; username: string; name: string; protected?: boolean }
export type FakePost = {
  id: string
  by: FakeUser
  text: string
  answers: FakePost | null
  quotes: FakePost | null
  reposts: FakePost | null
  conversation: string
  history: string[]
  at: number
  links: { url: string; expanded_url: string; media_key?: string }[]
  media: Record<string, unknown>[]
  note: string | null
  isDeleted: boolean
}
export type FakeMessage = { id: string; from: FakeUser; conversation: string; text: string; at: number }

type NewPost = {
  by: FakeUser
  text: string
  answers?: FakePost
  quotes?: FakePost
  reposts?: FakePost
  edits?: FakePost
  at?: number
  links?: FakePost['links']
  media?: FakePost['media']
  note?: string
}

const EPOCH_MS = 1_288_834_974_657n

export type XState = ReturnType<typeof createXState>

export function createXState(clock: Pick<Clock, 'now'>) {
  let serial = 0n
  /** Made of the time, as X makes them, and past 2^53. */
  const newId = (at: number) => String(((BigInt(at) - EPOCH_MS) << 22n) | (serial++ & 0x3fffffn))
  const users: FakeUser[] = []
  const posts: FakePost[] = []
  const messages: FakeMessage[] = []

  function user(username: string, name: string, more: { protected?: boolean } = {}): FakeUser {
    const made = { id: String(1_700_000_000_000_000_000n + BigInt(users.length) * 7n), username, name, ...more }
    users.push(made)
    return made
  }

  function post({ by, text, answers, quotes, reposts, edits, at = clock.now(), ...more }: NewPost): FakePost {
    const id = newId(at)
    const made: FakePost = {
      id,
      by,
      text,
      answers: answers ?? edits?.answers ?? null,
      quotes: quotes ?? null,
      reposts: reposts ?? null,
      conversation: edits?.conversation ?? answers?.conversation ?? id,
      history: [...(edits?.history ?? []), id],
      at,
      links: more.links ?? [],
      media: more.media ?? [],
      note: more.note ?? null,
      isDeleted: false,
    }
    posts.push(made)
    return made
  }

  function message(from: FakeUser, to: FakeUser, text: string, at = clock.now()): FakeMessage {
    const [a, b] = [from.id, to.id].sort()
    const made = { id: newId(at), from, conversation: `${a}-${b}`, text, at }
    messages.push(made)
    return made
  }

  const me = user('aobaya_shop', 'あおば屋')
  return {
    me,
    users,
    posts,
    messages,
    user,
    post,
    message,
    find: (id: string) => posts.find((one) => one.id === id && !one.isDeleted),
    /** Bearer tokens that are taken, and the refresh token that is good for the next one. */
    bearers: new Set(['first-access']),
    refreshTokens: new Set(['first-refresh']),
    keys: { appKey: 'app-key', appSecret: 'app-secret', accessToken: 'user-token', accessSecret: 'user-secret' },
    isMentioned: (one: FakePost, whom: FakeUser) =>
      new RegExp(`(?<![\\w])@${whom.username}(?![\\w])`, 'i').test(one.note ?? one.text),
  }
}
