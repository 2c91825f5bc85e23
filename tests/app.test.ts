import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { createApp } from '../main/app.ts'
import { openDatabase } from '../main/store/open.ts'
import { createFakeClock } from './support/fake-clock.ts'
import { MINUTE, START, createPorts, mailSettings, readHere } from './services/world.ts'

const folders: string[] = []
function setup() {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'madoguchi-app-')), 'data')
  folders.push(join(dataDir, '..'))
  const clock = createFakeClock(START)
  const open = () =>
    createApp({
      dataDir,
      clock,
      ports: createPorts(),
      reader: { read: readHere, close: () => Promise.resolve() },
      log: { info: () => {}, error: () => {} },
      version: '0.0.0',
      isDemo: true,
    })
  return { dataDir, clock, open }
}
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true })
})

const coded = (code: string) => expect.objectContaining({ name: 'AppError', code })

describe('the program', () => {
  it('makes its data folder, answers the window, and can be closed and opened again', async () => {
    const { open } = setup()
    const first = open()
    await first.wake()
    expect(await first.route('settings.set', { language: 'en' })).toMatchObject({ ok: true })
    await first.close()
    const second = open()
    expect(await second.route('settings.get', {})).toMatchObject({ ok: true, value: { language: 'en' } })
    await second.close()
  })

  it.skipIf(process.platform === 'win32')('lets nobody else on the PC look into a folder it has made', async () => {
    const { dataDir, open } = setup()
    const program = open()
    await program.services.backups.run()
    await program.close()
    for (const folder of [dataDir, join(dataDir, 'backups', 'madoguchi-backup')])
      expect((statSync(folder).mode & 0o777).toString(8)).toBe('700')
  })

  it('is woken by no timer under twenty seconds while nothing happens in its accounts', async () => {
    const { open, clock } = setup()
    const naps: number[] = []
    const { setTimer } = clock
    clock.setTimer = (run, delayMs) =>
      setTimer(() => {
        naps.push(delayMs)
        run()
      }, delayMs)
    const app = open()
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      app.services.accounts.add(name, mailSettings(`${name}@example.jp`), { imapPassword: 'pw', smtpPassword: 'pw' })
    await app.wake()
    await clock.advance(10 * MINUTE)
    naps.length = 0
    await clock.advance(60 * MINUTE)
    await app.close()
    expect(naps.length).toBeGreaterThan(60)
    expect(naps.filter((delayMs) => delayMs < 20_000)).toEqual([])
  })

  it('is there once for a folder', async () => {
    const { open } = setup()
    const first = open()
    expect(open).toThrow(coded('store-busy'))
    await first.close()
    await open().close()
  })

  it('that cannot read the data leaves the folder free', async () => {
    const { open, dataDir } = setup()
    await open().close()
    const path = join(dataDir, 'madoguchi.db')
    const db = openDatabase(path)
    const version = db.pragma('user_version', { simple: true }) as number
    db.pragma(`user_version = ${version + 1}`)
    db.close()
    for (let times = 0; times < 2; times++) expect(open).toThrow(coded('store-newer'))
    const back = new Database(path)
    back.pragma(`user_version = ${version}`)
    back.close()
    await open().close()
  })

  it('looks whether the data are whole only after it did not end by itself', async () => {
    const { open, dataDir } = setup()
    const path = join(dataDir, 'madoguchi.db')
    const first = open()
    for (let index = 0; index < 2000; index++) first.store.settings.set(`key ${index}`, 'x'.repeat(100))
    await first.close()
    const db = openDatabase(path)
    db.prepare(`UPDATE setting SET value = 'true' WHERE key = 'isOpen'`).run()
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    const whole = readFileSync(path)
    const damaged = Buffer.from(whole)
    // The last page: far from what is read at the start.
    damaged.fill(0xaa, damaged.length - 4096)
    writeFileSync(path, damaged)
    expect(open).toThrow(coded('store-corrupt'))
    // Neither lock nor file is held: the owner can put a backup in its place.
    writeFileSync(path, whole)
    await open().close()
  })
})
