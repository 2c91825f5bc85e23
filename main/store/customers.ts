import type { Database } from 'better-sqlite3'
import type { ChannelId, CustomerCard, CustomerId } from '../../preload/domain.ts'

export type CustomerRow = Pick<CustomerCard, 'id' | 'name' | 'kana' | 'notes' | 'fields' | 'firstContactAt'> & {
  /** What a person said. */
  mark: 'regular' | 'caution' | null
  mergedInto: CustomerId | null
}
type Raw = Omit<CustomerRow, 'fields'> & { fields: string }
/** `shown` is how the network shows them, where the value is an id that nobody reads. */
export type Identity = { channel: ChannelId; value: string; shown?: string | null }

const COLUMNS =
  'c.id, c.name, c.kana, c.mark, c.notes, c.fields, c.first_contact_at AS firstContactAt, c.merged_into AS mergedInto'
const FOUND = 20

/** Who writes to the shop, and the addresses and handles they write from. */
export function createCustomerStore(db: Database) {
  const owner = db.prepare<[string, string], Pick<CustomerRow, 'id' | 'name' | 'firstContactAt'>>(`
    SELECT c.id, c.name, c.first_contact_at AS firstContactAt FROM identity i JOIN customer c ON c.id = i.customer_id
    WHERE i.channel = ? AND i.value = ?`)
  const get = db.prepare<[number], Raw>(`SELECT ${COLUMNS} FROM customer c WHERE c.id = ?`)
  const insert = db.prepare('INSERT INTO customer (name, first_contact_at) VALUES (?, ?)')
  const insertIdentity = db.prepare('INSERT INTO identity (channel, value, customer_id) VALUES (?, ?, ?)')
  const addIdentity = db.prepare(
    'INSERT INTO identity (channel, value, customer_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const numbers = db.prepare<[], { id: CustomerId; number: string }>(`
    SELECT c.id, i.value AS number FROM identity i JOIN customer c ON c.id = i.customer_id WHERE i.channel = 'phone' AND c.merged_into IS NULL
    UNION ALL SELECT c.id, f.value ->> 'value' FROM customer c, json_each(c.fields) AS f
    WHERE c.fields <> '[]' AND c.merged_into IS NULL AND f.value ->> 'value' GLOB '*[0-9０-９]*'`)
  const identities = db.prepare<[number], Identity>(
    'SELECT channel, value, shown FROM identity WHERE customer_id = ? ORDER BY channel, value',
  )
  const show = db.prepare('UPDATE identity SET shown = ? WHERE channel = ? AND value = ? AND shown IS NOT ?')
  const setOwner = db.prepare('UPDATE identity SET customer_id = ? WHERE channel = ? AND value = ?')
  const earlier = db.prepare('UPDATE customer SET first_contact_at = ? WHERE id = ? AND first_contact_at > ?')
  const rename = db.prepare('UPDATE customer SET name = ? WHERE id = ?')
  const read = db.prepare(`UPDATE customer SET kana = ? WHERE id = ? AND kana = ''`)
  const update = db.prepare<Omit<Raw, 'firstContactAt' | 'mergedInto'>>(
    'UPDATE customer SET name = @name, kana = @kana, mark = @mark, notes = @notes, fields = @fields WHERE id = @id',
  )
  const restore = db.prepare<Raw>(`
    UPDATE customer SET name = @name, kana = @kana, mark = @mark, notes = @notes, fields = @fields,
      first_contact_at = @firstContactAt, merged_into = @mergedInto WHERE id = @id`)
  const renameTickets = db.prepare('UPDATE ticket SET customer_name = ? WHERE customer_id = ? AND customer_name = ?')
  const tickets = db.prepare<[number], { id: number }>('SELECT id FROM ticket WHERE customer_id = ?')
  const giveTicket = db.prepare('UPDATE ticket SET customer_id = ? WHERE id = ?')
  const find = db.prepare<{ part: string; limit: number }, { id: CustomerId; name: string; address: string }>(`
    SELECT c.id, c.name, COALESCE((SELECT MIN(COALESCE(i.shown, i.value)) FROM identity i WHERE i.customer_id = c.id), '') AS address FROM customer c
    WHERE c.merged_into IS NULL AND (instr(lower(c.name), @part) OR instr(c.kana, @part)
      OR EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = c.id AND (instr(i.value, @part) OR instr(lower(i.shown), @part))))
    ORDER BY c.id DESC LIMIT @limit`)

  return {
    get(id: CustomerId): CustomerRow | null {
      const row = get.get(id)
      return row ? toCustomer(row) : null
    },
    /** The customer with this identity; made when there is none. A better name than the bare address replaces it. */
    obtain(channel: ChannelId, value: string, name: string, at: number): CustomerId {
      const known = owner.get(channel, value)
      if (known) {
        if (at < known.firstContactAt) earlier.run(at, known.id, at)
        if (name && known.name === value) rename.run(name, known.id)
        return known.id
      }
      const id = Number(insert.run(name || value, at).lastInsertRowid) as CustomerId
      insertIdentity.run(channel, value, id)
      return id
    },
    /** The handle as the network shows it now. */
    setShown: (channel: ChannelId, value: string, shown: string) => void show.run(shown, channel, value, shown),
    /** They wrote at this time; their first contact may have been later so far. */
    heardAt: (id: CustomerId, at: number) => void earlier.run(at, id, at),
    /** The reading of the name as a form gave it. What a person typed stays. */
    learnKana: (id: CustomerId, kana: string) => void read.run(kana, id),
    rename: (id: CustomerId, name: string) => void rename.run(name, id),
    /** Tickets that were shown under the old name as well. */
    renameTickets: (id: CustomerId, from: string, to: string) => void renameTickets.run(to, id, from),
    update: ({ fields, ...row }: Omit<CustomerRow, 'firstContactAt' | 'mergedInto'>) =>
      void update.run({ ...row, fields: JSON.stringify(fields) }),
    /** The whole row as it was. */
    restore: ({ fields, ...row }: CustomerRow) => void restore.run({ ...row, fields: JSON.stringify(fields) }),
    /** The customer itself, or the one it went into. */
    living(id: CustomerId): CustomerId {
      let row = get.get(id)
      while (row?.mergedInto != null) row = get.get(row.mergedInto)
      return row?.id ?? id
    },
    find: (channel: ChannelId, value: string) => owner.get(channel, value)?.id ?? null,
    /** By a part of name, reading or address, in lower case. Reads every customer. */
    search: (part: string) => find.all({ part, limit: FOUND }),
    /** One more, unless somebody has it already. */
    addIdentity: ({ channel, value }: Identity, id: CustomerId) => void addIdentity.run(channel, value, id),
    /** Whatever might be a telephone number: those that called, and fields with digits. Reads every customer. */
    numbers: () => numbers.all(),
    identities: (id: CustomerId) => identities.all(id),
    setOwner: ({ channel, value }: Identity, id: CustomerId) => void setOwner.run(id, channel, value),
    /** Every ticket that names the customer, signposts too. */
    ticketIds: (id: CustomerId) => tickets.all(id).map((row) => row.id),
    giveTicket: (ticketId: number, id: CustomerId) => void giveTicket.run(id, ticketId),
  }
}

function toCustomer({ fields, ...row }: Raw): CustomerRow {
  return { ...row, fields: JSON.parse(fields) as CustomerRow['fields'] }
}
