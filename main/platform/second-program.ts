import { fileURLToPath } from 'node:url'
import { app, nativeTheme, session } from 'electron'
import { catalogs } from '../../preload/locales/index.ts'
import type { CommandId } from '../../preload/commands.ts'
import type { Language, TicketId } from '../../preload/domain.ts'
import type { Clock } from '../jobs/clock.ts'
import type { SecondPc } from '../second-pc.ts'
import type { Log, Popup, Ports } from '../services/ports.ts'
import { servePages } from './app-pages.ts'
import { createDesktop } from './desktop.ts'
import { connectWindow } from './ipc-transport.ts'
import { createLog } from './log.ts'
import { showApplicationMenu, showContextMenus } from './menu.ts'
import { guardNetwork } from './network-rules.ts'
import { createNotifier } from './notifications.ts'
import { denyPermissions, guardPages } from './page-guard.ts'
import { pictures } from './pictures.ts'
import { createSecretBox } from './secrets.ts'
import { languageFor } from './start-problem.ts'
import { windowStateFile } from './window-state.ts'
import { createWindow } from './window.ts'

export type SecondPorts = Pick<Ports, 'notifier' | 'secretBox' | 'desktop'>
type Options = { dataDir: string; appId: string; clock: Clock; open: (ports: SecondPorts, log: Log) => SecondPc }

const QUIT_PATIENCE_MS = 5000

/** The program on a PC without data: a window, and what a desktop does for it. It has no tray: nothing goes on without it. */
export async function openSecondProgram({ dataDir, appId, clock, open }: Options) {
  const isToolsAllowed = !app.isPackaged
  const log = createLog(dataDir, isToolsAllowed)
  let language: Language = languageFor(dataDir)
  const words = () => catalogs[language]

  const ports: SecondPorts = {
    notifier: createNotifier({ clock, log, appId, icon: pictures.icon, open: goTo, putOff: openTicket }),
    secretBox: createSecretBox(() => false),
    desktop: createDesktop({
      window: () => (main.window.isDestroyed() ? null : main.window),
      words: () => words().system,
      setLaunchAtLogin: () => {},
      setOpeningKey: () => false,
      setBadge: () => {},
      demoArguments: ['--demo'],
    }),
  }
  guardPages((url) => void ports.desktop.openLink(url).catch((error: unknown) => log.error('link refused', error)))
  if (language === 'ja') app.commandLine.appendSwitch('lang', 'ja')
  await app.whenReady()
  const second = open(ports, log)
  const own = session.defaultSession
  denyPermissions(own)
  guardNetwork(own, isToolsAllowed)
  servePages(own, fileURLToPath(new URL('../renderer', import.meta.url)), second.serveMail, log)

  const main = createWindow({
    session: own,
    preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
    icon: pictures.icon,
    stateFile: windowStateFile(dataDir),
    title: words().common.appName,
    clock,
    log,
    hands: {
      language: () => language,
      staysInTray: () => false,
      onHidden: () => {},
      onCrash: () => Promise.resolve(true),
    },
    isToolsAllowed,
  })
  const { publish } = connectWindow(main.window, second.route)
  second.subscribe((event) => {
    publish(event)
    const isAnew = event.type === 'line' && event.state === 'up'
    if (isAnew || (event.type === 'changed' && event.topics.includes('settings'))) void followSettings()
  })
  // A page that is opened anew has not heard what was said before.
  main.window.webContents.on('did-finish-load', () => second.tell({ type: 'line', state: second.line() }))
  showContextMenus(main.window.webContents, () => words().system)
  drawMenu()
  main.show()
  endWell()

  /** Language and colours are those of the shop. */
  async function followSettings(): Promise<void> {
    const settings = await second.settings().catch(() => null)
    if (settings === null || main.window.isDestroyed()) return
    language = settings.language
    nativeTheme.themeSource = settings.theme
    main.window.setTitle(words().common.appName)
    drawMenu()
  }

  function drawMenu(): void {
    const { system, commands } = words()
    showApplicationMenu({
      words: system,
      names: commands.names,
      run: (command: CommandId) => second.tell({ type: 'command', command }),
      openSettings: () => goTo({ view: 'settings' }),
      isToolsAllowed,
    })
  }

  function goTo(target: Popup['target']): void {
    main.show()
    if ('ticketId' in target) openTicket(target.ticketId)
    else second.tell({ type: 'open-view', view: target.view })
  }

  function openTicket(ticketId: TicketId): void {
    second.tell({ type: 'open-ticket', ticketId })
  }

  function endWell(): void {
    app.on('window-all-closed', () => app.quit())
    app.once('will-quit', (event) => {
      event.preventDefault()
      clock.setTimer(() => app.exit(1), QUIT_PATIENCE_MS)
      second.close().then(
        () => app.exit(0),
        () => app.exit(1),
      )
    })
  }

  return { show: main.show }
}
