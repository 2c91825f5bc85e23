import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import type { CheckpointOrder } from './checkpointer.ts'

const { path, nativeBinding } = workerData as CheckpointOrder
const db = new Database(path, { fileMustExist: true, ...(nativeBinding && { nativeBinding }) })
// The disk has the WAL before the file is changed, and the file before the WAL is used anew, however main's commits waited.
db.pragma('synchronous = FULL')

parentPort!.on('message', (order: 'run' | 'close') => {
  if (order === 'close') {
    db.close()
    parentPort!.close()
    return
  }
  db.pragma('wal_checkpoint(PASSIVE)')
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
  parentPort!.postMessage(null)
})
