import { mkdirSync } from 'node:fs'
import { app } from 'electron'
import type { NewMail, TicketId } from '../preload/domain.ts'
import { createApp } from './app.ts'
import { createReaderPool } from './channels/mail/read/pool.ts'
import { readMailto } from './core/mailto.ts'
import { pcName } from './host/host.ts'
import { joinHost } from './host/join.ts'
import { readTicket, writeTicket, type StoredTicket } from './host/ticket-file.ts'
import type { HostInvitation } from '../preload/domain/second-pc.ts'
import { createSecretBox } from './platform/secrets.ts'
import { openSecondProgram, type SecondPorts } from './platform/second-program.ts'
import { createSecondPc } from './second-pc.ts'
import type { Log } from './services/ports.ts'
import { createBackupHand } from './store/backup/hand.ts'
import { systemClock as clock } from './jobs/clock.ts'
import { registerSchemes } from './platform/app-pages.ts'
import { choosePlaces, readArguments, targetOf, ticketOfLink } from './platform/arguments.ts'
import { acceptPlace, findPlaceRisk } from './platform/place.ts'
import { openProgram } from './platform/program.ts'
import { takeLinks } from './platform/protocol.ts'
import { startProblemOf, tellStartProblem, type Repairs } from './platform/start-problem.ts'
import { newestBackup } from './store/backup/emergency.ts'
import { prepareRestore } from './store/backup/prepare.ts'
import { rescueDatabase } from './store/backup/rescue.ts'

/** The same as in electron-builder.yml: Windows finds the name and the picture of a popup by it. */
const APP_ID = 'jp.madoguchi.app'

const args = readArguments(process.argv.slice(1), process.cwd())
const { dataDir, profileDir } = choosePlaces(args, app.getPath('userData'))
const nativeBinding = process.env['MADOGUCHI_SQLITE_BINDING']
const createReader = () => createReaderPool(new URL('./mail-worker.js', import.meta.url), { clock, workers: 1 })
/** What a second start or a link hands over to the one that runs. */
type Handover = { ticketId: TicketId | null; mail: NewMail | null; isHidden: boolean }

app.setAppUserModelId(APP_ID)
// Root, as on a build machine, can only run without Chromium's sandbox and has to say so.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerSchemes()

try {
  mkdirSync(profileDir, { recursive: true })
  app.setPath('userData', profileDir)
  const { ticketId, mail, isHidden } = args
  if (!app.requestSingleInstanceLock({ ticketId, mail, isHidden } satisfies Handover)) app.exit(0)
  else if (args.isDemo) fillThenStart().catch(giveUp)
  else startHere().catch(giveUp)
} catch (error) {
  void giveUp(error)
}

/** Not where the data could be damaged by where it lies, unless its owner wants that. */
async function startHere(): Promise<void> {
  mkdirSync(dataDir, { recursive: true })
  // Asked for only where there is something to ask: the store opens while Chromium starts.
  if (findPlaceRisk(dataDir) !== null && !(await acceptPlace(dataDir))) return app.exit(0)
  if (args.invitation && !readTicket(dataDir)) await join(args.invitation)
  const ticket = readTicket(dataDir)
  if (ticket) await startSecond(ticket)
  else start()
}

async function join(invitation: HostInvitation): Promise<void> {
  // The key of the secrets is there from then on.
  await app.whenReady()
  writeTicket(
    dataDir,
    await joinHost(invitation, pcName()),
    createSecretBox(() => false),
  )
}

/** A PC of a shop whose data lies on another one. */
async function startSecond(ticket: StoredTicket): Promise<void> {
  const version = app.getVersion()
  const open = (ports: SecondPorts, log: Log) => createSecondPc({ dataDir, ticket, ports, clock, log, version })
  const program = await openSecondProgram({ dataDir, appId: APP_ID, clock, open })
  app.on('second-instance', () => program.show())
  app.on('activate', () => program.show())
}

/** The demo shop comes into its folder before the program opens it. */
async function fillThenStart(): Promise<void> {
  const { prepareDemo } = await import('./demo.ts')
  await prepareDemo({
    dataDir,
    clock,
    reader: createReader(),
    log: { info: () => {}, error: () => {} },
    version: app.getVersion(),
    nativeBinding,
    language: app.commandLine.getSwitchValue('lang').startsWith('en') ? 'en' : 'ja',
    isOwnFolder: args.dataDir === null,
  })
  start()
}

function start(): void {
  // Before Electron is ready: the store opens while Chromium starts.
  const program = openProgram({
    args,
    dataDir,
    appId: APP_ID,
    clock,
    open: (ports, log) =>
      createApp({
        dataDir,
        clock,
        ports,
        reader: createReader(),
        log,
        version: app.getVersion(),
        isDemo: args.isDemo,
        backupHand: createBackupHand(new URL('./backup-worker.js', import.meta.url)),
        checkpointWorker: new URL('./checkpoint-worker.js', import.meta.url),
        nativeBinding,
        licenceFiles: ['./licences.json', '../renderer/licences.json'].map((file) => new URL(file, import.meta.url)),
      }),
  })
  app.on('second-instance', (_event, _argv, _folder, handover) => {
    const { isHidden, ...target } = handover as Handover
    if (!isHidden) program.show(targetOf(target))
  })
  // macOS hands links over as an event, to the first start too.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    program.show(targetOf({ ticketId: ticketOfLink(url), mail: readMailto(url) }))
  })
  takeLinks()
  app.on('activate', () => program.show(null))
  program.run().catch(giveUp)
}

/** Only for damage: everything else is not repaired by other data. */
async function repairsFor(problem: unknown): Promise<Repairs | null> {
  if (startProblemOf(problem) !== 'store-corrupt') return null
  const at = clock.now()
  const found = await newestBackup(dataDir).catch(() => null)
  const order = { type: 'prepare', dataDir, isTaken: false, at, nativeBinding } as const
  return {
    backup: found && {
      at: found.manifest.at,
      restore: () => prepareRestore({ ...order, folder: found.folder, manifest: found.manifest, secrets: [] }),
    },
    rescue: () => Promise.resolve().then(() => rescueDatabase(dataDir, at, nativeBinding)),
  }
}

async function giveUp(error: unknown): Promise<void> {
  const isRepaired = await tellStartProblem(error, dataDir, await repairsFor(error))
  if (isRepaired) app.relaunch()
  app.exit(isRepaired ? 0 : 1)
}
