import { z } from 'zod'
import type { PostMedia } from '../../core/message.ts'
import type { Inbound } from '../adapter.ts'
import { inboundOf, type Post } from '../post.ts'
import { look, type Place, type Source } from '../stream.ts'
import type { Threads } from './cursor.ts'
import type { Graph } from './graph.ts'
import type { Self } from './instagram-wall.ts'
import type { PrivateLine } from './private-line.ts'
import { Conversation, instantOf, listOf, Message, Person, withoutSecrets } from './schemas.ts'
import { FIRST_LOOK_MS, printOf } from './wall.ts'

/** Meta tells the words of the newest 20 messages of a conversation, not of older ones (Conversations API, read 2026-11-22). */
const fieldsOf = ({ fields }: PrivateLine): string => `id,updated_time,participants,messages.limit(20){${fields}}`
/** Requests of one look, of 25 conversations each. */
const PAGES = 12
/** A conversation of which nothing was heard for so long is forgotten, in ms. */
const FORGET_MS = 90 * 86_400_000

/** How long a message may be answered, in ms: a day, or seven with the tag HUMAN_AGENT (Send Messages, read 2026-11-22). */
export const WINDOW_MS = 24 * 3_600_000
export const windowOf = ({ humanAgent }: { humanAgent: boolean }): number => (humanAgent ? 7 : 1) * WINDOW_MS

export type Inbox = { line: PrivateLine; graph: Graph; self: Self; windowMs: number; now: () => number }

/** Direct messages of an Instagram account or of a page, the conversation that was written in last first. */
export async function* lookAtInbox(
  inbox: Inbox,
  from: { inbox: Place | null; threads: Threads },
  signal: AbortSignal,
): AsyncGenerator<{ messages: Inbound[]; inbox: Place; threads: Threads }> {
  const { line, graph, now } = inbox
  const floor = now() - FIRST_LOOK_MS
  const source: Source<Conversation> = {
    async ask(after, at) {
      const params = { platform: line.platform, fields: fieldsOf(line), limit: 25, after: after ?? undefined }
      return listOf(await graph.get(`${line.owner}/conversations`, params, at), Conversation)
    },
    idOf: stateOf,
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
      messages.push(...found.map(({ post, raw }) => inboundOf(line.channel, post, withoutSecrets(raw))))
      threads = { ...threads, [conversation.id]: newestOf(found, until, ids) }
    }
    yield { messages: messages.sort((a, b) => a.receivedAt - b.receivedAt), inbox: place, threads }
  }
}

/** By what is in it: Meta's times are whole seconds, and more may come in the second of the last look. */
function stateOf({ id, updated_time, messages }: Conversation): string {
  const ids = listOf(messages, Message).items.map((message) => message.id)
  return `${id}@${updated_time}@${printOf(ids.sort().join())}`
}

/** Meta's times are whole seconds: what came in the same one is told apart by its id. */
function newestOf(found: readonly { post: Post }[], until: number, ids: readonly string[]): Threads[string] {
  const newest = Math.max(...found.map(({ post }) => post.at))
  const there = found.filter(({ post }) => post.at === newest).map(({ post }) => post.id)
  return [newest, newest === until ? [...ids, ...there] : there]
}

/** The messages of a conversation that Meta tells of, each once. */
export function messagesOf(
  conversation: Conversation,
  { line, self, windowMs, now }: Inbox,
): { post: Post; raw: unknown }[] {
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
      author: line.personOf(message.from, conversation.id),
      recipient: isOwn && partner ? line.personOf(partner, conversation.id) : null,
      isOwn,
      text: message.message,
      at,
      url: line.url,
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
  { line, graph }: Inbox,
  personId: string,
  signal: AbortSignal,
): Promise<Conversation | null> {
  const params = { platform: line.platform, user_id: personId, fields: fieldsOf(line) }
  const { items } = listOf(await graph.get(`${line.owner}/conversations`, params, signal), Conversation)
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
