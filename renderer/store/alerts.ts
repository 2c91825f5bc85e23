import type { AlertId, AlertInfo } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'

export type AlertsSlice = {
  alerts: readonly AlertInfo[]
  loadAlerts: () => Promise<void>
  dismissAlerts: (ids: AlertId[]) => Promise<void>
}

export function createAlertsSlice({ api, set, get }: Tools): AlertsSlice {
  return {
    alerts: [],
    async loadAlerts() {
      try {
        set({ alerts: await api.call('alerts.list', {}) })
      } catch (error) {
        get().showError(error)
      }
    },
    async dismissAlerts(ids) {
      try {
        await api.call('alerts.dismiss', { ids })
        await get().loadAlerts()
      } catch (error) {
        get().showError(error)
      }
    },
  }
}
