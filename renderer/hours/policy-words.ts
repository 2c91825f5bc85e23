import { useEffect, useState } from 'react'
import type { CategoryInfo } from '../../preload/domain.ts'
import type { PolicyInfo } from '../../preload/domain/hours.ts'
import { useApp, useAppStore, useI18n } from '../store/context.ts'

type Conditions = PolicyInfo['conditions']
export const CONDITION_FIELDS = [
  'shopIds',
  'channels',
  'marketplaces',
  'categories',
  'phrases',
  'customerMarks',
] as const satisfies readonly (keyof Conditions)[]

/** The categories of the shop, for their names; empty until main has answered. */
function useCategories(): readonly CategoryInfo[] {
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [categories, setCategories] = useState<readonly CategoryInfo[]>([])
  useEffect(() => {
    let isCurrent = true
    void api.call('categories.list', {}).then((found) => isCurrent && setCategories(found), showError)
    return () => void (isCurrent = false)
  }, [api, showError])
  return categories
}

/** A policy in words. */
export function usePolicyWords() {
  const i18n = useI18n()
  const shops = useApp((state) => state.shops)
  const categories = useCategories()
  const { policies: words, ticket, channel } = i18n.text
  const channels: Record<string, string> = channel
  const marks: Record<string, string> = ticket.mark

  function labelOf(field: keyof Conditions, value: string | number): string {
    const key = String(value)
    if (field === 'shopIds') return shops.get(value as Parameters<typeof shops.get>[0])?.name ?? key
    if (field === 'channels') return channels[key] ?? key
    if (field === 'marketplaces') return words.marketplaces[key] ?? key
    if (field === 'categories') return categories.find((one) => one.key === key)?.label ?? key
    return field === 'customerMarks' ? (marks[key] ?? key) : key
  }

  return {
    categories,
    nameOf: ({ id, name }: Pick<PolicyInfo, 'id' | 'name'>) => (name !== '' ? name : (words.names[id] ?? words.noName)),
    conditionsOf({ conditions }: PolicyInfo): string {
      const parts = CONDITION_FIELDS.filter((field) => conditions[field].length > 0).map((field) => {
        const values = conditions[field].map((value) => labelOf(field, value))
        return `${words.fields[field]}: ${values.join(words.list)}`
      })
      return parts.length === 0 ? words.everything : parts.join(' / ')
    },
    limitsOf(policy: PolicyInfo): string {
      const { firstMinutes, nextMinutes, clock, capMinutes, untilShippingCutoff, warnMinutes } = policy
      const warnings = warnMinutes.toSorted((a, b) => b - a).map((minutes) => i18n.exactSpan(minutes))
      return [
        firstMinutes === null ? words.noFirst : words.first(i18n.exactSpan(firstMinutes)),
        nextMinutes === null ? words.noNext : words.next(i18n.exactSpan(nextMinutes)),
        words.clocks[clock],
        capMinutes === null ? '' : words.cap(i18n.exactSpan(capMinutes)),
        untilShippingCutoff ? words.untilCutoff : '',
        warnings.length === 0 ? words.noWarn : words.warn(warnings.join(words.list)),
      ]
        .filter(Boolean)
        .join(' · ')
    },
    labelOf,
  }
}
