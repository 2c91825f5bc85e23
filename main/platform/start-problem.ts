import { app, dialog, shell } from 'electron'
import { catalogs, type Catalog } from '../../preload/locales/index.ts'
import type { Language } from '../../preload/domain.ts'
import { readWindowState, windowStateFile } from './window-state.ts'

type StartProblem = keyof Catalog['system']['start']['problems']

/** What the system says of a folder that is not there, not ours or not writable. */
const FOLDER_TROUBLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EIO'])

/** Which words to tell an error with that lets the program not start. */
export function startProblemOf(error: unknown): StartProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC') return 'store-full'
  if (FOLDER_TROUBLE.has(code) || code.startsWith('SQLITE_CANTOPEN')) return 'folder'
  return isStoreProblem(code) ? code : 'bug'
}

const isStoreProblem = (code: string) =>
  code === 'store-newer' || code === 'store-corrupt' || code === 'store-busy' || code === 'store-full'

/** The language the shop had last, or the one of the system. */
const languageFor = (dataDir: string): Language =>
  readWindowState(windowStateFile(dataDir))?.language ?? (app.getLocale().startsWith('ja') ? 'ja' : 'en')

/** Says in plain words why there is no window: what happened, what it means, what to do. Resolves when it was read. */
export async function tellStartProblem(error: unknown, dataDir: string): Promise<void> {
  await app.whenReady()
  const { start } = catalogs[languageFor(dataDir)].system
  const { what, means, next } = start.problems[startProblemOf(error)]
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: start.title,
    message: what,
    detail: `${means}\n${next}\n\n${dataDir}`,
    buttons: [start.openFolder, start.quit],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response === 0) await shell.openPath(dataDir)
}
