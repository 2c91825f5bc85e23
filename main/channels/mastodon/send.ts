import { withAddressee } from '../../../preload/domain/networks.ts'
import { AppError } from '../../../preload/errors.ts'
import type { Adapter, FileRule, OutboundMessage, OutboundPost, Posted, SendResult } from '../adapter.ts'
import type { Clock } from '../../jobs/clock.ts'
import { isSamePost } from '../../core/threading-posts.ts'
import { listOf } from '../fediverse.ts'
import { type HttpAnswer, LostAnswer } from '../http.ts'
import { accepted } from '../post.ts'
import type { Me } from './handle.ts'
import type { Line } from './line.ts'
import { Posting, Status, Uploaded } from './schemas.ts'

/** Four pictures of 16 MB, the defaults of /api/v2/instance (Mastodon 4.7.0). */
export const FILES: FileRule = {
  max: 4,
  types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp'],
  maxBytes: 16 * 1024 * 1024,
}
/** An upload is asked for so often, with this between (ms), until the server has worked it through. */
const UPLOAD_LOOKS = 30
const UPLOAD_WAIT_MS = 1000
/** A post of ours may be stamped a little before we sent it: their clock is not ours. */
const CLOCK_MS = 10 * 60_000
const FIND_PAGES = 5

/** Posts answers; the same `Idempotency-Key` at every try, which Mastodon honours for an hour (docs.joinmastodon.org/methods/statuses). */
export function createSender(line: Line, me: () => Promise<Me>, clock: Clock): Pick<Adapter, 'send' | 'findSent'> {
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.setTimer(resolve, ms))

  async function upload({ name, type, content }: OutboundMessage['attachments'][number], signal: AbortSignal) {
    const body = new FormData()
    body.append('file', new Blob([new Uint8Array(content)], { type }), name)
    const answer = await line.write('/api/v2/media', { body }, signal).catch((error: unknown) => {
      // Nothing has been posted yet, so this may be tried again at will.
      throw error instanceof LostAnswer ? new AppError('offline', error.message) : error
    })
    if (answer.status >= 300) throw line.refused(answer)
    const uploaded = Uploaded.safeParse(answer.json)
    if (!uploaded.success) throw new AppError('offline', 'The server gave no name to the picture.')
    const { id } = uploaded.data
    for (let looks = 0; answer.status === 202 && looks < UPLOAD_LOOKS; looks++) {
      await wait(UPLOAD_WAIT_MS)
      const known = Uploaded.safeParse(await line.read(`/api/v1/media/${id}`, [], signal))
      if (known.success && known.data.url != null) return id
    }
    return id
  }

  async function send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
    const { post, attachments } = message
    if (!post) throw new AppError('unsupported', 'This is no post.')
    const ids: string[] = []
    for (const file of attachments) ids.push(await upload(file, signal))
    const body = JSON.stringify({
      status: textOf(message),
      visibility: post.visibility === 'private' ? 'direct' : 'public',
      ...(post.inReplyTo === null ? {} : { in_reply_to_id: post.inReplyTo }),
      ...(ids.length === 0 ? {} : { media_ids: ids }),
    })
    const headers = { 'content-type': 'application/json', 'idempotency-key': post.key }
    const answer = await line
      .write('/api/v1/statuses', { body, headers }, signal)
      .catch((error: unknown) => (error instanceof LostAnswer ? error : Promise.reject(error)))
    return answer instanceof LostAnswer ? unclear(answer.message) : resultOf(answer, post)
  }

  function resultOf(answer: HttpAnswer, post: OutboundPost): SendResult {
    // A proxy says 5xx also when the server behind it has taken the post.
    if (answer.status >= 500) return unclear(`The server answered ${answer.status}.`)
    if (answer.status === 404 && post.inReplyTo !== null)
      throw new AppError('rejected', 'The post is gone.', { reason: 'post-gone' })
    if (answer.status >= 300) throw line.refused(answer)
    const status = Posting.safeParse(answer.json)
    if (!status.success) return unclear('The answer cannot be read.')
    return accepted(postedOf(status.data, post), answer.json)
  }

  async function findSent(message: OutboundMessage, signal: AbortSignal): Promise<Posted | false | null> {
    const { id } = await me()
    const { textOfHtml } = await import('./html-text.ts')
    const isIt = (status: Status) => isPostOf(status, textOfHtml(status.content), message)
    let below: string | null = null
    for (let page = 0; page < FIND_PAGES; page++) {
      const query: [string, string][] = [
        ['exclude_reblogs', 'true'],
        ['limit', '40'],
      ]
      if (below !== null) query.push(['max_id', below])
      const statuses = listOf(await line.read(`/api/v1/accounts/${id}/statuses`, query, signal), Status)
      const found = statuses.find(isIt)
      if (found) return postedOf(found, message.post ?? null)
      const last = statuses.at(-1)
      if (!last || Date.parse(last.created_at) < message.date - CLOCK_MS) return false
      below = last.id
    }
    return null
  }

  return { send, findSent }
}

const unclear = (explanation: string): SendResult => ({ outcome: 'unclear', explanation, source: new Uint8Array() })

const textOf = ({ to, textBody }: OutboundMessage): string => withAddressee('mastodon', to[0]?.address ?? '', textBody)

/** Direct messages are one conversation a person, also one that began with their public post. */
const postedOf = ({ id, url }: Posting, post: OutboundPost | null): Posted => ({
  externalId: id,
  url: url ?? null,
  conversation: post?.visibility === 'private' && post.recipientId !== null ? `dm:${post.recipientId}` : null,
})

function isPostOf(status: Status, text: string, { textBody, post, date }: OutboundMessage): boolean {
  const isLater = Date.parse(status.created_at) >= date - CLOCK_MS
  const answersSame = (status.in_reply_to_id ?? null) === (post?.inReplyTo ?? null)
  return isLater && answersSame && isSamePost(textBody, text)
}
