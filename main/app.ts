import { join } from 'node:path'
import type { ReadSources } from './channels/adapter.ts'
import { demoChannel } from './channels/demo/index.ts'
import { channels, findChannel, internetLookup, type MailLookup } from './channels/registry.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createHost } from './host/host.ts'
import { becomeSecondPc } from './host/join.ts'
import { createRouter } from './ipc/router.ts'
import type { Clock } from './jobs/clock.ts'
import { createHeartbeat } from './jobs/heartbeat.ts'
import { openData, type DataOptions, type OpenData } from './open-data.ts'
import { createAppInfo } from './services/app-info.ts'
import { noSecrets } from './services/demo/no-secrets.ts'
import { createServices } from './services/index.ts'
import type { Log, Notifier, Popup, Ports } from './services/ports.ts'
import { backupHere, type BackupHand } from './store/backup/hand.ts'

export type AppOptions = DataOptions & {
  /** Where somebody has opened them already; they are closed with the program. */
  data?: OpenData
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
  /** Where the servers of a mail address are looked for; left out: in the internet. */
  mailLookup?: MailLookup
  /** Where the bundler wrote whose work is in the program. */
  licenceFiles?: readonly URL[]
}
export type App = ReturnType<typeof createApp>

/** The whole program without Electron. Opens the store and starts nothing yet: `wake` does. Throws what `openData` throws. */
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
    nativeBinding,
    data = openData(options),
    licenceFiles = [],
  } = options
  const { store } = data

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

  const info = createAppInfo({ store, secretBox: ports.secretBox, version, dataDir, isDemo })
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
      await data.close(log)
    },
  }
}
