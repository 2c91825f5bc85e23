import { z } from 'zod'
import { AccountId, Instant, MessageId } from './ids.ts'
import { RefusalReason, Visibility } from './networks.ts'
import { ChannelId } from './ticket-words.ts'

/** What the window shows of a message that stands on a social network. */
export const PostView = z.object({
  visibility: Visibility,
  found: z.enum(['addressed', 'watched', 'ours']),
  handle: z.string(),
  url: z.string().nullable(),
  answerUntil: Instant.nullable(),
  /** Pictures and films are fetched by main when a person asks to see them; here only what they are. */
  media: z.array(z.object({ kind: z.enum(['image', 'video', 'file']), description: z.string() })),
  quoted: z.object({ url: z.string().nullable(), author: z.string(), text: z.string() }).nullable(),
  deletedAt: Instant.nullable(),
  editedAt: Instant.nullable(),
  /** The texts it had before, oldest first. */
  earlier: z.array(z.object({ at: Instant, text: z.string() })),
})
export type PostView = z.infer<typeof PostView>

/** True: whatever mail takes. False: none. */
export const FilesAllowed = z.union([
  z.boolean(),
  z.object({ max: z.int(), types: z.array(z.string()).readonly(), maxBytes: z.int() }),
])
export type FilesAllowed = z.infer<typeof FilesAllowed>

/** How an answer on a social network goes: what the composer offers and says before anybody types. */
export const ReplyWay = z.object({
  channel: ChannelId,
  /** The account the customer addressed: an answer leaves from no other. */
  accountId: AccountId,
  /** Our handle there. */
  account: z.string(),
  messageId: MessageId,
  handle: z.string(),
  /** Where an answer stands unless it is continued in private. */
  visibility: Visibility,
  canContinuePrivately: z.boolean(),
  refuses: RefusalReason.nullable(),
  url: z.string().nullable(),
  answerUntil: Instant.nullable(),
  /** What the account's own server allows, where it says so. */
  ownLimit: z.int().nullable(),
  files: z.object({ public: FilesAllowed, private: FilesAllowed }),
  /** What a link in an answer costs more, in yen; null: nothing. */
  linkYen: z.number().nullable(),
})
export type ReplyWay = z.infer<typeof ReplyWay>
