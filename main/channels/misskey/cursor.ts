import { z } from 'zod'
import { Standing } from '../fediverse.ts'
import { Place } from '../stream.ts'

const Cursor = z.object({
  v: z.literal(1),
  mentions: Place.nullable(),
  own: Place.nullable(),
  standing: z.array(Standing),
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
