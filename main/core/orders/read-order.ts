import { ORDER_FIELDS, type OrderField, type OrderMapping, type OrderSource } from '../../../preload/domain.ts'
import { instantOf } from '../calendar.ts'

/** One line of a file: an order, or one of its goods. Null where the file says nothing of it. */
export type OrderLine = {
  number: string
  orderedAt: number | null
  name: string | null
  email: string | null
  phone: string | null
  total: number | null
  currency: string | null
  state: string | null
  item: { name: string; quantity: number } | null
}

/** RMS writes its states as numbers, Yahoo!ショッピング too. See docs/orders.md. */
const STATES: Partial<Record<OrderSource, Record<string, string>>> = {
  rakuten: {
    100: '注文確認待ち',
    200: '楽天処理中',
    300: '発送待ち',
    400: '変更確定待ち',
    500: '発送済',
    600: '支払手続き中',
    700: '支払手続き済',
    800: 'キャンセル確定待ち',
    900: 'キャンセル確定',
  },
  yahoo: { 1: '予約中', 2: '処理中', 3: '保留', 4: 'キャンセル', 5: '完了' },
}
const JOINED_BY: Partial<Record<OrderField, string>> = { phone: '-', name: ' ', orderedAt: ' ' }

/** Reads lines of one file. `timeZone`: of dates that name none. */
export function createOrderReader(
  columns: readonly string[],
  mapping: OrderMapping,
  { source, timeZone }: { source: OrderSource; timeZone: string },
) {
  const places = new Map(
    ORDER_FIELDS.map((field) => [
      field,
      (mapping[field] ?? []).map((name) => columns.indexOf(name)).filter((at) => at >= 0),
    ]),
  )
  function value(row: readonly string[], field: OrderField): string | null {
    const parts = places.get(field)!.map((at) => (row[at] ?? '').trim())
    return (
      parts
        .filter(Boolean)
        .join(JOINED_BY[field] ?? ' ')
        .slice(0, 1000) || null
    )
  }

  /** Null for a line without an order number. */
  return (row: readonly string[]): OrderLine | null => {
    const number = orderKey(value(row, 'number') ?? '')
    if (number === '') return null
    const state = value(row, 'state')
    const item = value(row, 'item')
    return {
      number,
      orderedAt: readMoment(value(row, 'orderedAt') ?? '', timeZone),
      name: value(row, 'name'),
      email: value(row, 'email')?.toLowerCase() ?? null,
      phone: value(row, 'phone'),
      total: readAmount(value(row, 'total') ?? ''),
      currency: value(row, 'currency'),
      state: (state && STATES[source]?.[state]) ?? state,
      item: item === null ? null : { name: item, quantity: readAmount(value(row, 'quantity') ?? '') ?? 1 },
    }
  }
}

/** As mails name it: full width and odd dashes make no difference. */
export const orderKey = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/^'/, '')
    .trim()

/** 4,980円, ¥4,980 or 42.00; null for what is no amount. */
export function readAmount(text: string): number | null {
  const bare = text.normalize('NFKC').replace(/[¥円\\,\s]|JPY/g, '')
  if (!/^-?\d+(?:\.\d+)?$/.test(bare)) return null
  return Number(bare)
}

const MOMENT =
  /^(\d{4})[-/年.]\s?(\d{1,2})[-/月.]\s?(\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/

/** 2026/11/20 12:34, 2026-11-20 12:34:56 +0900 and their like; null for what is no date. */
export function readMoment(text: string, timeZone: string): number | null {
  const match = MOMENT.exec(text.normalize('NFKC').trim())
  if (!match) return null
  const [, year, month, day, hour = '0', minute = '00', second = '00', offset] = match
  const date = `${year}-${two(month!)}-${two(day!)}`
  const clock = `${two(hour)}:${minute}`
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31 || Number(hour) > 24) return null
  if (offset === undefined) return instantOf(timeZone, date, clock) + Number(second) * 1000
  const zone = offset === 'Z' || offset === 'UTC' ? 'Z' : offset.replace(/^(.{3}):?(\d{2})$/, '$1:$2')
  const at = Date.parse(`${date}T${clock}:${second}${zone}`)
  return Number.isNaN(at) ? null : at
}

const two = (part: string) => part.padStart(2, '0')
