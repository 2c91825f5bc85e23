import type { AccountId, AccountInfo, MailSecrets, MailSettings, MailSignIn, ShopId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { AccountRow } from '../store/accounts.ts'
import { accountInfo } from './account-info.ts'
import { createAccountLooks, type LookTools } from './account-looks.ts'
import type { MailSignIns } from './mail-setup.ts'

const SECOND_MS = 1000
/** Colours of new shops, in turn: far enough apart to be told at a glance, and read on white and on black. */
const SHOP_COLORS = ['#3f51a3', '#b5532a', '#2f7d5b', '#8a3f7a', '#8a6d1f', '#2a7f9e'] as const

type Tools = LookTools & {
  signIns: MailSignIns
  /** Inside the transaction that removes it. */
  onRemoved: (id: AccountId) => void
}

export type AccountService = ReturnType<typeof createAccountService>

/** Connected accounts: their settings and secrets, and the looking for new messages in each. */
export function createAccountService(tools: Tools) {
  const { store, clock, changes, findChannel, metering, secrets: secretsOf, signIns, wake } = tools
  const looks = createAccountLooks(tools)

  function existing(id: AccountId): AccountRow {
    const row = store.accounts.get(id)
    if (!row || !looks.get(id)) throw new AppError('not-found', `No account ${id}`)
    return row
  }

  const infoOf = (row: AccountRow, todo: ReadonlyMap<AccountId, number>) =>
    accountInfo(row, looks.get(row.id)!, todo.get(row.id) ?? 0, () => metering.spent(row))
  const info = (id: AccountId) => infoOf(existing(id), store.tickets.todoByAccount())

  /** One mailbox under two accounts would answer from either. */
  function refuseTaken(address: string, except: AccountId | null): void {
    const isTaken = store.accounts
      .list()
      .some((row) => row.id !== except && row.channel === 'mail' && row.address.toLowerCase() === address.toLowerCase())
    if (isTaken) throw new AppError('conflict', 'This address is connected already.', { reason: 'address-taken' })
  }

  function record(type: string, id: AccountId): void {
    store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId: null, data: { accountId: id } })
    changes.note('accounts')
  }

  /** Inside a transaction. */
  function shopNamed(name: string): ShopId {
    const color = SHOP_COLORS[store.accounts.listShops().length % SHOP_COLORS.length]!
    return store.accounts.shopByName(name)?.id ?? store.accounts.insertShop(name, color, '', clock.now())
  }

  /** An account whose row is there: from now on it is looked into. */
  function adopt(id: AccountId): AccountInfo {
    store.transaction(() => record('account.added', id))
    looks.add(id, false)
    changes.note('shops')
    wake()
    return info(id)
  }

  /** The owner changed it by `write`: it is connected anew, and what was held for it may leave once it works. */
  async function rewrite(id: AccountId, write: () => void): Promise<AccountInfo> {
    existing(id)
    await looks.disconnect(id)
    // Somebody may have paused or removed it meanwhile.
    const row = existing(id)
    store.transaction(() => {
      write()
      record('account.updated', id)
    })
    const entry = looks.get(id)!
    entry.nextPollAt = clock.now()
    entry.restUntil = 0
    entry.failures = 0
    entry.isRepaired = true
    looks.setState(id, row.isPaused === 1 ? 'paused' : 'idle')
    wake()
    return info(id)
  }

  return {
    jobs: looks.jobs,
    list() {
      const todo = store.tickets.todoByAccount()
      return store.accounts.list().map((row) => infoOf(row, todo))
    },
    settings: (id: AccountId) => JSON.parse(existing(id).settings) as MailSettings,
    add(shopName: string, settings: MailSettings, secrets: MailSecrets | MailSignIn): AccountInfo {
      const now = clock.now()
      const id = store.transaction(() => {
        refuseTaken(settings.address, null)
        const shopId = shopNamed(shopName)
        const accountId = store.accounts.insert({
          shopId,
          channel: 'mail',
          address: settings.address,
          name: settings.name || shopName,
          settings: JSON.stringify(settings),
          pollIntervalMs: findChannel('mail')!.pollIntervalMs,
          // What came before is history. A server names arrivals to the second and rounds down (RFC 9051, INTERNALDATE).
          createdAt: now - (now % SECOND_MS),
        })
        secretsOf.seal(accountId, signIns.open(secrets))
        return accountId
      })
      return adopt(id)
    },
    adopt,
    rewrite,
    shopNamed,
    async update(
      id: AccountId,
      settings: MailSettings,
      secrets: MailSecrets | MailSignIn | null,
      pollIntervalMs: number,
    ): Promise<AccountInfo> {
      refuseTaken(settings.address, id)
      return rewrite(id, () => {
        const { address, name } = settings
        store.accounts.update({ id, address, name, settings: JSON.stringify(settings), pollIntervalMs })
        if (secrets) secretsOf.seal(id, signIns.open(secrets))
      })
    },
    async pause(id: AccountId, isPaused: boolean): Promise<AccountInfo> {
      existing(id)
      store.transaction(() => {
        store.accounts.setPaused(id, isPaused)
        record('account.paused', id)
      })
      looks.get(id)!.nextPollAt = clock.now()
      looks.setState(id, isPaused ? 'paused' : 'idle')
      if (isPaused) await looks.disconnect(id)
      wake()
      return info(id)
    },
    /** Tickets stay; passwords and connection go. */
    async remove(id: AccountId): Promise<void> {
      existing(id)
      await looks.remove(id)
      store.transaction(() => {
        store.accounts.remove(id, clock.now())
        record('account.removed', id)
        tools.onRemoved(id)
      })
    },
    syncNow: looks.syncNow,
    isCatchingUp: looks.isCatchingUp,
    cameBack: looks.cameBack,
    pollNow: looks.pollNow,
    open: looks.open,
    refused: looks.refused,
    isRefused: looks.isRefused,
    close: looks.close,
  }
}
