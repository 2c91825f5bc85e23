import type { Desktop } from './ports.ts'

/** Where nobody sits in front of a screen: whatever is asked is given up, whatever is set is taken as set. */
export const noDesktop: Desktop = {
  askSavePath: () => Promise.resolve(null),
  openPath: () => Promise.resolve(),
  showFolder: () => Promise.resolve(),
  openLink: () => Promise.resolve(false),
  setLaunchAtLogin: () => {},
  setOpeningKey: () => true,
  setMailLinks: () => true,
  startDemo: () => {},
  setBadge: () => {},
  askFolder: () => Promise.resolve(null),
  askOpenPath: () => Promise.resolve(null),
  restart: () => {},
}
