import type { UpdateState } from '../../preload/domain/updates.ts'
import type { Tools } from './app-store.ts'

export type UpdatesSlice = {
  /** Null until main has answered. */
  update: UpdateState | null
  loadUpdate: () => Promise<void>
  checkUpdate: () => Promise<void>
  downloadUpdate: () => Promise<void>
  installUpdate: () => Promise<void>
}

export function createUpdatesSlice({ api, set, get }: Tools): UpdatesSlice {
  const ask = (method: 'updates.check' | 'updates.download' | 'updates.install') => async () => {
    try {
      await api.call(method, {})
    } catch (error) {
      get().showError(error)
    }
  }
  return {
    update: null,
    async loadUpdate() {
      try {
        set({ update: await api.call('updates.get', {}) })
      } catch (error) {
        get().showError(error)
      }
    },
    checkUpdate: ask('updates.check'),
    downloadUpdate: ask('updates.download'),
    async installUpdate() {
      // What is being typed is a draft before the window goes.
      await get().flushDrafts()
      await ask('updates.install')()
    },
  }
}
