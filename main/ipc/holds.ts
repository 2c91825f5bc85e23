import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

export function holdHandlers({ holds }: Services) {
  return {
    'holds.propose': ({ ticketId, kind }) => holds.propose(ticketId, kind),
    'holds.board': holds.board,
    'holds.startByPhone': ({ ticketId, plan, note }) => holds.startByPhone(ticketId, plan, note),
    'holds.remindByPhone': ({ id, dueAt, note }) => holds.remindByPhone(id, dueAt, note),
    'holds.changeDate': ({ id, dueAt }) => holds.changeDate(id, dueAt),
    'holds.update': holds.update,
    'holds.end': ({ id, outcome }) => holds.end(id, outcome),
    'holds.undoEnd': ({ id }) => holds.undoEnd(id),
    'holds.defaults': ({ shopId }) => holds.defaults(shopId),
    'holds.setDefaults': ({ shopId, isAutomatic }) => {
      holds.setDefaults(shopId, isAutomatic)
      return null
    },
  } satisfies Partial<Handlers>
}
