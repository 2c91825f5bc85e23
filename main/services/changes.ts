import type { AppEvent, Topic } from '../../preload/bridge.ts'
import type { TicketId } from '../../preload/domain.ts'
import type { Clock } from '../jobs/clock.ts'

/** Long enough that an import of thousands is a few events, short enough that nobody sees it. */
const GATHER_MS = 80

export type Changes = ReturnType<typeof createChanges>

/** Tells the window what changed, after the commit, several changes at once. */
export function createChanges(clock: Clock, lastSeq: () => number) {
  const listeners = new Set<(event: AppEvent) => void>()
  const topics = new Set<Topic>()
  const ticketIds = new Set<TicketId>()
  /** What takes back the event that is to come. */
  let cancel: (() => void) | null = null
  let toldAt = -Infinity

  /** What comes alone is told with the next turn: a look at a quiet account sets no timer. */
  function gather(): () => void {
    const rest = toldAt + GATHER_MS - clock.now()
    if (rest > 0 && rest <= GATHER_MS) return clock.setTimer(flush, rest)
    const soon = setImmediate(flush)
    return () => clearImmediate(soon)
  }

  function flush(): void {
    cancel = null
    toldAt = clock.now()
    const event: AppEvent = { type: 'changed', seq: lastSeq(), topics: [...topics], ticketIds: [...ticketIds] }
    topics.clear()
    ticketIds.clear()
    for (const listener of listeners) listener(event)
  }

  return {
    note(topic: Topic, ids: readonly TicketId[] = []): void {
      topics.add(topic)
      for (const id of ids) ticketIds.add(id)
      cancel ??= gather()
    },
    /** At once, for what a person has just clicked. */
    send(event: AppEvent): void {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener: (event: AppEvent) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close(): void {
      cancel?.()
      cancel = null
      listeners.clear()
    },
  }
}

/** Messages lie elsewhere now, and with them answers on their way and what popups said. */
export function noteMove(changes: Changes, ids: readonly TicketId[]): void {
  changes.note('tickets', ids)
  changes.note('alerts')
  changes.note('outbox')
}
