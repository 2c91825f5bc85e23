import type { HostState } from '../../preload/domain/second-pc.ts'
import type { Tools } from './app-store.ts'

export type HostsSlice = {
  /** ほかのパソコンから使う. Null until somebody has looked. */
  host: HostState | null
  loadHost: () => Promise<void>
  setHost: (host: HostState) => void
}

export function createHostsSlice({ api, set, get }: Tools): HostsSlice {
  return {
    host: null,
    async loadHost() {
      try {
        set({ host: await api.call('host.state', {}) })
      } catch (error) {
        get().showError(error)
      }
    },
    setHost: (host) => set({ host }),
  }
}
