import type { Services } from '../index.ts'
import type { Store } from '../../store/index.ts'

/** A line of a file as a shop system exports it: days ago, number, name, address, goods, amount, state. */
export type DemoOrder = {
  daysAgo: number
  number: string
  name: string
  email: string
  item: string
  total: number
  state: string
}

const DAY_MS = 86_400_000
const MAPPING = {
  number: ['number'],
  orderedAt: ['at'],
  name: ['name'],
  email: ['email'],
  item: ['item'],
  total: ['total'],
  state: ['state'],
}

/** Takes the orders of the first shop in, the way a file of them is. */
export async function takeOrders(
  { store, services }: { store: Store; services: Services },
  list: readonly DemoOrder[],
  now: number,
): Promise<void> {
  const [shop] = store.accounts.listShops()
  if (!shop || list.length === 0) return
  const lines = list.map(({ daysAgo, ...order }) => {
    const at = new Date(now - daysAgo * DAY_MS).toISOString().slice(0, 19)
    return [order.number, `${at}Z`, order.name, order.email, order.item, order.total, order.state]
  })
  const content = [Object.values(MAPPING).flat(), ...lines].map((line) => line.join(',')).join('\n')
  await services.orders.open({ name: 'orders.csv', content: Buffer.from(content) })
  await services.orders.import({ shopId: shop.id, mapping: MAPPING })
}
