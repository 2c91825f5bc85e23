import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

export function hoursHandlers({ hours, manualDeadlines, wake }: Services) {
  return {
    'hours.get': ({ shopId }) => hours.get(shopId),
    'hours.set': ({ shopId, hours: next }) => hours.set(shopId, next),
    'hours.preview': hours.preview,
    'policies.list': hours.policies.list,
    'policies.save': ({ policy }) => hours.policies.save(policy),
    'policies.remove': ({ id }) => hours.policies.remove(id),
    'policies.reorder': ({ ids }) => hours.policies.reorder(ids),
    'policies.reset': ({ preset }) => hours.policies.reset(preset),
    'policies.replace': ({ policies }) => hours.policies.replace(policies),
    'deadlines.offers': ({ ticketId }) => manualDeadlines.offers(ticketId),
    'deadlines.setManual': ({ ticketId, dueAt }) => {
      const set = manualDeadlines.set(ticketId, dueAt)
      wake()
      return set
    },
  } satisfies Partial<Handlers>
}
