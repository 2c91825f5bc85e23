import type { Inbound, PostChange } from '../adapter.ts'
import type { Batch } from '../catch-up.ts'
import { inOrder, instantOf, listOf, standing, type Standing } from '../fediverse.ts'
import { inboundOf } from '../post.ts'
import type { Cursor } from './cursor.ts'
import type { Me } from './handle.ts'
import type { Line } from './line.ts'
import { Context, Notice, Status } from './schemas.ts'
import { look, type Source } from './stream.ts'

/** What the first look reaches back to, in ms. */
export const FIRST_LOOK_MS = 30 * 86_400_000
/** Requests of one look. */
const MENTION_PAGES = 20
const OWN_PAGES = 5
/** Mastodon gives up to 40 at once. */
const NOTICES_A_PAGE = 30
const STATUSES_A_PAGE = 30
const STANDING_A_REQUEST = 20

/** What an adapter remembers between looks; all of it may be lost. */
export type Memory = {
  /** The root of the thread of a post, by its id. */
  roots: Map<string, string>
  /** Whether it is time to look again at what was handed out. */
  isDue: () => boolean
  /** Gone at the look before: a server that is busy leaves posts out. */
  missing: Set<string>
}

export async function* lookAt(
  start: Cursor,
  line: Line,
  me: Me,
  memory: Memory,
  now: () => number,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  let cursor = start
  const batch = (messages: Inbound[], changes: PostChange[] = []): Batch => ({
    messages,
    changes,
    cursor: JSON.stringify(cursor),
  })
  for await (const { entries, place } of look(mentionsOf(line, now), cursor.mentions, signal)) {
    const statuses = entries.flatMap(({ status }) => (status && status.account.id !== me.id ? [status] : []))
    const posts = await inOrder(statuses, (status) => read(status, line, me, memory, now(), signal))
    const handedOut = statuses.map((status) => standingOf(status, now()))
    cursor = { ...cursor, mentions: place, standing: standing(cursor.standing, handedOut, now()) }
    yield batch(posts)
  }
  for await (const { entries, place } of look(ownOf(line, me, now), cursor.own, signal)) {
    // What the shop says to everybody is no answer to anybody.
    const answers = entries.filter((status) => status.in_reply_to_id != null || status.visibility === 'direct')
    const posts = await inOrder(answers, (status) => read(status, line, me, memory, now(), signal))
    cursor = { ...cursor, own: place }
    yield batch(posts)
  }
  if (cursor.standing.length > 0 && memory.isDue()) {
    const { changes, kept } = await lookAgain(cursor, line, me, memory, now(), signal)
    cursor = { ...cursor, standing: kept }
    yield batch([], changes)
  }
}

function mentionsOf(line: Line, now: () => number): Source<Notice> {
  return {
    async ask({ below, above }, signal) {
      const query = [['types[]', 'mention'], ['limit', String(NOTICES_A_PAGE)], ...range(below, above)] as const
      return listOf(await line.read('/api/v1/notifications', query, signal), Notice)
    },
    idOf: ({ id }) => id,
    atOf: ({ created_at: at }) => instantOf(at, now()),
    floor: now() - FIRST_LOOK_MS,
    most: MENTION_PAGES,
  }
}

function ownOf(line: Line, me: Me, now: () => number): Source<Status> {
  return {
    async ask({ below, above }, signal) {
      const query = [['exclude_reblogs', 'true'], ['limit', String(STATUSES_A_PAGE)], ...range(below, above)] as const
      return listOf(await line.read(`/api/v1/accounts/${me.id}/statuses`, query, signal), Status)
    },
    idOf: ({ id }) => id,
    atOf: ({ created_at: at }) => instantOf(at, now()),
    floor: now() - FIRST_LOOK_MS,
    most: OWN_PAGES,
  }
}

function range(below: string | null, above: string | null): [string, string][] {
  return [
    ...(below === null ? [] : ([['max_id', below]] as [string, string][])),
    ...(above === null ? [] : ([['since_id', above]] as [string, string][])),
  ]
}

async function read(
  status: Status,
  line: Line,
  me: Me,
  memory: Memory,
  now: number,
  signal: AbortSignal,
): Promise<Inbound> {
  const root = status.visibility === 'direct' ? status.id : await rootOf(status, line, memory, signal)
  const { postOf } = await import('./read-status.ts')
  return inboundOf('mastodon', postOf(status, root, me, now), status)
}

/** The post a thread begins with. Posts of one thread need one request. */
async function rootOf(status: Status, line: Line, { roots }: Memory, signal: AbortSignal): Promise<string> {
  const parent = status.in_reply_to_id ?? null
  const known = roots.get(status.id) ?? (parent === null ? status.id : roots.get(parent))
  if (known !== undefined) {
    roots.set(status.id, known)
    return known
  }
  const context = Context.parse((await line.read(`/api/v1/statuses/${status.id}/context`, [], signal)) ?? {})
  const ancestors = listOf(context.ancestors, Status)
  const root = ancestors.find(({ in_reply_to_id: above }) => above == null)?.id ?? ancestors[0]?.id ?? parent!
  for (const { id } of [...ancestors, status]) roots.set(id, root)
  return root
}

const standingOf = ({ id, created_at: at, edited_at: edited }: Status, now: number): Standing => ({
  id,
  at: instantOf(at, now),
  edited: edited ?? null,
})

/** What became of posts that were handed out. Gone twice is gone. */
async function lookAgain(
  { standing: posts }: Cursor,
  line: Line,
  me: Me,
  memory: Memory,
  now: number,
  signal: AbortSignal,
): Promise<{ changes: PostChange[]; kept: Cursor['standing'] }> {
  const found = new Map<string, Status>()
  for (let at = 0; at < posts.length; at += STANDING_A_REQUEST) {
    const query = posts.slice(at, at + STANDING_A_REQUEST).map(({ id }) => ['id[]', id] as const)
    const answer = await line.read('/api/v1/statuses', query, signal)
    // Servers before 4.3 cannot be asked for several at once: nothing is known there.
    if (!Array.isArray(answer)) return { changes: [], kept: posts }
    for (const status of listOf(answer, Status)) found.set(status.id, status)
  }
  const changes: PostChange[] = []
  const kept: Cursor['standing'] = []
  for (const post of posts) {
    const status = found.get(post.id)
    const edited = status?.edited_at ?? null
    if (status && edited !== post.edited)
      changes.push({ what: 'edited', externalId: post.id, post: await read(status, line, me, memory, now, signal) })
    if (!status && memory.missing.has(post.id)) changes.push({ what: 'deleted', externalId: post.id })
    else kept.push({ ...post, edited: status ? edited : post.edited })
  }
  memory.missing = new Set(posts.filter(({ id }) => !found.has(id)).map(({ id }) => id))
  return { changes, kept }
}
