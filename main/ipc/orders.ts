import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

/** What customers bought. */
export function orderHandlers({ orders }: Services) {
  return {
    'orders.open': orders.open,
    'orders.import': orders.import,
    'orders.undo': () => orders.undo(),
    'orders.close'() {
      orders.close()
      return null
    },
    'orders.progress': orders.progress,
    'orders.find': orders.find,
    'orders.ofTicket': orders.ofTicket,
  } satisfies Partial<Handlers>
}
