import { sumOf, type CallItem } from '../../preload/domain.ts'

export type ItemWords = {
  /** What stands for the matter where nothing else was said. */
  order: string
  items: string
  item: (name: string, quantity: string, price: string | null) => string
  total: (sum: string) => string
  amount: (value: number) => string
}

/** What was ordered as lines of text, so that it is found, quoted and copied like anything else that was said. '' without any. */
export function writeCallItems(items: readonly CallItem[], words: ItemWords): string {
  if (items.length === 0) return ''
  const lines = items.map(({ name, quantity, price }) =>
    words.item(name, String(quantity), price === null ? null : words.amount(price)),
  )
  const sum = sumOf(items)
  return [words.items, ...lines, ...(sum === null ? [] : [words.total(words.amount(sum))])].join('\n')
}
