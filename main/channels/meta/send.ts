import { countText, limitOf } from '../../../preload/domain/networks.ts'
import { AppError } from '../../../preload/errors.ts'
import type { OutboundMessage, OutboundPost, Posted, SendResult } from '../adapter.ts'
import type { HttpAnswer } from '../http.ts'
import { accepted, sourceBytes } from '../post.ts'
import type { Graph } from './graph.ts'
import type { MetaChannel } from './settings.ts'

/** Where an answer goes, and how the network shows that it is there. */
type Doing = {
  path: string
  /** What an answer names; null where it is in an unknown form. */
  postedOf(answer: unknown, signal: AbortSignal): Promise<Posted | null>
  /** What of ours says the same and is not older than the answer, newest first. */
  sameWords(signal: AbortSignal): Promise<Posted[]>
}
/** `mayGo` answers what to send, or refuses with an AppError where Meta would not take it now. */
export type Plan = (
  message: OutboundMessage,
  post: OutboundPost,
) => Doing & { mayGo(signal: AbortSignal): Promise<Record<string, unknown>> }

/** Sends answers and finds them again. Meta takes no key of ours: what was sent twice would stand there twice. */
export function createSender(channel: MetaChannel, graph: Graph, plan: Plan) {
  /** What is known to be an answer already: the same words sent twice are two. */
  const claimed = new Set<string>()
  /** What said the same before the first try, by our key. */
  const before = new Map<string, ReadonlySet<string>>()

  async function send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
    const post = postIn(message)
    mustFit(channel, message, post)
    const doing = plan(message, post)
    const body = await doing.mayGo(signal)
    const there = await doing.sameWords(signal)
    const known = before.get(post.key)
    const isNew = ({ externalId }: Posted) => !claimed.has(externalId!) && known?.has(externalId!) === false
    const earlier = only(there.filter(isNew))
    if (earlier) return accepted(claim(earlier), { found: earlier })
    if (!known) before.set(post.key, new Set(there.map(({ externalId }) => externalId!)))
    const answer = await graph.post(doing.path, body, signal)
    if (answer?.status === 200 && !hasFailed(answer)) {
      const posted = await doing.postedOf(answer.json, signal)
      if (posted) return accepted(claim(posted), answer.json)
    } else if (answer && answer.status < 500) {
      const error = graph.errorOf(answer)
      // "Unknown" and "temporary" faults of Meta do not say that nothing was done.
      if (error.code !== 'offline') throw error
    }
    return { outcome: 'unclear', explanation: 'Meta took the answer and said nothing.', source: sourceBytes(body) }
  }

  /** Null unless exactly one fits: then a person decides. What Meta does not show yet may come, so it is never "not there". */
  async function findSent(message: OutboundMessage, signal: AbortSignal): Promise<Posted | null> {
    const post = postIn(message)
    const known = before.get(post.key)
    const there = await plan(message, post).sameWords(signal)
    const found = only(there.filter(({ externalId }) => !claimed.has(externalId!) && !known?.has(externalId!)))
    return found && claim(found)
  }

  function claim(posted: Posted): Posted {
    if (posted.externalId !== null) claimed.add(posted.externalId)
    return posted
  }

  return { send, findSent }
}

const only = (found: readonly Posted[]): Posted | null => (found.length === 1 ? found[0]! : null)

const hasFailed = ({ json }: HttpAnswer): boolean => typeof json === 'object' && json !== null && 'error' in json

function postIn({ post }: OutboundMessage): OutboundPost {
  if (!post) throw new AppError('invalid-input', 'A mail cannot be sent by Meta.')
  return post
}

/** Before anything leaves: what Meta would refuse anyway. */
function mustFit(channel: MetaChannel, { textBody, attachments }: OutboundMessage, { visibility }: OutboundPost): void {
  const limit = limitOf(channel, visibility)
  if (textBody.trim() === '' || (limit && countText(channel, visibility, textBody) > limit.max))
    throw new AppError('rejected', 'The text is longer than Meta takes.', { reason: 'text-too-long' })
  if (attachments.length > 0)
    throw new AppError('rejected', 'Files cannot be sent by Meta from here.', { reason: 'files-refused' })
}

/** An id goes into a path: nothing but what Meta makes ids of. */
export function idIn(id: string | null): string {
  if (id === null || !/^[\w:=-]{1,400}$/.test(id)) throw new AppError('invalid-input', 'This is no id of Meta.')
  return encodeURIComponent(id)
}

/** Meta's times are whole seconds. */
export const toSecond = (at: number): number => Math.floor(at / 1000) * 1000
export const isSameText = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim()
