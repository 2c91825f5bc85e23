import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../preload/errors.ts'
import { OWN_FOLDER } from './core/own-folder.ts'
import type { Log } from './services/ports.ts'
import { copyBeforeMigration } from './store/backup/before-migration.ts'
import { takePreparedRestore } from './store/backup/swap.ts'
import { createCheckpointer } from './store/checkpoint/checkpointer.ts'
import { createStore } from './store/index.ts'
import { explained, isSound, lockFolder, openDatabase } from './store/open.ts'

export type DataOptions = {
  /** The folder of the database, the sources and the lock. Made when it is not there. */
  dataDir: string
  /** The thread that folds in what an import writes. Without it main waits for that. */
  checkpointWorker?: URL | undefined
  nativeBinding?: string | undefined
}
export type OpenData = ReturnType<typeof openData>

const DATABASE = 'madoguchi.db'
/** Set while the store is open; found at the next start, it says that the program did not end by itself. */
const OPEN_MARK = 'isOpen'

/**
 * Takes the data of a shop for this process and opens them: a prepared restore first, a copy before another schema, a look at
 * every page after a crash. Throws AppError `store-busy`, `store-newer`, `store-corrupt`, `store-full`.
 */
export function openData({ dataDir, checkpointWorker, nativeBinding }: DataOptions) {
  mkdirSync(dataDir, { recursive: true, mode: OWN_FOLDER })
  const lock = lockFolder(join(dataDir, 'lock'), { nativeBinding })
  const path = join(dataDir, DATABASE)
  const db = opened(() => {
    takePreparedRestore(dataDir)
    return openDatabase(path, { nativeBinding, beforeMigration: copyBeforeMigration(path) })
  })
  const checkpointer = checkpointWorker && createCheckpointer(checkpointWorker, { path, nativeBinding })
  const store = createStore(db, join(dataDir, 'sources'), checkpointer)
  checkAfterCrash()

  function opened<T>(open: () => T): T {
    try {
      return open()
    } catch (error) {
      lock.release()
      throw error
    }
  }

  /** Reading every page takes seconds, so only where the last run did not close the store. */
  function checkAfterCrash(): void {
    try {
      if (store.settings.get(OPEN_MARK) === true && !isSound(db))
        throw new AppError('store-corrupt', 'The data file is damaged.')
      explained(() => store.settings.set(OPEN_MARK, true))
    } catch (error) {
      db.close()
      lock.release()
      throw error
    }
  }

  return {
    store,
    async close(log: Log): Promise<void> {
      await store.sources.close()
      await checkpointer?.close()
      try {
        store.settings.set(OPEN_MARK, false)
      } catch (error) {
        // A full disk: the next start looks whether the data are whole, and that is all.
        log.error('the end could not be noted', error)
      } finally {
        db.close()
        lock.release()
      }
    },
  }
}
