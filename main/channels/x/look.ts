import { AppError } from '../../../preload/errors.ts'
import type { Clock } from '../../jobs/clock.ts'
import type { Page } from '../adapter.ts'
import type { XAccount } from './account.ts'
import { advance, type Gap, parseCursor, type XCursor } from './cursor.ts'
import { oldestOf } from './ids.ts'
import { stopped } from './line.ts'
import type { createSpending } from './spending.ts'
import { type Limits, type Range, type Stream, type StreamPage, topOf } from './streams.ts'

export type LookTools = {
  account: XAccount
  clock: Clock
  spending: ReturnType<typeof createSpending>
  limits: Limits
}

/**
 * One look at every stream, each bounded in pages. A stream whose quota is used up waits for the next look; one that X refuses
 * does not keep the others from being read, and its error comes at the end.
 */
export async function* look(
  streams: readonly Stream[],
  cursor: string | null,
  tools: LookTools,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  let state: XCursor = parseCursor(cursor)
  let done = 0
  let refused: AppError | null = null

  for (const stream of streams) {
    try {
      for await (const { page, next } of walk(stream, state, tools, signal)) {
        state = next
        done += page.messages.length
        const { messages, changes } = page
        yield { messages, cursor: JSON.stringify(state), progress: { done, total: done }, changes }
        if (signal.aborted) throw stopped()
      }
    } catch (error) {
      if (!(error instanceof AppError) || !['rate-limited', 'rejected'].includes(error.code)) throw error
      refused ??= error
    }
  }
  if (refused) throw refused
}

/** What came since the last look, then what earlier looks left behind. */
async function* walk(
  stream: Stream,
  state: XCursor,
  tools: LookTools,
  signal: AbortSignal,
): AsyncGenerator<{ page: StreamPage; next: XCursor }> {
  let current = state
  const ends = new Set<string | null>()
  for (let pages = 0; pages < tools.limits.pages; pages++) {
    const gap = pages === 0 ? null : (current[stream.name].gaps[0] ?? null)
    if (pages > 0 && gap === null) return
    const range = gap ?? topOf(current[stream.name], tools.clock.now())
    const answer = await readPage(stream, range, tools, signal)
    if (answer === null) return
    const end = oldestOf(answer.charged)
    // Pages that go in a circle end where they have ended before.
    const page = ends.has(end) ? { ...answer, rest: null } : answer
    ends.add(end)
    current = { ...current, [stream.name]: advance(current[stream.name], page.newest, gap, page.rest) }
    if (page.messages.length > 0 || page.newest !== null || gap !== null) yield { page, next: current }
  }
}

/** Null where the quota is used up. */
async function readPage(
  stream: Stream,
  range: Range | Gap,
  { account, spending }: LookTools,
  signal: AbortSignal,
): Promise<StreamPage | null> {
  const request = stream.ask(range)
  if (account.isExhausted(request)) return null
  const answer = await account.read(request, signal).catch((error: unknown) => {
    // A page token that went stale between two looks: the stream is walked again, and what is known is passed over.
    if (range.token === null || !(error instanceof AppError) || error.code !== 'rejected') throw error
    return account.read(stream.ask({ ...range, token: null }), signal)
  })
  const page = stream.read(answer, range)
  spending.read(stream.use, page.charged)
  return page
}
