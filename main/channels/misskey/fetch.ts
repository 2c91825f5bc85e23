import type { Inbound, PostChange } from '../adapter.ts'
import type { Batch } from '../catch-up.ts'
import { inOrder, instantOf, listOf, standing, type Standing } from '../fediverse.ts'
import { inboundOf } from '../post.ts'
import { look, type Source } from '../stream.ts'
import type { Cursor } from './cursor.ts'
import type { Line } from './line.ts'
import { isPrivate, type Me, postOf } from './read-note.ts'
import { Note } from './schemas.ts'

/** What the first look reaches back to, in ms. */
export const FIRST_LOOK_MS = 30 * 86_400_000
/** Requests of one look. */
const MENTION_PAGES = 20
const OWN_PAGES = 5
/** Nearly every look finds nothing new: its one page is short. Misskey gives up to 100 at once. */
const NOTES_AT_FIRST = 20
const NOTES_A_PAGE = 100
/** A note of another server gets an id of the time it was written there, however long it was on its way. */
const LATE_MS = 7 * 86_400_000
/** Of the notes looked at again, so many that miss are asked for one by one. */
const MOST_MISSING = 10

/** What a look needs beside the connection. */
export type Watch = {
  now: () => number
  /** Whether it is time to look again at what was handed out. */
  isDue: () => boolean
  /** The root of the thread of a note, by its id; may be lost at any time. */
  roots: Map<string, string>
}

/** All that is new behind `start`, list by list. Each batch carries the cursor that is right once it is stored. */
export async function* lookAt(
  start: Cursor,
  line: Line,
  me: Me,
  watch: Watch,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const floor = watch.now() - FIRST_LOOK_MS
  let cursor = start
  const batch = (messages: Inbound[], changes: PostChange[] = []): Batch => ({
    messages,
    changes,
    cursor: JSON.stringify(cursor),
  })
  const read = (note: Note) => readNote(note, line, me, watch, signal)

  const mentions = listedBy('notes/mentions', {}, line, watch.now)
  for await (const { fresh, place } of look(mentions, cursor.mentions, floor, MENTION_PAGES, signal)) {
    const notes = fresh.filter(({ user }) => user.id !== me.id).toReversed()
    const posts = await inOrder(notes, read)
    const handedOut = notes.map((note) => standingOf(note, watch.now()))
    cursor = { ...cursor, mentions: place, standing: standing(cursor.standing, handedOut, watch.now()) }
    yield batch(posts)
  }
  const own = listedBy('users/notes', ownNotes(me), line, watch.now)
  for await (const { fresh, place } of look(own, cursor.own, floor, OWN_PAGES, signal)) {
    const posts = await inOrder(fresh.filter((note) => isAnswer(note, me)).toReversed(), read)
    cursor = { ...cursor, own: place }
    yield batch(posts)
  }
  if (cursor.standing.length > 0 && watch.isDue()) {
    const { changes, kept } = await lookAgain(cursor, line, read, signal)
    cursor = { ...cursor, standing: kept }
    yield batch([], changes)
  }
}

/** Answers and notes in channels are left out of a person's notes unless asked for (users/notes, read 2026-11-22). */
export const ownNotes = ({ id }: Me) => ({
  userId: id,
  withReplies: true,
  withChannelNotes: true,
  withRenotes: false,
})

/**
 * A list of notes. Only ever paged downwards: with `sinceId` Misskey turns some lists round and lists the oldest first
 * (QueryService.makePaginationQuery, notes/mentions; read 2026-11-22).
 */
function listedBy(endpoint: string, parameters: Record<string, unknown>, line: Line, now: () => number): Source<Note> {
  return {
    async ask(below, signal) {
      const limit = below === null ? NOTES_AT_FIRST : NOTES_A_PAGE
      const range = { limit, ...(below === null ? {} : { untilId: below }) }
      const items = listOf(await line.read(endpoint, { ...parameters, ...range }, signal), Note)
      return { items, next: oldestIn(items, now())?.id ?? null }
    },
    idOf: ({ id }) => id,
    placeOf: ({ createdAt }) => instantOf(createdAt, now()),
    isInOrder: true,
    lateMs: LATE_MS,
  }
}

