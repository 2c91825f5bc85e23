import { z } from 'zod'
import { countText, limitOf } from '../../../preload/domain/networks.ts'
import { AppError } from '../../../preload/errors.ts'
import type { OutboundMessage, OutboundPost, Posted, SendResult } from '../adapter.ts'
import { type HttpAnswer, LostAnswer } from '../http.ts'
import { accepted, sourceBytes } from '../post.ts'
import { idOf, urlOfConvo } from './chat.ts'
import { errorOf } from './errors.ts'
import { facetsOf, mentionedIn } from './facets.ts'
import { POSTS, urlOf } from './read-post.ts'
import { ChatMessage, Convo, instantOf, listOf, PostRecord, Ref } from './schemas.ts'
import type { Service, Session } from './session.ts'
import { recordKeyOf } from './tid.ts'

/** What a post can carry (app.bsky.embed.images, lexicon of 2026: "up to 2 MB, formerly limited to 1 MB"; the old limit is kept). */
export const IMAGES = { max: 4, types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'], maxBytes: 1_000_000 }

const Stored = z.looseObject({ uri: z.string(), cid: z.string().catch(''), value: PostRecord })

/** Sends answers and finds them again. `now` for what a rate limit says. */
export function createSender(session: Session, now: () => number) {
  /** Direct messages that are known to be ours already: the same words sent twice are two messages. */
  const claimed = new Set<string>()

  async function send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
    const post = postIn(message)
    mustFit(message, post)
    return post.visibility === 'public' ? publish(message, post, signal) : tell(message, post, signal)
  }

  async function publish(message: OutboundMessage, post: OutboundPost, signal: AbortSignal): Promise<SendResult> {
    const repo = await session.did(signal)
    const rkey = recordKeyOf(message.date, post.key)
    const record = {
      $type: POSTS,
      text: message.textBody,
      createdAt: new Date(message.date).toISOString(),
      ...(await facetsIn(message.textBody, signal)),
      ...(post.inReplyTo === null ? {} : { reply: await replyTo(post.inReplyTo, signal) }),
      ...(await picturesIn(message, signal)),
    }
    const answer = await written(
      'com.atproto.repo.createRecord',
      { repo, collection: POSTS, rkey, record },
      'pds',
      signal,
    )
    if (answer?.status === 200 && Ref.safeParse(answer.json).success) {
      const { uri } = Ref.parse(answer.json)
      return accepted({ externalId: uri, url: urlOf(uri) }, answer.json)
    }
    // Whatever came back, the record under our own key tells whether this post stands: an earlier try may have placed it.
    const there = await findPost(message, post, signal).catch(() => null)
    if (there) return accepted(there, { uri: there.externalId })
    if (answer && answer.status >= 400 && answer.status < 500) throw errorOf(answer, now())
    return unclear({ repo, rkey, record })
  }

  async function tell(message: OutboundMessage, post: OutboundPost, signal: AbortSignal): Promise<SendResult> {
    const convoId = await convoOf(post, signal)
    const body = { convoId, message: { text: message.textBody, ...(await facetsIn(message.textBody, signal)) } }
    const answer = await written('chat.bsky.convo.sendMessage', body, 'chat', signal)
    const sent = ChatMessage.safeParse(answer?.json)
    if (answer?.status === 200 && sent.success) {
      const externalId = idOf(convoId, sent.data.id)
      claimed.add(externalId)
      return accepted({ externalId, url: urlOfConvo(convoId), conversation: convoId }, answer.json)
    }
    if (answer && answer.status >= 400 && answer.status < 500) throw errorOf(answer, now())
    return unclear(body)
  }

  /** The answer, or null where nobody knows whether it was taken. */
  async function written(
    method: string,
    body: Record<string, unknown>,
    service: Service,
    signal: AbortSignal,
  ): Promise<HttpAnswer | null> {
    return session.write(method, body, signal, service).catch((error: unknown) => {
      if (error instanceof LostAnswer) return null
      throw error
    })
  }

  async function facetsIn(text: string, signal: AbortSignal): Promise<{ facets?: unknown[] }> {
    const dids = new Map<string, string>()
    for (const handle of mentionedIn(text)) {
      const answer = await session
        .read('com.atproto.identity.resolveHandle', { handle }, signal)
        .catch((error: unknown) => passOver(error))
      const did = (answer as { did?: unknown } | null)?.did
      if (typeof did === 'string') dids.set(handle, did)
    }
    const facets = facetsOf(text, dids)
    return facets.length === 0 ? {} : { facets }
  }

  /** The post it answers and the first of its thread, each with the version that was seen. */
  async function replyTo(uri: string, signal: AbortSignal) {
    const stored = await recordAt(uri, signal)
    if (!stored) throw new AppError('rejected', 'The post is gone.', { reason: 'post-gone' })
    const parent = { uri: stored.uri, cid: stored.cid }
    const root = stored.value.reply?.root
    return { root: root ? { uri: root.uri, cid: root.cid } : parent, parent }
  }

  async function recordAt(uri: string, signal: AbortSignal) {
    const [, repo, collection, rkey] = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(uri) ?? []
    if (!repo || !collection || !rkey) throw new AppError('invalid-input', 'This is no address of a post.')
    const answer = await session
      .read('com.atproto.repo.getRecord', { repo, collection, rkey }, signal)
      .catch((error: unknown) => passOver(error))
    const stored = Stored.safeParse(answer)
    return stored.success ? stored.data : null
  }

  async function picturesIn({ attachments }: OutboundMessage, signal: AbortSignal): Promise<{ embed?: unknown }> {
    if (attachments.length === 0) return {}
    const images: unknown[] = []
    for (const { content, type } of attachments) {
      const answer = await session.upload(content, type, signal).catch((error: unknown) => {
        if (error instanceof LostAnswer) throw new AppError('offline', 'A picture could not be sent.', { cause: error })
        throw error
      })
      const blob = (answer.json as { blob?: unknown } | null | undefined)?.blob
      if (answer.status !== 200 || blob === undefined) throw errorOf(answer, now())
      images.push({ alt: '', image: blob })
    }
    return { embed: { $type: 'app.bsky.embed.images', images } }
  }

  /** The conversation of the answer. A request is accepted first: the other side sees nothing before. */
  async function convoOf({ conversation, recipientId }: OutboundPost, signal: AbortSignal): Promise<string> {
    const isThere = conversation !== '' && !conversation.startsWith('at://')
    if (!isThere && recipientId === null) throw new AppError('invalid-input', 'Nobody to write to.')
    const answer = isThere
      ? await session.read('chat.bsky.convo.getConvo', { convoId: conversation }, signal, 'chat')
      : await session.read('chat.bsky.convo.getConvoForMembers', { members: [recipientId!] }, signal, 'chat')
    const convo = Convo.safeParse((answer as { convo?: unknown } | null)?.convo)
    if (!convo.success) throw new AppError('offline', 'Bluesky answered in an unknown form.')
    if (isThere && convo.data.status === 'request')
      await written('chat.bsky.convo.acceptConvo', { convoId: convo.data.id }, 'chat', signal)
    return convo.data.id
  }

  async function findSent(message: OutboundMessage, signal: AbortSignal): Promise<Posted | false | null> {
    const post = postIn(message)
    return post.visibility === 'public' ? findPost(message, post, signal) : findTold(message, post, signal)
  }

  async function findPost(message: OutboundMessage, post: OutboundPost, signal: AbortSignal): Promise<Posted | false> {
    const uri = `at://${await session.did(signal)}/${POSTS}/${recordKeyOf(message.date, post.key)}`
    const stored = await recordAt(uri, signal)
    return stored ? { externalId: stored.uri, url: urlOf(stored.uri) } : false
  }

  /** By words and time: direct messages take no key of ours. Null unless there is exactly one that it can be. */
  async function findTold(message: OutboundMessage, post: OutboundPost, signal: AbortSignal): Promise<Posted | null> {
    const ownDid = await session.did(signal)
    const convoId = await convoOf(post, signal)
    const answer = await session.read('chat.bsky.convo.getMessages', { convoId, limit: 100 }, signal, 'chat')
    const ours = listOf(answer, 'messages', ChatMessage).items.filter(
      ({ id, sender, text, sentAt }) =>
        sender.did === ownDid &&
        text === message.textBody &&
        instantOf(sentAt, 0) >= message.date &&
        !claimed.has(idOf(convoId, id)),
    )
    if (ours.length !== 1) return null
    const externalId = idOf(convoId, ours[0]!.id)
    claimed.add(externalId)
    return { externalId, url: urlOfConvo(convoId), conversation: convoId }
  }

  return { send, findSent }
}

