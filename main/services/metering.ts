import type { AccountId } from '../../preload/domain.ts'
import { yenFor, yenPerDollarOf } from '../../preload/domain/network-prices.ts'
import type { MeteredUse } from '../../preload/domain/networks.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'

export type Metering = ReturnType<typeof createMetering>

/** What the accounts on networks that want money have cost, by the days and months of UTC, as those networks count. */
export function createMetering(store: Store, clock: Clock) {
  const today = () => new Date(clock.now()).toISOString().slice(0, 10)

  /** Yen since the month began. */
  function spent({ id, channel, settings }: Pick<AccountRow, 'id' | 'channel' | 'settings'>): number {
    const rate = yenPerDollarOf(JSON.parse(settings))
    return store.usage
      .since(id, `${today().slice(0, 7)}-01`)
      .reduce((sum, { what, count }) => sum + yenFor(channel, what, rate) * count, 0)
  }

  function nextMonthAt(): number {
    const now = new Date(clock.now())
    return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)
  }

  return {
    spent,
    note(id: AccountId, { what, count }: { what: MeteredUse; count: number }): void {
      if (count > 0) store.transaction(() => store.usage.add(id, today(), what, count))
    },
    isOver: (row: AccountRow) => row.budgetYen !== null && spent(row) >= row.budgetYen,
    /** Throws `rate-limited` with reason `budget` once the month's money is spent: nothing is asked of the network till then. */
    mayLook(row: AccountRow): void {
      if (row.budgetYen === null || spent(row) < row.budgetYen) return
      throw new AppError('rate-limited', 'The budget of this month is spent.', {
        reason: 'budget',
        retryAt: nextMonthAt(),
      })
    },
  }
}
