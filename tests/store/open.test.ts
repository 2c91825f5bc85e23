import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { NEWEST_VERSION, migrate, schemaVersion } from '../../main/store/migrations/index.ts'
import { createStore } from '../../main/store/index.ts'
import { isSound, lockFolder, openDatabase } from '../../main/store/open.ts'

const folders: string[] = []
function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'madoguchi-store-'))
  folders.push(dir)
  return dir
}
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true })
})

const coded = (code: string) => expect.objectContaining({ name: 'AppError', code })

describe('the data file', () => {
  it('is made at the newest version, in a mode that waits for the disk', () => {
    const db = openDatabase(join(folder(), 'a.db'))
    expect(schemaVersion(db)).toBe(NEWEST_VERSION)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(isSound(db)).toBe(true)
    expect(db.pragma('foreign_key_check')).toEqual([])
    db.close()
  })

  it('opened again is left as it is', () => {
    const path = join(folder(), 'a.db')
    const db = openDatabase(path)
    createStore(db, folder()).settings.set('a', 1)
    db.close()
    const found: number[] = []
    const again = openDatabase(path, { beforeMigration: (_, from) => void found.push(from) })
    expect(createStore(again, folder()).settings.get('a')).toBe(1)
    expect(found).toEqual([])
    again.close()
  })

  it('that a migration failed on stays as it was', () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE message (in_the_way INTEGER)')
    expect(() => migrate(db)).toThrow(/message/)
    expect(schemaVersion(db)).toBe(0)
    expect(
      db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).pluck().all(),
    ).toEqual(['message'])
  })

  it('of a newer program is refused and not touched', () => {
    const path = join(folder(), 'a.db')
    openDatabase(path).close()
    const db = new Database(path)
    db.pragma(`user_version = ${NEWEST_VERSION + 1}`)
    db.close()
    expect(() => openDatabase(path)).toThrow(coded('store-newer'))
    const after = new Database(path)
    expect(schemaVersion(after)).toBe(NEWEST_VERSION + 1)
    after.close()
  })

  it('that is no database is called damaged, and kept', () => {
    const path = join(folder(), 'a.db')
    writeFileSync(path, 'おはようございます。'.repeat(1000))
    expect(() => openDatabase(path)).toThrow(coded('store-corrupt'))
    expect(readFileSync(path, 'utf8')).toContain('おはようございます')
  })

  it('whose pages were overwritten is found out', () => {
    const path = join(folder(), 'a.db')
    const db = openDatabase(path)
    const store = createStore(db, folder())
    for (let index = 0; index < 3000; index++) store.settings.set(`key ${index}`, 'x'.repeat(100))
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    const bytes = readFileSync(path)
    bytes.fill(0xaa, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 8192)
    writeFileSync(path, bytes)
    const isWhole = () => {
      const damaged = openDatabase(path)
      try {
        return isSound(damaged)
      } finally {
        damaged.close()
      }
    }
    let verdict: unknown
    try {
      verdict = isWhole()
    } catch (error) {
      verdict = (error as { code: string }).code
    }
    expect([false, 'store-corrupt']).toContain(verdict)
  })

  it('on a full disk says so, loses nothing, and goes on when there is room again', () => {
    const db = openDatabase(join(folder(), 'a.db'))
    const store = createStore(db, folder())
    store.transaction(() => store.settings.set('kept', 'yes'))
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`)
    const fill = () =>
      store.transaction(() => {
        for (let index = 0; index < 500; index++) store.settings.set(`full ${index}`, 'x'.repeat(2000))
      })
    expect(fill).toThrow(coded('store-full'))
    expect([store.settings.get('kept'), store.settings.get('full 0')]).toEqual(['yes', undefined])
    expect(store.isSound()).toBe(true)

    db.pragma('max_page_count = 1000000')
    fill()
    expect(store.settings.get('full 499')).toHaveLength(2000)
    db.close()
  })

  it('keeps its journal: rows can neither be changed nor taken away', () => {
    const db = openDatabase(':memory:')
    const { journal } = createStore(db, folder())
    const seq = journal.append({ at: 1, actor: 'staff', type: 'settings.changed', ticketId: null, data: { a: '返品' } })
    expect(() => db.exec('UPDATE journal SET at = 2')).toThrow(/append-only/)
    expect(() => db.exec('DELETE FROM journal')).toThrow(/append-only/)
    expect(() => db.exec(`REPLACE INTO journal (seq, at, actor, type) VALUES (${seq}, 2, 'staff', 'x')`)).toThrow(
      /append-only/,
    )
    expect(journal.lastSeq()).toBe(seq)
    db.close()
  })
})

describe('the data folder', () => {
  const holder = `
    const { lockFolder } = await import(process.argv[1])
    globalThis.lock = lockFolder(process.argv[2])
    process.stdout.write('held')
    setInterval(() => {}, 1000)`

  it('belongs to one process at a time, and is free again after that one was killed', async () => {
    const path = join(folder(), 'lock')
    const open = new URL('../../main/store/open.ts', import.meta.url).href
    const child = spawn(process.execPath, ['--input-type=module', '-e', holder, open, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    try {
      await new Promise((resolve) => child.stdout.once('data', resolve))
      expect(() => lockFolder(path)).toThrow(coded('store-busy'))
    } finally {
      child.kill('SIGKILL')
      await ended
    }
    const lock = lockFolder(path)
    expect(() => lockFolder(path)).toThrow(coded('store-busy'))
    lock.release()
    lockFolder(path).release()
  })

  it('that cannot be written is told in words, not as a bug', () => {
    // A folder of that name is in the way, for root too.
    expect(() => lockFolder(folder())).toThrow(coded('store-full'))
    expect(() => openDatabase(folder())).toThrow(coded('store-full'))
  })
})
