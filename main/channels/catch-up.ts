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
      if (batch.messages.length === 0 && (batch.changes ?? []).length === 0) continue
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
