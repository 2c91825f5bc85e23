import type { BackupInfo, BackupState } from '../../preload/domain/backups.ts'
import type { Tools } from './app-store.ts'

export type BackupsSlice = {
  /** Null until somebody has looked. */
  backup: BackupState | null
  backups: readonly BackupInfo[]
  loadBackups: () => Promise<void>
}

export function createBackupsSlice({ api, set, get }: Tools): BackupsSlice {
  return {
    backup: null,
    backups: [],
    async loadBackups() {
      try {
        const [backup, backups] = await Promise.all([api.call('backups.state', {}), api.call('backups.list', {})])
        set({ backup, backups })
      } catch (error) {
        get().showError(error)
      }
    },
  }
}
