import { linksIn } from '../../../preload/domain/text-length.ts'
import { AppError } from '../../../preload/errors.ts'
import type { Clock } from '../../jobs/clock.ts'
import type { OutboundMessage, OutboundPost, Posted, SendResult } from '../adapter.ts'
import { LostAnswer } from '../http.ts'
import { asAppError, type XAccount } from './account.ts'
import { createdMessageId, createdPostId, pageOf, uploadedMediaId, XMessage, XPost } from './answers.ts'
import { Refusal } from './line.ts'
import { linkTo, type Me, partnerIn, repliedTo } from './posts.ts'
import type { createSpending } from './spending.ts'

/** Clocks differ; an answer of ours is looked for from so long before it was written, in ms. */
const LOOK_BACK_MS = 5 * 60_000
const LOOKED_THROUGH = 50

export type SendTools = { account: XAccount; clock: Clock; spending: ReturnType<typeof createSpending>; me: Me }

/** Posts once. What certainly was not taken is thrown as AppError; a lost answer is `unclear`. */
export async function send(message: OutboundMessage, tools: SendTools, signal: AbortSignal): Promise<SendResult> {
  const post = postOf(message)
  const media = await uploadAll(message, post, tools, signal)
  try {
    const answer = await tools.account.write(requestFor(message, post, media, tools.me), signal)
    tools.spending.written(costOf(message, post))
    return accepted(answer, post, tools.me)
  } catch (error) {
    if (error instanceof LostAnswer) return { outcome: 'unclear', explanation: error.message, source: encode(null) }
    if (!(error instanceof Refusal)) throw error
    if (!isDuplicate(error)) throw refusalToSend(error, tools.clock.now())
    // X takes the same words only once: the first try may have arrived after all.
    const found = await findSent(message, tools, signal)
    if (!found) throw new AppError('rejected', error.message, { reason: 'x-duplicate' })
    return { outcome: 'accepted', rejectedRecipients: [], source: encode(found), posted: found }
  }
}

/**
 * Looks among the last things we said. Never `false`: a post may show up late, and X keeps no key of ours by which it would
 * refuse a second one.
 */
export async function findSent(
  message: OutboundMessage,
  tools: SendTools,
  signal: AbortSignal,
): Promise<Posted | null> {
  const post = postOf(message)
  return post.visibility === 'public'
    ? findPost(message, post, tools, signal)
    : findMessage(message, post, tools, signal)
}

async function findPost(
  { textBody, date }: OutboundMessage,
  post: OutboundPost,
  { account, spending, me }: SendTools,
  signal: AbortSignal,
): Promise<Posted | null> {
  const answer = await account.read(
    {
      method: 'GET',
      endpoint: 'users/:id/tweets',
      params: { id: me.id },
      query: {
        'post.fields': 'created_at,entities,id,note_post,text',
        expansions: 'referenced_posts',
        start_time: new Date(date - LOOK_BACK_MS).toISOString(),
        max_results: LOOKED_THROUGH,
      },
    },
    signal,
  )
  const { items } = pageOf(XPost, answer)
  spending.read(
    'owned-read',
    items.map(({ value }) => value.id),
  )
  const same = items.find(({ value }) => repliedTo(value) === post.inReplyTo && isSameText(value.text, textBody))
  return same ? { externalId: same.value.id, url: linkTo(me.handle, same.value.id) } : null
}

async function findMessage(
  { textBody, date }: OutboundMessage,
  post: OutboundPost,
  { account, spending, me }: SendTools,
  signal: AbortSignal,
): Promise<Posted | null> {
  const partner = partnerOf(post, me)
  const query = {
    'dm_event.fields': 'created_at,dm_conversation_id,event_type,id,text',
    expansions: 'sender_id',
    event_types: 'MessageCreate',
    max_results: 10,
  }
  const answer = await account.read(
    partner === null
      ? { method: 'GET', endpoint: 'dm_conversations/:id/dm_events', params: { id: post.conversation }, query }
      : {
          method: 'GET',
          endpoint: 'dm_conversations/with/:participant_id/dm_events',
          params: { participant_id: partner },
          query,
        },
    signal,
  )
  const { items } = pageOf(XMessage, answer)
  spending.read(
    'dm-read',
    items.map(({ value }) => value.id),
  )
  const same = items.find(
    ({ value }) =>
      value.sender_id === me.id &&
      isSameText(value.text ?? '', textBody) &&
      Date.parse(value.created_at ?? '') >= date - LOOK_BACK_MS,
  )
  return same ? { externalId: same.value.id, url: messagesUrl(post) } : null
}

