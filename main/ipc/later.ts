import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

/** What happens later: snoozes, and answers with a time of their own. */
export function laterHandlers({ delivery, scheduled, snooze, wake }: Services) {
  return {
    'later.times': ({ shopId }) => snooze.times(shopId),
    'tickets.snooze'({ ids, until }) {
      const before = snooze.snooze(ids, until)
      wake()
      return before
    },
    'tickets.unsnooze'({ ids, isUndo }) {
      snooze.unsnooze(ids, isUndo)
      return null
    },
    'outbox.reschedule'({ id, sendAfter }) {
      if (sendAfter === null) delivery.retry(id)
      else scheduled.reschedule(id, sendAfter)
      wake()
      return null
    },
  } satisfies Partial<Handlers>
}
