import { z } from 'zod'
import { AppError } from '../../../preload/errors.ts'

/**
 * How far a list that is read newest first has come: `newest` was handed out, and of what is older there are stretches that
 * were not read yet, each below one entry and above another (null: down to the beginning).
 */
export const Place = z.object({
  newest: z.string().nullable(),
  gaps: z.array(z.object({ below: z.string(), above: z.string().nullable() })),
})
export type Place = z.infer<typeof Place>
export const NOWHERE: Place = { newest: null, gaps: [] }

type Range = { below: string | null; above: string | null }
/** A list of the network: entries newest first. `floor`: nothing that is older is wanted (ms UTC). */
export type Source<T> = {
  ask(range: Range, signal: AbortSignal): Promise<T[]>
  idOf(entry: T): string
  atOf(entry: T): number
  floor: number
  /** Requests of one look; the rest is read at the next. */
  most: number
}
export type Stretch<T> = { entries: T[]; place: Place }

/**
 * What is new, and then what is left of before. A page waits for the request after it, so that the last one can say that
 * nothing is left below. Servers that repeat themselves, or give back the same page for ever, end the stretch.
 */
export async function* look<T>(source: Source<T>, start: Place, signal: AbortSignal): AsyncGenerator<Stretch<T>> {
  const seen = new Set<string>()
  const isNew = (id: string) => !seen.has(id) && seen.add(id) !== undefined
  let place = start
  let left = source.most
  let held: T[] | null = null
  let gap: Range | null = { below: null, above: start.newest }
  const gaps = [...start.gaps]
  while (gap !== null) {
    if (signal.aborted) throw new AppError('offline', 'Stopped', { reason: 'stopped' })
    if (left === 0) break
    left -= 1
    const answered: T[] | Error = await source.ask(gap, signal).catch((error: unknown) => error as Error)
    if (answered instanceof Error) {
      // What came before the line broke is worth keeping; a person who said stop waits for nothing.
      if (held !== null && !signal.aborted) yield { entries: held, place }
      throw answered
    }
    const fresh: T[] = answered.filter((entry) => isNew(source.idOf(entry)))
    const wanted = fresh.filter((entry) => source.atOf(entry) >= source.floor)
    const isEnd = wanted.length < fresh.length || fresh.length === 0
    const rest: Range | null = isEnd ? null : { below: oldest(fresh, source), above: gap.above }
    if (held !== null) {
      place = { ...place, gaps: openGaps(isEnd && wanted.length === 0 ? null : gap, gaps) }
      yield { entries: held, place }
    }
    held = wanted.length > 0 ? wanted : null
    if (held !== null && gap.below === null) place = { ...place, newest: newest(wanted, source) }
    gap = rest ?? (gaps.shift() as Range | undefined) ?? null
    place = { ...place, gaps: openGaps(gap, gaps) }
  }
  if (held !== null) yield { entries: held, place }
}

const openGaps = (gap: Range | null, others: Place['gaps']): Place['gaps'] =>
  gap === null || gap.below === null ? others : [{ below: gap.below, above: gap.above }, ...others]

/** By time, because a server that reorders a page must make us skip nothing. */
const oldest = <T>(entries: readonly T[], { idOf, atOf }: Source<T>): string =>
  idOf(entries.reduce((one, other) => (atOf(other) <= atOf(one) ? other : one)))
const newest = <T>(entries: readonly T[], { idOf, atOf }: Source<T>): string =>
  idOf(entries.reduce((one, other) => (atOf(other) > atOf(one) ? other : one)))
