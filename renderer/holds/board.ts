import type { Output } from '../../preload/contract.ts'
import type { HoldKind, HoldStage, ShopId } from '../../preload/domain.ts'

export type BoardRow = Output<'holds.board'>['rows'][number]
export type BoardStage = Exclude<HoldStage, 'ended'>
export type BoardFilter = {
  text: string
  /** null: every one; an empty word: those without. */
  product: string | null
  kind: HoldKind | null
  shopId: ShopId | null
  stage: BoardStage | null
  sort: 'near' | 'far' | 'customer'
}
export const NO_FILTER: BoardFilter = { text: '', product: null, kind: null, shopId: null, stage: null, sort: 'near' }

/** What a person has to decide stands above what only waits. */
export const BOARD_STAGES: readonly BoardStage[] = ['answered', 'cancel-due', 'reminder-due', 'reminded', 'request']

/** The rows that fit, in the order they stand on the board: by stage, and in each as the filter sorts. */
export function boardRows(rows: readonly BoardRow[], filter: BoardFilter): BoardRow[] {
  const found = rows.filter((row) => fits(row, filter)).sort(ORDERS[filter.sort])
  return BOARD_STAGES.flatMap((stage) => found.filter(({ hold }) => hold.stage === stage))
}

/** How many stand in each stage, whatever stage the filter shows. */
export function stageCounts(rows: readonly BoardRow[], filter: BoardFilter) {
  const found = rows.filter((row) => fits(row, { ...filter, stage: null }))
  return BOARD_STAGES.map((stage) => ({ stage, count: found.filter(({ hold }) => hold.stage === stage).length }))
}

/** The products on the board, most frequent first. */
export function productsOf(rows: readonly BoardRow[]) {
  const counts = new Map<string, number>()
  for (const { hold } of rows) counts.set(hold.product, (counts.get(hold.product) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([product, count]) => ({ product, count }))
}

const dueOf = ({ hold, ticket }: BoardRow) => hold.dueAt ?? ticket.dueAt ?? Infinity
const ORDERS: Record<BoardFilter['sort'], (a: BoardRow, b: BoardRow) => number> = {
  near: (a, b) => compare(dueOf(a), dueOf(b)) || a.ticket.id - b.ticket.id,
  far: (a, b) => compare(dueOf(b), dueOf(a)) || a.ticket.id - b.ticket.id,
  customer: (a, b) => a.ticket.customerName.localeCompare(b.ticket.customerName) || compare(dueOf(a), dueOf(b)),
}
/** Infinity minus infinity is no number. */
const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)

function fits({ hold, ticket }: BoardRow, { text, product, kind, shopId, stage }: BoardFilter) {
  if (product !== null && hold.product !== product) return false
  if (kind !== null && hold.kind !== kind) return false
  if (shopId !== null && ticket.shopId !== shopId) return false
  if (stage !== null && hold.stage !== stage) return false
  const places = [ticket.customerName, ticket.subject, hold.orderNumber, hold.product, hold.stockNote, `#${ticket.id}`]
  const within = folded(places.join('\n'))
  return folded(text)
    .split(/\s+/u)
    .every((word) => within.includes(word))
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase().trim()
