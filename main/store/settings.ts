import type { Database } from 'better-sqlite3'

/** Small values by key, as JSON. What a key means is decided by the service that reads it. */
export function createSettingStore(db: Database) {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
  const put = db.prepare(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  return {
    get(key: string): unknown {
      const row = get.get(key)
      return row ? (JSON.parse(row.value) as unknown) : undefined
    },
    set: (key: string, value: unknown) => void put.run(key, JSON.stringify(value)),
  }
}
