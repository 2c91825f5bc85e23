import { app, shell } from 'electron'
import { catalogs, type Catalog } from '../../preload/locales/index.ts'
import type { Language } from '../../preload/domain.ts'
import { askEarly } from './ask-early.ts'
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
export const languageFor = (dataDir: string): Language =>
  readWindowState(windowStateFile(dataDir))?.language ?? (app.getLocale().startsWith('ja') ? 'ja' : 'en')

/** What can be done about damaged data without opening it; each lays something out for the next start. */
export type Repairs = {
  /** The newest backup, or null. */
  backup: { at: number; restore(): Promise<void> } | null
  rescue(): Promise<{ tickets: number; messages: number }>
}

/**
 * Says in plain words why there is no window: what happened, what it means, what to do. True when the data was repaired and
 * the program shall start again.
 */
export async function tellStartProblem(error: unknown, dataDir: string, repairs: Repairs | null): Promise<boolean> {
  await app.whenReady()
  const language = languageFor(dataDir)
  const { start } = catalogs[language].system
  const { what, means, next } = start.problems[startProblemOf(error)]
  const { repair } = start
  const when = (at: number) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
  const backup = repairs?.backup ?? null
  const ways = [
    ...(backup ? [{ label: repair.restore(when(backup.at)), run: () => backup.restore() }] : []),
    ...(repairs ? [{ label: repair.rescue, run: () => repairs.rescue() }] : []),
  ]
  const { response } = await askEarly({
    type: 'error',
    title: start.title,
    message: what,
    detail: `${means}\n${ways.length > 0 ? repair.next : next}\n\n${dataDir}`,
    buttons: [...ways.map(({ label }) => label), start.openFolder, start.quit],
    defaultId: ways.length + 1,
    cancelId: ways.length + 1,
    noLink: true,
  })
  if (response === ways.length) await shell.openPath(dataDir)
  const chosen = ways[response]
  return chosen ? repaired(chosen.run, start, dataDir) : false
}

/** A repair that fails has changed nothing: said so, and the person can try another way. */
async function repaired(
  run: () => Promise<unknown>,
  { title, repair, quit }: Catalog['system']['start'],
  dataDir: string,
): Promise<boolean> {
  try {
    await run()
    return true
  } catch {
    const detail = `${repair.failedMeans}\n\n${dataDir}`
    await askEarly({ type: 'error', title, message: repair.failed, detail, buttons: [quit], noLink: true })
    return false
  }
}
