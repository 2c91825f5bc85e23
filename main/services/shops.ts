import type { ShopInfo } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'

/** What a shop is called and how it looks. Its hours are in `hours`, its accounts in `accounts`. */
export function createShops(store: Store, clock: Clock, changes: Changes) {
  return {
    /** Throws AppError `not-found`. */
    update(shop: Omit<ShopInfo, 'timeZone'>): ShopInfo {
      if (!store.accounts.shop(shop.id)) throw new AppError('not-found', `No shop ${shop.id}`)
      store.transaction(() => {
        store.accounts.updateShop(shop)
        store.journal.append({
          at: clock.now(),
          actor: 'staff',
          type: 'shop.updated',
          ticketId: null,
          data: { shopId: shop.id },
        })
      })
      changes.note('shops')
      return store.accounts.shop(shop.id)!
    },
  }
}
