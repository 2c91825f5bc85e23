import { AppError } from '../../../preload/errors.ts'
import type { Inbound, PostChange } from '../adapter.ts'
import { inboundOf, type Post } from '../post.ts'
import type { ChatPlace } from './cursor.ts'
import { withWholeLinks } from './facets.ts'
import { embedOf, personOf } from './read-post.ts'
import { Author, ChatMessage, Convo, instantOf, listOf, LogEntry } from './schemas.ts'
import type { Params, Session } from './session.ts'

/** Requests of one look: pages of the log, pages of conversations, conversations whose past is fetched. */
const LOG_PAGES = 10
const CONVO_PAGES = 5
const PASTS = 20
/** Pages of one conversation's past, of 100 messages. */
const PAST_PAGES = 3

type Found = { messages: Inbound[]; changes: PostChange[]; place: ChatPlace }

/** Who talks in a conversation. */
type People = ReadonlyMap<string, Author>

/** Direct messages: at first what every conversation holds since `floor`, then what the log says. Keeps who is in which. */
export function createChat(session: Session, now: () => number) {
  const peopleOf = new Map<string, People>()

  async function* lookAt(from: ChatPlace | null, floor: number, signal: AbortSignal): AsyncGenerator<Found> {
    // Without a place in the log nothing says what is new: then the conversations are listed once more.
    const known = from !== null && (from.rev !== null || from.past.length > 0) ? from : null
    let place = known ?? (await begin(floor, signal))
    // Kept also where there is nothing to hand out, so that the next look asks the log alone.
    if (known === null && place.rev !== null) yield { messages: [], changes: [], place }
    for (const convoId of place.past.slice(0, PASTS)) {
      const messages = await past(convoId, floor, signal)
      place = { ...place, past: place.past.filter((id) => id !== convoId) }
      yield { messages, changes: [], place }
    }
    for (let pages = 0; pages < LOG_PAGES && place.rev !== null; pages++) {
      const { items, next } = await log(place.rev, signal)
      const rev = next ?? latest(items, place.rev)
      if (items.length === 0 || rev === place.rev) return
      const found = await understood(items, signal)
      place = { ...place, rev }
      yield { ...found, place }
    }
  }

  /** The log is asked first, so that what is written while the conversations are listed is not lost between the two. */
  async function begin(floor: number, signal: AbortSignal): Promise<ChatPlace> {
    const { items, next } = await log(null, signal)
    const convos: Convo[] = []
    let page: string | null = null
    for (let pages = 0; pages < CONVO_PAGES; pages++) {
      const answer = await session.read(
        'chat.bsky.convo.listConvos',
        { limit: 100, cursor: page ?? undefined },
        signal,
        'chat',
      )
      const list = listOf(answer, 'convos', Convo)
      convos.push(...list.items)
      if (list.next === null || list.next === page || list.items.length === 0) break
      page = list.next
    }
    for (const convo of convos) keepPeople(convo)
    const recent = convos.filter(({ lastMessage }) => lastMessage && instantOf(lastMessage.sentAt, 0) >= floor)
    return { rev: next ?? latest(items, null), past: [...new Set(recent.map(({ id }) => id))] }
  }

  async function log(rev: string | null, signal: AbortSignal) {
    const answer = await session.read('chat.bsky.convo.getLog', { cursor: rev ?? undefined }, signal, 'chat')
    return listOf(answer, 'logs', LogEntry)
  }

  async function past(convoId: string, floor: number, signal: AbortSignal): Promise<Inbound[]> {
    const found = new Map<string, ChatMessage>()
    let page: string | null = null
    for (let pages = 0; pages < PAST_PAGES; pages++) {
      const params: Params = { convoId, limit: 100, cursor: page ?? undefined }
      const answer = await session.read('chat.bsky.convo.getMessages', params, signal, 'chat')
      const list: { items: ChatMessage[]; next: string | null } = listOf(answer, 'messages', ChatMessage)
      const fresh = list.items.filter(({ id, sentAt }) => !found.has(id) && instantOf(sentAt, floor) >= floor)
      for (const message of fresh) if (isText(message)) found.set(message.id, message)
      if (list.next === null || list.next === page || fresh.length === 0) break
      page = list.next
    }
    const messages: Inbound[] = []
    for (const message of [...found.values()].reverse()) messages.push(await inbound(convoId, message, signal))
    return messages
  }

  async function understood(items: readonly LogEntry[], signal: AbortSignal): Promise<Omit<Found, 'place'>> {
    const messages = new Map<string, Inbound>()
    const changes: PostChange[] = []
    for (const { $type, convoId, message } of items) {
      const read = ChatMessage.safeParse(message)
      if (!read.success || convoId === '') continue
      const externalId = idOf(convoId, read.data.id)
      if ($type.endsWith('#logDeleteMessage')) changes.push({ what: 'deleted', externalId })
      if ($type.endsWith('#logCreateMessage') && isText(read.data))
        messages.set(externalId, await inbound(convoId, read.data, signal))
    }
    return { messages: [...messages.values()], changes }
  }

  async function inbound(convoId: string, message: ChatMessage, signal: AbortSignal): Promise<Inbound> {
    const people = await who(convoId, signal)
    const ownDid = await session.did(signal)
    const isOwn = message.sender.did === ownDid
    const sender = people.get(message.sender.did)
    const partner = [...people.values()].find(({ did }) => did !== ownDid)
    const { media, quoted } = embedOf(message.embed)
    const post: Post = {
      id: idOf(convoId, message.id),
      inReplyTo: null,
      conversation: convoId,
      visibility: 'private',
      found: 'addressed',
      author: personOf(sender ?? { did: message.sender.did, handle: '', displayName: '' }),
      recipient: isOwn && partner ? personOf(partner) : null,
      isOwn,
      text: withWholeLinks(message.text, message.facets),
      at: Math.min(instantOf(message.sentAt, now()), now()),
      url: urlOfConvo(convoId),
      answerUntil: null,
      refuses: isOwn ? null : refusalOf(sender),
      media,
      quoted,
    }
    return inboundOf('bluesky', post, { convoId, message, sender: sender ?? null })
  }

  async function who(convoId: string, signal: AbortSignal): Promise<People> {
    const known = peopleOf.get(convoId)
    if (known) return known
    const answer = await session
      .read('chat.bsky.convo.getConvo', { convoId }, signal, 'chat')
      .catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'rejected') return null
        throw error
      })
    const convo = Convo.safeParse((answer as { convo?: unknown } | null)?.convo)
    return convo.success ? keepPeople(convo.data) : new Map()
  }

  function keepPeople(convo: Convo): People {
    const people = new Map<string, Author>()
    for (const member of convo.members) {
      const read = Author.safeParse(member)
      if (read.success) people.set(read.data.did, read.data)
    }
    peopleOf.set(convo.id, people)
    return people
  }

  return { lookAt }
}
export type Chat = ReturnType<typeof createChat>

export const urlOfConvo = (convoId: string): string => `https://bsky.app/messages/${convoId}`
export const idOf = (convoId: string, messageId: string): string => `${convoId}/${messageId}`

/** Deleted messages and what the system says are listed among the others. */
const isText = ({ $type }: ChatMessage): boolean => !/#(deleted|system)MessageView$/.test($type)

function refusalOf(author: Author | undefined): Post['refuses'] {
  if (author?.viewer?.blockedBy || typeof author?.viewer?.blocking === 'string') return 'blocked'
  return author?.['chatDisabled'] === true ? 'read-only' : null
}

const latest = (items: readonly LogEntry[], rev: string | null): string | null =>
  items.reduce<string | null>((last, item) => (item.rev > (last ?? '') ? item.rev : last), rev)
