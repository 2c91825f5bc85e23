import { z } from 'zod'
import { Place } from '../stream.ts'

/**
 * How far the comments under one post of ours were handed out: how many there were, the time of the newest, and of the week
 * before it every id with its time and a print of its words. `doubt`: ids that were missing at the last look.
 */
const Mark = z.object({
  count: z.number(),
  until: z.number(),
  edge: z.array(z.tuple([z.string(), z.number(), z.string()])),
  doubt: z.array(z.string()),
})
export type Mark = z.infer<typeof Mark>

export const Walls = z.record(z.string(), Mark)
export type Walls = z.infer<typeof Walls>

/** By conversation: the time of the newest message that was handed out and the ids of that second. */
const Threads = z.record(z.string(), z.tuple([z.number(), z.array(z.string())]))
export type Threads = z.infer<typeof Threads>

const Cursor = z.object({ v: z.literal(1), inbox: Place.nullable(), threads: Threads, walls: Walls })
export type Cursor = z.infer<typeof Cursor>

const START: Cursor = { v: 1, inbox: null, threads: {}, walls: {} }

/** What cannot be read means "start over": nothing is lost, the store drops what it has. */
export function readCursor(text: string | null): Cursor {
  try {
    const cursor = Cursor.safeParse(JSON.parse(text ?? 'null'))
    return cursor.success ? cursor.data : START
  } catch {
    return START
  }
}
