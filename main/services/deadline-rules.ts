import type { ShopId } from '../../preload/domain.ts'
import { PolicyInfo, ShopHours } from '../../preload/domain/hours.ts'
import type { DeadlinePolicy } from '../core/deadlines.ts'
import { policyPresets, toEngine } from '../core/default-policies.ts'
import type { HoursPolicy } from '../core/hours-policy.ts'
import { defaultShopHours, problemsOf, toHoursPolicy } from '../core/shop-hours.ts'
import type { Store } from '../store/index.ts'

/** What the deadlines of a shop are counted with. */
export type DeadlineRules = {
  policies: readonly DeadlinePolicy[]
  hours: HoursPolicy
  shippingCutoff: string | null
}
export type DeadlineRuleBook = ReturnType<typeof createDeadlineRules>

/** Hours and policies as they are stored, read once. The same objects until `forget`, so that their calendars are kept. */
export function createDeadlineRules(store: Store) {
  const byShop = new Map<ShopId | null, DeadlineRules>()
  let policies: readonly PolicyInfo[] | null = null
  let engine: readonly DeadlinePolicy[] = []

  function listPolicies(): readonly PolicyInfo[] {
    if (policies) return policies
    const stored = PolicyInfo.array().safeParse(store.hours.policies())
    policies = stored.success && stored.data.length > 0 ? stored.data : policyPresets.standard
    engine = toEngine(policies)
    return policies
  }

  function hoursOf(shopId: ShopId): ShopHours {
    const stored = ShopHours.safeParse(store.hours.ofShop(shopId))
    return stored.success && problemsOf(stored.data).length === 0 ? stored.data : defaultShopHours
  }

  return {
    listPolicies,
    hoursOf,
    /** Without a shop: those of the first one, for what belongs to none. */
    of(shopId: ShopId | null = null): DeadlineRules {
      const known = byShop.get(shopId)
      if (known) return known
      const id = shopId ?? store.accounts.listShops()[0]?.id ?? null
      const hours = id === null ? defaultShopHours : hoursOf(id)
      listPolicies()
      const rules = { policies: engine, hours: toHoursPolicy(hours), shippingCutoff: hours.shippingCutoff }
      // Before the first shop nothing is kept: it may have come when somebody asks again.
      if (id !== null) byShop.set(shopId, rules)
      return rules
    },
    /** After what is stored has changed, also when the change was taken back. */
    forget(): void {
      byShop.clear()
      policies = null
    },
  }
}
