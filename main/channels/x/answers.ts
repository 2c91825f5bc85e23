import { z } from 'zod'
import { isId } from './ids.ts'

/**
 * What X answers, as far as it is used. Every field may be missing or odd. X renamed its words in 2026: `referenced_tweets`
 * and `includes.tweets` of the guides are `referenced_posts` and `includes.posts` in its OpenAPI document 2.167; both are read.
 */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined)
const list = <T extends z.ZodType>(schema: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform((items) =>
      (items ?? []).flatMap((item) => {
        const parsed = schema.safeParse(item)
        return parsed.success ? [parsed.data] : []
      }),
    )
const Id = z.string().refine(isId)
const Text = optional(z.string())

const Link = z.object({ url: z.string(), expanded_url: Text, media_key: Text })
const Entities = optional(
  z.object({
    urls: list(Link),
    mentions: optional(z.array(z.object({ id: Text, username: Text }))),
  }),
)
const Reference = z.object({ type: Text, id: Id })

const RawPost = z.object({
  id: Id,
  text: Text,
  author_id: Text,
  conversation_id: Text,
  created_at: Text,
  in_reply_to_user_id: Text,
  edit_history_post_ids: list(Id),
  edit_history_tweet_ids: list(Id),
  referenced_posts: list(Reference),
  referenced_tweets: list(Reference),
  note_post: optional(z.object({ text: z.string(), entities: Entities })),
  note_tweet: optional(z.object({ text: z.string(), entities: Entities })),
  attachments: optional(z.object({ media_keys: list(z.string()) })),
  entities: Entities,
})

export const XPost = RawPost.transform((raw) => {
  const note = raw.note_post ?? raw.note_tweet
  const entities = note?.entities ?? raw.entities
  return {
    id: raw.id,
    text: note?.text ?? raw.text ?? '',
    authorId: raw.author_id ?? null,
    conversationId: raw.conversation_id ?? null,
    createdAt: raw.created_at ?? null,
    answersUserId: raw.in_reply_to_user_id ?? null,
    history: raw.edit_history_post_ids.length > 0 ? raw.edit_history_post_ids : raw.edit_history_tweet_ids,
    references: raw.referenced_posts.length > 0 ? raw.referenced_posts : raw.referenced_tweets,
    mediaKeys: raw.attachments?.media_keys ?? [],
    links: entities?.urls ?? [],
    /** Null where X did not say whom it mentions. */
    mentions: raw.entities?.mentions ?? entities?.mentions ?? null,
  }
})
export type XPost = z.output<typeof XPost>

const XUser = z.object({ id: Id, username: Text, name: Text, protected: optional(z.boolean()) })
export type XUser = z.output<typeof XUser>

const Variant = z.object({ url: z.string(), content_type: Text, bit_rate: optional(z.number()) })
const XMedia = z.object({
  media_key: z.string(),
  type: Text,
  url: Text,
  preview_image_url: Text,
  alt_text: Text,
  variants: list(Variant),
})
export type XMedia = z.output<typeof XMedia>

const Includes = optional(
  z.object({ users: list(XUser), media: list(XMedia), posts: list(XPost), tweets: list(XPost) }),
)

export type Included = {
  users: ReadonlyMap<string, XUser>
  media: ReadonlyMap<string, XMedia>
  posts: ReadonlyMap<string, XPost>
}

export const XMessage = z.object({
  id: Id,
  text: Text,
  event_type: Text,
  sender_id: Text,
  dm_conversation_id: Text,
  created_at: Text,
  attachments: optional(z.object({ media_keys: list(z.string()) })),
  entities: Entities,
})
export type XMessage = z.output<typeof XMessage>

const Meta = optional(z.object({ next_token: Text }))

/** A page of posts or of direct messages. `raw` beside each item is what X said about it, to be kept. */
export type AnswerPage<T> = { items: { value: T; raw: unknown }[]; included: Included; nextToken: string | null }

export function pageOf<T extends { id: string }>(schema: z.ZodType<T>, answer: unknown): AnswerPage<T> {
  const body = z
    .object({ data: z.array(z.unknown()).nullish().catch(undefined), includes: Includes, meta: Meta })
    .catch({ data: [], includes: undefined, meta: undefined })
    .parse(answer)
  const items = (body.data ?? []).flatMap((raw) => {
    const parsed = schema.safeParse(raw)
    return parsed.success ? [{ value: parsed.data, raw }] : []
  })
  const { users = [], media = [], posts = [], tweets = [] } = body.includes ?? {}
  return {
    // The same post twice in an answer is one post.
    items: [...new Map(items.map((item) => [item.value.id, item])).values()],
    included: {
      users: new Map(users.map((user) => [user.id, user])),
      media: new Map(media.map((item) => [item.media_key, item])),
      posts: new Map([...posts, ...tweets].map((post) => [post.id, post])),
    },
    nextToken: body.meta?.next_token ?? null,
  }
}

/** Who is signed in; null where the answer does not say. */
export function userOf(answer: unknown): XUser | null {
  const parsed = z.object({ data: XUser }).safeParse(answer)
  return parsed.success ? parsed.data.data : null
}

/** The id of what was posted; null where the answer does not say. */
export function createdPostId(answer: unknown): string | null {
  const parsed = z.object({ data: z.object({ id: Id }) }).safeParse(answer)
  return parsed.success ? parsed.data.data.id : null
}
export function createdMessageId(answer: unknown): string | null {
  const parsed = z.object({ data: z.object({ dm_event_id: Id }) }).safeParse(answer)
  return parsed.success ? parsed.data.data.dm_event_id : null
}
export function uploadedMediaId(answer: unknown): string | null {
  const parsed = z.object({ data: z.object({ id: Id }) }).safeParse(answer)
  return parsed.success ? parsed.data.data.id : null
}

/** X's own words about what went wrong. */
export function problemOf(answer: unknown): string {
  const Problem = z.object({ title: Text, detail: Text, message: Text })
  const parsed = Problem.extend({ errors: list(Problem) }).safeParse(answer)
  if (!parsed.success) return ''
  const { detail, title, message, errors } = parsed.data
  const first = errors[0]
  return detail ?? first?.detail ?? first?.message ?? message ?? title ?? ''
}

/** `oauth1-permissions` of `https://api.x.com/2/problems/oauth1-permissions`; '' where X names no problem of its own. */
export function problemTypeOf(answer: unknown): string {
  const parsed = z.object({ type: z.string() }).safeParse(answer)
  return parsed.success ? (/\/problems\/([\w-]+)$/.exec(parsed.data.type)?.[1] ?? '') : ''
}
