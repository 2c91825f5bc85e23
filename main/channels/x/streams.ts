import type { MeteredUse } from '../../../preload/domain/networks.ts'
import type { PostChange } from '../adapter.ts'
import { inboundOf, type Post } from '../post.ts'
import { pageOf, XMessage, XPost } from './answers.ts'
import type { Gap, StreamCursor, StreamName } from './cursor.ts'
import { compareIds, newestOf, oldestOf, timeOfId } from './ids.ts'
import type { Ask } from './line.ts'
import { firstVersion, isRepost, type Me, messageOf, postOf } from './posts.ts'
import { watchQuery, type XSettings } from './settings.ts'

const DAY_MS = 86_400_000
/** Of an account that is connected for the first time. Also as far back as the search reaches. */
const FIRST_LOOK_MS = 7 * DAY_MS
/** The search refuses a `since_id` older than a week; the margin covers clocks that differ. */
const SEARCH_REACH_MS = FIRST_LOOK_MS - 10 * 60_000
/** Direct messages are charged each time and begin at the newest: a look that expects nothing asks for few. */
const FIRST_MESSAGES = 5

export type Limits = {
  /** Pages of one stream in one look; the next look goes on. */
  pages: number
  posts: number
  messages: number
}
export const DEFAULT_LIMITS: Limits = { pages: 5, posts: 100, messages: 50 }

/** What lies between two ids of a stream and has not been handed out. */
export type Range = Omit<Gap, 'until'> & { until: string | null }

/** A page of a stream, read: `newest` and `rest` say how the cursor moves on. */
export type StreamPage = {
  messages: ReturnType<typeof inboundOf>[]
  changes: PostChange[]
  newest: string | null
  rest: Gap | null
  /** Everything X charged for, also what is of no use. */
  charged: string[]
}

/** One way in which X hands out posts, newest first. */
export type Stream = {
  name: StreamName
  use: MeteredUse
  ask(range: Range): Ask
  read(answer: unknown, range: Range): StreamPage
}

/**
 * The vocabulary of X's OpenAPI document 2.167. X answers a field name it does not know with 200 and without the field (seen by
 * others in September 2026), so all of them stand here, and the tests check each against that document.
 */
const POST_FIELDS = {
  'post.fields': 'attachments,conversation_id,created_at,entities,id,note_post,text',
  'user.fields': 'id,name,protected,username',
  'media.fields': 'alt_text,media_key,preview_image_url,type,url,variants',
  expansions: 'attachments.media_keys,author_id,edit_history_post_ids,in_reply_to_user_id,referenced_posts',
}
const MESSAGE_FIELDS = {
  'dm_event.fields': 'attachments,created_at,dm_conversation_id,entities,event_type,id,text',
  'user.fields': 'id,name,protected,username',
  'media.fields': 'alt_text,media_key,preview_image_url,type,url,variants',
  expansions: 'attachments.media_keys,sender_id',
}

/** Where a stream that was never read begins. */
export const topOf = ({ newest }: StreamCursor, now: number): Range =>
  newest === null
    ? { since: null, startAt: now - FIRST_LOOK_MS, until: null, token: null }
    : { since: newest, startAt: null, until: null, token: null }

/** What is looked at, in this order: who speaks to us comes before what we said and what is said about us. */
export function streamsOf(settings: XSettings, me: Me, limits: Limits, now: () => number): Stream[] {
  const owned: MeteredUse = settings.ownsApp ? 'owned-read' : 'read'
  const ofUser = { method: 'GET', params: { id: me.id } } as const
  const query = watchQuery(settings.watch, me.handle)
  const timeline = (range: Range) => ({ ...POST_FIELDS, ...bounds(range), max_results: limits.posts })
  return [
    {
      name: 'mentions',
      use: owned,
      ask: (range) => ({ ...ofUser, endpoint: 'users/:id/mentions', query: timeline(range) }),
      read: (answer, range) => readPosts(answer, range, me, 'addressed', () => true),
    },
    ...(settings.messages ? [messageStream(me, limits)] : []),
    {
      name: 'own',
      use: owned,
      ask: (range) => ({ ...ofUser, endpoint: 'users/:id/tweets', query: { ...timeline(range), exclude: 'retweets' } }),
      // What we say of ourselves answers nobody.
      read: (answer, range) =>
        readPosts(answer, range, me, 'ours', ({ answersUserId }) => answersUserId !== null && answersUserId !== me.id),
    },
    ...(query === ''
      ? []
      : [
          {
            name: 'watch' as const,
            use: 'read' as const,
            ask: (range: Range): Ask => ({
              method: 'GET',
              endpoint: 'tweets/search/recent',
              query: { ...timeline(withinReach(range, now())), query, sort_order: 'recency' },
            }),
            read: (answer: unknown, range: Range) => readPosts(answer, range, me, 'watched', () => true),
          },
        ]),
  ]
}

