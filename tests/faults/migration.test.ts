import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { migrations, NEWEST_VERSION, schemaVersion } from '../../main/store/migrations/index.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { START } from '../services/world.ts'
import { failingDisk } from './failing-disk.ts'
import { oldVersions, pictureOf, writeOldStore, type Picture } from './old-store.ts'
import { newFolder, openProgram } from './shop.ts'

/** `KILL_ROUNDS=300` for a long look. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 4)
const opener = fileURLToPath(new URL('opener.ts', import.meta.url))

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function folder(): string {
  const dir = newFolder()
  closing.push(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** A file of an old version to begin from, and what must be in it ever after. */
function oldFile(version: number) {
  const file = join(folder(), 'old.db')
  writeOldStore(file, version)
  const db = new Database(file, { readonly: true })
  const picture = pictureOf(db)
  db.close()
  return {
    picture,
    put(dataDir: string): string {
      rmSync(dataDir, { recursive: true, force: true })
      mkdirSync(dataDir)
      copyFileSync(file, join(dataDir, 'madoguchi.db'))
      return dataDir
    },
  }
}

/** Starts the opening of the store; the time it took once it had begun, and what it said. */
function open(dataDir: string, { env = {}, killAfterMs = Infinity } = {}): Promise<{ said: string; ms: number }> {
  const child = spawn(process.execPath, [opener, dataDir], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  closing.push(() => child.kill('SIGKILL'))
  let [said, begunAt] = ['', 0]
  child.stdout.on('data', (text: Buffer) => {
    if (said === '') {
      begunAt = performance.now()
      if (killAfterMs < Infinity) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    }
    said += text.toString()
  })
  return new Promise((resolve) => {
    child.once('close', () => resolve({ said, ms: performance.now() - begunAt }))
  })
}

/** What must hold of a file, as the next start finds it: sound, of one version, with every row. The version it is at. */
function holds(file: string, picture: Picture): number {
  const db = new Database(file)
  try {
    expect(db.pragma('quick_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    const found = pictureOf(db, picture)
    for (const [table, rows] of picture) {
      // What a version brings along of its own, like the categories a shop begins with, is not in the picture.
      expect({ table, ...found.get(table) }).toEqual({ table, ...rows })
    }
    const hits = db.prepare(`SELECT COUNT(*) FROM message_fts WHERE message_fts MATCH '"納期"'`).pluck().get()
    expect(hits).toBe(picture.get('message_text')!.rows)
    return schemaVersion(db)
  } finally {
    db.close()
  }
}

/** After a kill: wholly old or wholly new, and new only with a copy of the old that can take its place. */
function looksWell(dataDir: string, version: number, picture: Picture): number {
  const found = holds(join(dataDir, 'madoguchi.db'), picture)
  expect(migrations.map((one) => one.version)).toContain(found)
  const copy = join(dataDir, 'backups', `before-update-${version}.db`)
  if (found > version) expect(existsSync(copy)).toBe(true)
  if (existsSync(copy)) expect(holds(copy, picture)).toBe(version)
  return found
}

/** The whole program opens the file, serves its list and closes. */
async function programStarts(dataDir: string): Promise<void> {
  const app = openProgram(dataDir, createFakeClock(START))
  const list = await app.route('tickets.list', { view: 'all', accountId: null, limit: 10, after: null })
  await app.close()
  expect(list).toMatchObject({ ok: true })
}

it('files of every version that was ever given out can be written here', () => {
  expect(oldVersions).toEqual(Array.from({ length: oldVersions.length }, (_, index) => index + 1))
  expect(oldVersions.length).toBeGreaterThanOrEqual(NEWEST_VERSION - 1)
})

const outdated = oldVersions.filter((version) => version < NEWEST_VERSION)

describe.each(outdated)('a store of version %i, while it is brought up to date', (version) => {
  let old: ReturnType<typeof oldFile>
  const lasting: (() => unknown)[] = []
  beforeAll(() => {
    old = oldFile(version)
    lasting.push(...closing.splice(0))
    return () => lasting.splice(0).forEach((close) => close())
  })

  it('has rows in every table', () => {
    expect([...old.picture].filter(([, { rows }]) => rows === 0).map(([table]) => table)).toEqual([])
  })

  it(
    'killed at any moment is wholly old or wholly new, has every row, and the next start finishes',
    async () => {
      const dataDir = old.put(join(folder(), 'data'))
      const { ms } = await open(dataDir)
      expect(looksWell(dataDir, version, old.picture)).toBe(NEWEST_VERSION)
      for (let round = 0; round < ROUNDS; round++) {
        old.put(dataDir)
        await open(dataDir, { killAfterMs: Math.random() * ms })
        looksWell(dataDir, version, old.picture)
        expect((await open(dataDir)).said).toContain('open')
        expect(looksWell(dataDir, version, old.picture)).toBe(NEWEST_VERSION)
      }
      await programStarts(dataDir)
    },
    60_000 + ROUNDS * 10_000,
  )

  it(
    'killed at any of its writes, or refused the disk from then on, loses nothing and says so',
    async ({ skip }) => {
      const dir = folder()
      const library = failingDisk(dir)
      if (library === null) skip('no compiler for the failing disk')
      const dataDir = old.put(join(dir, 'data'))
      const [flag, count] = [join(dir, 'flag'), join(dir, 'count')]
      const env = { LD_PRELOAD: library!, FAULT_DIR: dataDir, FAULT_FLAG: flag, FAULT_COUNT: count }
      writeFileSync(flag, '0')
      await open(dataDir, { env: { ...env, FAULT_AFTER: '1000000' } })
      const writes = Number(readFileSync(count, 'utf8'))
      expect(writes).toBeGreaterThan(20)

      const seen = new Set<number>()
      for (let round = 0; round < ROUNDS; round++) {
        const after = String(Math.floor(((round + Math.random()) / ROUNDS) * writes))
        old.put(dataDir)
        writeFileSync(flag, '0')
        expect((await open(dataDir, { env: { ...env, FAULT_AFTER: after } })).said).not.toContain('error')
        seen.add(looksWell(dataDir, version, old.picture))

        old.put(dataDir)
        writeFileSync(flag, String(constants.errno.ENOSPC))
        const { said } = await open(dataDir, { env: { ...env, FAULT_AFTER: after } })
        const found = looksWell(dataDir, version, old.picture)
        // A disk that fills after the last of it was committed keeps nobody from work; one before is told in words.
        expect(said).toContain(found === NEWEST_VERSION ? 'ready' : 'error store-full')
        expect((await open(dataDir)).said).toContain('open')
        expect(looksWell(dataDir, version, old.picture)).toBe(NEWEST_VERSION)
      }
      // Else the kills came too early or too late to be worth anything.
      expect([...seen]).toContain(version)
      expect([...seen]).toContain(NEWEST_VERSION)
    },
    60_000 + ROUNDS * 20_000,
  )

  it('can go back to the copy that was made before, and comes on from there', async () => {
    const dataDir = old.put(join(folder(), 'data'))
    await open(dataDir)
    const copy = join(dataDir, 'backups', `before-update-${version}.db`)
    copyFileSync(copy, join(dataDir, 'madoguchi.db'))
    expect(holds(join(dataDir, 'madoguchi.db'), old.picture)).toBe(version)
    expect((await open(dataDir)).said).toContain('open')
    expect(looksWell(dataDir, version, old.picture)).toBe(NEWEST_VERSION)
    await programStarts(dataDir)
  })

  it('on a disk that is full to the last page stays old in words, and comes on when there is room', async ({
    skip,
  }) => {
    const disk = folder()
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk], { stdio: 'ignore' })
    } catch {
      skip('no right to mount a disk')
    }
    closing.push(() => execFileSync('umount', ['-l', disk]))
    const dataDir = old.put(join(disk, 'data'))
    const ballast = join(disk, 'ballast')
    // Room for half the copy; for the copy and a little of the change.
    const size = readFileSync(join(dataDir, 'madoguchi.db')).length
    for (const room of [size / 2, size + 50_000]) {
      writeFileSync(ballast, Buffer.alloc(64 * 1024 * 1024 - size - room))
      expect((await open(dataDir)).said).toContain('error store-full')
      rmSync(ballast)
      expect(looksWell(dataDir, version, old.picture)).toBe(version)
    }
    expect((await open(dataDir)).said).toContain('open')
    expect(looksWell(dataDir, version, old.picture)).toBe(NEWEST_VERSION)
    await programStarts(dataDir)
  })
})
