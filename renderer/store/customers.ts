import type { CustomerCard, CustomerId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

export type CustomerChange = Partial<Pick<CustomerCard, 'name' | 'kana' | 'mark' | 'notes' | 'fields'>>

export type CustomersSlice = {
  /** Changes what is known about the customer of the open ticket. */
  updateCustomer: (id: CustomerId, change: CustomerChange) => Promise<void>
  mergeCustomers: (from: CustomerId, into: CustomerId, name: string) => Promise<void>
}

export function createCustomersSlice({ api, get }: Tools): CustomersSlice {
  const words = () => i18nOf(get()).text.toasts

  async function save(id: CustomerId, change: CustomerChange) {
    const card = get().detail?.customer
    if (card?.id !== id) return null
    const { name, kana, mark, notes, fields } = card
    const before = { name, kana, mark, notes, fields }
    await api.call('customers.update', { id, ...before, ...change })
    await get().refreshTicket()
    return before
  }

  return {
    async updateCustomer(id, change) {
      try {
        const before = await save(id, change)
        if (before === null) return
        const back = Object.fromEntries(
          Object.entries(before).filter(([key]) => Object.hasOwn(change, key)),
        ) as CustomerChange
        const undo = () => void save(id, back).catch(get().showError)
        get().showToast({ text: words().customerSaved(change.name ?? before.name), undo })
      } catch (error) {
        get().showError(error)
      }
    },
    async mergeCustomers(from, into, name) {
      try {
        const { moveId } = await api.call('customers.merge', { from, into })
        get().showToast({ text: words().customersMerged(name), undo: () => void get().undoMove(moveId) })
        await Promise.all([get().refreshTicket(), get().reloadList()])
      } catch (error) {
        get().showError(error)
      }
    },
  }
}
