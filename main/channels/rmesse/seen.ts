import { z } from 'zod'
import type { PostChange } from '../adapter.ts'
import { idOfReply } from './read-inquiry.ts'
import type { Inquiry } from './schemas.ts'
import { DAY_MS, fromJst } from './times.ts'

/**
 * What was handed out of an inquiry: its last reply (-1: none), how many of its messages Rakuten took away, whether it was
 * completed, and the day it was made (days since 1970), after which it is forgotten.
 */
const Mark = z.tuple([z.number(), z.number(), z.union([z.literal(0), z.literal(1)]), z.number()])
type Mark = z.infer<typeof Mark>

const Cursor = z.object({
  v: z.literal(1),
  seen: z.record(z.string(), Mark),
  /** Where a bounded pass goes on: the end of a stretch of days and the page in it. */
  rest: z.object({ end: z.number(), page: z.number(), started: z.number() }).nullable(),
})
export type Cursor = z.infer<typeof Cursor>

/** What cannot be read means "start over": nothing is lost, the store drops what it has. */
export function readCursor(text: string | null): Cursor {
  try {
    const cursor = Cursor.safeParse(JSON.parse(text ?? 'null'))
    if (cursor.success) return cursor.data
  } catch {
    // Not JSON.
  }
  return { v: 1, seen: {}, rest: null }
}

export function markOf(inquiry: Inquiry, now: number): Mark {
  const gone = inquiry.replies.filter(({ isMessageDeleted }) => isMessageDeleted).length
  return [
    Math.max(-1, ...inquiry.replies.map(({ id }) => id)),
    gone + (inquiry.isMessageDeleted ? 1 : 0),
    inquiry.isCompleted ? 1 : 0,
    Math.floor(fromJst(inquiry.regDate, now) / DAY_MS),
  ]
}

export const isSame = (a: Mark, b: Mark): boolean => a[0] === b[0] && a[1] === b[1] && a[2] === b[2]

/** What became of an inquiry that was handed out before (`known`), or that is completed when it is first seen. */
export function changesOf(inquiry: Inquiry, known: Mark | undefined, mark: Mark): PostChange[] {
  const changes: PostChange[] = []
  if (known && mark[1] > known[1]) {
    if (inquiry.isMessageDeleted) changes.push({ what: 'deleted', externalId: inquiry.inquiryNumber })
    for (const { id, isMessageDeleted } of inquiry.replies)
      if (isMessageDeleted) changes.push({ what: 'deleted', externalId: idOfReply(inquiry.inquiryNumber, id) })
  }
  const wasCompleted = known?.[2] ?? 0
  if (mark[2] !== wasCompleted)
    changes.push({ what: mark[2] === 1 ? 'settled' : 'reopened', conversation: inquiry.inquiryNumber })
  return changes
}

/** The day of the newest inquiry that was handed out (ms UTC); null: none was. */
export const newestOf = (seen: Cursor['seen']): number | null =>
  Object.values(seen).reduce<number | null>((newest, mark) => Math.max(newest ?? 0, mark[3] * DAY_MS), null)

/** Without what is older than `day`: it is not asked for any more. */
export const forget = (seen: Cursor['seen'], day: number): Cursor['seen'] =>
  Object.fromEntries(Object.entries(seen).filter(([, mark]) => mark[3] >= day))
