import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createBackupHand } from '../../../main/store/backup/hand.ts'
import { listBackups } from '../../../main/store/backup/manifest.ts'
import { createStore } from '../../../main/store/index.ts'
import { openDatabase } from '../../../main/store/open.ts'

const folders: string[] = []
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true })
})

function setup() {
  const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-hand-'))
  folders.push(dataDir)
  const hand = createBackupHand(new URL('../../../main/store/backup/worker.ts', import.meta.url))
  const db = openDatabase(join(dataDir, 'madoguchi.db'))
  const store = createStore(db, join(dataDir, 'sources'))
  mkdirSync(join(dataDir, 'backups'))
  const order = (chosen = join(dataDir, 'backups')) =>
    ({
      type: 'backup',
      dataDir,
      chosen,
      storeId: 'aoba',
      formerIds: [],
      at: Date.parse('2026-11-24T03:15:00+09:00'),
      version: '0.1.0',
      keep: { keepCount: 10, keepDays: 60 },
    }) as const
  return { dataDir, db, store, hand, order }
}

it('a backup on its own thread holds the state of one instant while the program goes on writing', async () => {
  const { dataDir, db, store, hand, order } = setup()
  store.refetchable(() => {
    for (let index = 0; index < 4000; index++) store.settings.set(`key ${index}`, 'x'.repeat(500))
  })
  let writes = 0
  let isDone = false
  const backup = hand.run(order()).finally(() => (isDone = true))
  while (!isDone) {
    store.refetchable(() => store.settings.set(`later ${writes++}`, 'y'.repeat(500)))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await backup
  expect(writes).toBeGreaterThan(20)
  expect(store.isSound()).toBe(true)
  const [found] = await listBackups(join(dataDir, 'backups'))
  expect(found).toMatchObject({ manifest: { version: '0.1.0', tickets: 0 } })
  expect(readdirSync(dataDir).filter((name) => name.includes('unfinished'))).toEqual([])
  db.close()
})

it('a folder that cannot be written comes back from the thread as an error with its reason', async () => {
  const { dataDir, db, hand, order } = setup()
  await expect(hand.run(order(join(dataDir, 'a drive that is away')))).rejects.toMatchObject({
    name: 'AppError',
    code: 'store-full',
    reason: 'backup-no-folder',
  })
  db.close()
})
