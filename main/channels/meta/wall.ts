import { createHash } from 'node:crypto'
import type { Inbound, PostChange } from '../adapter.ts'
import { inboundOf, type Post } from '../post.ts'
import type { Mark, Walls } from './cursor.ts'
import { withoutSecrets } from './schemas.ts'
import type { MetaChannel } from './settings.ts'

/** A post of ours that can be commented on. `opening`: it is somebody else's, on our page, and asks for an answer itself. */
export type Thing = { id: string; at: number; count: number; url: string | null; opening: Comment | null }
/** A comment and what the network said of it. */
export type Comment = { post: Post; raw: unknown }

/** What Instagram and a page of Facebook have in common: posts with comments, and no list of what is new. */
export type Wall = {
  channel: MetaChannel
  /** Newest first. */
  things(after: string | null, signal: AbortSignal): Promise<{ items: Thing[]; next: string | null }>
  /** Newest first, replies among them. `hidesSome`: not all replies were given. */
  comments(
    thing: Thing,
    after: string | null,
    signal: AbortSignal,
  ): Promise<{ items: Comment[]; next: string | null; hidesSome: boolean }>
}

/** What the first look reaches back to, in ms. */
export const FIRST_LOOK_MS = 30 * 86_400_000
/** Posts older than this when they are first seen are taken as known, in ms: else connecting asks about every post there ever was. */
const OLD_MS = 90 * 86_400_000
/** A comment may appear so long after its own time, when it was held back; and so long it is looked at again, in ms. */
const LATE_MS = 7 * 86_400_000
/** Pages of posts, of 100: of a quick look, and of a pass. */
const THING_PAGES = { quick: 1, pass: 5 }
/** Posts whose comments are read in a look; the others are left to the next one. */
const THINGS_A_LOOK = 40
/** So many of the newest posts are read through at a pass although nothing seems to have changed. */
const THINGS_A_PASS = 10
/** Pages of comments under one post, of 50. */
const COMMENT_PAGES = 20
const LONGEST_EDGE = 300
const MOST_MARKS = 600

export type WallLook = { now: number; isPass: boolean }
type Found = { messages: Inbound[]; changes: PostChange[]; walls: Walls }

/** What is new under our posts: those are read whose number of comments has changed since. */
export async function* lookAtWall(wall: Wall, from: Walls, look: WallLook, signal: AbortSignal): AsyncGenerator<Found> {
  const things = await listed(wall, look.isPass ? THING_PAGES.pass : THING_PAGES.quick, signal)
  const isThere = new Set(things.map(({ id }) => id))
  const elsewhere = Object.entries(from).filter(([id]) => !isThere.has(id))
  let walls: Walls = Object.fromEntries([
    ...elsewhere.sort(([, a], [, b]) => b.until - a.until).slice(0, MOST_MARKS - things.length),
    ...Object.entries(from).filter(([id]) => isThere.has(id)),
  ])
  const isDue = (thing: Thing, index: number): boolean => {
    const mark = walls[thing.id]
    return !mark || mark.count !== thing.count || mark.doubt.length > 0 || (look.isPass && index < THINGS_A_PASS)
  }
  let left = THINGS_A_LOOK
  for (const thing of things.filter(isDue)) {
    const known = walls[thing.id]
    if (!known && (thing.at < look.now - OLD_MS || (thing.count === 0 && !thing.opening))) {
      walls = { ...walls, [thing.id]: { count: thing.count, until: thing.at, edge: [], doubt: [] } }
      continue
    }
    if (left === 0) break
    left -= 1
    for await (const { messages, changes, mark } of walk(wall, thing, known, look, signal)) {
      walls = { ...walls, [thing.id]: mark }
      yield { messages, changes, walls }
    }
  }
  yield { messages: [], changes: [], walls }
}

async function listed(wall: Wall, pages: number, signal: AbortSignal): Promise<Thing[]> {
  const things = new Map<string, Thing>()
  const asked = new Set<string | null>()
  for (let after: string | null = null; asked.size < pages && !asked.has(after);) {
    asked.add(after)
    const { items, next } = await wall.things(after, signal)
    for (const thing of items) if (!things.has(thing.id)) things.set(thing.id, thing)
    if (next === null) break
    after = next
  }
  return [...things.values()]
}

/** The comments of one post, page by page. Ends early where all that was counted has been found. */
async function* walk(
  wall: Wall,
  thing: Thing,
  known: Mark | undefined,
  { now, isPass }: WallLook,
  signal: AbortSignal,
): AsyncGenerator<{ messages: Inbound[]; changes: PostChange[]; mark: Mark }> {
  const floor = now - FIRST_LOOK_MS
  let mark: Mark = known ?? { count: -1, until: floor, edge: [], doubt: [] }
  const isFirst = mark.count < 0
  const horizon = Math.max(floor, mark.until - LATE_MS)
  const isThorough = isPass || mark.doubt.length > 0 || thing.count < mark.count
  const wanted = thing.count - Math.max(0, mark.count)
  const seen = new Set<string>()
  const asked = new Set<string | null>()
  let isWhole = false
  let found = 0
  for (let after: string | null = null; asked.size < COMMENT_PAGES && !asked.has(after);) {
    const isTop = asked.size === 0
    asked.add(after)
    const page = await wall.comments(thing, after, signal)
    const comments = isTop && thing.opening ? [...page.items, thing.opening] : page.items
    const sifted = sift(wall.channel, comments, mark, horizon)
    for (const { post } of comments) seen.add(post.id)
    mark = { ...mark, edge: sifted.edge }
    found += sifted.messages.length
    yield { messages: sifted.messages, changes: sifted.changes, mark }
    if (page.next === null) {
      isWhole = !page.hidesSome
      break
    }
    const isSettled = !isThorough && found >= wanted && sifted.messages.length === 0
    if (isSettled || (isFirst && comments.length > 0 && comments.every(({ post }) => post.at < horizon))) break
    if (page.hidesSome) seen.add('')
    after = page.next
  }
  const missing = isWhole && !seen.has('') ? mark.edge.filter(([id]) => !seen.has(id)).map(([id]) => id) : []
  // Missing once may be a hiccup of the network, and nobody likes a false alarm.
  const gone = missing.filter((id) => mark.doubt.includes(id))
  const edge = mark.edge.filter(([id]) => !gone.includes(id))
  const until = edge.reduce((latest, [, at]) => Math.max(latest, at), mark.until)
  yield {
    messages: [],
    changes: gone.map((externalId) => ({ what: 'deleted', externalId })),
    mark: {
      count: thing.count,
      until,
      edge: edge
        .filter(([, at]) => at >= until - LATE_MS)
        .sort(([, a], [, b]) => a - b)
        .slice(-LONGEST_EDGE),
      doubt: missing.filter((id) => !gone.includes(id)),
    },
  }
}

function sift(channel: MetaChannel, comments: readonly Comment[], mark: Mark, horizon: number) {
  const edge = new Map(mark.edge.map((entry) => [entry[0], entry]))
  const messages: Inbound[] = []
  const changes: PostChange[] = []
  for (const { post, raw } of comments) {
    const print = printOf(post.text)
    const before = edge.get(post.id)
    if (before ? before[2] === print : post.at < horizon) continue
    const inbound = inboundOf(channel, post, withoutSecrets(raw))
    if (before) changes.push({ what: 'edited', externalId: post.id, post: inbound })
    else messages.push(inbound)
    edge.set(post.id, [post.id, post.at, print])
  }
  return { messages: messages.sort((a, b) => a.receivedAt - b.receivedAt), changes, edge: [...edge.values()] }
}

/** Tells one text from another. */
export const printOf = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 8)
