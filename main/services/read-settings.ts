import { Settings } from '../../preload/domain/settings.ts'
import type { Store } from '../store/index.ts'

export const SETTINGS_KEY = 'settings'
const DEFAULTS: Settings = {
  language: 'ja',
  theme: 'system',
  launchAtLogin: false,
  closeToTray: true,
  notifications: true,
  showContentInPopups: true,
  alertHours: ['09:00', '19:00'],
  repeatMinutes: null,
  undoSeconds: 10,
  lateSends: 'ask',
  checksOff: [],
  warnWords: [
    { words: '先に…返送', category: 'defect' },
    { words: '先に…送り返', category: 'defect' },
    { words: '先に…ご返送', category: 'wrong-item' },
  ],
  acceptsPlainSecrets: false,
  updates: 'ask',
  opensByKey: false,
  takesMailLinks: false,
}

/** What the owner has chosen, and what holds where nothing was chosen. */
export function readSettings(store: Store): Settings {
  const stored = Settings.partial().safeParse(store.settings.get(SETTINGS_KEY) ?? {})
  return { ...DEFAULTS, ...(stored.success ? stored.data : {}) } as Settings
}
