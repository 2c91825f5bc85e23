import { createHash } from 'node:crypto'
import type { Output, Parsed } from '../../../preload/contract.ts'
import {
  OrderMapping,
  type OrderFile,
  type OrderImport,
  type OrderImportResult,
  type OrderInfo,
  type OrderSource,
  type ShopId,
} from '../../../preload/domain.ts'
import { AppError } from '../../../preload/errors.ts'
import { guessMapping, sourceOf } from '../../core/orders/columns.ts'
import { createOrderReader, type OrderLine } from '../../core/orders/read-order.ts'
import type { Clock } from '../../jobs/clock.ts'
import type { Store } from '../../store/index.ts'
import type { OrderRow } from '../../store/orders.ts'
import type { Changes } from '../changes.ts'
import { lookInto, readRows, type TableFile } from './table-file.ts'

const SHOWN_ROWS = 5
const FOUND = 50
/** Orders of one transaction: some milliseconds. */
const CHUNK = 200
const MOST_ITEMS = 100

type Tools = { store: Store; clock: Clock; changes: Changes; timeZoneOf: (id: ShopId) => string }
/** What was chosen the last time for files of the same columns. */
type Remembered = { mapping: OrderMapping; shopId: ShopId }
/** What the page says of it, and that it can be taken back. */
const LAST_IMPORT = 'orders.lastImport'
type Gathered = Omit<OrderLine, 'item'> & { items: OrderInfo['items'] }

