import { BrowserWindow, nativeTheme, screen, type Session } from 'electron'
import type { Language } from '../../preload/domain.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Log } from '../services/ports.ts'
import { APP_URL } from './addresses.ts'
import { fitToScreens, readWindowState, writeWindowState, type WindowState } from './window-state.ts'

/** What the window asks the program; the program may come later than its window. */
export type WindowHands = {
  language: () => Language
  /** False lets the window go for good. True keeps the program in the tray. */
  staysInTray: () => boolean
  onHidden: () => void
  /** The page crashed. The first time it is opened again at once; `isAgain` asks what to do, and true opens it again. */
  onCrash: (isAgain: boolean) => Promise<boolean>
}
export type WindowOptions = {
  session: Session
  preload: string
  icon: string
  stateFile: string
  title: string
  clock: Clock
  log: Log
  hands: WindowHands
  isToolsAllowed: boolean
}

/** One crash is bad luck, a second so soon after it is a page that cannot be shown. */
const CRASH_PAUSE_MS = 60_000
const SAVE_MS = 1000
const USUAL = { width: 1280, height: 800 }
const FONTS: Partial<Record<NodeJS.Platform, string>> = { win32: 'Yu Gothic UI', darwin: 'Hiragino Sans' }

/** The window of the program: made once, hidden rather than closed while the program goes on in the tray. */
export function createWindow(options: WindowOptions) {
  const { clock, stateFile, hands } = options
  const last = readWindowState(stateFile)
  const bounds =
    last &&
    fitToScreens(
      last.bounds,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    )
  const window = new BrowserWindow({ ...USUAL, ...bounds, ...looks(options) })

  let isWanted = false
  let isDrawn = false
  let isToBeMaximised = last?.isMaximised ?? false
  let stopSaving = () => {}

  function showWhenDrawn(): void {
    if (!isWanted || !isDrawn || window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    // Only now, because `maximize` shows a window, and one that is hidden again is never drawn.
    if (isToBeMaximised) window.maximize()
    isToBeMaximised = false
    window.show()
    window.focus()
  }

  function save(): void {
    if (window.isDestroyed()) return
    const state: WindowState = {
      bounds: window.getNormalBounds(),
      isMaximised: window.isMaximized(),
      zoom: window.webContents.getZoomLevel(),
      language: hands.language(),
      theme: nativeTheme.themeSource,
    }
    writeWindowState(stateFile, state)
  }
  function saveSoon(): void {
    stopSaving()
    stopSaving = clock.setTimer(save, SAVE_MS)
  }

  window.once('ready-to-show', () => {
    isDrawn = true
    showWhenDrawn()
  })
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('close', (event) => {
    stopSaving()
    save()
    if (!hands.staysInTray()) return
    event.preventDefault()
    isWanted = false
    window.hide()
    hands.onHidden()
  })
  window.on('page-title-updated', (event) => event.preventDefault())
  if (last) window.webContents.once('did-finish-load', () => window.webContents.setZoomLevel(last.zoom))
  reviveAfterCrash(window, options)
  void window.loadURL(APP_URL).catch((error: unknown) => options.log.error('the window could not be loaded', error))

  return {
    window,
    /** Brings the window before the person, as soon as there is something in it. */
    show(): void {
      isWanted = true
      showWhenDrawn()
    },
    /** To its page a window counts as visible until it has been hidden once, and the page of a hidden start goes on drawing. */
    restUnseen(): void {
      if (!isWanted && isDrawn && !window.isDestroyed()) window.hide()
    },
  }
}

function looks({ session, preload, icon, title, isToolsAllowed }: WindowOptions) {
  const font = FONTS[process.platform] ?? 'Noto Sans CJK JP'
  return {
    minWidth: 900,
    minHeight: 600,
    show: false,
    title,
    icon,
    autoHideMenuBar: true,
    // The colours of renderer/styles/tokens.css, so that nothing flashes before the page is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1d1b19' : '#f6f4f0',
    webPreferences: {
      session,
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,

      disableDialogs: true,
      devTools: isToolsAllowed,
      // Elsewhere Chromium would fetch its dictionaries from the network, and it has none for Japanese.
      spellcheck: process.platform === 'darwin',
      // What a mail that chooses no font is read in.
      defaultFontFamily: { standard: font, sansSerif: font },
    },
  }
}

/** The window holds nothing that is not in the store: a crashed page is opened again, by itself only once in a while. */
function reviveAfterCrash({ webContents }: BrowserWindow, { clock, log, hands }: WindowOptions): void {
  let crashedAt = -Infinity
  const reload = () => {
    if (!webContents.isDestroyed()) webContents.reload()
  }
  async function revive(isAgain: boolean): Promise<void> {
    if (!isAgain) reload()
    const wantsMore = await hands.onCrash(isAgain)
    if (isAgain && wantsMore) reload()
  }
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || webContents.isDestroyed()) return
    log.error(`the process of the window ended: ${reason}`)
    const isAgain = clock.now() - crashedAt < CRASH_PAUSE_MS
    crashedAt = clock.now()
    void revive(isAgain)
  })
}
