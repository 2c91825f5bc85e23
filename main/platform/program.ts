import { fileURLToPath } from 'node:url'
import { app, dialog, nativeTheme, session } from 'electron'
import { catalogs } from '../../preload/locales/index.ts'
import type { App } from '../app.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Log, Popup, Ports } from '../services/ports.ts'
import { servePages } from './app-pages.ts'
import { demoArguments, targetOf, type Arguments, type StartTarget } from './arguments.ts'
import { setLaunchAtLogin } from './autostart.ts'
import { createDesktop } from './desktop.ts'
import { connectWindow } from './ipc-transport.ts'
import { createLog } from './log.ts'
import { showApplicationMenu, showContextMenus } from './menu.ts'
import { guardNetwork } from './network-rules.ts'
import { createNotifier } from './notifications.ts'
import { denyPermissions, guardPages } from './page-guard.ts'
import { pictures } from './pictures.ts'
import { watchPower } from './power.ts'
import { createSecretBox } from './secrets.ts'
import { setOpeningKey } from './shortcut.ts'
import { createBadge, createRefresher, createTray } from './tray.ts'
import { createUpdater } from './updates.ts'
import { windowStateFile } from './window-state.ts'
import { createWindow } from './window.ts'

type Target = Popup['target'] | StartTarget
type MainWindow = ReturnType<typeof createWindow>
export type ProgramOptions = {
  args: Arguments
  dataDir: string
  appId: string
  clock: Clock
  open: (ports: Ports, log: Log) => App
}

const QUIT_PATIENCE_MS = 10_000
/** How long tray and mail wait for the page, and for its rows once it is loaded. */
const LOADING_MS = 5_000
const FIRST_ROWS_MS = 500
/** Remembered in the store, not among the settings: nobody chooses it. */
const TRAY_TOLD = 'isTrayTold'