function requestFor(message: OutboundMessage, post: OutboundPost, media: readonly string[], me: Me) {
  const text = message.textBody
  if (post.visibility === 'public') {
    const body = {
      text,
      ...(post.inReplyTo !== null && { reply: { in_reply_to_tweet_id: post.inReplyTo } }),
      ...(media.length > 0 && { media: { media_ids: [...media] } }),
    }
    return { method: 'POST', endpoint: 'tweets', body } as const
  }
  const body = {
    ...(text !== '' && { text }),
    ...(media.length > 0 && { attachments: media.map((media_id) => ({ media_id })) }),
  }
  const partner = partnerOf(post, me)
  return partner === null
    ? ({ method: 'POST', endpoint: 'dm_conversations/:id/messages', params: { id: post.conversation }, body } as const)
    : ({
        method: 'POST',
        endpoint: 'dm_conversations/with/:participant_id/messages',
        params: { participant_id: partner },
        body,
      } as const)
}

/** Pictures go up first. Nothing has been said yet, so every failure here is a plain one. */
async function uploadAll(
  { attachments }: OutboundMessage,
  { visibility }: OutboundPost,
  { account, clock }: SendTools,
  signal: AbortSignal,
): Promise<string[]> {
  const ids: string[] = []
  for (const { type, content } of attachments) {
    const kind = type === 'image/gif' ? 'gif' : 'image'
    const body = { media: Buffer.from(content), media_category: `${visibility === 'public' ? 'tweet' : 'dm'}_${kind}` }
    const answer = await account
      .write({ method: 'POST', endpoint: 'media/upload', body, bodyMode: 'form-data' }, signal)
      .catch((error: unknown) => {
        if (error instanceof LostAnswer) throw new AppError('offline', error.message)
        throw error instanceof Refusal ? refusalToSend(error, clock.now()) : error
      })
    const id = uploadedMediaId(answer)
    if (id === null) throw new AppError('offline', 'X gave no name to the picture')
    ids.push(id)
  }
  return ids
}

function accepted(answer: unknown, post: OutboundPost, me: Me): SendResult {
  const id = post.visibility === 'public' ? createdPostId(answer) : createdMessageId(answer)
  const url = post.visibility === 'private' ? messagesUrl(post) : id && linkTo(me.handle, id)
  return { outcome: 'accepted', rejectedRecipients: [], source: encode(answer), posted: { externalId: id, url } }
}

function postOf({ post }: OutboundMessage): OutboundPost {
  if (!post) throw new AppError('invalid-input', 'This is no post')
  return post
}

const messagesUrl = ({ conversation }: OutboundPost) => `https://x.com/messages/${conversation}`

/** Whom a direct message goes to; null for a group, which is answered as one. */
const partnerOf = ({ conversation, recipientId }: OutboundPost, me: Me): string | null =>
  partnerIn(conversation, me.id) ?? (/^\d+$/.test(conversation) && recipientId === null ? null : recipientId)

/** X charges thirteen times as much for a post with a link (docs.x.com pricing, read 2026-11-22). */
function costOf({ textBody }: OutboundMessage, { visibility }: OutboundPost) {
  if (visibility === 'private') return 'dm-send'
  return linksIn(textBody).length > 0 ? 'post-with-link' : 'post'
}

const isDuplicate = ({ status, message }: Refusal) => status === 403 && /duplicate content/i.test(message)

/** X says why in English only; what is recognised gets a sentence of ours. */
function refusalToSend(refusal: Refusal, now: number): AppError {
  const { status, message } = refusal
  if (status !== 403 && status !== 400 && status !== 404) return asAppError(refusal, now)
  const rejected = (reason: string) => new AppError('rejected', `X answered ${status}: ${message}`, { reason })
  if (/not been mentioned|otherwise engaged/i.test(message)) return rejected('not-mentioned')
  if (/deleted or not visible/i.test(message)) return rejected('post-gone')
  if (/blocked/i.test(message)) return rejected('blocked')
  if (/cannot send messages|not allow.*direct message|do not have.*dm conversation/i.test(message))
    return rejected('x-no-messages')
  return asAppError(refusal, now)
}

/** X sets `@names` before an answer and shortens links; the words between stay. */
function isSameText(theirs: string, ours: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFC')
      .replace(/^(?:@\w+\s+)+/, '')
      .replaceAll(/https?:\/\/\S+/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll(/\s+/g, ' ')
      .trim()
  return plain(theirs) === plain(ours)
}

const encode = (answer: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(answer))
