import type { Output } from '../../preload/contract.ts'
import type { OrderFile, OrderMapping, ShopId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

const LOOK_MS = 250

export type OrdersSlice = {
  orders: Output<'orders.find'> | null
  orderQuery: string
  /** A file that was chosen and waits to be taken in. */
  orderFile: OrderFile | null
  /** 0 to 100 while a file is taken in. */
  orderPercent: number | null
  /** Counts what was taken in, so that whatever shows orders asks again. */
  orderRound: number
  findOrders: (query: string) => Promise<void>
  openOrderFile: (file: File) => Promise<void>
  closeOrderFile: () => void
  mapOrders: (mapping: OrderMapping) => void
  undoImport: () => Promise<void>
  importOrders: (shopId: ShopId) => Promise<void>
}

export function createOrdersSlice({ api, set, get }: Tools): OrdersSlice {
  const words = () => i18nOf(get()).text.orders

  /** Asks how far it is, for as long as the import runs. */
  function follow(): () => void {
    const timer = setInterval(() => {
      void api
        .call('orders.progress', {})
        .then((at) => at && set({ orderPercent: Math.floor((100 * at.done) / Math.max(1, at.total)) }))
        .catch(() => {})
    }, LOOK_MS)
    return () => clearInterval(timer)
  }

  return {
    orders: null,
    orderQuery: '',
    orderFile: null,
    orderPercent: null,
    orderRound: 0,
    async findOrders(query) {
      set({ orderQuery: query })
      try {
        const found = await api.call('orders.find', { query })
        if (get().orderQuery === query) set({ orders: found, orderRound: get().orderRound + 1 })
      } catch (error) {
        get().showError(error)
      }
    },
    async openOrderFile(file) {
      try {
        const content = new Uint8Array(await file.arrayBuffer())
        set({ orderFile: await api.call('orders.open', { name: file.name, content }) })
      } catch (error) {
        get().showError(error)
      }
    },
    closeOrderFile() {
      set({ orderFile: null })
      void api.call('orders.close', {}).catch(get().showError)
    },
    mapOrders(mapping) {
      const { orderFile } = get()
      if (orderFile) set({ orderFile: { ...orderFile, mapping } })
    },
    async undoImport() {
      try {
        const { removed, restored } = await api.call('orders.undo', {})
        get().showToast({ text: words().undone(removed, restored) })
        await get().findOrders('')
      } catch (error) {
        get().showError(error)
      }
    },
    async importOrders(shopId) {
      const { orderFile } = get()
      if (!orderFile || get().orderPercent !== null) return
      set({ orderPercent: 0 })
      const stop = follow()
      try {
        const result = await api.call('orders.import', { shopId, mapping: orderFile.mapping })
        set({ orderFile: null })
        const { added, updated, unchanged, skipped } = result
        const text = words().imported(added, updated, unchanged)
        const undo = added + updated > 0 ? () => void get().undoImport() : undefined
        get().showToast({ text: skipped === 0 ? text : `${text} ${words().skipped(skipped)}`, ...(undo && { undo }) })
        await get().findOrders('')
      } catch (error) {
        get().showError(error)
      } finally {
        stop()
        set({ orderPercent: null })
      }
    },
  }
}