/** The program on a desktop: the store at once, the window and what is around it in `run`. Throws what `open` throws. */
export function openProgram({ args, dataDir, appId, clock, open }: ProgramOptions) {
  const isToolsAllowed = !app.isPackaged
  const log = createLog(dataDir, isToolsAllowed)
  const updates = createUpdater(log)
  let main: MainWindow | null = null
  /** What to show as soon as the page listens. */
  let waiting: Target | null = targetOf(args)
  let isListening = false
  let isQuitting = false
  let isAskingToQuit = false

  const words = () => catalogs[madoguchi.services.settings.get().language]
  const window = () => (main && !main.window.isDestroyed() ? main.window : null)
  const ports: Ports = {
    notifier: createNotifier({
      clock,
      log,
      appId,
      icon: pictures.icon,
      open: show,
      putOff: (id) => madoguchi.services.putOff(id),
    }),
    secretBox: createSecretBox(() => madoguchi.services.settings.get().acceptsPlainSecrets),
    desktop: createDesktop({
      window,
      words: () => words().system,
      setLaunchAtLogin: (isOn) => setLaunchAtLogin(isOn, args.dataDir ? ['--data', args.dataDir] : []),
      setOpeningKey: (isOn) => setOpeningKey(isOn, () => show(null)),
      setBadge: createBadge(window, pictures.badge, () => words().tray),
      demoArguments: demoArguments(args),
    }),
    updater: updates.updater,
  }
  const madoguchi = open(ports, log)

  /** Brings the window forward; with a target the page goes there. */
  function show(target: Target | null): void {
    waiting = target ?? waiting
    main?.show()
    if (isListening) goToWaiting()
  }

  function goToWaiting(): void {
    const target = waiting
    waiting = null
    if (!target) return
    if ('ticketId' in target) madoguchi.services.showTicket(target.ticketId)
    else if ('mail' in target) madoguchi.services.changes.send({ type: 'new-mail', mail: target.mail })
    else madoguchi.services.changes.send({ type: 'open-view', view: target.view })
  }

  async function run(): Promise<void> {
    // Before the first page comes to be.
    guardPages((url) => void ports.desktop.openLink(url).catch((error: unknown) => log.error('link refused', error)))
    // Chromium draws date fields in the order of its own language, which is the system's unless it is told.
    if (madoguchi.services.settings.get().language === 'ja') app.commandLine.appendSwitch('lang', 'ja')
    await app.whenReady()
    // A picture server need not know which program reads the mail.
    app.userAgentFallback = app.userAgentFallback.replaceAll(/ (?:Electron|Madoguchi)\/[^ ]+/gi, '')
    const own = session.defaultSession
    denyPermissions(own)
    guardNetwork(own, isToolsAllowed)
    servePages(own, fileURLToPath(new URL('../renderer', import.meta.url)), madoguchi.serveMail, log)
    nativeTheme.themeSource = madoguchi.services.settings.get().theme

    main = openWindow()
    if (!args.isHidden) main.show()
    endWell()
    await drawn(main)
    if (isQuitting) return
    surround(main)
    openByKey()
    void madoguchi.wake()
    void madoguchi.letIn()
  }

  /** When the page has its first rows, so that nothing stands in their way; a page that never comes holds up no mail. */
  function drawn({ window: { webContents } }: MainWindow): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.setTimer(resolve, LOADING_MS)
      webContents.once('did-finish-load', () => {
        cancel()
        clock.setTimer(resolve, FIRST_ROWS_MS)
      })
    })
  }

  function openWindow(): MainWindow {
    const opened = createWindow({
      session: session.defaultSession,
      preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
      icon: pictures.icon,
      stateFile: windowStateFile(dataDir),
      language: () => madoguchi.services.settings.get().language,
      title: words().common.appName,
      clock,
      log,
      staysInTray: () => !isQuitting && madoguchi.services.settings.get().closeToTray,
      onHidden: tellOfTray,
      onCrash: tellOfCrash,
      isToolsAllowed,
    })
    const { webContents } = opened.window
    const { publish } = connectWindow(opened.window, madoguchi.route)
    madoguchi.subscribe(publish)
    showContextMenus(webContents, () => words().system)
    webContents.on('did-start-loading', () => (isListening = false))
    webContents.on('did-finish-load', () => {
      isListening = true
      goToWaiting()
    })
    return opened
  }

  /** Tray, menu, counts and the PC's own comings and goings. */
  function surround({ window: shown }: MainWindow): void {
    const { services } = madoguchi
    const tray = createTray(pictures, {
      open: () => show(null),
      openView: (view) => show({ view }),
      sync: () => services.accounts.syncNow(null),
      phoneMemo() {
        show(null)
        services.changes.send({ type: 'command', command: 'phoneMemo' })
      },
      quit: () => app.quit(),
    })
    const count = createRefresher(clock, () => {
      if (isQuitting) return
      const counts = services.view.counts()
      tray.draw(counts, words().tray)
      ports.desktop.setBadge(counts.views.todo)
    })
    const followSettings = () => {
      const { theme } = services.settings.get()
      nativeTheme.themeSource = theme
      if (!shown.isDestroyed()) shown.setTitle(words().common.appName)
      const openSettings = () => show({ view: 'settings' })
      const { system, commands } = words()
      showApplicationMenu({
        words: system,
        names: commands.names,
        run: (command) => madoguchi.services.changes.send({ type: 'command', command }),
        openSettings,
        isToolsAllowed,
      })
    }
    count()
    followSettings()
    madoguchi.subscribe((event) => {
      if (event.type !== 'changed') return
      count()
      if (event.topics.includes('settings')) followSettings()
    })
    const stopWatching = watchPower(clock, {
      cameBack() {
        madoguchi.cameBack()
        void madoguchi.wake()
      },
      wentOnline: () => services.accounts.syncNow(null),
    })
    app.once('will-quit', stopWatching)
  }

  /** Where another program has taken the key meanwhile, the window opens as it always did. */
  function openByKey(): void {
    if (madoguchi.services.settings.get().opensByKey) ports.desktop.setOpeningKey(true)
  }

  /** Once in the life of a data folder: who closes a window may think that nothing is received any more. */
  function tellOfTray(): void {
    const { settings } = madoguchi.store
    if (settings.get(TRAY_TOLD) === true) return
    settings.set(TRAY_TOLD, true)
    const { title, body } = words().system.inTray
    void ports.notifier.show({ title, body, target: { view: 'todo' }, isUrgent: false })
  }

  async function tellOfCrash(isAgain: boolean): Promise<boolean> {
    const { crash, start } = words().system
    if (!isAgain) {
      return ports.notifier.show({ title: crash.title, body: crash.body, target: { view: 'todo' }, isUrgent: false })
    }
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: crash.again,
      detail: crash.againBody,
      buttons: [crash.retry, start.quit],
      noLink: true,
    })
    if (response === 1) app.quit()
    return response === 0
  }

  /** What was planned for the next hours does not leave while the program is closed. */
  async function askToQuit(count: number): Promise<void> {
    if (isAskingToQuit) return
    isAskingToQuit = true
    const { quitting } = catalogs[madoguchi.services.settings.get().language]
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: quitting.title,
      message: quitting.message(count),
      detail: quitting.detail,
      buttons: [quitting.stay, quitting.quit],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    isAskingToQuit = false
    if (response !== 1) return updates.forget()
    isQuitting = true
    app.quit()
  }

  /** The window goes first and hands over its drafts, then the store is closed, then the process ends. */
  function endWell(): void {
    app.on('before-quit', (event) => {
      // What a demo plans reaches nobody anyway.
      const count = isQuitting || args.isDemo ? 0 : madoguchi.services.scheduled.dueSoon().length
      if (count === 0) {
        isQuitting = true
        return
      }
      event.preventDefault()
      void askToQuit(count)
    })
    app.on('window-all-closed', () => app.quit())
    app.once('will-quit', (event) => {
      event.preventDefault()
      isQuitting = true
      clock.setTimer(() => app.exit(1), QUIT_PATIENCE_MS)
      madoguchi.close().then(
        () => updates.finish(),
        (error: unknown) => {
          log.error('the program did not close well', error)
          app.exit(1)
        },
      )
    })
  }

  return { run, show }
}
