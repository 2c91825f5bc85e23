import { z } from 'zod'

/** A list of the network, newest first, paged by a cursor that only the network understands. */
export type Source<T> = {
  ask(pageCursor: string | null, signal: AbortSignal): Promise<{ items: T[]; next: string | null }>
  idOf(item: T): string
  /** Where it stands in the list: ms UTC by the network's clock. */
  placeOf(item: T): number
  /** The list is strictly in the order of these places: below one entry that is too old there is nothing. */
  isInOrder?: true
  /** How long after its place an entry may still appear, in ms; left out: a day. */
  lateMs?: number
}

/**
 * How far a list was handed out: everything older than `until`, and of the day before it the ids in `edge`, because an
 * entry may be listed late. `gaps` are stretches in between that a bounded look left for the next one: from the page `at`
 * down to the moment `until`.
 */
export const Place = z.object({
  until: z.number(),
  edge: z.array(z.string()),
  gaps: z.array(z.object({ at: z.string(), until: z.number(), edge: z.array(z.string()) })),
})
export type Place = z.infer<typeof Place>

/**
 * An entry may appear in the list so long after its place in it: notifications are sorted by when the author's program says the
 * post was written (seen with the AppView of dev-env 0.6.7). A page that is known from end to end ends the look all the same.
 */
const USUALLY_LATE_MS = 24 * 60 * 60_000
/** More are not remembered: the store drops what it has. */
const LONGEST_EDGE = 500
const MOST_GAPS = 5

/**
 * What is new in a list, newest page first: the head, then the gaps of earlier looks. At most `pages` requests; what they do
 * not reach stays as a gap in the place that each batch carries.
 */
export async function* look<T>(
  source: Source<T>,
  from: Place | null,
  floor: number,
  pages: number,
  signal: AbortSignal,
): AsyncGenerator<{ fresh: T[]; place: Place }> {
  const start: Place = from ?? { until: floor, edge: [], gaps: [] }
  const budget = { left: pages }
  let place = start
  const stretches = [{ at: null as string | null, until: start.until, edge: start.edge }, ...start.gaps]
  for (const stretch of stretches) {
    place = { ...place, gaps: place.gaps.filter(({ at }) => at !== stretch.at) }
    for await (const { fresh, rest } of descend(source, stretch, budget, signal)) {
      place = {
        ...advanced(place, fresh, source),
        gaps: [...(rest ? [rest] : []), ...place.gaps.filter((gap) => gap.until !== stretch.until)].slice(0, MOST_GAPS),
      }
      yield { fresh, place }
    }
    if (budget.left === 0) break
  }
}

type Stretch = { at: string | null; until: number; edge: string[] }

/** One stretch from its page down to its end. `rest`: what is left of it after this page. */
async function* descend<T>(
  source: Source<T>,
  stretch: Stretch,
  budget: { left: number },
  signal: AbortSignal,
): AsyncGenerator<{ fresh: T[]; rest: Place['gaps'][number] | null }> {
  const known = new Set(stretch.edge)
  const asked = new Set<string | null>()
  const end = stretch.until - (source.lateMs ?? USUALLY_LATE_MS)
  for (let at = stretch.at; !asked.has(at);) {
    if (budget.left === 0) return
    budget.left -= 1
    asked.add(at)
    const { items, next } = await source.ask(at, signal)
    const unseen = items.filter((item) => !known.has(source.idOf(item)))
    const fresh = [...new Map(unseen.map((item) => [source.idOf(item), item])).values()].filter(
      (item) => source.placeOf(item) >= end,
    )
    for (const item of unseen) known.add(source.idOf(item))
    const isOld = (item: T) => source.placeOf(item) < end
    const isBelow = source.isInOrder ? items.some(isOld) : items.every(isOld)
    const isOver = next === null || unseen.length === 0 || isBelow
    yield { fresh, rest: isOver ? null : { ...stretch, at: next } }
    if (isOver) return
    at = next
  }
}

function advanced<T>(place: Place, fresh: readonly T[], source: Source<T>): Place {
  const until = fresh.reduce((latest, item) => Math.max(latest, source.placeOf(item)), place.until)
  const near = fresh
    .filter((item) => source.placeOf(item) >= until - (source.lateMs ?? USUALLY_LATE_MS))
    .map((item) => source.idOf(item))
  return { ...place, until, edge: [...new Set([...place.edge, ...near])].slice(-LONGEST_EDGE) }
}