/** Orders out of the files of the marketplaces. One file is open at a time. */
export function createOrderService({ store, clock, changes, timeZoneOf }: Tools) {
  let open: { name: string; file: TableFile; source: OrderSource } | null = null
  let progress: Output<'orders.progress'> = null

  async function openFile({ name, content }: Parsed<'orders.open'>): Promise<OrderFile> {
    if (progress !== null) throw new AppError('conflict', 'Another file is being taken in.', { reason: 'importing' })
    const file = lookInto(content)
    const rows: string[][] = []
    for await (const page of readRows(file)) {
      rows.push(...page.rows)
      if (rows.length > SHOWN_ROWS) break
    }
    const columns = (rows[0] ?? []).map((column) => column.trim())
    if (columns.length < 2 || rows.length < 2)
      throw new AppError('invalid-input', 'There are no rows in this file.', { reason: 'no-table' })
    const source = sourceOf(columns)
    open = { name, file: { ...file, columns }, source }
    const known = store.settings.get(shapeKey(columns)) as Remembered | undefined
    const shopId = known && store.accounts.shop(known.shopId) ? known.shopId : null
    return {
      name,
      encoding: file.encoding,
      columns,
      rows: rows.slice(1, SHOWN_ROWS + 1).map((row) => columns.map((_, at) => (row[at] ?? '').slice(0, 200))),
      source,
      mapping: known ? OrderMapping.parse(known.mapping) : guessMapping(columns),
      shopId,
      isRemembered: known !== undefined,
    }
  }

  async function importOpen({ shopId, mapping }: Parsed<'orders.import'>): Promise<OrderImportResult> {
    if (open === null) throw new AppError('not-found', 'No file is open.')
    if (progress !== null) throw new AppError('conflict', 'It is being taken in.', { reason: 'importing' })
    if (!store.accounts.shop(shopId)) throw new AppError('not-found', `No shop ${shopId}`)
    if (!mapping.number?.length)
      throw new AppError('invalid-input', 'It is not said where the number stands.', { reason: 'no-order-number' })
    const { name, file, source } = open
    progress = { done: 0, total: file.bytes.length }
    try {
      const { orders, skipped } = await gather(file, source, mapping, timeZoneOf(shopId))
      // Whatever stops in the middle can be taken back as well.
      const began = { name, at: clock.now(), added: 0, updated: 0 }
      store.transaction(() => {
        store.orders.forgetBefore()
        store.settings.set(LAST_IMPORT, began)
      })
      const result = await write(orders, shopId, source)
      const remembered: Remembered = { mapping, shopId }
      store.transaction(() => {
        store.settings.set(shapeKey(file.columns), remembered)
        store.settings.set(LAST_IMPORT, { ...began, added: result.added, updated: result.updated })
        const data = { ...result, source, shopId }
        store.journal.append({ at: clock.now(), actor: 'staff', type: 'orders.imported', ticketId: null, data })
      })
      open = null
      return { ...result, skipped }
    } finally {
      progress = null
      changes.note('orders')
    }
  }

  /** Lines of one order become one, wherever they stand in the file. */
  async function gather(file: TableFile, source: OrderSource, mapping: OrderMapping, timeZone: string) {
    const read = createOrderReader(file.columns, mapping, { source, timeZone })
    const orders = new Map<string, Gathered>()
    let skipped = 0
    let isHead = true
    for await (const { rows, done } of readRows(file)) {
      for (const row of rows) {
        if (isHead) {
          isHead = false
          continue
        }
        const line = read(row)
        if (line === null) skipped += 1
        else orders.set(line.number, joined(orders.get(line.number), line))
      }
      progress = { done: Math.floor(done / 2), total: file.bytes.length }
    }
    return { orders: [...orders.values()], skipped }
  }

  async function write(orders: readonly Gathered[], shopId: ShopId, source: OrderSource) {
    const result = { added: 0, updated: 0, unchanged: 0 }
    const total = progress!.total
    for (let from = 0; from < orders.length; from += CHUNK) {
      const now = clock.now()
      store.transaction(() => {
        for (const order of orders.slice(from, from + CHUNK)) result[put(order, shopId, source, now)] += 1
      })
      progress = { done: Math.floor(total / 2 + (total / 2) * ((from + CHUNK) / orders.length)), total }
      await new Promise((resolve) => setImmediate(resolve))
    }
    return result
  }

  /** What a file does not say stays as another file said it: Yahoo!ショッピング has orders and goods in two. */
  function put(order: Gathered, shopId: ShopId, source: OrderSource, now: number): 'added' | 'updated' | 'unchanged' {
    const known = store.orders.get(shopId, order.number)
    const row: OrderRow = {
      shopId,
      number: order.number,
      orderedAt: order.orderedAt ?? known?.orderedAt ?? null,
      name: order.name ?? known?.name ?? '',
      email: order.email ?? known?.email ?? '',
      phone: order.phone ?? known?.phone ?? '',
      total: order.total ?? known?.total ?? null,
      currency: order.currency ?? known?.currency ?? '',
      state: order.state ?? known?.state ?? '',
      items: order.items.length > 0 ? order.items : (known?.items ?? []),
      source,
    }
    if (known && isSame(known, row)) return 'unchanged'
    store.orders.put(row, now)
    store.orders.keepBefore(row, known && rowOf(known))
    return known ? 'updated' : 'added'
  }

  /** The newest file, as if it had not been taken in. */
  async function undo(): Promise<Output<'orders.undo'>> {
    if (progress !== null) throw new AppError('conflict', 'It is being taken in.', { reason: 'importing' })
    const result = { removed: 0, restored: 0 }
    progress = { done: 0, total: 1 }
    try {
      for (;;) {
        const { removed, restored } = store.transaction(() => store.orders.takeBack(CHUNK, clock.now()))
        if (removed + restored === 0) break
        result.removed += removed
        result.restored += restored
        await new Promise((resolve) => setImmediate(resolve))
      }
      store.transaction(() => {
        store.settings.set(LAST_IMPORT, null)
        store.journal.append({ at: clock.now(), actor: 'staff', type: 'orders.undone', ticketId: null, data: result })
      })
      return result
    } finally {
      progress = null
      changes.note('orders')
    }
  }

  return {
    undo,
    open: openFile,
    import: importOpen,
    close(): void {
      if (progress === null) open = null
    },
    progress: () => progress,
    find({ query }: Parsed<'orders.find'>): Output<'orders.find'> {
      const part = query.normalize('NFKC').trim().toLowerCase()
      return {
        orders: part === '' ? store.orders.newest(FOUND) : store.orders.find(part, FOUND),
        total: store.orders.count(),
        lastImport: (store.settings.get(LAST_IMPORT) as OrderImport | null | undefined) ?? null,
      }
    },
    ofTicket: ({ ticketId }: Parsed<'orders.ofTicket'>): OrderInfo[] =>
      store.orders.ofTicket(store.tickets.living(ticketId), FOUND),
  }
}

/** Files of the same columns are of the same shape, whatever they are called. */
const shapeKey = (columns: readonly string[]) =>
  `orders.shape:${createHash('sha256').update(JSON.stringify(columns)).digest('hex').slice(0, 32)}`

/** The first line that knows something is right; every line may bring goods. */
function joined(known: Gathered | undefined, { item, ...line }: OrderLine): Gathered {
  const items = item === null ? [] : [item]
  if (!known) return { ...line, items }
  return {
    number: known.number,
    orderedAt: known.orderedAt ?? line.orderedAt,
    name: known.name ?? line.name,
    email: known.email ?? line.email,
    phone: known.phone ?? line.phone,
    total: known.total ?? line.total,
    currency: known.currency ?? line.currency,
    state: known.state ?? line.state,
    items: [...known.items, ...items].slice(0, MOST_ITEMS),
  }
}

const rowOf = ({ id: _, customerId: __, ...row }: OrderInfo): OrderRow => row

function isSame(info: OrderInfo, row: OrderRow): boolean {
  const known = rowOf(info)
  const keys = Object.keys(row) as (keyof OrderRow)[]
  return keys.every((key) => JSON.stringify(known[key]) === JSON.stringify(row[key]))
}
