import { closeSync, constants, copyFileSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../../preload/errors.ts'

/**
 * Copies the database before its tables are changed, as `backups/before-update-N.db` beside it, N being the version it is
 * still at. At once and not in steps: nothing else may happen before. A disk without room for the copy has none for the
 * change either, so a failure (AppError `store-full`) leaves everything as it was.
 */
export function copyBeforeMigration(path: string): (db: Database, fromVersion: number) => void {
  return (db, fromVersion) => {
    const folder = join(dirname(path), 'backups')
    const copy = join(folder, `before-update-${fromVersion}.db`)
    try {
      // All of it into the one file; this is the only connection.
      db.pragma('wal_checkpoint(TRUNCATE)')
      mkdirSync(folder, { recursive: true })
      copyFileSync(path, `${copy}.part`, constants.COPYFILE_FICLONE)
      flush(`${copy}.part`)
      renameSync(`${copy}.part`, copy)
    } catch (error) {
      throw new AppError('store-full', 'No copy could be made before the update.', { cause: error })
    }
  }
}

/** A power cut after the change must find the copy whole: a name reaches the disk before what it names. */
function flush(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
