import type { OrderInfo } from '../../preload/domain.ts'
import type { Catalog } from '../i18n.ts'

type Words = Catalog['orders']
const SHOWN_ITEMS = 2

export const amountOf = ({ total, currency }: Pick<OrderInfo, 'total' | 'currency'>, words: Words) =>
  total === null ? '' : words.amount(total, currency)

/** The first goods by name, the others as a number. */
export function itemsOf({ items }: Pick<OrderInfo, 'items'>, words: Words) {
  const shown = items.slice(0, SHOWN_ITEMS).map(({ name, quantity }) => words.item(name, quantity))
  const rest = items.length - shown.length
  return [...shown, ...(rest > 0 ? [words.moreItems(rest)] : [])].join('、')
}

/** How much in all; empty where it is not all in one currency. */
export function sumOf(orders: readonly OrderInfo[], words: Words) {
  const currency = orders[0]?.currency ?? ''
  const isOne = orders.every((order) => order.currency === currency && order.total !== null)
  return isOne
    ? words.amount(
        orders.reduce((sum, { total }) => sum + (total ?? 0), 0),
        currency,
      )
    : ''
}
