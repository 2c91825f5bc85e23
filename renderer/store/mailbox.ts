import type { AccountId, AccountInfo, ShopId, ShopInfo } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'

export type MailboxSlice = {
  accounts: ReadonlyMap<AccountId, AccountInfo>
  shops: ReadonlyMap<ShopId, ShopInfo>
  isSyncAsked: boolean
  loadAccounts: () => Promise<void>
  loadShops: () => Promise<void>
  syncNow: (id: AccountId | null) => Promise<void>
}

export function createMailboxSlice({ api, set, get }: Tools): MailboxSlice {
  return {
    accounts: new Map(),
    shops: new Map(),
    isSyncAsked: false,

    async loadAccounts() {
      try {
        const accounts = await api.call('accounts.list', {})
        set({ accounts: new Map(accounts.map((account) => [account.id, account])) })
      } catch (error) {
        get().showError(error)
      }
    },
    async loadShops() {
      try {
        const shops = await api.call('shops.list', {})
        set({ shops: new Map(shops.map((shop) => [shop.id, shop])) })
      } catch (error) {
        get().showError(error)
      }
    },
    async syncNow(id) {
      if (get().isSyncAsked) return
      set({ isSyncAsked: true })
      try {
        await api.call('accounts.syncNow', { id })
      } catch (error) {
        get().showError(error)
      } finally {
        set({ isSyncAsked: false })
      }
    },
  }
}
