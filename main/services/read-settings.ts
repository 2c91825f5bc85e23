import { DEFAULT_SETTINGS, Settings } from '../../preload/domain/settings.ts'
import type { Store } from '../store/index.ts'

export const SETTINGS_KEY = 'settings'

/** What the owner has chosen, and what holds where nothing was chosen. */
export function readSettings(store: Store): Settings {
  const stored = Settings.partial().safeParse(store.settings.get(SETTINGS_KEY) ?? {})
  return { ...DEFAULT_SETTINGS, ...(stored.success ? stored.data : {}) } as Settings
}
