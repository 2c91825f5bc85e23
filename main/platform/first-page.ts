import { fileURLToPath } from 'node:url'
import { app, Menu, nativeTheme, session } from 'electron'
import type { AppEvent, Envelope } from '../../preload/bridge.ts'
import type { Settings } from '../../preload/domain.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Log, Served } from '../services/ports.ts'
import { servePages } from './app-pages.ts'
import { connectWindow, type Route } from './ipc-transport.ts'
import { guardNetwork } from './network-rules.ts'
import { denyPermissions, guardPages } from './page-guard.ts'
import { pictures } from './pictures.ts'
import { readWindowState, windowStateFile } from './window-state.ts'
import { createWindow, type WindowHands } from './window.ts'

/** What answers the page until the program behind it is there. */
export type Front = { settings: () => Settings; answer: (method: unknown, input: unknown) => Promise<Envelope> | null }
/** What stands behind the page as soon as the rest of the program is there. */
export type Behind = WindowHands & {
  route: Route
  serveMail: (url: string) => Promise<Served>
  openLink: (url: string) => void
}
export type FirstPage = Awaited<ReturnType<typeof openFirstPage>>

/** A page that never asks for its rows holds up no mail. */
const ROWS_MS = 2_000
/** For drawing them: main reading the rest of itself holds up the picture and the first click. */
const DRAWING_MS = 150

/**
 * The window, hidden, and its page, before there is a store: Chromium makes the page's process and runs its script while main
 * reads its own. What the page asks meanwhile is answered after `connect`. Imports nothing heavy, and must not.
 */
export async function openFirstPage({ dataDir, clock, log }: { dataDir: string; clock: Clock; log: Log }) {
  const isToolsAllowed = !app.isPackaged
  const stateFile = windowStateFile(dataDir)
  const last = readWindowState(stateFile)
  const { reached: behind, reach: connect } = meeting<Behind>()
  const { reached: front, reach: stepIn } = meeting<Front>()
  const { reached: asksMore, reach: askMore } = meeting<void>()
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
  // What closes a window and moves words by keys until our menu comes with the rest; Electron's own takes longer to make.
  const menus = ['appMenu', 'editMenu', 'windowMenu'] as const
  const used = process.platform === 'darwin' ? menus : menus.slice(1)
  Menu.setApplicationMenu(Menu.buildFromTemplate(used.map((role) => ({ role }))))
  await app.whenReady()
  // A picture server need not know which program reads the mail.
  app.userAgentFallback = app.userAgentFallback.replaceAll(/ (?:Electron|Madoguchi)\/[^ ]+/gi, '')
  nativeTheme.themeSource = last?.theme ?? 'system'
  const own = session.defaultSession
  denyPermissions(own)
  guardNetwork(own, isToolsAllowed)
  const serveMail = (url: string) => behind.then((shop) => shop.serveMail(url))
  servePages(own, fileURLToPath(new URL('../renderer', import.meta.url)), serveMail, log)

  const main = createWindow({
    ...{ session: own, stateFile, title: app.getName(), clock, log, hands, isToolsAllowed },
    preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
    icon: pictures.icon,
  })
  const { webContents } = main.window
  const { publish } = connectWindow(main.window, async (method, input) => {
    const shop = await Promise.race([behind, front])
    if ('route' in shop) return shop.route(method, input)
    const answer = shop.answer(method, input)
    if (answer) return answer
    askMore()
    return (await behind).route(method, input)
  })
  let isListening = false
  let onListening = () => {}
  let isHiddenAlready = false
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
    /**
     * Answers what it can until `connect`, and shows the window if it is wanted. Resolves when the page has drawn its first
     * rows and goes on to ask for more than that.
     */
    async stepIn(shop: Front, isWanted: boolean, isEnding: () => boolean): Promise<void> {
      const { theme, language } = shop.settings()
      nativeTheme.themeSource = theme
      hands.language = () => language
      hands.staysInTray = () => !isEnding() && shop.settings().closeToTray
      hands.onHidden = () => (isHiddenAlready = true)
      stepIn(shop)
      if (isWanted) main.show()
      const stopWaiting = clock.setTimer(askMore, ROWS_MS)
      await asksMore
      stopWaiting()
      await new Promise<void>((resolve) => clock.setTimer(resolve, DRAWING_MS))
    },
    connect(shop: Behind): void {
      Object.assign(hands, shop)
      connect(shop)
      if (isHiddenAlready) shop.onHidden()
    },
  }
}

function meeting<T>(): { reached: Promise<T>; reach: (what: T) => void } {
  let reach: (what: T) => void = () => {}
  const reached = new Promise<T>((resolve) => (reach = resolve))
  return { reached, reach }
}
