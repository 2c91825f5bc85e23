import { z } from 'zod'
import type { Place } from '../adapter.ts'
import { parseUidRanges } from './uid-set.ts'

/**
 * How far one folder has been read. Every UID below `next` is either stored, in `backlog`, or older than `since`. Flags
 * play no part: what was read on the phone counts as much as what nobody has seen.
 */
const folder = z.strictObject({
  /** UIDs mean something only together with it (RFC 9051, 2.3.1.1). */
  validity: z.string().regex(/^\d{1,20}$/),
  next: z.number().int().min(1),
  /** UID set still to be fetched; may run over UIDs that no longer exist. */
  backlog: z.string().refine((set) => parseUidRanges(set) !== null),
  /** First day of the window that was asked for, `YYYY-MM-DD`; null when everything was. */
  since: z.iso.date().nullable(),
})

const cursor = z.strictObject({ v: z.literal(1), folders: z.record(z.string(), folder) })

export type FolderState = z.output<typeof folder>
export type MailCursor = z.output<typeof cursor>

/** A cursor that cannot be read means "start over": what is known already is dropped by the store, nothing is lost. */
export function parseCursor(text: string | null): MailCursor {
  const empty: MailCursor = { v: 1, folders: {} }
  if (text === null) return empty
  try {
    return cursor.safeParse(JSON.parse(text)).data ?? empty
  } catch {
    return empty
  }
}

export function formatCursor(state: MailCursor): string {
  return JSON.stringify(state)
}

/** A folder that is looked at, by its path on the server. */
export type Folder = { path: string; place: Place }

/**
 * `UIDVALIDITY.UID.PATH`, the path last and percent-encoded, because only a path can hold any character. Stable for as
 * long as the server keeps its UIDs; another UIDVALIDITY makes another id.
 */
export function externalId(path: string, validity: string, uid: number): string {
  return `${validity}.${uid}.${encodeURIComponent(path)}`
}
