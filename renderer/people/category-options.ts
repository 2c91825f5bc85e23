import type { CategoryInfo, TicketId, TicketSummary } from '../../preload/domain.ts'
import type { Option } from './ChoiceList.tsx'

const DIGITS = 9

/** The small categories that are offered. */
export function smallCategories(categories: readonly CategoryInfo[]): CategoryInfo[] {
  return categories.filter(({ parentKey, isRemoved }) => parentKey !== null && !isRemoved)
}

/** What the tickets at hand are about most often, then in the order of the shop: reached by one digit. */
export function oftenUsed(categories: readonly CategoryInfo[], rows: ReadonlyMap<TicketId, TicketSummary>) {
  const uses = new Map<string, number>()
  for (const { category } of rows.values()) if (category !== null) uses.set(category, (uses.get(category) ?? 0) + 1)
  return smallCategories(categories)
    .toSorted((a, b) => (uses.get(b.key) ?? 0) - (uses.get(a.key) ?? 0))
    .slice(0, DIGITS)
}

/** Those that are used often first, each with its digit; then all others under their large category. */
export function categoryOptions(
  categories: readonly CategoryInfo[],
  often: readonly CategoryInfo[],
  current: string | null,
  oftenGroup: string,
): Option[] {
  const groupOf = ({ parentKey }: CategoryInfo) => categories.find(({ key }) => key === parentKey)?.label ?? null
  const rest = smallCategories(categories).filter((category) => !often.includes(category))
  const toOption = (one: CategoryInfo, group: string | null, digit?: string): Option => ({
    key: one.key,
    label: one.label,
    group,
    isCurrent: one.key === current,
    ...(digit !== undefined && { digit }),
  })
  return [
    ...often.map((one, index) => toOption(one, oftenGroup, String(index + 1))),
    ...rest.map((one) => toOption(one, groupOf(one))),
  ]
}
