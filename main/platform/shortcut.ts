import { globalShortcut } from 'electron'

/** Shown in the settings too (`settings.opensByKey` of the locales). */
const KEYS = 'CommandOrControl+Alt+M'

/** Lets one key open the window out of every other program. False when another program has it. */
export function setOpeningKey(isOn: boolean, open: () => void): boolean {
  if (globalShortcut.isRegistered(KEYS)) globalShortcut.unregister(KEYS)
  return !isOn || globalShortcut.register(KEYS, open)
}
