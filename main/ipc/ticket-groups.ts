import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

/** Groups that hear of the progress at intervals. */
export function ticketGroupHandlers({ ticketGroups, wake }: Services) {
  return {
    'ticketGroups.list': ticketGroups.list,
    'ticketGroups.save'(group) {
      const saved = ticketGroups.save(group)
      wake()
      return saved
    },
    'ticketGroups.add': ({ id, ticketIds }) => done(ticketGroups.add(id, ticketIds)),
    'ticketGroups.remove': ({ id, ticketIds }) => done(ticketGroups.remove(id, ticketIds)),
    'ticketGroups.setClosed': ({ id, isClosed }) => done(ticketGroups.setClosed(id, isClosed)),
    'ticketGroups.postpone'({ id, until }) {
      ticketGroups.postpone(id, until)
      wake()
      return null
    },
  } satisfies Partial<Handlers>
}

const done = (_: void): null => null
