import { createI18n, type I18n } from '../i18n.ts'
import type { AppState } from './app-store.ts'

const made = new Map<string, I18n>()

/** The words and dates of the chosen language. The same object until language or zone change, so selectors hold still. */
export function i18nOf({ settings: { language }, zone }: Pick<AppState, 'settings' | 'zone'>) {
  const key = `${language} ${zone}`
  const i18n = made.get(key) ?? createI18n(language, zone)
  made.set(key, i18n)
  return i18n
}
