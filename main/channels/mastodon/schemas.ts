import { z } from 'zod'
import { listOf } from '../fediverse.ts'

/**
 * What we read of Mastodon's answers, leniently: servers of other makes (GoToSocial, Pleroma, Fedibird) leave things out.
 * Entities as of Mastodon 4.7.0 (docs.joinmastodon.org, abraham/mastodon-openapi 4.7.0).
 */
const id = z.union([z.string(), z.number()]).transform(String)
const text = z.string().catch('')

export const Account = z.object({
  id,
  username: text,
  acct: text,
  display_name: text,
  url: z.string().nullish().catch(null),
})
export type Account = z.infer<typeof Account>

const Media = z.object({
  type: text,
  url: z.string().nullish().catch(null),
  remote_url: z.string().nullish().catch(null),
  preview_url: z.string().nullish().catch(null),
  description: z.string().nullish().catch(null),
})
const Quoted = z.object({ account: Account, content: text, url: z.string().nullish().catch(null) })

export const Status = z.object({
  id,
  created_at: text,
  edited_at: z.string().nullish().catch(null),
  in_reply_to_id: id.nullish().catch(null),
  visibility: z.string().catch('public'),
  spoiler_text: text,
  content: text,
  url: z.string().nullish().catch(null),
  account: Account,
  media_attachments: z.array(z.unknown()).catch([]),
  mentions: z.array(z.unknown()).catch([]),
  quote: z
    .object({ quoted_status: Quoted.nullish().catch(null) })
    .nullish()
    .catch(null),
})
export type Status = z.infer<typeof Status>

export const Notice = z.object({ id, type: text, created_at: text, status: Status.nullish().catch(null) })
export type Notice = z.infer<typeof Notice>

export const Context = z.object({ ancestors: z.array(z.unknown()).catch([]) }).catch({ ancestors: [] })
export const Instance = z
  .object({
    configuration: z
      .object({ statuses: z.object({ max_characters: z.number().int().positive() }).optional().catch(undefined) })
      .optional()
      .catch(undefined),
  })
  .catch({})
export const Uploaded = z.object({ id, url: z.string().nullish().catch(null) })

/** All that is needed of a status that was just posted: what it says we know. */
export const Posting = z.object({ id, url: z.string().nullish().catch(null) })
export type Posting = z.infer<typeof Posting>

const Mention = z.object({ id, acct: text, username: text })
export const mentionsOf = ({ mentions }: Status) => listOf(mentions, Mention)
export const mediaOf = ({ media_attachments: media }: Status) => listOf(media, Media)
