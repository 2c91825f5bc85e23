import type { Database } from 'better-sqlite3'
import type { ChannelId, CustomerId } from '../../preload/domain.ts'

type CustomerRow = { id: CustomerId; name: string; firstContactAt: number }

/** Who writes to the shop, and the addresses and handles they write from. */
export function createCustomerStore(db: Database) {
  const byIdentity = db.prepare<[string, string], CustomerRow>(`
    SELECT c.id, c.name, c.first_contact_at AS firstContactAt
    FROM identity i JOIN customer c ON c.id = i.customer_id WHERE i.channel = ? AND i.value = ?`)
  const get = db.prepare<[number], CustomerRow>(
    'SELECT id, name, first_contact_at AS firstContactAt FROM customer WHERE id = ?',
  )
  const insert = db.prepare('INSERT INTO customer (name, first_contact_at) VALUES (?, ?)')
  const insertIdentity = db.prepare('INSERT INTO identity (channel, value, customer_id) VALUES (?, ?, ?)')
  const identities = db.prepare<[number], { channel: ChannelId; value: string }>(
    'SELECT channel, value FROM identity WHERE customer_id = ? ORDER BY channel, value',
  )
  const earlier = db.prepare('UPDATE customer SET first_contact_at = ? WHERE id = ? AND first_contact_at > ?')
  const rename = db.prepare('UPDATE customer SET name = ? WHERE id = ?')

  return {
    get: (id: CustomerId) => get.get(id) ?? null,
    /** The customer with this identity; made when there is none. A better name than the bare address replaces it. */
    obtain(channel: ChannelId, value: string, name: string, at: number): CustomerId {
      const known = byIdentity.get(channel, value)
      if (known) {
        if (at < known.firstContactAt) earlier.run(at, known.id, at)
        if (name && known.name === value) rename.run(name, known.id)
        return known.id
      }
      const id = Number(insert.run(name || value, at).lastInsertRowid) as CustomerId
      insertIdentity.run(channel, value, id)
      return id
    },
    find: (channel: ChannelId, value: string) => byIdentity.get(channel, value)?.id ?? null,
    identities: (id: CustomerId) => identities.all(id),
  }
}
