import { z } from 'zod'
import { Place } from '../stream.ts'

/** How far the log of direct messages was read, and the conversations whose past is still to be fetched. */
export const ChatPlace = z.object({ rev: z.string().nullable(), past: z.array(z.string()) })
export type ChatPlace = z.infer<typeof ChatPlace>

const Cursor = z.object({
  v: z.literal(1),
  notices: Place.nullable(),
  own: Place.nullable(),
  chat: ChatPlace.nullable(),
  /** Posts of others that were handed out lately, newest first: looked at again whether they still stand. */
  standing: z.array(z.tuple([z.string(), z.number()])),
})
export type Cursor = z.infer<typeof Cursor>

const START: Cursor = { v: 1, notices: null, own: null, chat: null, standing: [] }

/** What cannot be read means "start over": nothing is lost, the store drops what it has. */
export function readCursor(text: string | null): Cursor {
  try {
    const cursor = Cursor.safeParse(JSON.parse(text ?? 'null'))
    return cursor.success ? cursor.data : START
  } catch {
    return START
  }
}
