import { app } from 'electron'

const LINK_SCHEME = 'madoguchi'
const MAIL_SCHEME = 'mailto'

/**
 * Makes the system hand `madoguchi:` links to this program. On a Mac the bundle says so and on Linux the desktop file;
 * Windows is told here, at each start, because the program may have moved. A program that is being developed is not for
 * other programs to start.
 */
export function takeLinks(): void {
  if (app.isPackaged && process.platform === 'win32') app.setAsDefaultProtocolClient(LINK_SCHEME)
}

/**
 * Makes the system hand `mailto:` links to this program, or no longer. The package offers itself for them without taking them
 * (`protocols` in electron-builder.yml, build/installer.nsh), so nothing changes before the owner wants it. False where the
 * system has not followed: Windows may keep the choice for its own settings, and Linux knows no way back but those.
 */
export function setMailLinks(isOn: boolean): boolean {
  if (!app.isPackaged) return false
  if (isOn) app.setAsDefaultProtocolClient(MAIL_SCHEME)
  else app.removeAsDefaultProtocolClient(MAIL_SCHEME)
  return app.isDefaultProtocolClient(MAIL_SCHEME) === isOn
}
