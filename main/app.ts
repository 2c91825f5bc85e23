import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AppInfo } from '../preload/domain.ts'
import type { ReadSources } from './channels/adapter.ts'
import { demoChannel } from './channels/demo/index.ts'
import { channels, findChannel, internetLookup, type MailLookup } from './channels/registry.ts'
import { OWN_FOLDER } from './core/own-folder.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createHost } from './host/host.ts'
import { becomeSecondPc } from './host/join.ts'
import { createRouter } from './ipc/router.ts'
import type { Clock } from './jobs/clock.ts'
import { createHeartbeat } from './jobs/heartbeat.ts'
import { noSecrets } from './services/demo/no-secrets.ts'
import { createServices } from './services/index.ts'
import type { Log, Notifier, Popup, Ports } from './services/ports.ts'
import { backupHere, type BackupHand } from './store/backup/hand.ts'
import { copyBeforeMigration } from './store/backup/before-migration.ts'
import { takePreparedRestore } from './store/backup/swap.ts'
import { createCheckpointer } from './store/checkpoint/checkpointer.ts'
import { createStore } from './store/index.ts'
import { explained, isSound, lockFolder, openDatabase } from './store/open.ts'
import { AppError } from '../preload/errors.ts'

export type AppOptions = {
  /** The folder of the database, the sources and the lock. Made when it is not there. */
  dataDir: string
  clock: Clock
  ports: Ports
  /** Reads raw mail off this thread. */
  reader: { read: ReadSources; close(): Promise<void> }
  log: Log
  version: string
  /** A shop that reaches nobody: every network is the stand-in of channels/demo. */
  isDemo?: boolean
  /** Does backups on a thread of its own, once a day unless the owner says otherwise. Without it only when asked, on this thread. */
  backupHand?: BackupHand | undefined
  /** The thread that folds in what an import writes. Without it main waits for that. */
  checkpointWorker?: URL | undefined
  nativeBinding?: string | undefined
  /** Where the servers of a mail address are looked for; left out: in the internet. */
  mailLookup?: MailLookup
  /** Where the bundler wrote whose work is in the program. */
  licenceFiles?: readonly URL[]
}
export type App = ReturnType<typeof createApp>

const DATABASE = 'madoguchi.db'
/** Set while the store is open; found at the next start, it says that the program did not end by itself. */
const OPEN_MARK = 'isOpen'

/**
 * The whole program without Electron. Opens the store and starts nothing yet: `wake` does.
 * Throws AppError `store-busy`, `store-newer`, `store-corrupt`, `store-full`.
 */
export function createApp(options: AppOptions) {
  const {
    dataDir,
    clock,
    ports,
    reader,
    log,
    version,
    isDemo = false,
    backupHand,
    checkpointWorker,
    nativeBinding,
    licenceFiles = [],
  } = options
  mkdirSync(dataDir, { recursive: true, mode: OWN_FOLDER })
  const lock = lockFolder(join(dataDir, 'lock'), { nativeBinding })
  const db = opened(() => {
    takePreparedRestore(dataDir)
    const beforeMigration = copyBeforeMigration(join(dataDir, DATABASE))
    return openDatabase(join(dataDir, DATABASE), { nativeBinding, beforeMigration })
  })
  const checkpointer =
    checkpointWorker && createCheckpointer(checkpointWorker, { path: join(dataDir, DATABASE), nativeBinding })
  const store = createStore(db, join(dataDir, 'sources'), checkpointer)
  checkAfterCrash()

  let beat: () => void = () => {}
  let hearPopups: (popup: Popup) => void = () => {}
  const notifier: Notifier = {
    show(popup) {
      hearPopups(popup)
      return ports.notifier.show(popup)
    },
  }
  const services = createServices({
    store,
    clock,
    ports: { ...ports, notifier, ...(isDemo && { secretBox: noSecrets }) },
    read: reader.read,
    findChannel: isDemo ? () => demoChannel : findChannel,
    channels: () => (isDemo ? [] : channels),
    mailLookup: options.mailLookup ?? internetLookup,
    log,
    wake: () => beat(),
    home: {
      dataDir,
      version,
      hand: backupHand ?? backupHere,
      nativeBinding,
      isDailyByDefault: backupHand !== undefined && !isDemo,
    },
    licenceFiles,
  })
  const heartbeat = createHeartbeat(services.jobs, clock, (job, error) => log.error(`job ${job.name} failed`, error))
  // What goes on by itself from here is not done by whoever asked for a look.
  beat = () => void store.journal.fromSeat(null, () => heartbeat.wake())
  void services.foreignFiles.clearOld()

  function opened<T>(open: () => T): T {
    try {
      return open()
    } catch (error) {
      lock.release()
      throw error
    }
  }

  /** Reading every page takes seconds, so only where the last run did not close the store. */
  function checkAfterCrash(): void {
    try {
      if (store.settings.get(OPEN_MARK) === true && !isSound(db))
        throw new AppError('store-corrupt', 'The data file is damaged.')
      explained(() => store.settings.set(OPEN_MARK, true))
    } catch (error) {
      db.close()
      lock.release()
      throw error
    }
  }

  function info(): AppInfo {
    const isFirstRun = store.accounts.list().length === 0 && !isDemo
    return { version, dataDir, isDemo, canEncrypt: ports.secretBox.isAvailable(), isFirstRun, secondPcOf: null }
  }

  const host = createHost({
    path: join(dataDir, 'other-pcs.json'),
    desk: {
      version,
      route: (method, input) => route(method, input),
      subscribe: services.changes.subscribe,
      serveMail: services.content.serve,
      fileOf: services.content.fileOf,
      fromSeat: store.journal.fromSeat,
    },
    staffFor: services.staff.besides,
    isThere: services.staff.isThere,
    secretBox: ports.secretBox,
    clock,
    log,
    onChange: () => services.changes.note('hosts'),
  })
  hearPopups = host.popup
  const route = createRouter(
    createHandlers(store, services, info, { host, join: (invitation) => becomeSecondPc(dataDir, invitation, ports) }),
    (method, error) => log.error(`${method} failed`, error),
  )

  return {
    store,
    services,
    route,
    /** Lets the other PCs of the shop in, where the owner wants that. */
    letIn: host.start,
    subscribe: services.changes.subscribe,
    serveMail: services.content.serve,
    /** Does what is due and goes on by itself until `close`. */
    wake: heartbeat.wake,
    /** Nobody looks on for now: memory is given back. */
    rest: store.rest,
    /** After sleep: what passed meanwhile is told as one digest. */
    cameBack(): void {
      services.accounts.cameBack()
      services.alerts.cameBack()
    },
    async close(): Promise<void> {
      await host.close()
      services.delivery.stop()
      await services.backups.close()
      await services.foreignFiles.clearOwn()
      await services.accounts.close()
      await heartbeat.stop()
      services.changes.close()
      await reader.close()
      await store.sources.close()
      await checkpointer?.close()
      try {
        store.settings.set(OPEN_MARK, false)
      } catch (error) {
        // A full disk: the next start looks whether the data are whole, and that is all.
        log.error('the end could not be noted', error)
      } finally {
        db.close()
        lock.release()
      }
    },
  }
}
