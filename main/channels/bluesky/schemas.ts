import { z } from 'zod'

/**
 * What we read of the answers, by the lexicons of app.bsky, com.atproto and chat.bsky as shipped with @atproto/api 0.21.0 (read
 * 2026-11-22). Lenient: a field that is missing or of another kind is empty; only what names a thing has to be there.
 */
const text = z.string().catch('')
const Viewer = z
  .looseObject({
    blockedBy: z.boolean().catch(false),
    blocking: z.unknown().optional(),
    replyDisabled: z.boolean().catch(false),
  })
  .catch({ blockedBy: false, blocking: undefined, replyDisabled: false })

export const Author = z.looseObject({
  did: z.string().min(1),
  handle: text,
  displayName: text,
  viewer: Viewer.optional(),
})
export type Author = z.infer<typeof Author>

export const Ref = z.looseObject({ uri: z.string().min(1), cid: text })
export const PostRecord = z
  .looseObject({
    text,
    createdAt: text,
    facets: z.array(z.unknown()).catch([]),
    reply: z.looseObject({ root: Ref, parent: Ref }).optional().catch(undefined),
    embed: z.unknown().optional(),
  })
  .catch({ text: '', createdAt: '', facets: [], reply: undefined, embed: undefined })
export type PostRecord = z.infer<typeof PostRecord>

export const Notice = z.looseObject({
  uri: z.string().min(1),
  author: Author,
  reason: text,
  record: PostRecord,
  indexedAt: text,
})
export type Notice = z.infer<typeof Notice>

/** A post with what the network knows about it: pictures, the post it quotes, whether we may answer. */
export const PostView = z.looseObject({
  uri: z.string().min(1),
  cid: text,
  author: Author,
  record: PostRecord,
  embed: z.unknown().optional(),
  viewer: Viewer.optional(),
})
export type PostView = z.infer<typeof PostView>

export const OwnRecord = z.looseObject({ uri: z.string().min(1), cid: text, value: PostRecord })
export type OwnRecord = z.infer<typeof OwnRecord>

export const ChatMessage = z.looseObject({
  $type: text,
  id: z.string().min(1),
  text,
  sentAt: text,
  sender: z.looseObject({ did: z.string().min(1) }),
  facets: z.array(z.unknown()).catch([]),
  embed: z.unknown().optional(),
})
export type ChatMessage = z.infer<typeof ChatMessage>

export const Convo = z.looseObject({
  id: z.string().min(1),
  status: text,
  members: z.array(z.unknown()).catch([]),
  lastMessage: z.looseObject({ sentAt: text }).nullish().catch(null),
})
export type Convo = z.infer<typeof Convo>

/** One entry of the log of direct messages. Of the many kinds we know two; the others are passed over. */
export const LogEntry = z.looseObject({
  $type: text,
  rev: text,
  convoId: text,
  message: z.unknown().optional(),
})
export type LogEntry = z.infer<typeof LogEntry>

/** The list under `name` of an answer, without what cannot be read, and the cursor of the next page. */
export function listOf<T>(answer: unknown, name: string, item: z.ZodType<T>): { items: T[]; next: string | null } {
  const body = z.looseObject({ cursor: z.string().optional().catch(undefined) }).safeParse(answer)
  if (!body.success) return { items: [], next: null }
  const list = (body.data as Record<string, unknown>)[name]
  const items = (Array.isArray(list) ? list : []).flatMap((one) => {
    const read = item.safeParse(one)
    return read.success ? [read.data] : []
  })
  return { items, next: body.data.cursor ?? null }
}

/** ms UTC of an ISO date, or `otherwise` where there is none. */
export function instantOf(date: string, otherwise: number): number {
  const at = Date.parse(date)
  return Number.isFinite(at) ? at : otherwise
}
