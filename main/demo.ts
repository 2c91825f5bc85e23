import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createApp, type AppOptions } from './app.ts'
import { fillDemo, openDemoShops, openedAt } from './services/demo/fill.ts'
import { noSecrets } from './services/demo/no-secrets.ts'
import { worldEn } from './services/demo/world-en.ts'
import { worldJa } from './services/demo/world-ja.ts'
import { noDesktop } from './services/no-desktop.ts'
import type { Ports } from './services/ports.ts'
import { DATA_PARTS } from './store/backup/swap.ts'
import { hasSameSchema } from './store/same-schema.ts'

type Options = Pick<AppOptions, 'dataDir' | 'clock' | 'reader' | 'log' | 'version' | 'nativeBinding'> & {
  language: 'ja' | 'en'
  /** The folder is the program's own, where nothing but its demo can lie. */
  isOwnFolder?: boolean
}

/** The weeks pass in silence; what is still new at their end is told as one digest when the program opens. */
const quietPorts: Ports = {
  notifier: { show: () => Promise.resolve(true) },
  secretBox: noSecrets,
  desktop: noDesktop,
}

/**
 * Fills an empty data folder with made-up shops whose weeks end now. A folder that knows any account is left as it is, so
 * that the demo is filled once and no shop of somebody's own is ever filled; only in the program's own folder a demo of
 * another version gives way to a new one. To be called before the program opens the folder; closes `reader`. Throws what
 * `createApp` throws.
 */
export async function prepareDemo({ clock, reader, language, isOwnFolder, ...options }: Options): Promise<void> {
  if (isOwnFolder) clearOtherVersion(options)
  const now = clock.now()
  const world = language === 'ja' ? worldJa : worldEn
  let at = openedAt(now)
  const led = { now: () => at, goTo: (instant: number) => void (at = instant), setTimer: () => () => {} }
  const shared = { read: reader.read, close: () => Promise.resolve() }
  const open = () => createApp({ ...options, clock: led, ports: quietPorts, reader: shared, isDemo: true })
  try {
    const empty = open()
    const isUsed = empty.store.accounts.list().length > 0
    if (!isUsed) {
      empty.services.settings.set({ language })
      openDemoShops({ ...empty, clock: led }, world)
    }
    await empty.close()
    if (isUsed) return
    const demo = open()
    try {
      await fillDemo({ store: demo.store, services: demo.services, read: reader.read, clock: led }, world, now)
    } finally {
      await demo.close()
    }
  } finally {
    await reader.close()
  }
}

function clearOtherVersion({ dataDir, nativeBinding }: Pick<Options, 'dataDir' | 'nativeBinding'>): void {
  const database = join(dataDir, 'madoguchi.db')
  if (!existsSync(database) || hasSameSchema(database, nativeBinding)) return
  for (const part of DATA_PARTS) rmSync(join(dataDir, part), { recursive: true, force: true })
}
