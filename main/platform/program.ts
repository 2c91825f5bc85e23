import { app, dialog, nativeTheme } from 'electron'
import { catalogs } from '../../preload/locales/index.ts'
import type { App } from '../app.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Log, Popup, Ports } from '../services/ports.ts'
import { demoArguments, targetOf, type Arguments, type StartTarget } from './arguments.ts'
import { setLaunchAtLogin } from './autostart.ts'
import { createDesktop } from './desktop.ts'
import type { FirstPage } from './first-page.ts'
import { showApplicationMenu, showContextMenus } from './menu.ts'
import { createNotifier } from './notifications.ts'
import { pictures } from './pictures.ts'
import { watchPower } from './power.ts'
import { createSecretBox } from './secrets.ts'
import { setOpeningKey } from './shortcut.ts'
import { createBadge, createRefresher, createTray } from './tray.ts'
import { createUpdater } from './updates.ts'

type Target = Popup['target'] | StartTarget
export type ProgramOptions = {
  args: Arguments
  page: FirstPage
  log: Log
  appId: string
  clock: Clock
  open: (ports: Ports) => App
}

const QUIT_PATIENCE_MS = 10_000
/** How long tray and mail wait for the page, and for its rows once it is loaded. */
const LOADING_MS = 5_000
const FIRST_ROWS_MS = 500
/** Long enough after the start that page and mail have asked what they ask at first. */
const SETTLED_MS = 20_000
/** Remembered in the store, not among the settings: nobody chooses it. */
const TRAY_TOLD = 'isTrayTold'

/** The program behind its first page. Throws what `open` throws. */
export function openProgram({ args, page, log, appId, clock, open }: ProgramOptions) {
  const isToolsAllowed = !app.isPackaged
  const updates = createUpdater(log)
  const { main } = page
  /** What to show as soon as the page listens. */
  let waiting: Target | null = targetOf(args)
  let isQuitting = false
  let isAskingToQuit = false

  const words = () => catalogs[madoguchi.services.settings.get().language]
  const window = () => (main.window.isDestroyed() ? null : main.window)
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
  const madoguchi = open(ports)

  /** Brings the window forward; with a target the page goes there. */
  function show(target: Target | null): void {
    waiting = target ?? waiting
    main.show()
    if (page.isListening()) goToWaiting()
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
    main.window.setTitle(words().common.appName)
    showContextMenus(main.window.webContents, () => words().system)
    page.connect({
      route: madoguchi.route,
      serveMail: madoguchi.serveMail,
      openLink: (url) => void ports.desktop.openLink(url).catch((error: unknown) => log.error('link refused', error)),
      language: () => madoguchi.services.settings.get().language,
      staysInTray: () => !isQuitting && madoguchi.services.settings.get().closeToTray,
      onHidden() {
        tellOfTray()
        restInTray()
      },
      onCrash: tellOfCrash,
    })
    madoguchi.subscribe(page.publish)
    page.whenListening(goToWaiting)
    endWell()
    await drawn()
    if (isQuitting) return
    surround()
    openByKey()
    void madoguchi.wake()
    void madoguchi.letIn()
    clock.setTimer(restInTray, SETTLED_MS)
  }

  function restInTray(): void {
    if (isQuitting || window()?.isVisible() !== false) return
    main.restUnseen()
    madoguchi.rest()
  }

  /** When the page has its first rows, so that nothing stands in their way; a page that never comes holds up no mail. */
  function drawn(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.setTimer(resolve, LOADING_MS)
      const soon = () => {
        cancel()
        clock.setTimer(resolve, FIRST_ROWS_MS)
      }
      if (page.isListening()) soon()
      else main.window.webContents.once('did-finish-load', soon)
    })
  }

  /** Tray, menu, counts and the PC's own comings and goings. */
  function surround(): void {
    const { services } = madoguchi
    const { window: shown } = main
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
