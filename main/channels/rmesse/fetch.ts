import type { Inbound, PostChange } from '../adapter.ts'
import type { Batch } from '../catch-up.ts'
import type { Line } from './line.ts'
import { messagesOf } from './read-inquiry.ts'
import { InquiryPage } from './schemas.ts'
import { changesOf, type Cursor, forget, isSame, markOf, newestOf } from './seen.ts'
import { DAY_MS, toJst } from './times.ts'

/** A question may span 31 days; a day is left for both ends and for clocks that differ. */
const SPAN_MS = 30 * DAY_MS
/** Rakuten's clock may be ahead of ours by so much. */
const AHEAD_MS = 3_600_000
/** As many as a page takes. */
const A_PAGE = 100
/** Requests of one look. */
const PAGES_A_LOOK = 30
/** Customers answer old inquiries too: so far back all of them are gone through, in ms. */
const REACH_MS = 90 * DAY_MS
const LONGEST_REACH_MS = 400 * DAY_MS
/** How often they are, in ms. In between only the newest are looked at. */
export const PASS_MS = 30 * 60_000

/** A pass that was left for so long (ms) begins anew: what has changed in between lies in the part it had behind it. */
const STALE_MS = 60 * 60_000

/**
 * What is new. A quick look reads the newest page, and on as long as pages hold something new. A pass goes through all that is
 * not older than 90 days, or than a month before the newest that is known: `isPassDue` says whether it is time for one.
 */
export async function* lookAt(
  start: Cursor,
  line: Line,
  { now, isPassDue }: { now: number; isPassDue: boolean },
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  let cursor = start
  let left = PAGES_A_LOOK
  let before = ''

  /** One page of a stretch of days, and what it says about going on. */
  async function page(end: number, number: number): Promise<{ batch: Batch; isFresh: boolean; isLast: boolean }> {
    left -= 1
    const params = {
      fromDate: toJst(end - SPAN_MS),
      toDate: toJst(end),
      limit: String(A_PAGE),
      page: String(number),
    }
    const answer = InquiryPage.safeParse(await line.read('/inquiries', params, signal))
    const { list, totalPageCount } = answer.success ? answer.data : { list: [], totalPageCount: 0 }
    const messages: Inbound[] = []
    const changes: PostChange[] = []
    const seen = { ...cursor.seen }
    for (const inquiry of list.toReversed()) {
      const known = seen[inquiry.inquiryNumber]
      const mark = markOf(inquiry, now)
      if (known && isSame(known, mark)) continue
      messages.push(...messagesOf(inquiry, known ? known[0] : null, now))
      changes.push(...changesOf(inquiry, known, mark))
      seen[inquiry.inquiryNumber] = known ? [Math.max(known[0], mark[0]), mark[1], mark[2], known[3]] : mark
    }
    const isFresh = messages.length > 0 || changes.length > 0
    cursor = { ...cursor, seen }
    const numbers = list.map(({ inquiryNumber }) => inquiryNumber).join()
    // The same page again ends the stretch, whatever it says about how many there are.
    const isLast = list.length === 0 || number >= totalPageCount || numbers === before
    before = numbers
    return { batch: { messages, changes, cursor: '' }, isFresh, isLast }
  }

  const signed = (batch: Batch): Batch => ({ ...batch, cursor: JSON.stringify(cursor) })
  const newest = now + AHEAD_MS

  const goingOn = cursor.rest && newest - cursor.rest.started < STALE_MS ? cursor.rest : null
  const isNewPass = isPassDue && goingOn === null
  for (let number = 1; left > 0 && !isNewPass; number++) {
    const { batch, isFresh, isLast } = await page(newest, number)
    yield signed(batch)
    if (!isFresh || isLast) break
  }

  if (!isNewPass && goingOn === null) return
  const from = goingOn ?? { end: newest, page: 1, started: newest }
  const floor = from.started - reachOf(cursor, from.started)
  let { end, page: number } = from
  while (left > 0 && end > floor) {
    const { batch, isLast } = await page(end, number)
    if (isLast) end -= SPAN_MS
    number = isLast ? 1 : number + 1
    const isOver = end <= floor
    cursor = {
      ...cursor,
      rest: isOver ? null : { end, page: number, started: from.started },
      ...(isOver ? { seen: forget(cursor.seen, Math.floor((floor - SPAN_MS) / DAY_MS)) } : {}),
    }
    yield signed(batch)
  }
}

/** Longer where the key was out of use: what came in between was answered and completed by nobody here. */
function reachOf({ seen }: Cursor, started: number): number {
  const away = started - (newestOf(seen) ?? started)
  return Math.min(LONGEST_REACH_MS, Math.max(REACH_MS, away + SPAN_MS))
}
