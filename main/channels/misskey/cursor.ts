import { z } from 'zod'
import { Place } from '../stream.ts'

const Cursor = z.object({
  v: z.literal(1),
  mentions: Place.nullable(),
  own: Place.nullable(),
  /** Notes of others that were handed out lately, newest first, and when they were last edited: looked at again. */
  standing: z.array(z.object({ id: z.string(), at: z.number(), edited: z.string().nullable() })),
})
export type Cursor = z.infer<typeof Cursor>

const START: Cursor = { v: 1, mentions: null, own: null, standing: [] }

/** What cannot be read means "start over": nothing is lost, the store drops what it has. */
export function readCursor(text: string | null): Cursor {
  try {
    const cursor = Cursor.safeParse(JSON.parse(text ?? 'null'))
    return cursor.success ? cursor.data : START
  } catch {
    return START
  }
}
