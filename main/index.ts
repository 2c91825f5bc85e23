import { mkdirSync } from 'node:fs'
import { app } from 'electron'
import type { TicketId } from '../preload/domain.ts'
import { createApp } from './app.ts'
import { createReaderPool } from './channels/mail/read/pool.ts'
import { prepareDemo } from './demo.ts'
import { createBackupHand } from './store/backup/hand.ts'
import { systemClock as clock } from './jobs/clock.ts'
import { registerSchemes } from './platform/app-pages.ts'
import { choosePlaces, readArguments, ticketOfLink } from './platform/arguments.ts'
import { openProgram } from './platform/program.ts'
import { tellStartProblem } from './platform/start-problem.ts'

/** The same as in electron-builder.yml: Windows finds the name and the picture of a popup by it. */
const APP_ID = 'jp.madoguchi.app'

const args = readArguments(process.argv.slice(1), process.cwd())
const { dataDir, profileDir } = choosePlaces(args, app.getPath('userData'))
const nativeBinding = process.env['MADOGUCHI_SQLITE_BINDING']
const createReader = () => createReaderPool(new URL('./mail-worker.js', import.meta.url), { clock, workers: 1 })
/** What a second start or a link hands over to the one that runs. */
type Handover = { ticketId: TicketId | null; isHidden: boolean }

app.setAppUserModelId(APP_ID)
// Root, as on a build machine, can only run without Chromium's sandbox and has to say so.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerSchemes()

try {
  mkdirSync(profileDir, { recursive: true })
  app.setPath('userData', profileDir)
  if (!app.requestSingleInstanceLock({ ticketId: args.ticketId, isHidden: args.isHidden } satisfies Handover))
    app.exit(0)
  else if (args.isDemo) fillThenStart().catch(giveUp)
  else start()
} catch (error) {
  void giveUp(error)
}

/** The demo shop comes into its folder before the program opens it. */
async function fillThenStart(): Promise<void> {
  await prepareDemo({
    dataDir,
    clock,
    reader: createReader(),
    log: { info: () => {}, error: () => {} },
    version: app.getVersion(),
    nativeBinding,
    language: app.commandLine.getSwitchValue('lang').startsWith('en') ? 'en' : 'ja',
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
        nativeBinding,
      }),
  })
  app.on('second-instance', (_event, _argv, _folder, handover) => {
    const { ticketId, isHidden } = handover as Handover
    if (!isHidden) program.show(ticketId ? { ticketId } : null)
  })
  // macOS hands links over as an event, to the first start too.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    const ticketId = ticketOfLink(url)
    program.show(ticketId ? { ticketId } : null)
  })
  app.on('activate', () => program.show(null))
  program.run().catch(giveUp)
}

async function giveUp(error: unknown): Promise<void> {
  await tellStartProblem(error, dataDir)
  app.exit(1)
}
