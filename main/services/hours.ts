import type { Output, Parsed } from '../../preload/contract.ts'
import type { ShopId } from '../../preload/domain.ts'
import type { PolicyInfo, PolicyPreset, ShopHours } from '../../preload/domain/hours.ts'
import { AppError } from '../../preload/errors.ts'
import { dayNumberOf, localDateOf } from '../core/calendar.ts'
import { policyPresets } from '../core/default-policies.ts'
import { decideHolidayWarning, holidaysGoodUntil } from '../core/holidays.ts'
import { previewDays, problemsOf } from '../core/shop-hours.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import type { DeadlineRuleBook } from './deadline-rules.ts'
import type { Recompute, Recomputed } from './recompute.ts'

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  rules: DeadlineRuleBook
  recompute: Recompute
  wake: () => void
}

/** The opening hours of each shop and the deadline policies: read, tried out and changed. */
export function createHoursService({ store, clock, changes, rules, recompute, wake }: Tools) {
  /** Writes and computes anew what follows; whatever becomes of it, nobody goes on counting with what was read before. */
  function change(cause: 'hours' | 'policies', write: () => void, record: Record<string, unknown>): Recomputed {
    try {
      return recompute.after(cause, () => {
        write()
        rules.forget()
        const type = cause === 'hours' ? 'hours.changed' : 'policies.changed'
        store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId: null, data: record })
      })
    } finally {
      rules.forget()
      changes.note('shops')
      wake()
    }
  }

  function replace(policies: readonly PolicyInfo[]): Recomputed {
    if (policies.length === 0) throw new AppError('invalid-input', 'One policy stays', { reason: 'last-policy' })
    if (new Set(policies.map(({ id }) => id)).size < policies.length)
      throw new AppError('invalid-input', 'Two policies have one id')
    const before = rules.listPolicies()
    return change('policies', () => store.hours.replacePolicies(policies), { before, after: policies })
  }

  function find(id: string): PolicyInfo {
    const found = rules.listPolicies().find((policy) => policy.id === id)
    if (!found) throw new AppError('not-found', `No policy ${id}`)
    return found
  }

  function existing(id: ShopId): ShopId {
    if (!store.accounts.shop(id)) throw new AppError('not-found', `No shop ${id}`)
    return id
  }

  return {
    get(shopId: ShopId): Output<'hours.get'> {
      const hours = rules.hoursOf(existing(shopId))
      const goodUntil = holidaysGoodUntil()
      const warning = decideHolidayWarning(localDateOf(hours.timeZone, clock.now()), goodUntil)
      return { hours, holidayList: { goodUntil, warning: warning?.level ?? null } }
    },
    set(shopId: ShopId, hours: ShopHours): Recomputed {
      const before = rules.hoursOf(existing(shopId))
      if (problemsOf(hours).length > 0) throw new AppError('invalid-input', 'The opening hours cannot be used')
      return change('hours', () => store.hours.setOfShop(shopId, hours), { shopId, before, after: hours })
    },
    preview({ hours, month, months }: Parsed<'hours.preview'>): Output<'hours.preview'> {
      const problems = problemsOf(hours)
      if (problems.length > 0) return { days: [], problems }
      const [year = 0, number = 1] = month.split('-').map(Number)
      const end = new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 10)
      const first = `${month}-01`
      return { days: previewDays(hours, first, dayNumberOf(end) - dayNumberOf(first)), problems }
    },
    policies: {
      list: (): PolicyInfo[] => [...rules.listPolicies()],
      save(policy: PolicyInfo): Recomputed {
        const all = rules.listPolicies()
        const isKnown = all.some(({ id }) => id === policy.id)
        return replace(isKnown ? all.map((one) => (one.id === policy.id ? policy : one)) : [policy, ...all])
      },
      remove: (id: string): Recomputed => replace(rules.listPolicies().filter((one) => one !== find(id))),
      reorder(ids: readonly string[]): Recomputed {
        if (ids.length !== rules.listPolicies().length || new Set(ids).size !== ids.length)
          throw new AppError('conflict', 'The policies were changed meanwhile')
        return replace(ids.map(find))
      },
      reset: (preset: PolicyPreset): Recomputed => replace(policyPresets[preset]),
      replace,
    },
  }
}
