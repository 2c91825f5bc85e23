import Database from 'better-sqlite3'
import { AppError } from '../../preload/errors.ts'
import { diskTrouble } from './disk-trouble.ts'
import { migrate, schemaVersion, NEWEST_VERSION } from './migrations/index.ts'
import { keepPlans } from './stable-plans.ts'

export type OpenOptions = {
  /** Another build of the SQLite binding, for engines the shipped one does not load in. */
  nativeBinding?: string | undefined
  /** Called with the version found before a schema is brought up to date; the place for a backup. */
  beforeMigration?: (db: Database.Database, fromVersion: number) => void
}

/**
 * Opens the store at `path` (':memory:' in tests) and brings it to the newest schema.
 * Throws AppError `store-newer`, `store-corrupt`, `store-full`.
 */
export function openDatabase(path: string, options: OpenOptions = {}): Database.Database {
  const db = explained(() => new Database(path, options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}))
  try {
    explained(() => prepare(db, options))
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function prepare(db: Database.Database, options: OpenOptions): void {
  keepPlans(db)
  db.pragma('journal_mode = WAL')
  // better-sqlite3 builds SQLite with NORMAL as the WAL default, under which a power cut may undo the last commits.
  // An outbox row that forgets it was sent is a customer who gets the reply twice, so each commit waits for the disk.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  // Without it REPLACE takes rows away past the triggers that keep them.
  db.pragma('recursive_triggers = ON')
  db.pragma('busy_timeout = 5000')
  db.pragma('cache_size = -32768')
  db.pragma('temp_store = MEMORY')
  // 16 MB of WAL before it is folded in: an import touches the same pages again and again. A seventh of its time.
  db.pragma('wal_autocheckpoint = 4000')
  const found = schemaVersion(db)
  if (found > 0 && found < NEWEST_VERSION) options.beforeMigration?.(db, found)
  migrate(db)
}

/** Whether every page of the file can be read and every index fits its table. Reads the whole file once. */
export function isSound(db: Database.Database): boolean {
  return explained(() => db.pragma('quick_check(1)', { simple: true })) === 'ok'
}

/** Runs `work` and turns what SQLite says about the file into an error a person can act on. */
export function explained<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : ''
    if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(code)) throw diskTrouble('The data cannot be written.', error)
    if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
      throw new AppError('store-corrupt', 'The data file is damaged.', { cause: error })
    }
    if (code.startsWith('SQLITE_BUSY'))
      throw new AppError('store-busy', 'Another program holds the data.', { cause: error })
    throw error
  }
}

/**
 * Takes the data folder for this process until `release`. A lock in SQLite's sense: it goes with the process, also after a
 * kill. Throws AppError `store-busy` when another process has it.
 */
export function lockFolder(path: string, options: OpenOptions = {}): { release(): void } {
  const { nativeBinding } = options
  const db = explained(() => new Database(path, nativeBinding ? { nativeBinding, timeout: 0 } : { timeout: 0 }))
  try {
    explained(() => db.exec('BEGIN EXCLUSIVE'))
  } catch (error) {
    db.close()
    throw error
  }
  return { release: () => void db.close() }
}
