import type { AccountId } from '../../preload/domain.ts'
import { useApp } from '../store/context.ts'

/** The shop and the address that an account speaks for. */
export function useSenderName() {
  const accounts = useApp((state) => state.accounts)
  const shops = useApp((state) => state.shops)
  return (id: AccountId) => {
    const account = accounts.get(id)
    const shop = account && shops.get(account.shopId)
    return { shop: shop?.name ?? account?.name ?? '', address: account?.address ?? '', color: shop?.color }
  }
}
