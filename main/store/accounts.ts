import type { Database } from 'better-sqlite3'
import type { AccountId, ChannelId, ShopId, ShopInfo } from '../../preload/domain.ts'

export type AccountRow = {
  id: AccountId
  shopId: ShopId
  channel: ChannelId
  address: string
  name: string
  /** JSON, its shape decided by the channel. */
  settings: string
  pollIntervalMs: number
  isPaused: 0 | 1
  cursor: string | null
  createdAt: number
  lastSuccessAt: number | null
  errorReason: string | null
  errorDetail: string | null
  /** The network's own id of it; null of mail. */
  externalId: string | null
  /** When a look first worked at a host that is not this computer. */
  verifiedAt: number | null
  /** When its key or token ends. */
  secretExpiresAt: number | null
  /** In a month, in yen; null: no limit. */
  budgetYen: number | null
}
type NewAccount = Pick<
  AccountRow,
  'shopId' | 'channel' | 'address' | 'name' | 'settings' | 'pollIntervalMs' | 'createdAt'
> & { externalId?: string | null }

const COLUMNS = `id, shop_id AS shopId, channel, address, name, settings, poll_interval_ms AS pollIntervalMs, is_paused AS isPaused,
  cursor, created_at AS createdAt, last_success_at AS lastSuccessAt, error_reason AS errorReason, error_detail AS errorDetail,
  external_id AS externalId, verified_at AS verifiedAt, secret_expires_at AS secretExpiresAt, budget_yen AS budgetYen`

type RawShop = Omit<ShopInfo, 'needsApproval'> & { needsApproval: 0 | 1 }
const toShop = (row: RawShop): ShopInfo => ({ ...row, needsApproval: row.needsApproval === 1 })
const oneShop = (row: RawShop | undefined): ShopInfo | null => (row ? toShop(row) : null)

const SHOP = `SELECT id, name, color, signature, return_address AS returnAddress, token_prefix AS tokenPrefix, needs_approval AS needsApproval,
  COALESCE(hours ->> '$.timeZone', 'Asia/Tokyo') AS timeZone FROM shop`

