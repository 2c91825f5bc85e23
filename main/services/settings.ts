import { Settings } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { NotifySettings } from '../core/notify-policy.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import type { Desktop } from './ports.ts'
import type { DeadlineRuleBook } from './deadline-rules.ts'
import { readSettings, SETTINGS_KEY } from './read-settings.ts'

export type SettingsService = ReturnType<typeof createSettingsService>

/** What the owner has chosen, and what holds where nothing was chosen. */
export function createSettingsService(
  store: Store,
  clock: Clock,
  changes: Changes,
  desktop: Desktop,
  rules: DeadlineRuleBook,
) {
  const get = () => readSettings(store)

  return {
    get,
    set(change: { [K in keyof Settings]?: Settings[K] | undefined }): Settings {
      const next = Settings.parse({ ...get(), ...change })
      if (change.opensByKey !== undefined && !desktop.setOpeningKey(change.opensByKey))
        throw new AppError('conflict', 'Another program has this key', { reason: 'key-taken' })
      if (change.takesMailLinks !== undefined && !desktop.setMailLinks(change.takesMailLinks))
        throw new AppError('unsupported', 'The system gives these links to another program', {
          reason: 'links-refused',
        })
      store.transaction(() => {
        store.settings.set(SETTINGS_KEY, next)
        store.journal.append({
          at: clock.now(),
          actor: 'staff',
          type: 'settings.changed',
          ticketId: null,
          data: { keys: Object.keys(change) },
        })
      })
      if (change.launchAtLogin !== undefined) desktop.setLaunchAtLogin(next.launchAtLogin)
      changes.note('settings')
      return next
    },
    /** Hours and policies of a shop; without one, of the first. */
    deadlineRules: rules.of,
    /** How popups come. Read at every look: a change holds at once. */
    notifySettings(): NotifySettings {
      const { alertHours, repeatMinutes } = get()
      return { timeZone: rules.of().hours.timeZone, alertHours, repeatMinutes }
    },
  }
}
