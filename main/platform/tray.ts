import { readFileSync } from 'node:fs'
import { app, Menu, nativeImage, Tray, type BrowserWindow, type NativeImage } from 'electron'
import type { Counts } from '../../preload/domain.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import type { Clock } from '../jobs/clock.ts'

export type TrayActions = {
  open: () => void
  openView: (view: 'todo' | 'overdue' | 'outbox' | 'settings') => void
  sync: () => void
  phoneMemo: () => void
  quit: () => void
}
export type TrayFiles = { tray: string; trayLarge: string; template: string; templateLarge: string }
type Shown = { views: Pick<Counts['views'], 'todo' | 'overdue'>; scheduled: number }

/** Counts change with every mail of an import; a tray that is drawn twice a second is drawn often enough. */
const PAUSE_MS = 500

/** The icon beside the clock. Tells the counts and offers what is needed while the window is away. */
export function createTray(files: TrayFiles, actions: TrayActions) {
  const tray = new Tray(trayImage(files))
  let shown = ''
  tray.on('click', actions.open)

  function draw({ views: { todo, overdue }, scheduled }: Shown, words: Catalog['tray']): void {
    const state = JSON.stringify([todo, overdue, scheduled, words.open])
    if (state === shown || tray.isDestroyed()) return
    shown = state
    tray.setToolTip(words.tooltip(todo))
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words.open, click: actions.open },
        { label: words.todo(todo), click: () => actions.openView('todo') },
        { label: words.overdue(overdue), click: () => actions.openView('overdue') },
        ...(scheduled > 0 ? [{ label: words.scheduled(scheduled), click: () => actions.openView('outbox') }] : []),
        { type: 'separator' },
        { label: words.sync, click: actions.sync },
        { label: words.phoneMemo, click: actions.phoneMemo },
        { label: words.settings, click: () => actions.openView('settings') },
        { type: 'separator' },
        { label: words.quit, click: actions.quit },
      ]),
    )
  }
  return { draw }
}

/** Runs `read` at once, and after that at most every half second however often it is asked. */
export function createRefresher(clock: Clock, read: () => void): () => void {
  let isPausing = false
  let isAskedAgain = false
  return function refresh(): void {
    if (isPausing) {
      isAskedAgain = true
      return
    }
    isPausing = true
    read()
    clock.setTimer(() => {
      isPausing = false
      if (!isAskedAgain) return
      isAskedAgain = false
      refresh()
    }, PAUSE_MS)
  }
}

/** The number on dock or launcher; on Windows a red dot on the taskbar button, with the number in words. */
export function createBadge(window: () => BrowserWindow | null, dot: string, words: () => Catalog['tray']) {
  return function setBadge(count: number): void {
    if (process.platform !== 'win32') {
      app.setBadgeCount(count)
      return
    }
    const image = count > 0 ? nativeImage.createFromPath(dot) : null
    window()?.setOverlayIcon(image, count > 0 ? words().tooltip(count) : '')
  }
}

function trayImage({ tray, trayLarge, template, templateLarge }: TrayFiles): NativeImage {
  const isMac = process.platform === 'darwin'
  const image = nativeImage.createFromPath(isMac ? template : tray)
  image.addRepresentation({ scaleFactor: 2, buffer: readFileSync(isMac ? templateLarge : trayLarge) })
  if (isMac) image.setTemplateImage(true)
  return image
}
