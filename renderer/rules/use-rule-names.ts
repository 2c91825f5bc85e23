import { useMemo } from 'react'
import type { RuleNames } from '../../preload/locales/rule-names.ts'
import { useApp, useText } from '../store/context.ts'

/** What the categories, people and shops are called that rules name; those that were taken away keep their name. */
export function useRuleNames(): RuleNames {
  const { common, channel, rulePage, policies: policyWords } = useText()
  const { categories, staff, checklists } = useApp((state) => state)
  const accounts = useApp((state) => state.accounts)
  const shops = useApp((state) => state.shops)
  const policies = useApp((state) => state.policies)
  const templates = useApp((state) => state.templates)
  return useMemo(() => {
    const { unknown } = common
    return {
      account: (id) => accounts.get(id)?.address ?? unknown,
      shop: (id) => shops.get(id)?.name ?? unknown,
      channel: (id) => channel[id],
      category: (key) => (key === null ? rulePage.none : (categories.find((one) => one.key === key)?.label ?? unknown)),
      staff: (id) => staff.find((one) => one.id === id)?.name ?? unknown,
      checklist: (id) => checklists.find((one) => one.id === id)?.name ?? unknown,
      template: (id) => templates?.find((one) => one.id === id)?.title ?? unknown,
      policy: (id) => policies?.find((one) => one.id === id)?.name || (policyWords.names[id] ?? unknown),
    }
  }, [common, channel, rulePage, policyWords, categories, staff, checklists, accounts, shops, policies, templates])
}
