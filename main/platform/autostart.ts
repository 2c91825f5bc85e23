import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'

/** Starts the program in the tray when the user logs in. Electron knows how on Windows and Mac only. */
export function setLaunchAtLogin(isOn: boolean, args: readonly string[]): void {
  if (process.platform === 'linux') return setLinuxAutostart(isOn, args)
  app.setLoginItemSettings({ openAtLogin: isOn, args: ['--hidden', ...args] })
}

/** A file in the folder that desktops read at login (freedesktop.org, Desktop Application Autostart Specification 0.5). */
function setLinuxAutostart(isOn: boolean, args: readonly string[]): void {
  const folder = join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart')
  const file = join(folder, 'madoguchi.desktop')
  if (!isOn) return rmSync(file, { force: true })
  mkdirSync(folder, { recursive: true })
  // In an AppImage the program lies in a folder that is gone after it ends; the file the user started stays.
  const program = process.env['APPIMAGE'] ? [process.env['APPIMAGE']] : programItself()
  writeFileSync(file, desktopEntry([...program, '--hidden', ...args]))
}

const programItself = () => (app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()])

/**
 * Quoting of `Exec` (Desktop Entry Specification 1.5, "The Exec key"). With `TryExec` a desktop passes over the entry of a
 * program that was removed: no package may tidy the folders of the people who used it.
 */
export function desktopEntry(command: readonly string[]): string {
  const quoted = command.map((word) => `"${word.replaceAll('%', '%%').replaceAll(/(["`$\\])/g, '\\$1')}"`)
  const exec = quoted.join(' ').replaceAll('\\', '\\\\')
  const program = command[0]!.replaceAll('\\', '\\\\')
  return `[Desktop Entry]\nType=Application\nName=Madoguchi\nName[ja]=窓口\nTryExec=${program}\nExec=${exec}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n`
}
