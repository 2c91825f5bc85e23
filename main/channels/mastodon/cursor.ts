import { z } from 'zod'
import { Standing } from '../fediverse.ts'
import { NOWHERE, Place } from './stream.ts'

const Cursor = z.object({
  v: z.literal(1),
  mentions: Place,
  own: Place,
  standing: z.array(Standing),
})
export type Cursor = z.infer<typeof Cursor>

/** What cannot be read means "start over": nothing is lost, the store drops what it has. */
export function readCursor(text: string | null): Cursor {
  const start: Cursor = { v: 1, mentions: NOWHERE, own: NOWHERE, standing: [] }
  try {
    const cursor = Cursor.safeParse(JSON.parse(text ?? 'null'))
    return cursor.success ? cursor.data : start
  } catch {
    return start
  }
}
