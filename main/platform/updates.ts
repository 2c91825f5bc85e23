import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { AppUpdater } from 'electron-updater'
import { AppError } from '../../preload/errors.ts'
import type { Log, Updater } from '../services/ports.ts'

/** Written by electron-builder where a source of updates was named when packaging (docs/releasing.md). */
const SOURCE_FILE = 'app-update.yml'

/**
 * electron-updater behind our port. Null for a program that is being developed or has no source. `finish` ends the
 * program: with the newer version, when that was asked for.
 */
export function createUpdater(log: Log) {
  const hasSource = app.isPackaged && existsSync(join(process.resourcesPath, SOURCE_FILE))
  let loading: Promise<AppUpdater> | null = null
  let installing: AppUpdater | null = null

  async function load(): Promise<AppUpdater> {
    // Loaded when it is needed: it reads half a hundred files.
    const { autoUpdater } = (await import('electron-updater')).default
    autoUpdater.autoDownload = false
    autoUpdater.autoInstallOnAppQuit = false
    // By itself the library sends a number of its own with each question, which would tell one shop from another.
    autoUpdater.requestHeaders = { 'x-user-staging-id': '' }
    autoUpdater.logger = {
      info: (line: unknown) => log.info(`updates: ${String(line)}`),
      warn: (line: unknown) => log.info(`updates: ${String(line)}`),
      error: () => {},
    }
    // Without a listener an error event would end the program; it is also what the promise is rejected with.
    autoUpdater.on('error', () => {})
    return autoUpdater
  }
  const loaded = () => (loading ??= load())
  async function quitForIt(): Promise<void> {
    installing = await loaded()
    app.quit()
  }

  const updater: Updater = {
    async check() {
      const library = await loaded()
      const answer = await inOurWords(library.checkForUpdates())
      return answer?.isUpdateAvailable ? { version: answer.updateInfo.version } : null
    },
    async download(onPercent) {
      const library = await loaded()
      const tell = ({ percent }: { percent: number }) => onPercent(percent)
      library.on('download-progress', tell)
      try {
        await inOurWords(library.downloadUpdate())
      } finally {
        library.off('download-progress', tell)
      }
    },
    install: () => void quitForIt(),
  }

  return {
    updater: hasSource ? updater : null,
    /** The person chose to stay. */
    forget: () => void (installing = null),
    /** When the store is closed. The newer program must find the way free. */
    finish(): void {
      if (!installing) return app.exit(0)
      app.releaseSingleInstanceLock()
      installing.quitAndInstall(true, true)
    },
  }
}

const NOT_THERE = new Set([
  'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND',
  'ERR_UPDATER_LATEST_VERSION_NOT_FOUND',
  'ERR_UPDATER_NO_PUBLISHED_VERSIONS',
  'HTTP_ERROR_404',
])
const DAMAGED = new Set(['ERR_CHECKSUM_MISMATCH', 'ERR_UPDATER_INVALID_SIGNATURE', 'ERR_UPDATER_INVALID_UPDATE_INFO'])

/** The library's errors carry addresses and headers: only what they are called goes on. */
async function inOurWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (NOT_THERE.has(code)) throw new AppError('not-found', 'The source of updates has nothing')
    if (DAMAGED.has(code)) throw new AppError('rejected', `The update is not what it should be: ${code}`)
    if (/net::ERR_/.test(String(error)) || /^E[A-Z]+$/.test(code))
      throw new AppError('offline', 'No way to the updates')
    throw new AppError('bug', `The source of updates failed: ${code || 'unknown'}`)
  }
}
