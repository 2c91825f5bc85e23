import { z } from 'zod'
import { listOf } from '../fediverse.ts'

/**
 * What we read of Misskey's answers, leniently: its many descendants (CherryPick, Sharkey, Firefish) leave things out. Note
 * and UserLite as of misskey-dev/misskey packages/backend/src/models/json-schema, read 2026-11-22.
 */
const id = z.union([z.string(), z.number()]).transform(String)
const text = z.string().catch('')
const optional = z.string().nullish().catch(null)

export const User = z.object({ id, username: text, name: optional, host: optional })
export type User = z.infer<typeof User>

const File = z.object({ url: optional, thumbnailUrl: optional, type: text, name: text, comment: optional })

const Quoted = z.object({ id, user: User, text: optional, cw: optional })
/** What a note answers, as far as it travels along. */
const Answered = z.object({ id, replyId: id.nullish().catch(null), user: User })

export const Note = z.object({
  id,
  createdAt: text,
  /** Of descendants in which notes can be edited; Misskey itself has none. */
  updatedAt: optional,
  text: optional,
  cw: optional,
  user: User,
  replyId: id.nullish().catch(null),
  reply: Answered.nullish().catch(null),
  renote: Quoted.nullish().catch(null),
  visibility: z.string().catch('public'),
  visibleUserIds: z.array(id).catch([]),
  isHidden: z.boolean().catch(false),
  files: z.array(z.unknown()).catch([]),
})
export type Note = z.infer<typeof Note>

export const Meta = z.object({ maxNoteTextLength: z.number().int().positive().optional().catch(undefined) }).catch({})
export const Created = z.object({ createdNote: Note })
export const Uploaded = z.object({ id })
/** `ok` is false where the person did not agree, or the token was fetched before. */
export const MiAuthAnswer = z.object({ ok: z.boolean().catch(true), token: z.string().min(1) })

export const filesOf = ({ files }: Note) => listOf(files, File)
