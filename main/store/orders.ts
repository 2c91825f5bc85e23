import type { Database } from 'better-sqlite3'
import type { OrderInfo, ShopId, TicketId } from '../../preload/domain.ts'

export type OrderRow = Omit<OrderInfo, 'id' | 'customerId'>
type Raw = Omit<OrderInfo, 'items'> & { items: string }

const SELECT = `
  SELECT o.id, o.shop_id AS shopId, o.number, o.ordered_at AS orderedAt, o.name, o.email, o.phone, o.total, o.currency, o.state,
    o.items, o.source,
    (SELECT i.customer_id FROM identity i WHERE i.channel = 'mail' AND i.value = o.email AND o.email <> '') AS customerId
  FROM customer_order o`
const NEWEST = 'ORDER BY o.ordered_at DESC, o.id DESC LIMIT @limit'

/** Orders of the shops. Whose they are is found by address when it is asked, so that merged customers keep theirs. */
export function createOrderStore(db: Database) {
  const get = db.prepare<[number, string], Raw>(`${SELECT} WHERE o.shop_id = ? AND o.number = ?`)
  const put = db.prepare<Omit<OrderRow, 'items'> & { items: string; importedAt: number }>(`
    INSERT INTO customer_order (shop_id, number, ordered_at, name, email, phone, total, currency, state, items, source, imported_at)
    VALUES (@shopId, @number, @orderedAt, @name, @email, @phone, @total, @currency, @state, @items, @source, @importedAt)
    ON CONFLICT (shop_id, number) DO UPDATE SET ordered_at = excluded.ordered_at, name = excluded.name, email = excluded.email,
      phone = excluded.phone, total = excluded.total, currency = excluded.currency, state = excluded.state, items = excluded.items,
      source = excluded.source, imported_at = excluded.imported_at`)
  const before = db.prepare<{ shopId: number; number: string; row: string | null }>(`
    INSERT INTO order_before (order_id, row) SELECT id, @row FROM customer_order WHERE shop_id = @shopId AND number = @number
    ON CONFLICT DO NOTHING`)
  const changed = db.prepare<[number], { id: number; row: string | null }>(
    'SELECT order_id AS id, row FROM order_before ORDER BY order_id LIMIT ?',
  )
  const forget = db.prepare('DELETE FROM order_before WHERE order_id = ?')
  const forgetAll = db.prepare('DELETE FROM order_before')
  const remove = db.prepare('DELETE FROM customer_order WHERE id = ?')
  const newest = db.prepare<{ limit: number }, Raw>(`${SELECT} ${NEWEST}`)
  const find = db.prepare<{ part: string; limit: number }, Raw>(`
    ${SELECT} WHERE instr(lower(o.number), @part) OR instr(lower(o.name), @part) OR instr(o.email, @part) ${NEWEST}`)
  const count = db.prepare<[], { count: number }>('SELECT COUNT(*) AS count FROM customer_order')
  const ofTicket = db.prepare<{ ticketId: number; limit: number }, Raw>(`
    ${SELECT} WHERE o.id IN (
      SELECT c.id FROM ticket t JOIN identity i ON i.customer_id = t.customer_id AND i.channel = 'mail'
        JOIN customer_order c ON c.email = i.value AND c.email <> '' WHERE t.id = @ticketId
      UNION SELECT c.id FROM ticket t, json_each(t.order_numbers) AS n JOIN customer_order c ON c.number = n.value WHERE t.id = @ticketId)
    ${NEWEST}`)

  return {
    get: (shopId: ShopId, number: string) => one(get.get(shopId, number)),
    put: ({ items, ...row }: OrderRow, importedAt: number) =>
      void put.run({ ...row, items: JSON.stringify(items), importedAt }),
    /** After `put`: how the order was before the file that is taken in; null where there was none. */
    keepBefore: ({ shopId, number }: Pick<OrderRow, 'shopId' | 'number'>, known: OrderRow | null) =>
      void before.run({ shopId, number, row: known && JSON.stringify(known) }),
    forgetBefore: () => void forgetAll.run(),
    /** Takes back some of what the newest file changed; how many of either, and none when all of it is. */
    takeBack(limit: number, at: number): { removed: number; restored: number } {
      const done = { removed: 0, restored: 0 }
      for (const { id, row } of changed.all(limit)) {
        forget.run(id)
        if (row === null) remove.run(id)
        else {
          const { items, ...known } = JSON.parse(row) as OrderRow
          put.run({ ...known, items: JSON.stringify(items), importedAt: at })
        }
        done[row === null ? 'removed' : 'restored'] += 1
      }
      return done
    },
    newest: (limit: number) => newest.all({ limit }).map(toOrder),
    /** By a part of number, name or address, in lower case. Reads every order. */
    find: (part: string, limit: number) => find.all({ part, limit }).map(toOrder),
    count: () => count.get()!.count,
    ofTicket: (ticketId: TicketId, limit: number) => ofTicket.all({ ticketId, limit }).map(toOrder),
  }
}

const toOrder = ({ items, ...row }: Raw): OrderInfo => ({ ...row, items: JSON.parse(items) as OrderInfo['items'] })
const one = (row: Raw | undefined) => (row ? toOrder(row) : null)
