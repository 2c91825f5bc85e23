import { existsSync, mkdirSync } from 'node:fs'
import { app } from 'electron'
import type { NewMail, TicketId } from '../preload/domain.ts'
import type { HostInvitation } from '../preload/domain/second-pc.ts'
import { readMailto } from './core/mailto.ts'
import { OWN_FOLDER } from './core/own-folder.ts'
import type { StoredTicket } from './host/ticket-file.ts'
import { ticketPlace } from './host/ticket-place.ts'
import { systemClock as clock } from './jobs/clock.ts'
import { registerSchemes } from './platform/app-pages.ts'
import { choosePlaces, readArguments, targetOf, ticketOfLink, type StartTarget } from './platform/arguments.ts'
import { openFirstPage, type FirstPage } from './platform/first-page.ts'
import { createLog } from './platform/log.ts'
import { takeLinks } from './platform/protocol.ts'
import type { Repairs } from './platform/start-problem.ts'
import type { Log, Ports } from './services/ports.ts'

// What is imported above is read before there is a window, so it is little. The rest is read by `import()` below, while
// Chromium runs the script of the page.

/** The same as in electron-builder.yml: Windows finds the name and the picture of a popup by it. */
const APP_ID = 'jp.madoguchi.app'

const args = readArguments(process.argv.slice(1), process.cwd())
const { dataDir, profileDir } = choosePlaces(args, app.getPath('userData'))
/** What the demo is filled in, where the one who starts it says so. */
const isInEnglish = app.commandLine.getSwitchValue('lang').startsWith('en')
const nativeBinding = process.env['MADOGUCHI_SQLITE_BINDING']
/** What a second start or a link hands over to the one that runs. */
type Handover = { ticketId: TicketId | null; mail: NewMail | null; isHidden: boolean }
type Show = (target: StartTarget | null) => void

/** What came before there was a program to show it. */
const early: (StartTarget | null)[] = []
let show: Show = (target) => void early.push(target)
/** Somebody ended the program before it was there: it opens nothing any more. */
let isEnding = false

app.setAppUserModelId(APP_ID)
// Root, as on a build machine, can only run without Chromium's sandbox and has to say so.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerSchemes()

try {
  mkdirSync(profileDir, { recursive: true, mode: OWN_FOLDER })
  app.setPath('userData', profileDir)
  const { ticketId, mail, isHidden } = args
  if (!app.requestSingleInstanceLock({ ticketId, mail, isHidden } satisfies Handover)) app.exit(0)
  else begin().catch(giveUp)
} catch (error) {
  void giveUp(error)
}

async function begin(): Promise<void> {
  hearOthers()
  app.once('before-quit', () => (isEnding = true))
  mkdirSync(dataDir, { recursive: true, mode: OWN_FOLDER })
  const log = createLog(dataDir, !app.isPackaged)
  if (!args.isDemo && (args.invitation || existsSync(ticketPlace(dataDir)))) return beginAsSecond(log)
  await startHere(await openFirstPage({ dataDir, clock, log }), log)
}

/** Not where the data could be damaged by where it lies, unless its owner wants that. */
async function isPlaceAccepted(): Promise<boolean> {
  const { acceptPlace } = await import('./platform/place.ts')
  return acceptPlace(dataDir)
}

/** A PC of a shop whose data lies on another one, or shall from now on. */
async function beginAsSecond(log: Log): Promise<void> {
  if (!(await isPlaceAccepted())) return app.exit(0)
  const { readTicket } = await import('./host/ticket-file.ts')
  if (args.invitation && !readTicket(dataDir)) await join(args.invitation)
  const ticket = readTicket(dataDir)
  if (ticket) await startSecond(ticket)
  else await startHere(await openFirstPage({ dataDir, clock, log }), log)
}

async function join(invitation: HostInvitation): Promise<void> {
  const [{ pcName }, { joinHost }, { writeTicket }, { createSecretBox }] = await Promise.all([
    import('./host/host.ts'),
    import('./host/join.ts'),
    import('./host/ticket-file.ts'),
    import('./platform/secrets.ts'),
  ])
  // The key of the secrets is there from then on.
  await app.whenReady()
  writeTicket(
    dataDir,
    await joinHost(invitation, pcName()),
    createSecretBox(() => false),
  )
}

