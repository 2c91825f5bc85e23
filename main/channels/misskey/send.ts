import { AppError } from '../../../preload/errors.ts'
import { isSamePost } from '../../core/threading-posts.ts'
import type { Adapter, FileRule, OutboundMessage, OutboundPost, Posted, SendResult } from '../adapter.ts'
import { listOf } from '../fediverse.ts'
import { type HttpAnswer, LostAnswer } from '../http.ts'
import { accepted } from '../post.ts'
import { ownNotes } from './fetch.ts'
import { codeOf, type Line } from './line.ts'
import { isPrivate, type Me, urlOf } from './read-note.ts'
import { Created, Note, Uploaded } from './schemas.ts'

/** Sixteen files to a note (notes/create, read 2026-11-22); how big one may be each server decides, and few take more than this. */
export const FILES: FileRule = { max: 16, types: [], maxBytes: 10 * 1024 * 1024 }
/** A note of ours may be stamped a little before we sent it: their clock is not ours. */
const CLOCK_MS = 10 * 60_000
const FIND_PAGES = 5
const NOTES_A_PAGE = 100

/** Refusals that a person can do something about (notes/create, read 2026-11-22). */
const REASONS: Readonly<Record<string, string>> = {
  NO_SUCH_REPLY_TARGET: 'post-gone',
  YOU_HAVE_BEEN_BLOCKED: 'blocked',
  CANNOT_REPLY_TO_AN_INVISIBLE_NOTE: 'protected',
}

/**
 * Posts answers, each once: Misskey takes no key that would keep a note from being posted twice, so an answer that got lost
 * is looked for and otherwise a person is asked.
 */
export function createSender(line: Line, me: () => Promise<Me>): Pick<Adapter, 'send' | 'findSent'> {
  /** A file that is there already comes back under its old id, so trying again piles nothing up in the drive. */
  async function upload({ name, type, content }: OutboundMessage['attachments'][number], signal: AbortSignal) {
    const body = new FormData()
    body.append('name', name)
    body.append('file', new Blob([new Uint8Array(content)], { type }), name)
    const answer = await line.upload('drive/files/create', body, signal).catch((error: unknown) => {
      // Nothing has been posted yet, so this may be tried again at will.
      throw error instanceof LostAnswer ? new AppError('offline', error.message) : error
    })
    const file = Uploaded.safeParse(answer.json)
    if (answer.status >= 300 || !file.success) throw line.refused(answer)
    return file.data.id
  }

  async function send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
    const { post, attachments, textBody } = message
    if (!post) throw new AppError('unsupported', 'This is no post.')
    const audience = audienceOf(post)
    const { server } = await me()
    const fileIds: string[] = []
    for (const file of attachments) fileIds.push(await upload(file, signal))
    const note = {
      ...audience,
      ...(textBody.trim() === '' ? {} : { text: textBody }),
      ...(post.inReplyTo === null ? {} : { replyId: post.inReplyTo }),
      ...(fileIds.length === 0 ? {} : { fileIds }),
    }
    const answer = await line
      .write('notes/create', note, signal)
      .catch((error: unknown) => (error instanceof LostAnswer ? error : Promise.reject(error)))
    return answer instanceof LostAnswer ? unclear(answer.message) : resultOf(answer, post, server)
  }

  function resultOf(answer: HttpAnswer, post: OutboundPost, server: string): SendResult {
    // A proxy says 5xx also when the server behind it has taken the note.
    if (answer.status >= 500) return unclear(`The server answered ${answer.status}.`)
    if (answer.status >= 300) {
      const reason = REASONS[codeOf(answer)]
      throw reason === undefined ? line.refused(answer) : new AppError('rejected', 'Misskey refused.', { reason })
    }
    const created = Created.safeParse(answer.json)
    // Misskey.io says 202 while another of its servers is at the same note.
    if (!created.success) return unclear('The answer cannot be read.')
    return accepted(postedOf(created.data.createdNote, post, server), answer.json)
  }

  /** Never a certain no: a server that is slow may still take what it was given. */
  async function findSent(message: OutboundMessage, signal: AbortSignal): Promise<Posted | null> {
    const we = await me()
    let below: string | null = null
    for (let page = 0; page < FIND_PAGES; page++) {
      const notes: Note[] = listOf(await line.read('users/notes', rangeOf(we, below), signal), Note)
      const found = notes.find((note) => isIt(note, message))
      if (found) return postedOf(found, message.post ?? null, we.server)
      const last = notes.at(-1)
      if (!last || Date.parse(last.createdAt) < message.date - CLOCK_MS) return null
      below = last.id
    }
    return null
  }

  return { send, findSent }
}

const rangeOf = (me: Me, below: string | null): Record<string, unknown> => ({
  ...ownNotes(me),
  limit: NOTES_A_PAGE,
  ...(below === null ? {} : { untilId: below }),
})

/** Throws `rejected` where nobody is named whom a private answer would be for: it would go to nobody. */
function audienceOf({ visibility, recipientId }: OutboundPost) {
  if (visibility === 'public') return { visibility: 'public' as const }
  if (recipientId === null)
    throw new AppError('rejected', 'Nobody is named whom this is for.', { reason: 'nothing-to-answer' })
  return { visibility: 'specified' as const, visibleUserIds: [recipientId] }
}

const unclear = (explanation: string): SendResult => ({ outcome: 'unclear', explanation, source: new Uint8Array() })

/** Direct messages are one conversation a person, also one that began with their public note. */
const postedOf = ({ id }: Note, post: OutboundPost | null, server: string): Posted => ({
  externalId: id,
  url: urlOf(id, server),
  conversation: post?.visibility === 'private' && post.recipientId !== null ? `dm:${post.recipientId}` : null,
})

function isIt(note: Note, { textBody, post, date }: OutboundMessage): boolean {
  const isLater = Date.parse(note.createdAt) >= date - CLOCK_MS
  const answersSame = (note.replyId ?? null) === (post?.inReplyTo ?? null)
  const isForSame = isPrivate(note) === (post?.visibility === 'private')
  return isLater && answersSame && isForSame && isSamePost(textBody, note.text ?? '')
}
