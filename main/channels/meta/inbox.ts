import { z } from 'zod'
import type { PostMedia } from '../../core/message.ts'
import type { Inbound } from '../adapter.ts'
import { inboundOf, type Post } from '../post.ts'
import { look, type Place, type Source } from '../stream.ts'
import type { Threads } from './cursor.ts'
import type { Graph } from './graph.ts'
import { personOf, type Self } from './instagram-wall.ts'
import { Conversation, instantOf, listOf, Message, Person, withoutSecrets } from './schemas.ts'
import { FIRST_LOOK_MS } from './wall.ts'

/** Meta tells the words of the newest 20 messages of a conversation, not of older ones (Conversations API, read 2026-11-22). */
const MESSAGES = 'messages.limit(20){id,created_time,from,to,message,attachments,shares,story}'
const FIELDS = `id,updated_time,participants,${MESSAGES}`
/** Requests of one look, of 25 conversations each. */
const PAGES = 12
/** A conversation of which nothing was heard for so long is forgotten, in ms. */
const FORGET_MS = 90 * 86_400_000

/** How long a message may be answered, in ms: a day, or seven with the tag HUMAN_AGENT (Send Messages, read 2026-11-22). */
export const WINDOW_MS = 24 * 3_600_000
export const HUMAN_AGENT_MS = 7 * WINDOW_MS
/** Opens the messages in the browser: the id of a conversation here is not the one in its address. */
export const INBOX_URL = 'https://www.instagram.com/direct/inbox/'

export type Inbox = { graph: Graph; self: Self; windowMs: number; now: () => number }

/** Direct messages of an Instagram account, the conversation that was written in last first. */
export async function* lookAtInbox(
  inbox: Inbox,
  from: { inbox: Place | null; threads: Threads },
  signal: AbortSignal,
): AsyncGenerator<{ messages: Inbound[]; inbox: Place; threads: Threads }> {
  const { graph, now } = inbox
  const floor = now() - FIRST_LOOK_MS
  const source: Source<Conversation> = {
    async ask(after, at) {
      const params = { platform: 'instagram', fields: FIELDS, limit: 25, after: after ?? undefined }
      return listOf(await graph.get('me/conversations', params, at), Conversation)
    },
    idOf: ({ id, updated_time }) => `${id}@${updated_time}`,
    placeOf: ({ updated_time }) => Math.min(instantOf(updated_time, now()), now()),
  }
  let threads: Threads = Object.fromEntries(Object.entries(from.threads).filter(([, [at]]) => at > now() - FORGET_MS))
  for await (const { fresh, place } of look(source, from.inbox, floor, PAGES, signal)) {
    const messages: Inbound[] = []
    for (const conversation of fresh) {
      const [until, ids] = threads[conversation.id] ?? [floor, []]
      const found = messagesOf(conversation, inbox).filter(
        ({ post }) => post.at > until || (post.at === until && !ids.includes(post.id)),
      )
      if (found.length === 0) continue
      messages.push(...found.map(({ post, raw }) => inboundOf('instagram', post, withoutSecrets(raw))))
      threads = { ...threads, [conversation.id]: newestOf(found, until, ids) }
    }
    yield { messages: messages.sort((a, b) => a.receivedAt - b.receivedAt), inbox: place, threads }
  }
}

/** Meta's times are whole seconds: what came in the same one is told apart by its id. */
function newestOf(found: readonly { post: Post }[], until: number, ids: readonly string[]): Threads[string] {
  const newest = Math.max(...found.map(({ post }) => post.at))
  const there = found.filter(({ post }) => post.at === newest).map(({ post }) => post.id)
  return [newest, newest === until ? [...ids, ...there] : there]
}

/** The messages of a conversation that Meta tells of, each once. */
export function messagesOf(conversation: Conversation, { self, windowMs, now }: Inbox): { post: Post; raw: unknown }[] {
  const { items } = listOf(conversation.messages, Message)
  const partner = listOf(conversation.participants, Person).items.find((person) => !isSelf(person, self)) ?? null
  const found = new Map<string, { post: Post; raw: unknown }>()
  for (const message of items) {
    // Beyond the newest 20 there is an id and nothing else.
    if (message.from === null) continue
    const isOwn = isSelf(message.from, self)
    const at = Math.min(instantOf(message.created_time, now()), now())
    const answerUntil = isOwn ? null : at + windowMs
    const post: Post = {
      id: message.id,
      inReplyTo: null,
      conversation: conversation.id,
      visibility: 'private',
      found: 'addressed',
      author: personOf(message.from, conversation.id),
      recipient: isOwn && partner ? personOf(partner, conversation.id) : null,
      isOwn,
      text: message.message,
      at,
      url: INBOX_URL,
      answerUntil,
      refuses: answerUntil !== null && answerUntil <= now() ? 'window-closed' : null,
      media: mediaOf(message),
      quoted: null,
    }
    found.set(message.id, { post, raw: message })
  }
  return [...found.values()]
}

const isSelf = ({ id, username }: Person, self: Self): boolean =>
  self.ids.has(id) || (self.username !== '' && username === self.username)

/** The conversation with one person; null where there is none. */
export async function conversationWith(
  graph: Graph,
  personId: string,
  signal: AbortSignal,
): Promise<Conversation | null> {
  const params = { platform: 'instagram', user_id: personId, fields: FIELDS }
  const { items } = listOf(await graph.get('me/conversations', params, signal), Conversation)
  return items[0] ?? null
}

const Shown = z.looseObject({ url: z.string(), preview_url: z.string().nullish().catch(null) })
const Attachment = z.looseObject({
  name: z.string().catch(''),
  image_data: z.unknown().optional(),
  video_data: z.unknown().optional(),
  file_url: z.unknown().optional(),
})
const Share = z.looseObject({ link: z.string() })
const Story = z.looseObject({
  mention: Share.optional().catch(undefined),
  reply_to: Share.optional().catch(undefined),
})

function mediaOf({ attachments, shares, story }: Message): PostMedia[] {
  const attached = listOf(attachments, Attachment).items.flatMap((one): PostMedia[] => {
    const image = Shown.safeParse(one.image_data)
    if (image.success) return [shown('image', image.data, one.name)]
    const video = Shown.safeParse(one.video_data)
    if (video.success) return [shown('video', video.data, one.name)]
    return typeof one.file_url === 'string' ? [file(one.file_url, one.name)] : []
  })
  const told = Story.safeParse(story)
  const linked = [
    ...listOf(shares, Share).items,
    ...(told.success ? [told.data.mention, told.data.reply_to].filter((link) => link !== undefined) : []),
  ]
  return [...attached, ...linked.map(({ link }) => file(link, ''))]
}

const shown = (
  kind: 'image' | 'video',
  { url, preview_url }: z.infer<typeof Shown>,
  description: string,
): PostMedia => ({
  kind,
  url,
  previewUrl: preview_url ?? null,
  description,
})
const file = (url: string, description: string): PostMedia => ({ kind: 'file', url, previewUrl: null, description })
