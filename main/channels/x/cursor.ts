import { z } from 'zod'
import { compareIds, isId } from './ids.ts'

/**
 * How far each stream has been handed out: everything up to `newest`, but for the gaps, which a bounded look left behind and
 * the next one goes on with. A gap lies between `since` (or `startAt`, in ms UTC) and `until`, both excluded.
 */
const Id = z.string().refine(isId)
const Gap = z.object({
  since: Id.nullable(),
  startAt: z.number().nullable(),
  until: Id,
  /** Where the stream goes on by a token instead of an id. */
  token: z.string().nullable(),
})
const Stream = z.object({ newest: Id.nullable(), gaps: z.array(Gap) })
const Cursor = z.object({ v: z.literal(1), mentions: Stream, messages: Stream, own: Stream, watch: Stream })

export type Gap = z.output<typeof Gap>
export type StreamCursor = z.output<typeof Stream>
export type XCursor = z.output<typeof Cursor>
export type StreamName = Exclude<keyof XCursor, 'v'>

/** More gaps than this are joined, which reads some posts a second time and loses none. */
const MOST_GAPS = 6

const untouched = (): StreamCursor => ({ newest: null, gaps: [] })

/** A cursor that cannot be read means: start over. What is stored already is skipped there. */
export function parseCursor(text: string | null): XCursor {
  const fresh: XCursor = { v: 1, mentions: untouched(), messages: untouched(), own: untouched(), watch: untouched() }
  if (text === null) return fresh
  try {
    const parsed = Cursor.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : fresh
  } catch {
    return fresh
  }
}

/** After a page: `rest` is what lies between it and where the range ends; `range` is the gap it came from, if any. */
export function advance(
  stream: StreamCursor,
  newest: string | null,
  range: Gap | null,
  rest: Gap | null,
): StreamCursor {
  const others = stream.gaps.filter((gap) => gap !== range)
  const isNewer = newest !== null && (stream.newest === null || compareIds(newest, stream.newest) > 0)
  return { newest: isNewer ? newest : stream.newest, gaps: joined(rest ? [rest, ...others] : others) }
}

/** Gaps stand newest first; the two oldest become one when there are too many. */
function joined(gaps: readonly Gap[]): Gap[] {
  const sorted = gaps.toSorted((a, b) => compareIds(b.until, a.until))
  const [older, oldest] = sorted.slice(-2)
  if (sorted.length <= MOST_GAPS || !older || !oldest) return sorted
  return joined([...sorted.slice(0, -2), { ...older, since: oldest.since, startAt: oldest.startAt }])
}
