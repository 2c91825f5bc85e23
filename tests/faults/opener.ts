/**
 * The program's opening of the store in a process of its own, to be killed: `node opener.ts DATA`. Says `ready` before it
 * begins, `open` when the schema is up to date and `error CODE` when it gave up in words.
 */
import { join } from 'node:path'
import { AppError } from '../../preload/errors.ts'
import { copyBeforeMigration } from '../../main/store/backup/before-migration.ts'
import { lockFolder, openDatabase } from '../../main/store/open.ts'

const dataDir = process.argv[2]!
process.stdout.write('ready\n')
let lock: ReturnType<typeof lockFolder> | null = null
try {
  lock = lockFolder(join(dataDir, 'lock'))
  const path = join(dataDir, 'madoguchi.db')
  const db = openDatabase(path, { beforeMigration: copyBeforeMigration(path) })
  process.stdout.write('open\n')
  db.close()
} catch (error) {
  if (!(error instanceof AppError)) throw error
  process.stdout.write(`error ${error.code}\n`)
} finally {
  lock?.release()
}