function oldestIn(notes: readonly Note[], now: number): Note | null {
  const at = ({ createdAt }: Note) => instantOf(createdAt, now)
  return notes.reduce<Note | null>((one, other) => (one === null || at(other) <= at(one) ? other : one), null)
}

/** What the shop says to everybody is no answer to anybody, nor is an announcement that goes on under itself. */
function isAnswer(note: Note, me: Me): boolean {
  const goesOn = note.reply?.user.id === me.id && note.reply.replyId == null
  return note.visibility === 'specified' || (note.replyId != null && !goesOn)
}

async function readNote(note: Note, line: Line, me: Me, watch: Watch, signal: AbortSignal): Promise<Inbound> {
  const root = isPrivate(note) ? note.id : await rootOf(note, line, watch, signal)
  return inboundOf('misskey', postOf(note, root, me, watch.now()), note)
}

/** The note a thread begins with. Notes of one thread need one request, and answers to its first note none. */
async function rootOf(note: Note, line: Line, { roots }: Watch, signal: AbortSignal): Promise<string> {
  const parent = note.replyId ?? null
  const known = roots.get(note.id) ?? (parent === null ? note.id : roots.get(parent))
  const isSecond = note.reply != null && note.reply.replyId == null
  const root = known ?? (isSecond ? note.reply!.id : null) ?? (await rootAbove(note, line, signal)) ?? parent!
  for (const id of [note.id, ...(parent === null ? [] : [parent])]) roots.set(id, root)
  return root
}

/** The notes above, nearest first; null where the server has none of them. */
async function rootAbove({ id }: Note, line: Line, signal: AbortSignal): Promise<string | null> {
  const above = listOf(await line.read('notes/conversation', { noteId: id, limit: NOTES_A_PAGE }, signal), Note)
  return above.find(({ replyId }) => replyId == null)?.id ?? above.at(-1)?.id ?? null
}

const standingOf = ({ id, createdAt, updatedAt }: Note, now: number): Standing => ({
  id,
  at: instantOf(createdAt, now),
  edited: updatedAt ?? null,
})

/**
 * What became of notes that were handed out. The list shows the hundred latest at once; those it leaves out are asked for by
 * name, because only an answer that there is no such note says that one was deleted.
 */
async function lookAgain(
  { standing: notes }: Cursor,
  line: Line,
  read: (note: Note) => Promise<Inbound>,
  signal: AbortSignal,
): Promise<{ changes: PostChange[]; kept: Cursor['standing'] }> {
  const listed = listOf(await line.read('notes/mentions', { limit: NOTES_A_PAGE }, signal), Note)
  const found = new Map(listed.map((note) => [note.id, note]))
  const gone = new Set<string>()
  for (const { id } of notes.filter((one) => !found.has(one.id)).slice(0, MOST_MISSING)) {
    const answer = await line.read('notes/show', { noteId: id }, signal)
    const note = Note.safeParse(answer)
    if (answer === null) gone.add(id)
    if (note.success) found.set(id, note.data)
  }
  const kept = notes.filter(({ id }) => !gone.has(id))
  const edited = kept.filter((one) => found.has(one.id) && (found.get(one.id)!.updatedAt ?? null) !== one.edited)
  return {
    changes: [
      ...(await inOrder(edited, async ({ id }) => ({
        what: 'edited' as const,
        externalId: id,
        post: await read(found.get(id)!),
      }))),
      ...[...gone].map((externalId) => ({ what: 'deleted' as const, externalId })),
    ],
    kept: kept.map((one) => ({
      ...one,
      edited: found.has(one.id) ? (found.get(one.id)!.updatedAt ?? null) : one.edited,
    })),
  }
}
