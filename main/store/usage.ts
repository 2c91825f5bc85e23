import type { Database } from 'better-sqlite3'
import type { AccountId } from '../../preload/domain.ts'
import type { MeteredUse } from '../../preload/domain/networks.ts'

/** How often what costs something was asked of a network, by day (`2026-11-24`, UTC). */
export function createUsageStore(db: Database) {
  const add = db.prepare(`
    INSERT INTO usage (account_id, day, what, count) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = count + excluded.count`)
  const since = db.prepare<[number, string], { what: MeteredUse; count: number }>(
    'SELECT what, SUM(count) AS count FROM usage WHERE account_id = ? AND day >= ? GROUP BY what',
  )
  return {
    add: (id: AccountId, day: string, what: MeteredUse, count: number) => void add.run(id, day, what, count),
    since: (id: AccountId, day: string) => since.all(id, day),
  }
}
