import { z } from 'zod'

/** What we read of the answers (docs/channels/meta.md). Lenient: only what names a thing has to be there. */
const text = z
  .string()
  .nullish()
  .catch('')
  .transform((value) => value ?? '')
const id = z.union([z.string().min(1), z.number().transform(String)])

export const Person = z.looseObject({ id: id.catch(''), username: text, name: text })
export type Person = z.infer<typeof Person>
const person = Person.nullish()
  .catch(null)
  .transform((value) => value ?? null)

/** The list in an answer without what cannot be read. `next`: the cursor behind it, as long as Meta says that there is more. */
export function listOf<T>(answer: unknown, item: z.ZodType<T>): { items: T[]; next: string | null } {
  const list = List.safeParse(answer)
  if (!list.success) return { items: [], next: null }
  const { data, paging } = list.data
  const items = data.flatMap((one) => {
    const read = item.safeParse(one)
    return read.success ? [read.data] : []
  })
  return { items, next: paging?.next ? (paging.cursors?.after ?? null) : null }
}
const List = z.looseObject({
  data: z.array(z.unknown()).catch([]),
  paging: z
    .looseObject({
      next: text,
      cursors: z
        .looseObject({ after: z.string().optional().catch(undefined) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
})

export const Me = z.looseObject({
  id,
  user_id: id.optional().catch(undefined),
  username: text,
  name: text,
  category: text,
})
export type Me = z.infer<typeof Me>

export const Media = z.looseObject({ id, timestamp: text, permalink: text, comments_count: z.number().catch(0) })

export const InstagramComment = z.looseObject({
  id,
  text,
  timestamp: text,
  username: text,
  from: person,
  parent_id: text,
  hidden: z.boolean().catch(false),
  replies: z.unknown().optional(),
})
export type InstagramComment = z.infer<typeof InstagramComment>

export const PagePost = z.looseObject({
  id,
  message: text,
  created_time: text,
  permalink_url: text,
  from: person,
  comments: z.unknown().optional(),
})
export const CommentCount = z.looseObject({ summary: z.looseObject({ total_count: z.number() }) })

export const PageComment = z.looseObject({
  id,
  message: text,
  created_time: text,
  permalink_url: text,
  from: person,
  parent: z.looseObject({ id, from: person }).nullish().catch(null),
  can_comment: z.boolean().catch(true),
  attachment: z.unknown().optional(),
})
export type PageComment = z.infer<typeof PageComment>

export const Message = z.looseObject({
  id,
  created_time: text,
  from: person,
  message: text,
  attachments: z.unknown().optional(),
  shares: z.unknown().optional(),
  story: z.unknown().optional(),
})
export type Message = z.infer<typeof Message>

export const Conversation = z.looseObject({
  id,
  updated_time: text,
  participants: z.unknown().optional(),
  messages: z.unknown().optional(),
})
export type Conversation = z.infer<typeof Conversation>

export const Created = z.looseObject({ id })
export const Sent = z.looseObject({ message_id: id, recipient_id: text })
export const Renewed = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive() })
export const TokenFacts = z.looseObject({
  data: z.looseObject({
    expires_at: z.number().catch(0),
    data_access_expires_at: z.number().catch(0),
    scopes: z.array(z.string()).nullish().catch(null),
  }),
})

/** ms UTC of an ISO date or of seconds since 1970, or `otherwise` where there is neither. */
export function instantOf(date: string, otherwise: number): number {
  if (/^\d{9,11}$/.test(date)) return Number(date) * 1000
  const at = Date.parse(date.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return Number.isFinite(at) ? at : otherwise
}

/** As it was answered, without the addresses of further pages: they hold the token. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'paging' && name !== 'access_token')
      .map(([name, inner]) => [name, withoutSecrets(inner)]),
  )
}
