import type { RuleDraft, StaffId } from '../../preload/domain.ts'
import type { RuleExampleKey } from '../../preload/locales/ja/rule-examples.ts'
import type { RuleExample } from '../../preload/locales/rule-names.ts'

/** What the shop has, as far as examples name it. */
type Shop = { hasReturns: boolean; staffId: StaffId | null }

/** A rule that works as it is, in the words of the language; what the shop does not have is left out. */
export function exampleRule(key: RuleExampleKey, { name, words, domains }: RuleExample, shop: Shop): RuleDraft {
  const rule = { name, isOn: true, when: { type: 'arrival' as const }, match: 'all' as const, stopHere: false }
  const says = { type: 'words' as const, isNot: false, words, place: 'both' as const }
  if (key === 'returns') {
    const category = shop.hasReturns ? [{ type: 'category' as const, category: 'return' }] : []
    const person = shop.staffId === null ? [] : [{ type: 'assign' as const, staffId: shop.staffId }]
    const actions = [...category, ...person]
    return { ...rule, conditions: [says], actions: actions.length > 0 ? actions : [{ type: 'popup' }] }
  }
  if (key === 'after-hours') {
    const conditions = [{ type: 'open-hours' as const, isNot: true }, says]
    return { ...rule, conditions, actions: [{ type: 'urgent', isUrgent: true }, { type: 'popup' }] }
  }
  // Malls hand on what customers write: what names an order stays in sight.
  const conditions: RuleDraft['conditions'] = [
    { type: 'sender', isNot: false, by: 'domain', values: domains },
    { ...says, place: 'subject' },
    { type: 'order-number', isNot: true },
  ]
  return { ...rule, conditions, actions: [{ type: 'kind', kind: 'notice' }], stopHere: true }
}
