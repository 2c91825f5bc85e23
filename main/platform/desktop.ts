import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { app, dialog, shell, type BrowserWindow } from 'electron'
import { AppError } from '../../preload/errors.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import type { Desktop } from '../services/ports.ts'
import { linkTarget } from './links.ts'
import { setMailLinks } from './protocol.ts'

export type DesktopOptions = {
  window: () => BrowserWindow | null
  words: () => Catalog['system']
  setLaunchAtLogin: (isOn: boolean) => void
  setOpeningKey: (isOn: boolean) => boolean
  setBadge: (count: number) => void
  demoArguments: readonly string[]
}

const SHOWN_LINK_LENGTH = 300

/** What the program asks of the desktop around it. */
export function createDesktop(options: DesktopOptions): Desktop {
  let isAsking = false

  async function ask(message: Electron.MessageBoxOptions): Promise<number> {
    const parent = options.window()
    const { response } = await (parent ? dialog.showMessageBox(parent, message) : dialog.showMessageBox(message))
    return response
  }

  return {
    async askSavePath(suggestedName) {
      const parent = options.window()
      const where = { defaultPath: join(app.getPath('downloads'), suggestedName) }
      const { canceled, filePath } = await (parent
        ? dialog.showSaveDialog(parent, where)
        : dialog.showSaveDialog(where))
      return canceled || !filePath ? null : filePath
    },
    async askFolder() {
      const parent = options.window()
      const what: Electron.OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] }
      const { filePaths } = await (parent ? dialog.showOpenDialog(parent, what) : dialog.showOpenDialog(what))
      return filePaths[0] ?? null
    },
    async askOpenPath(ending) {
      const parent = options.window()
      const what: Electron.OpenDialogOptions = {
        properties: ['openFile'],
        filters: [{ name: app.getName(), extensions: [ending] }],
      }
      const { filePaths } = await (parent ? dialog.showOpenDialog(parent, what) : dialog.showOpenDialog(what))
      return filePaths[0] ?? null
    },
    restart() {
      app.relaunch()
      app.quit()
    },
    openPath: openWithSystem,
    showFolder: openWithSystem,
    async openLink(link) {
      const target = linkTarget(link)
      if (!target) throw new AppError('unsupported', 'Only web and mail addresses are opened', { reason: 'link' })
      // A page that asks again and again shall not bury the person under questions.
      if (isAsking) return false
      isAsking = true
      try {
        const words = options.words()
        const isMail = target.kind === 'mail'
        const response = await ask({
          type: 'question',
          title: words.linkTitle,
          message: isMail ? words.mailBody(target.place) : words.linkBody(target.place),
          detail: shorten(target.url),
          buttons: [isMail ? words.mailOpen : words.linkOpen, words.cancel],
          defaultId: 0,
          cancelId: 1,
          noLink: true,
        })
        if (response === 0) await showInBrowser(target.url)
        return response === 0
      } finally {
        isAsking = false
      }
    },
    setLaunchAtLogin: options.setLaunchAtLogin,
    setOpeningKey: options.setOpeningKey,
    setMailLinks,
    startDemo() {
      const inherited = ['no-sandbox', 'disable-gpu'].filter((name) => app.commandLine.hasSwitch(name))
      const own = app.isPackaged ? [] : [app.getAppPath()]
      const args = [...inherited.map((name) => `--${name}`), ...own, ...options.demoArguments]
      spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref()
    },
    setBadge: options.setBadge,
  }
}

async function showInBrowser(url: string): Promise<void> {
  await shell.openExternal(url).catch((error: unknown) => {
    throw new AppError('unsupported', 'The system opens no such address', { reason: 'no-browser', cause: error })
  })
}

async function openWithSystem(path: string): Promise<void> {
  const trouble = await shell.openPath(path)
  if (trouble) throw new AppError('unsupported', 'The system has no program for this file', { reason: 'no-program' })
}

const shorten = (text: string) => (text.length > SHOWN_LINK_LENGTH ? `${text.slice(0, SHOWN_LINK_LENGTH)}…` : text)
