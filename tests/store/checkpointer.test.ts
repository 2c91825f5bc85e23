import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCheckpointer } from '../../main/store/checkpoint/checkpointer.ts'
import { createStore } from '../../main/store/index.ts'
import { openDatabase } from '../../main/store/open.ts'

const WORKER = new URL('../../main/store/checkpoint/worker.ts', import.meta.url)
let folder: string

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'madoguchi-checkpoint-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function setup(worker = WORKER) {
  const path = join(folder, 'madoguchi.db')
  const db = openDatabase(path)
  // Whatever is folded in here, the thread has done it.
  db.pragma('wal_autocheckpoint = 0')
  const checkpointer = createCheckpointer(worker, { path })
  const store = createStore(db, folder, checkpointer)
  const frames = () => db.prepare<[], { log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)').get()!
  /** So many pages of WAL, in transactions of an import. */
  function write(pages: number, letter = 'x') {
    for (let n = 0; n < pages / 100; n++)
      store.refetchable(() => store.settings.set(`bulk ${n}`, letter.repeat(100 * 4096)))
  }
  async function close() {
    await checkpointer.close()
    db.close()
    expect(existsSync(`${path}-wal`)).toBe(false)
  }
  return { db, store, frames, write, close, path }
}

describe('what an import writes', () => {
  it('is folded into the file by another thread once it has grown, and the WAL begins anew', async () => {
    const { store, frames, write, close } = setup()
    write(4_000)
    await store.foldIn()

    expect(frames().checkpointed).toBe(frames().log)
    write(100, 'y')
    expect(frames().log).toBeLessThan(300)
    expect(store.settings.get('bulk 39')).toHaveLength(100 * 4096)
    await close()
  })

  it('stays in the WAL while it is little', async () => {
    const { store, frames, write, close } = setup()
    write(500)
    await store.foldIn()

    expect(frames().checkpointed).toBe(0)
    await close()
  })

  it('goes on without the thread, when it cannot start', async () => {
    const { store, write, close } = setup(new URL('file:///nowhere/worker.ts'))
    write(4_000)
    await store.foldIn()
    await store.foldIn()
    write(100, 'y')

    expect(store.settings.get('bulk 0')).toHaveLength(100 * 4096)
    await close()
  })
})
