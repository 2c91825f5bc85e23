import type { Database } from 'better-sqlite3'
import type { CustomerId, MessageId } from '../../preload/domain.ts'
import type { PersonSign } from '../core/person-signs.ts'
import type { Identity } from './customers.ts'

/** Signs of one person that are looked into, the newest first. */
const MOST_OF_ONE = 40
/** A number or address that more people write is nobody's own: a shop's, a company's, a marketplace's. */
const MOST_SHARING = 5

/** What people wrote of themselves, and who was told apart. */
export function createPersonSignStore(db: Database) {
  const add = db.prepare(`
    INSERT INTO person_sign (kind, value, channel, person, message_id) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET message_id = excluded.message_id WHERE excluded.message_id > message_id`)
  const drop = db.prepare('DELETE FROM person_sign WHERE message_id = ?')
  const own = db.prepare<[number], PersonSign>(`
    SELECT s.kind, s.value FROM identity i CROSS JOIN person_sign s ON s.channel = i.channel AND s.person = i.value
    WHERE i.customer_id = ? ORDER BY s.message_id DESC LIMIT ${MOST_OF_ONE}`)
  const writers = db.prepare<[string, string], { id: CustomerId }>(`
    SELECT DISTINCT i.customer_id AS id
    FROM (SELECT channel, person FROM person_sign WHERE kind = ? AND value = ? LIMIT ${MOST_SHARING * 4}) s
    CROSS JOIN identity i ON i.channel = s.channel AND i.value = s.person`)
  const reached = db.prepare<[string, string], { id: CustomerId }>(
    'SELECT customer_id AS id FROM identity WHERE channel = ? AND value = ?',
  )
  const buyers = db.prepare<[string], { id: CustomerId }>(`
    SELECT i.customer_id AS id FROM customer_order o CROSS JOIN identity i ON i.channel = 'mail' AND i.value = o.email
    WHERE o.number = ? AND o.email <> '' LIMIT ${MOST_SHARING}`)
  const tellApart = db.prepare('INSERT INTO other_person (low, high) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const forget = db.prepare('DELETE FROM other_person WHERE low = ? AND high = ?')
  const apart = db.prepare<{ id: number }, { other: CustomerId }>(
    'SELECT high AS other FROM other_person WHERE low = @id UNION ALL SELECT low FROM other_person WHERE high = @id',
  )
  const next = db.prepare<[number, number], { id: MessageId }>(
    `SELECT id FROM message WHERE id < ? AND direction = 'inbound' ORDER BY id DESC LIMIT ?`,
  )

  const ordered = (a: CustomerId, b: CustomerId): [CustomerId, CustomerId] => (a < b ? [a, b] : [b, a])

  return {
    /** Inside the transaction of the message. */
    add({ channel, value: person }: Identity, signs: readonly PersonSign[], messageId: MessageId): void {
      for (const { kind, value } of signs) add.run(kind, value, channel, person, messageId)
    },
    /** Of a message that is read again. */
    drop: (messageId: MessageId) => void drop.run(messageId),
    /** What a customer wrote of themselves under any of their identities. */
    of: (id: CustomerId): PersonSign[] => own.all(id),
    /** Who wrote the same, who is reached there, and who bought by that number; none where too many did. */
    sharing({ kind, value }: PersonSign): CustomerId[] {
      const rows = [
        ...writers.all(kind, value),
        ...(kind === 'mail' || kind === 'phone' ? reached.all(kind, value) : []),
        ...(kind === 'order' ? buyers.all(value) : []),
      ]
      const found = [...new Set(rows.map(({ id }) => id))]
      return found.length > MOST_SHARING ? [] : found
    },
    tellApart: (one: CustomerId, other: CustomerId) => void tellApart.run(...ordered(one, other)),
    forgetApart: (one: CustomerId, other: CustomerId) => void forget.run(...ordered(one, other)),
    /** Whom somebody said that this is not. The records may have been merged since. */
    apartFrom: (id: CustomerId): CustomerId[] => apart.all({ id }).map(({ other }) => other),
    /** Customers' messages before this one, the newest first. */
    before: (id: number, limit: number): MessageId[] => next.all(id, limit).map((row) => row.id),
  }
}
