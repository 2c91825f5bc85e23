import type { Database } from 'better-sqlite3'
import type { ShopId, TicketId } from '../../preload/domain.ts'

/** Opening hours of the shops and the deadline policies, as JSON. Its shape is read by services/deadline-rules.ts. */
export function createHoursStore(db: Database) {
  const get = db.prepare<[number], { hours: string | null }>('SELECT hours FROM shop WHERE id = ?')
  const set = db.prepare('UPDATE shop SET hours = ? WHERE id = ?')
  const policies = db.prepare<[], { policy: string }>('SELECT policy FROM deadline_policy ORDER BY position')
  const clear = db.prepare('DELETE FROM deadline_policy')
  const insert = db.prepare('INSERT INTO deadline_policy (id, position, policy) VALUES (?, ?, ?)')
  const unanswered = db.prepare<[number, number], { id: TicketId }>(`
    SELECT id FROM ticket INDEXED BY ticket_unanswered
    WHERE kind = 'ticket' AND merged_into IS NULL AND status IN ('new', 'open') AND id > ? ORDER BY id LIMIT ?`)

  return {
    /** Undefined while the owner has said nothing. */
    ofShop(id: ShopId): unknown {
      const hours = get.get(id)?.hours ?? null
      return hours === null ? undefined : JSON.parse(hours)
    },
    setOfShop: (id: ShopId, hours: unknown) => void set.run(JSON.stringify(hours), id),
    policies: (): unknown[] => policies.all().map(({ policy }) => JSON.parse(policy) as unknown),
    replacePolicies(all: readonly { id: string }[]): void {
      clear.run()
      for (const [position, policy] of all.entries()) insert.run(policy.id, position, JSON.stringify(policy))
    },
    /** Tickets that wait for us, by id, from behind `after`. */
    unanswered: (after: TicketId | 0, limit: number) => unanswered.all(after, limit).map(({ id }) => id),
  }
}