/** `until_id` instead of a page token: a token that leads in a circle cannot keep us, and none goes stale until the next look. */
function bounds({ since, startAt, until }: Range) {
  return {
    ...(since !== null && { since_id: since }),
    ...(startAt !== null && { start_time: new Date(startAt).toISOString() }),
    ...(until !== null && { until_id: until }),
  }
}

function withinReach(range: Range, now: number): Range {
  const reach = now - SEARCH_REACH_MS
  const from = range.since === null ? (range.startAt ?? reach) : timeOfId(range.since)
  return from >= reach ? range : { ...range, since: null, startAt: reach }
}

function readPosts(
  answer: unknown,
  range: Range,
  me: Me,
  found: Post['found'],
  isWanted: (post: XPost) => boolean,
): StreamPage {
  const { items, included, nextToken } = pageOf(XPost, answer)
  const fresh = items.filter(({ value }) => isBetween(value.id, range))
  const ids = fresh.map(({ value }) => value.id)
  const wanted = fresh.filter(({ value }) => !isRepost(value) && isWanted(value)).reverse()
  const read = wanted.map(({ value, raw }) => ({
    post: value,
    inbound: inboundOf('x', postOf(value, included, me, found), raw),
  }))
  const oldest = oldestOf(ids)
  return {
    messages: read.map(({ inbound }) => inbound),
    // Where the first version is stored, the words are changed; where it is not, the message itself brings them.
    changes: read
      .filter(({ post }) => firstVersion(post) !== post.id)
      .map(({ inbound }) => ({ what: 'edited', externalId: inbound.externalId, post: inbound })),
    newest: newestOf(ids),
    rest: nextToken === null || oldest === null ? null : { ...range, until: oldest, token: null },
    charged: items.map(({ value }) => value.id),
  }
}

function messageStream(me: Me, limits: Limits): Stream {
  return {
    name: 'messages',
    use: 'dm-read',
    ask: ({ since, token, until }) => ({
      method: 'GET',
      endpoint: 'dm_events',
      query: {
        ...MESSAGE_FIELDS,
        event_types: 'MessageCreate',
        max_results: since !== null && until === null ? Math.min(FIRST_MESSAGES, limits.messages) : limits.messages,
        ...(token !== null && { pagination_token: token }),
      },
    }),
    read(answer, range) {
      const { items, included, nextToken } = pageOf(XMessage, answer)
      const all = items.map(({ value }) => value.id)
      const fresh = items.filter(({ value }) => isBetween(value.id, range))
      const ids = fresh.map(({ value }) => value.id)
      const oldest = oldestOf(all)
      const isThere = oldest === null || !isBetween(oldest, { ...range, until: null })
      // A token that leads back to itself ends the walk.
      const goesOn = nextToken !== null && nextToken !== range.token && !isThere
      return {
        messages: fresh
          .filter(({ value }) => value.event_type == null || value.event_type === 'MessageCreate')
          .map(({ value, raw }) => inboundOf('x', messageOf(value, included, me), raw))
          .reverse(),
        changes: [],
        newest: newestOf(ids),
        rest: goesOn ? { ...range, until: oldestOf(ids) ?? range.until ?? oldest, token: nextToken } : null,
        charged: all,
      }
    },
  }
}

function isBetween(id: string, { since, startAt, until }: Range): boolean {
  if (since !== null && compareIds(id, since) <= 0) return false
  if (startAt !== null && timeOfId(id) < startAt) return false
  return until === null || compareIds(id, until) < 0
}
