import { AppError } from '../../../preload/errors.ts'
import type { Inbound, PostChange } from '../adapter.ts'
import type { Batch } from '../catch-up.ts'
import { inboundOf } from '../post.ts'
import type { Chat } from './chat.ts'
import type { Cursor } from './cursor.ts'
import { didOf, keyOf, postOfNotice, postOfOwn, POSTS } from './read-post.ts'
import { instantOf, listOf, Notice, OwnRecord, PostView } from './schemas.ts'
import type { Session } from './session.ts'
import { look, type Source } from '../stream.ts'
import { timeOfRecordKey } from './tid.ts'

/** What the first look reaches back to, in ms. */
export const FIRST_LOOK_MS = 30 * 86_400_000
/** Requests of one look, of 100 entries each. */
const NOTICE_PAGES = 20
const OWN_PAGES = 3
/** The most that getPosts takes. */
const POSTS_A_REQUEST = 25
/** So many posts are looked at again, for so long (ms). */
const MOST_STANDING = 100
const STANDING_MS = 7 * 86_400_000

const REASONS = ['mention', 'reply', 'quote']

/** What a look needs beside the connection. `isDue`: whether it is time to look again at what was handed out. */
export type Watch = {
  now: () => number
  /** The account's own handle, with its @. */
  handle: string
  chat: Chat['lookAt'] | null
  isDue: () => boolean
  /** Posts that were missing at the look before this one. */
  missing: Set<string>
}

/** All that is new behind `start`, stream by stream. Each batch carries the cursor that is right once it is stored. */
export async function* lookAt(
  start: Cursor,
  session: Session,
  watch: Watch,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const floor = watch.now() - FIRST_LOOK_MS
  const did = await session.did(signal)
  let cursor = start
  const batch = (messages: Inbound[], changes: PostChange[] = []): Batch => ({
    messages,
    changes,
    cursor: JSON.stringify(cursor),
  })

  for await (const { fresh, place } of look(
    noticesOf(session, watch.now),
    cursor.notices,
    floor,
    NOTICE_PAGES,
    signal,
  )) {
    const asking = fresh.filter(({ reason, author }) => REASONS.includes(reason) && author.did !== did)
    const views = await viewsOf(
      session,
      asking.map(({ uri }) => uri),
      signal,
    )
    const posts = asking.map((notice) => {
      const view = views.get(notice.uri) ?? null
      return inboundOf('bluesky', postOfNotice(notice, view, did, watch.now()), { notice, view })
    })
    cursor = { ...cursor, notices: place, standing: standing(cursor, posts, watch.now()) }
    yield batch(posts.reverse())
  }
  for await (const { fresh, place } of look(ownOf(session, did, watch.now), cursor.own, floor, OWN_PAGES, signal)) {
    const posts = await ownPosts(session, did, fresh, watch, signal)
    cursor = { ...cursor, own: place }
    yield batch(posts.reverse())
  }
  if (watch.chat) {
    for await (const { messages, changes, place } of watch.chat(cursor.chat, floor, signal)) {
      cursor = { ...cursor, chat: place }
      yield batch(messages, changes)
    }
  }
  if (cursor.standing.length > 0 && watch.isDue()) {
    const gone = await goneOf(session, cursor, watch, signal)
    cursor = { ...cursor, standing: cursor.standing.filter(([uri]) => !gone.includes(uri)) }
    yield batch(
      [],
      gone.map((externalId) => ({ what: 'deleted', externalId })),
    )
  }
}

function noticesOf(session: Session, now: () => number): Source<Notice> {
  return {
    async ask(cursor, signal) {
      const params = { limit: 100, reasons: REASONS, cursor: cursor ?? undefined }
      return listOf(
        await session.read('app.bsky.notification.listNotifications', params, signal),
        'notifications',
        Notice,
      )
    },
    idOf: ({ uri }) => uri,
    placeOf: ({ indexedAt }) => Math.min(instantOf(indexedAt, now()), now()),
  }
}

/** From the account's own server, not from the list the world sees: exact at once. */
function ownOf(session: Session, did: string, now: () => number): Source<OwnRecord> {
  return {
    async ask(cursor, signal) {
      const params = { repo: did, collection: POSTS, limit: 100, cursor: cursor ?? undefined }
      return listOf(await session.read('com.atproto.repo.listRecords', params, signal), 'records', OwnRecord)
    },
    idOf: ({ uri }) => uri,
    placeOf: ({ uri, value }) => Math.min(timeOfRecordKey(keyOf(uri)) ?? instantOf(value.createdAt, now()), now()),
  }
}

/** Replies only: what the shop announces to everybody is no answer to anybody. */
async function ownPosts(
  session: Session,
  did: string,
  records: readonly OwnRecord[],
  { now, handle }: Watch,
  signal: AbortSignal,
): Promise<Inbound[]> {
  const replies = records.filter(({ value }) => value.reply !== undefined && !isMonologue(value.reply, did))
  if (replies.length === 0) return []
  const parents = await viewsOf(session, [...new Set(replies.map(({ value }) => value.reply!.parent.uri))], signal)
  const me = { id: did, handle, name: handle }
  return replies.map((own) => {
    const parent = parents.get(own.value.reply!.parent.uri) ?? null
    return inboundOf('bluesky', postOfOwn(own, me, parent, now()), own)
  })
}

/** An announcement that goes on under itself. */
const isMonologue = (reply: { root: { uri: string }; parent: { uri: string } }, did: string): boolean =>
  didOf(reply.root.uri) === did && reply.parent.uri === reply.root.uri

/** What the network shows of posts; those that are gone, or closed to us, are left out. */
async function viewsOf(session: Session, uris: readonly string[], signal: AbortSignal): Promise<Map<string, PostView>> {
  const views = new Map<string, PostView>()
  for (let at = 0; at < uris.length; at += POSTS_A_REQUEST) {
    const params = { uris: uris.slice(at, at + POSTS_A_REQUEST) }
    const { items } = listOf(await session.read('app.bsky.feed.getPosts', params, signal), 'posts', PostView)
    for (const view of items) views.set(view.uri, view)
  }
  return views
}

function standing(cursor: Cursor, posts: readonly Inbound[], now: number): Cursor['standing'] {
  const all = [
    ...posts.map(({ externalId, receivedAt }): [string, number] => [externalId, receivedAt]),
    ...cursor.standing,
  ]
  return all.filter(([, at]) => at > now - STANDING_MS).slice(0, MOST_STANDING)
}

/** Posts that were missing twice in a row: once may be a hiccup of the network, and nobody likes a false alarm. */
async function goneOf(session: Session, cursor: Cursor, watch: Watch, signal: AbortSignal): Promise<string[]> {
  const uris = cursor.standing.map(([uri]) => uri)
  const views = await viewsOf(session, uris, signal).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'rejected') return null
    throw error
  })
  if (views === null) return []
  const absent = uris.filter((uri) => !views.has(uri))
  const gone = absent.filter((uri) => watch.missing.has(uri))
  watch.missing.clear()
  for (const uri of absent) if (!gone.includes(uri)) watch.missing.add(uri)
  return gone
}
