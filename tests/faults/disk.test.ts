import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { createApp } from '../../main/app.ts'
import { createReader } from '../../main/cli/headless.ts'
import { createLog } from '../../main/platform/log.ts'
import { takePreparedRestore } from '../../main/store/backup/swap.ts'
import { rescueDatabase } from '../../main/store/backup/rescue.ts'
import { reasons } from '../../preload/locales/ja/problems.ts'
import { startDovecot } from '../support/dovecot.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { startFakeImap } from '../support/fake-imap.ts'
import { mailSettings, MINUTE, START } from '../services/world.ts'
import { checkAfterwards } from './checker.ts'
import { failingDisk } from './failing-disk.ts'
import { mailOf, newFolder, openFaultyShop, passwordOf, sealedPorts } from './shop.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function folder(): string {
  const dir = newFolder()
  closing.push(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

type Seen = { state: string; reason: string | null; canRead: boolean; messages: number }

/** What the person sees of the program in a process of its own, a line at a time. */
function watch(child: ChildProcessByStdio<Writable, Readable, null>) {
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return async function until(isSeen: (seen: Seen) => boolean): Promise<Seen> {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error('The program ended by itself')
      const seen = JSON.parse(value) as Seen
      if (isSeen(seen)) return seen
    }
  }
}

it('a disk that fails or may not be written is called so, can still be read, and mail comes on when it is well', async ({
  skip,
}) => {
  const dir = folder()
  const library = failingDisk(dir)
  if (library === null) skip('no compiler for the failing disk')
  const dovecot = await startDovecot()
  closing.push(dovecot.close)
  const [dataDir, flag] = [join(dir, 'data'), join(dir, 'flag')]
  mkdirSync(dataDir)
  const env = { ...process.env, LD_PRELOAD: library!, FAULT_DIR: dataDir, FAULT_FLAG: flag }
  const child = spawn(process.execPath, [here('looker.ts'), dataDir, String(dovecot.port)], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  closing.push(() => child.kill('SIGKILL'))
  const until = watch(child)
  const delivered: string[] = []
  const deliver = () => {
    for (let n = 0; n < 4; n++) {
      delivered.push(mailOf(delivered.length))
      dovecot.deliver('shop', delivered.at(-1)!)
    }
  }

  deliver()
  await until(({ messages, state }) => messages === 4 && state === 'idle')
  for (const [error, reason] of [
    ['EIO', 'disk-failing'],
    ['EROFS', 'not-writable'],
  ] as const) {
    const messages = delivered.length
    writeFileSync(flag, String(constants.errno[error]))
    deliver()
    expect(await until(({ state }) => state === 'error')).toEqual({ state: 'error', reason, canRead: true, messages })
    expect(reasons[reason].next).toContain('ディスク')
    rmSync(flag)
    await until((seen) => seen.messages === delivered.length && seen.state === 'idle')
  }
  child.stdin.end()
  await new Promise((resolve) => child.once('exit', resolve))
  await checkAfterwards({ dataDir, delivered, secrets: ['pw-shop'] })
}, 180_000)

it('pages that went bad are found out, what can be read is rescued, and the rest is fetched again', async () => {
  const dir = folder()
  const all = Array.from({ length: 60 }, (_, n) => ({ uid: n + 1, source: mailOf(n) }))
  const imap = await startFakeImap({ mails: all })
  closing.push(imap.close)
  const clock = createFakeClock(START)
  const first = openFaultyShop({ dir, clock })
  await first.look(first.add('shop', { imap }))
  first.db.pragma('wal_checkpoint(TRUNCATE)')
  const pages = first.db
    .prepare(`SELECT pageno FROM dbstat WHERE pagetype = 'leaf' AND name NOT LIKE 'sqlite_%' ORDER BY pageno`)
    .pluck()
    .all() as number[]
  await first.shut()
  const file = join(dir, 'madoguchi.db')
  const bytes = readFileSync(file)
  for (const page of pages.filter((_, index) => index % 12 === 5)) bytes.fill(0xaa, (page - 1) * 4096, page * 4096)
  writeFileSync(file, bytes)

  const { isComplete } = rescueDatabase(dir, clock.now())
  expect(isComplete).toBe(false)
  const aside = takePreparedRestore(dir)
  expect(readdirSync(join(dir, aside!))).toContain('madoguchi.db')
  const again = openFaultyShop({ dir, clock })
  const account = again.services.accounts.list()[0]?.id ?? again.add('shop', { imap })
  await again.look(account)
  expect(again.accountOf(account)).toMatchObject({ state: 'idle', errorReason: null })
  await again.shut()
  rmSync(join(dir, aside!), { recursive: true })
  await checkAfterwards({ dataDir: dir, delivered: all.map(({ source }) => source), secrets: [passwordOf('shop')] })
})

it('a clock that jumps by years, and a sleep of days, lose nothing, double nothing, and send once', async () => {
  const [one, two, three] = [1, 2, 3].map((n) => ({ uid: n, source: mailOf(n) })) as [Mail, Mail, Mail]
  const imap = await startFakeImap({ mails: [one] })
  const clock = createFakeClock(START)
  const shop = openFaultyShop({ clock })
  closing.push(imap.close, shop.discard)
  const account = shop.add('shop', { imap })
  await shop.look(account)
  const year = 365 * 24 * 60 * MINUTE
  for (const [jump, mail] of [
    [-10 * year, two],
    [20 * year, three],
  ] as const) {
    clock.suspend(jump)
    imap.mails.push(mail)
    // As at the end of a sleep: the line is dead, and the clock another one.
    imap.dropAll()
    await shop.throughTime(4 * MINUTE)
    expect(shop.accountOf(account)).toMatchObject({ state: 'idle', errorReason: null })
  }
  await shop.check([one.source, two.source, three.source])
})
type Mail = { uid: number; source: string }

it('a second program on the same data is turned away in words, and the first goes on', async () => {
  const dir = folder()
  const imap = await startFakeImap({ mails: [{ uid: 1, source: mailOf(1) }] })
  closing.push(imap.close)
  const { openTwice, close, id, first } = twoPrograms(dir, imap.port)
  expect(openTwice).toThrow(expect.objectContaining({ code: 'store-busy' }))
  await first.services.accounts.pollNow(id)
  await close()
  await checkAfterwards({ dataDir: dir, delivered: [mailOf(1)], secrets: [passwordOf('shop')] })
})

function twoPrograms(dataDir: string, port: number) {
  const reader = createReader()
  const log = createLog(dataDir, false)
  const open = () =>
    createApp({ dataDir, clock: createFakeClock(START), ports: sealedPorts, reader, log, version: 'test' })
  const first = open()
  const imap = { host: '127.0.0.1', port, tls: 'none' as const, user: 'shop' }
  const secrets = { imapPassword: passwordOf('shop'), smtpPassword: passwordOf('shop') }
  const { id } = first.services.accounts.add('青葉屋', { ...mailSettings('shop@example.jp'), imap }, secrets)
  return { first, id, openTwice: () => void open(), close: first.close }
}