function postIn({ post }: OutboundMessage): OutboundPost {
  if (!post) throw new AppError('invalid-input', 'A mail cannot be sent on Bluesky.')
  return post
}

/** Before anything leaves: what the network would refuse anyway. */
function mustFit(message: OutboundMessage, { visibility }: OutboundPost): void {
  const limit = limitOf('bluesky', visibility)
  if (limit && countText('bluesky', visibility, message.textBody) > limit.max)
    throw new AppError('rejected', 'The text is longer than Bluesky takes.', { reason: 'too-long' })
  const { attachments } = message
  const fits = ({ type, content }: (typeof attachments)[number]) =>
    IMAGES.types.includes(type.toLowerCase()) && content.byteLength <= IMAGES.maxBytes
  const most = visibility === 'public' ? IMAGES.max : 0
  if (attachments.length > most || !attachments.every(fits))
    throw new AppError('rejected', 'Bluesky does not take these files.', { reason: 'files-refused' })
}

/** What is certainly not there is null; a line that is down stays an error. */
function passOver(error: unknown): null {
  if (error instanceof AppError && error.code === 'rejected') return null
  throw error
}

const unclear = (sent: unknown): SendResult => ({
  outcome: 'unclear',
  explanation: 'Bluesky took the answer and said nothing.',
  source: sourceBytes(sent),
})