/** Shops, the accounts they own, and the sealed secrets of these. */
export function createAccountStore(db: Database) {
  const list = db.prepare<[], AccountRow>(`SELECT ${COLUMNS} FROM account WHERE removed_at IS NULL ORDER BY id`)
  const get = db.prepare<[number], AccountRow>(`SELECT ${COLUMNS} FROM account WHERE id = ?`)
  const current = db.prepare<[number], AccountRow>(`SELECT ${COLUMNS} FROM account WHERE id = ? AND removed_at IS NULL`)
  const insert = db.prepare<NewAccount>(`
    INSERT INTO account (shop_id, channel, address, name, settings, poll_interval_ms, created_at, external_id)
    VALUES (@shopId, @channel, @address, @name, @settings, @pollIntervalMs, @createdAt, @externalId)`)
  const update = db.prepare<Pick<AccountRow, 'id' | 'address' | 'name' | 'settings' | 'pollIntervalMs'>>(`
    UPDATE account SET address = @address, name = @name, settings = @settings, poll_interval_ms = @pollIntervalMs WHERE id = @id`)
  const setCursor = db.prepare('UPDATE account SET cursor = ? WHERE id = ?')
  const setPaused = db.prepare('UPDATE account SET is_paused = ? WHERE id = ?')
  const setSuccess = db.prepare(
    'UPDATE account SET last_success_at = ?, error_reason = NULL, error_detail = NULL WHERE id = ?',
  )
  const setError = db.prepare('UPDATE account SET error_reason = ?, error_detail = ? WHERE id = ?')
  const setNetwork = db.prepare(
    'UPDATE account SET external_id = ?, budget_yen = ?, secret_expires_at = ? WHERE id = ?',
  )
  const setExpiry = db.prepare('UPDATE account SET secret_expires_at = ? WHERE id = ?')
  const setVerified = db.prepare('UPDATE account SET verified_at = ? WHERE id = ? AND verified_at IS NULL')
  const remove = db.prepare('UPDATE account SET removed_at = ?, cursor = NULL WHERE id = ?')
  const dropSecrets = db.prepare('DELETE FROM secret WHERE account_id = ?')
  const putSecret = db.prepare(
    'INSERT INTO secret (account_id, name, box) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET box = excluded.box',
  )
  const secrets = db.prepare<[number], { name: string; box: Buffer }>(
    'SELECT name, box FROM secret WHERE account_id = ? ORDER BY name',
  )
  const everySecret = db.prepare<[], { accountId: AccountId; name: string; box: Buffer }>(
    'SELECT account_id AS accountId, name, box FROM secret ORDER BY account_id, name',
  )
  const ofShop = db.prepare<[number], { id: AccountId }>('SELECT id FROM account WHERE shop_id = ?')
  const everyId = db.prepare<[], { id: AccountId }>('SELECT id FROM account ORDER BY id')
  const own = db.prepare<[], { address: string }>('SELECT address FROM account')
  const prefix = db.prepare<[number], { tokenPrefix: string | null }>(
    'SELECT token_prefix AS tokenPrefix FROM shop WHERE id = ?',
  )
  const shops = db.prepare<[], RawShop>(`${SHOP} ORDER BY id`)
  const shop = db.prepare<[number], RawShop>(`${SHOP} WHERE id = ?`)
  const shopByName = db.prepare<[string], RawShop>(`${SHOP} WHERE name = ?`)
  const insertShop = db.prepare(
    `INSERT INTO shop (name, color, signature, token_prefix, created_at) VALUES (?, ?, ?, 'K', ?)`,
  )
  const updateShop = db.prepare<Omit<RawShop, 'timeZone'>>(
    `UPDATE shop SET name = @name, color = @color, signature = @signature, return_address = @returnAddress,
      token_prefix = @tokenPrefix, needs_approval = @needsApproval WHERE id = @id`,
  )

  return {
    list: () => list.all(),
    /** Also one that was removed: tickets point to it. */
    get: (id: AccountId) => get.get(id) ?? null,
    /** Null for one that was removed: nothing leaves by it any more. */
    current: (id: AccountId) => current.get(id) ?? null,
    insert: (account: NewAccount) => Number(insert.run({ externalId: null, ...account }).lastInsertRowid) as AccountId,
    update: (account: Parameters<typeof update.run>[0]) => void update.run(account),
    setCursor: (id: AccountId, cursor: string | null) => void setCursor.run(cursor, id),
    setPaused: (id: AccountId, isPaused: boolean) => void setPaused.run(isPaused ? 1 : 0, id),
    setSuccess: (id: AccountId, at: number) => void setSuccess.run(at, id),
    setError: (id: AccountId, reason: string, detail: string) => void setError.run(reason, detail, id),
    setNetwork: (id: AccountId, externalId: string, budgetYen: number | null, expiresAt: number | null) =>
      void setNetwork.run(externalId, budgetYen, expiresAt, id),
    setExpiry: (id: AccountId, at: number | null) => void setExpiry.run(at, id),
    setVerified: (id: AccountId, at: number) => void setVerified.run(at, id),
    /** The row stays, because tickets point to it; its secrets go. */
    remove(id: AccountId, at: number): void {
      remove.run(at, id)
      dropSecrets.run(id)
    },
    putSecret: (id: AccountId, name: string, box: Uint8Array) => void putSecret.run(id, name, Buffer.from(box)),
    secrets: (id: AccountId): { name: string; box: Uint8Array }[] => secrets.all(id),
    listSecrets: () => everySecret.all(),
    /** Also of accounts that were removed: what they sent may still have to be filed or told of. */
    everyId: () => everyId.all().map(({ id }) => id),
    ofShop: (id: ShopId) => ofShop.all(id).map((row) => row.id),
    /** Every address that is or was ours, in lower case: none of them is ever a customer. */
    ownAddresses: () => own.all().map(({ address }) => address.toLowerCase()),
    tokenPrefix: (id: ShopId) => prefix.get(id)?.tokenPrefix ?? null,
    listShops: () => shops.all().map(toShop),
    shop: (id: ShopId) => oneShop(shop.get(id)),
    shopByName: (name: string) => oneShop(shopByName.get(name)),
    insertShop: (name: string, color: string, signature: string, at: number) =>
      Number(insertShop.run(name, color, signature, at).lastInsertRowid) as ShopId,
    updateShop: (row: Omit<ShopInfo, 'timeZone'>) =>
      void updateShop.run({ ...row, needsApproval: row.needsApproval ? 1 : 0 }),
  }
}
