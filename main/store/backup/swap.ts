import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A folder of this name beside the data is a checked backup that takes its place at the next start. */
export const READY = 'restore-ready'
export type ReadyInfo = { setAside: string; at: number }

/** The log before the file it belongs to: a log that outlived its database would be played into another one. */
export const DATA_PARTS = ['madoguchi.db-wal', 'madoguchi.db-shm', 'madoguchi.db', 'sources']

/** The folders that hold data from before (`setAside`); nothing but a person deletes them. */
export const setAsideIn = (dataDir: string): string[] =>
  readdirSync(dataDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^(?:replaced|damaged)-/.test(entry.name))
    .map(({ name }) => name)
    .sort()

/**
 * Puts a prepared backup in the place of the data, which moves aside and is kept. Only renames, each of which a power cut may
 * come after: the next start goes on where this one ended. To be called before the database is opened, under the lock.
 * The name of the folder with the old data, or null when nothing was prepared.
 */
export function takePreparedRestore(dataDir: string): string | null {
  const ready = join(dataDir, READY)
  if (!existsSync(join(ready, 'info.json'))) return null
  const { setAside } = JSON.parse(readFileSync(join(ready, 'info.json'), 'utf8')) as ReadyInfo
  const aside = join(dataDir, setAside)
  mkdirSync(aside, { recursive: true })
  const isDatabasePrepared = existsSync(join(ready, 'madoguchi.db'))
  for (const name of DATA_PARTS) {
    const [current, prepared] = [join(dataDir, name), join(ready, name)]
    const isLog = name.endsWith('-wal') || name.endsWith('-shm')
    if (isLog ? !isDatabasePrepared : !existsSync(prepared)) continue
    if (existsSync(current)) renameSync(current, join(aside, name))
    if (!isLog) renameSync(prepared, current)
  }
  rmSync(ready, { recursive: true })
  return setAside
}