async function startSecond(ticket: StoredTicket): Promise<void> {
  const [{ openSecondProgram }, { createSecondPc }] = await Promise.all([
    import('./platform/second-program.ts'),
    import('./second-pc.ts'),
  ])
  const version = app.getVersion()
  const program = await openSecondProgram({
    ...{ dataDir, appId: APP_ID, clock },
    open: (ports, log) => createSecondPc({ dataDir, ticket, ports, clock, log, version }),
  })
  show = () => program.show()
}

/** The demo shop comes into its folder before the program opens it. */
async function fillDemo(): Promise<void> {
  const { prepareDemo } = await import('./demo.ts')
  await prepareDemo({
    dataDir,
    clock,
    reader: await createReader(),
    log: { info: () => {}, error: () => {} },
    version: app.getVersion(),
    nativeBinding,
    language: isInEnglish ? 'en' : 'ja',
    isOwnFolder: args.dataDir === null,
  })
}

async function createReader() {
  const { createReaderPool } = await import('./channels/mail/read/pool.ts')
  return createReaderPool(new URL('./mail-worker.js', import.meta.url), { clock, workers: 1 })
}

/** The data, and the first rows from them before the rest of the program is read. Null where somebody ended it already. */
async function openFirst(page: FirstPage, log: Log) {
  const [{ openData }, { createFirstScreen }, { createSecretBox }] = await Promise.all([
    import('./open-data.ts'),
    import('./first-screen.ts'),
    import('./platform/secrets.ts'),
  ])
  if (isEnding) return null
  const checkpointWorker = new URL('./checkpoint-worker.js', import.meta.url)
  const data = openData({ dataDir, checkpointWorker, nativeBinding })
  /** Until there is a program that closes them. */
  const leave = (event: Electron.Event) => {
    event.preventDefault()
    void data.close(log).finally(() => app.exit(0))
  }
  app.once('will-quit', leave)
  const { isDemo } = args
  const origin = {
    store: data.store,
    secretBox: createSecretBox(() => false),
    version: app.getVersion(),
    dataDir,
    isDemo,
  }
  const first = createFirstScreen(origin, clock, (question, error) => log.error(`${question} failed`, error))
  await page.stepIn(first, !args.isHidden, () => isEnding)
  return { ...data, leave }
}

async function startHere(page: FirstPage, log: Log): Promise<void> {
  if (args.isDemo) await fillDemo()
  else if (!(await isPlaceAccepted())) return app.exit(0)
  const data = await openFirst(page, log)
  if (!data) return
  const [{ createApp }, { openProgram }, { createBackupHand }, reader] = await Promise.all([
    import('./app.ts'),
    import('./platform/program.ts'),
    import('./store/backup/hand.ts'),
    createReader(),
  ])
  if (isEnding) return reader.close()
  app.off('will-quit', data.leave)
  const open = (ports: Ports) =>
    createApp({
      dataDir,
      data,
      clock,
      ports,
      reader,
      log,
      version: app.getVersion(),
      isDemo: args.isDemo,
      backupHand: createBackupHand(new URL('./backup-worker.js', import.meta.url)),
      nativeBinding,
      licenceFiles: ['./licences.json', '../renderer/licences.json'].map((file) => new URL(file, import.meta.url)),
    })
  const program = openProgram({ args, page, log, appId: APP_ID, clock, open })
  show = program.show
  takeLinks()
  const running = program.run()
  for (const target of early.splice(0)) show(target)
  await running
}

function hearOthers(): void {
  app.on('second-instance', (_event, _argv, _folder, handover) => {
    const { isHidden, ...target } = handover as Handover
    if (!isHidden) show(targetOf(target))
  })
  // macOS hands links over as an event, to the first start too.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    show(targetOf({ ticketId: ticketOfLink(url), mail: readMailto(url) }))
  })
  app.on('activate', () => show(null))
}

/** Only for damage: everything else is not repaired by other data. */
async function repairsFor(problem: unknown): Promise<Repairs | null> {
  const { startProblemOf } = await import('./platform/start-problem.ts')
  if (startProblemOf(problem) !== 'store-corrupt') return null
  const [{ newestBackup }, { prepareRestore }, { rescueDatabase }] = await Promise.all([
    import('./store/backup/emergency.ts'),
    import('./store/backup/prepare.ts'),
    import('./store/backup/rescue.ts'),
  ])
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
  const { tellStartProblem } = await import('./platform/start-problem.ts')
  const isRepaired = await tellStartProblem(error, dataDir, await repairsFor(error))
  if (isRepaired) app.relaunch()
  app.exit(isRepaired ? 0 : 1)
}
