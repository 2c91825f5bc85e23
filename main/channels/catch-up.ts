import { AppError } from '../../preload/errors.ts'
import type { Page } from './adapter.ts'

/** A page whose place in the catch-up is not known yet. */
export type Batch = Omit<Page, 'progress'>

/**
 * Gives out pages one behind, so that the last one can say that it is the last: the networks that are paged by opaque cursors
 * do not tell how much there is. Pages without anything in them are left out. When a look breaks off, what was already
 * brought is handed over first.
 */
export async function* withProgress(batches: AsyncIterable<Batch>): AsyncGenerator<Page> {
  let done = 0
  let held: Batch | null = null
  const counted = (batch: Batch, isLast: boolean): Page => {
    done += batch.messages.length
    return { ...batch, progress: { done, total: isLast ? done : done + 1 } }
  }
  try {
    for await (const batch of batches) {
      if (isEmpty(batch)) continue
      if (held) yield counted(held, false)
      held = batch
    }
  } catch (error) {
    const isStopped = error instanceof AppError && error.reason === 'stopped'
    if (held && !isStopped) yield counted(held, false)
    throw error
  }
  if (held) yield counted(held, true)
}

const isEmpty = ({ messages, changes = [] }: Batch): boolean => messages.length === 0 && changes.length === 0

/**
 * How far looks came that found nothing to hand out: no page carries their cursor, as when a log says only that somebody read
 * something. Lost with the program, and then that stretch is looked at once more.
 */
export function createReach() {
  let reached: { given: string | null; cursor: string } | null = null
  return {
    /** Where a look from `cursor` begins. */
    startOf: (cursor: string | null): string | null =>
      reached !== null && reached.given === cursor ? reached.cursor : cursor,
    async *follow(given: string | null, batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
      let stored = given
      for await (const batch of batches) {
        if (!isEmpty(batch)) stored = batch.cursor
        reached = isEmpty(batch) ? { given: stored, cursor: batch.cursor } : null
        yield batch
      }
    },
  }
}
