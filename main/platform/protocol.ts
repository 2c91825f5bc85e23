import { app } from 'electron'

const LINK_SCHEME = 'madoguchi'

/**
 * Makes the system hand `madoguchi:` links to this program. On a Mac the bundle says so and on Linux the desktop file;
 * Windows is told here, at each start, because the program may have moved. A program that is being developed is not for
 * other programs to start.
 */
export function takeLinks(): void {
  if (app.isPackaged && process.platform === 'win32') app.setAsDefaultProtocolClient(LINK_SCHEME)
}
