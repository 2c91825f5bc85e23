import { fileURLToPath } from 'node:url'
import { app, nativeTheme, session, type Session } from 'electron'
import type { AppEvent } from '../../preload/bridge.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Log, Served } from '../services/ports.ts'
import { servePages } from './app-pages.ts'
import { connectWindow, type Route } from './ipc-transport.ts'
import { guardNetwork } from './network-rules.ts'
import { denyPermissions, guardPages } from './page-guard.ts'
import { pictures } from './pictures.ts'
import { readWindowState, windowStateFile } from './window-state.ts'
import { createWindow, type WindowHands } from './window.ts'

/** What stands behind the page as soon as the rest of the program is there. */
export type Behind = WindowHands & {
  route: Route
  serveMail: (url: string) => Promise<Served>
  openLink: (url: string) => void
}
export type FirstPage = Awaited<ReturnType<typeof openFirstPage>>

/** A page that never asks for its files holds up no mail. */
const READING_MS = 2_000

/**
 * The window, hidden, and its page, before there is a store: Chromium makes the page's process and runs its script while main
 * reads its own. What the page asks meanwhile is answered after `connect`. Imports nothing heavy, and must not.
 */
export async function openFirstPage({ dataDir, clock, log }: { dataDir: string; clock: Clock; log: Log }) {
  const isToolsAllowed = !app.isPackaged
  const stateFile = windowStateFile(dataDir)
  const last = readWindowState(stateFile)
  const { behind, connect } = meeting()
  const hands: WindowHands = {
    language: () => last?.language ?? (app.commandLine.getSwitchValue('lang').startsWith('en') ? 'en' : 'ja'),
    staysInTray: () => false,
    onHidden: () => {},
    onCrash: (isAgain) => behind.then(({ onCrash }) => onCrash(isAgain)),
  }

  // Before the first page comes to be.
  guardPages((url) => void behind.then(({ openLink }) => openLink(url)))
  // Chromium draws date fields in the order of its own language, which is the system's unless it is told.
  if (hands.language() === 'ja') app.commandLine.appendSwitch('lang', 'ja')
  await app.whenReady()
  // A picture server need not know which program reads the mail.
  app.userAgentFallback = app.userAgentFallback.replaceAll(/ (?:Electron|Madoguchi)\/[^ ]+/gi, '')
  nativeTheme.themeSource = last?.theme ?? 'system'
  const own = session.defaultSession
  denyPermissions(own)
  guardNetwork(own, isToolsAllowed)
  const serveMail = (url: string) => behind.then((shop) => shop.serveMail(url))
  servePages(own, fileURLToPath(new URL('../renderer', import.meta.url)), serveMail, log)
  const hasScript = scriptRead(own, clock)

  const main = createWindow({
    ...{ session: own, stateFile, title: app.getName(), clock, log, hands, isToolsAllowed },
    preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
    icon: pictures.icon,
  })
  const { webContents } = main.window
  const { publish } = connectWindow(main.window, async (method, input) => (await behind).route(method, input))
  let isListening = false
  let onListening = () => {}
  webContents.on('did-start-loading', () => (isListening = false))
  webContents.on('did-finish-load', () => {
    isListening = true
    onListening()
  })

  return {
    main,
    publish: (event: AppEvent) => publish(event),
    /** Whether the page hears events. */
    isListening: () => isListening,
    /** Whenever the page is there, also at once where it is. */
    whenListening(run: () => void): void {
      onListening = run
      if (isListening) run()
    },
    /** The page has its script and is busy with it: the time for main to read its own. */
    hasScript,
    connect(shop: Behind): void {
      Object.assign(hands, shop)
      connect(shop)
    },
  }
}

function meeting(): { behind: Promise<Behind>; connect: (shop: Behind) => void } {
  let connect: (shop: Behind) => void = () => {}
  const behind = new Promise<Behind>((resolve) => (connect = resolve))
  return { behind, connect }
}

/** Main hands the files of the page over itself, piece by piece; reading its own script meanwhile, it would hold them up. */
function scriptRead({ webRequest }: Session, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const stopWaiting = clock.setTimer(resolve, READING_MS)
    webRequest.onCompleted(({ resourceType }) => {
      if (resourceType !== 'script') return
      webRequest.onCompleted(null)
      stopWaiting()
      resolve()
    })
  })
}
