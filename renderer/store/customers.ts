import type { CustomerCard, CustomerId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

export type CustomerChange = Partial<Pick<CustomerCard, 'name' | 'kana' | 'mark' | 'notes' | 'fields'>>

export type CustomersSlice = {
  /** Changes what is known about the customer of the open ticket. */
  updateCustomer: (id: CustomerId, change: CustomerChange) => Promise<void>
  mergeCustomers: (from: CustomerId, into: CustomerId, name: string) => Promise<void>
  /** Two records that are not one person, `name` being the other's. They are not offered again. */
  tellCustomersApart: (id: CustomerId, other: CustomerId, name: string) => Promise<void>
  /** Rises when somebody says so, or takes it back. */
  alikeRound: number
}

export function createCustomersSlice({ api, get, set }: Tools): CustomersSlice {
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

  async function tellApart(id: CustomerId, other: CustomerId, isUndo: boolean) {
    await api.call('customers.tellApart', { id, other, isUndo })
    set({ alikeRound: get().alikeRound + 1 })
  }

  return {
    alikeRound: 0,
    async tellCustomersApart(id, other, name) {
      try {
        await tellApart(id, other, false)
        const undo = () => void tellApart(id, other, true).catch(get().showError)
        get().showToast({ text: words().toldApart(name), undo })
      } catch (error) {
        get().showError(error)
      }
    },
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
