import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type {
  CustomerId,
  OrderId,
  OrderImport,
  OrderInfo,
  ShopId,
  TicketDetail,
  TicketId,
} from '../../preload/domain.ts'
import type { FakeShop } from './fake-shop.ts'

type Answers<M extends MethodName> = { [Name in M]: (input: Input<Name>) => Output<Name> }
type Tools = { shop: FakeShop; now: number; detailOf: (id: TicketId) => TicketDetail; told: () => void }

const DAY = 86_400_000
const COLUMNS = ['注文番号', '注文日時', '注文者姓', '注文者名', '注文者メールアドレス', '請求金額', '備考']

/** Main's side of orders: everybody who wrote has bought two things, and any file holds one order. */
export function createFakeOrders({ shop, now, detailOf, told }: Tools) {
  const taken: OrderInfo[] = []
  let last: OrderImport | null = null
  const shopId = () => shop.shops[0]!.id
  const order = (id: number, change: Partial<OrderInfo>): OrderInfo => ({
    id: id as OrderId,
    shopId: shopId(),
    number: `A-${id}`,
    orderedAt: now - 3 * DAY,
    name: '',
    email: '',
    phone: '',
    total: 4980,
    currency: '',
    state: '発送済',
    items: [{ name: '麻のエプロン', quantity: 1 }],
    source: 'rakuten',
    customerId: null,
    ...change,
  })
  function ofTicket(id: TicketId): OrderInfo[] {
    const { customer } = detailOf(id)
    if (!customer) return []
    const { name, id: customerId } = customer
    return [
      order(2000 + customerId, { name, customerId }),
      order(1000 + customerId, { name, customerId, orderedAt: now - 40 * DAY, total: 1200 }),
    ]
  }
  const all = () => [...taken, ...[...shop.details.keys()].flatMap(ofTicket)]
  return {
    'orders.open': ({ name }) => ({
      name,
      encoding: 'shift_jis',
      columns: COLUMNS,
      rows: [['Z-1', '2026-11-20 10:00:00', '山田', '花子', 'hanako@example.com', '4980', '']],
      source: 'rakuten',
      mapping: { number: ['注文番号'], name: ['注文者姓', '注文者名'], total: ['請求金額'] },
      shopId: null,
      isRemembered: false,
    }),
    'orders.import': ({ shopId: id }) => {
      taken.push(
        order(1, { number: 'Z-1', name: '山田 花子', shopId: id as ShopId, customerId: null as CustomerId | null }),
      )
      last = { name: 'orders.csv', at: now, added: 1, updated: 0 }
      told()
      return { added: 1, updated: 0, unchanged: 0, skipped: 2 }
    },
    'orders.undo'() {
      last = null
      taken.length = 0
      told()
      return { removed: 1, restored: 0 }
    },
    'orders.close': () => null,
    'orders.progress': () => null,
    'orders.find': ({ query }) => {
      const orders = all().filter(({ number, name }) => number.includes(query) || name.includes(query))
      return { orders, total: all().length, lastImport: last }
    },
    'orders.ofTicket': ({ ticketId }) => ofTicket(ticketId as TicketId),
  } satisfies Answers<Extract<MethodName, `orders.${string}`>>
}
