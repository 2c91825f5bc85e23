import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, statfsSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { AccountId } from '../../preload/domain.ts'
import { systemClock, type Clock } from '../../main/jobs/clock.ts'
import { mailSettings, MINUTE, START } from '../services/world.ts'
import { startDovecot } from '../support/dovecot.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { startFakeImap } from '../support/fake-imap.ts'
import { checkAfterwards } from './checker.ts'
import { mailOf, newFolder, openProgram } from './shop.ts'

/** `BURST_MAILS=10000` for the whole of it. */
const BURST = Number(process.env['BURST_MAILS'] ?? 1000)
const SECRETS = ['pw-shop', 'pw-b', 'pw-c', 'pw-wrong']

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function folder(): string {
  const dir = newFolder()
  closing.push(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

function open(dataDir: string, clock: Clock = systemClock) {
  const app = openProgram(dataDir, clock)
  let isOpen = true
  const close = async () => {
    if (isOpen) await app.close()
    isOpen = false
  }
  closing.push(close)
  const add = (port: number, user: string, password = `pw-${user}`): AccountId => {
    const imap = { host: '127.0.0.1', port, tls: 'none' as const, user }
    const settings = { ...mailSettings(`${user}@example.jp`), imap }
    return app.services.accounts.add(user, settings, { imapPassword: password, smtpPassword: password }).id
  }
  const stateOf = (id: AccountId) => app.services.accounts.list().find((row) => row.id === id)!
  return { app, close, add, stateOf }
}

/** A small disk of its own, where the tests may make one. */
function smallDisk(): string | null {
  const dir = folder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', dir], { stdio: 'ignore' })
  } catch {
    return null
  }
  closing.push(() => execFileSync('umount', ['-l', dir]))
  return dir
}

it('a disk that fills while mail comes in loses none: it is told, and reading goes on when there is room', async ({
  skip,
}) => {
  const disk = smallDisk()
  if (disk === null) skip('no right to mount a disk')
  const dovecot = await startDovecot()
  closing.push(dovecot.close)
  const { app, add, stateOf, close } = open(join(disk!, 'data'))
  const id = add(dovecot.port, 'shop')
  const delivered = Array.from({ length: 40 }, (_, n) => mailOf(n, 100_000))
  for (const raw of delivered) dovecot.deliver('shop', raw)
  const { bavail, bsize } = statfsSync(disk!)
  const ballast = join(disk!, 'ballast')
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - 1_500_000))
  // Not even the failure can be written down; the account tells it all the same.
  await app.services.accounts.pollNow(id).catch(() => {})
  expect(stateOf(id).state).toBe('error')
  // What is there can still be read.
  expect((await app.route('tickets.list', { view: 'all', accountId: null, limit: 10, after: null })).ok).toBe(true)

  rmSync(ballast)
  await app.services.accounts.pollNow(id)
  expect(stateOf(id)).toMatchObject({ state: 'idle', errorReason: null })
  await close()
  await checkAfterwards({ dataDir: join(disk!, 'data'), delivered, secrets: SECRETS })
}, 60_000)

it('a program that is closed on a full disk closes, and opens again when there is room', async ({ skip }) => {
  const disk = smallDisk()
  if (disk === null) skip('no right to mount a disk')
  const first = open(join(disk!, 'data'))
  const { bavail, bsize } = statfsSync(disk!)
  writeFileSync(join(disk!, 'ballast'), Buffer.alloc(bavail * bsize))
  await first.close()
  rmSync(join(disk!, 'ballast'))
  const again = open(join(disk!, 'data'))
  expect((await again.app.route('app.info', {})).ok).toBe(true)
  await again.close()
})

it('a log of SQLite that was cut off anywhere loses nothing that the server still has', async () => {
  const dovecot = await startDovecot()
  closing.push(dovecot.close)
  const live = folder()
  const { app, add, close } = open(live)
  const id = add(dovecot.port, 'shop')
  const delivered = Array.from({ length: 30 }, (_, n) => mailOf(n))
  for (const raw of delivered) dovecot.deliver('shop', raw)
  await app.services.accounts.pollNow(id)
  const copies = [0.1, 0.5, 0.999].map((part) => {
    // As the disk has it after a power cut: the process had no chance to fold the log in.
    const dir = folder()
    cpSync(live, dir, { recursive: true, filter: (path) => !path.endsWith('lock') })
    const wal = join(dir, 'madoguchi.db-wal')
    truncateSync(wal, Math.floor(statSync(wal).size * part))
    return dir
  })
  await close()
  for (const dir of copies) {
    const again = open(dir)
    const account = again.app.store.accounts.list()[0]?.id ?? again.add(dovecot.port, 'shop')
    await again.app.services.accounts.pollNow(account)
    expect(again.stateOf(account)).toMatchObject({ errorReason: null })
    await again.close()
    await checkAfterwards({ dataDir: dir, delivered, secrets: SECRETS })
  }
}, 60_000)

it('a wrong password is tried at most three times and told once, while other accounts go on receiving', async () => {
  const wrong = await startFakeImap({ login: 'wrong-password' })
  const well = await startFakeImap({ mails: [{ uid: 1, source: mailOf(1) }] })
  closing.push(wrong.close, well.close)
  const clock = createFakeClock(START)
  const dataDir = folder()
  const { app, add, stateOf, close } = open(dataDir, clock)
  const bad = add(wrong.port, 'b', 'pw-wrong')
  const good = add(well.port, 'c')
  for (let look = 0; look < 40; look++) {
    await app.wake()
    clock.suspend(5 * MINUTE)
  }
  expect(stateOf(bad).state).toBe('needs-login')
  expect(wrong.commands.filter((command) => command.startsWith('LOGIN')).length).toBeLessThanOrEqual(3)
  expect(app.services.alerts.list().filter(({ kind }) => kind === 'account-trouble')).toHaveLength(1)
  expect(stateOf(good)).toMatchObject({ errorReason: null })
  await close()
  await checkAfterwards({ dataDir, delivered: [mailOf(1)], secrets: SECRETS })
})

it('an outage of a server asks for no password', async () => {
  const down = await startFakeImap({ login: 'unavailable' })
  closing.push(down.close)
  const clock = createFakeClock(START)
  const { app, add, stateOf } = open(folder(), clock)
  const id = add(down.port, 'b')
  for (let look = 0; look < 6; look++) {
    await app.wake()
    clock.suspend(5 * MINUTE)
  }
  expect(stateOf(id).state).not.toBe('needs-login')
  expect(stateOf(id).errorReason).not.toBe('wrong-password')
})

it(
  'a burst into three accounts, one of whose servers goes away in the middle, comes in whole and once',
  async () => {
    const [one, two] = [await startDovecot({ users: ['shop', 'b'] }), await startDovecot({ users: ['c'] })]
    closing.push(one.close, two.close)
    const dataDir = folder()
    mkdirSync(dataDir, { recursive: true })
    const { app, add, stateOf, close } = open(dataDir)
    const accounts = [add(one.port, 'shop'), add(one.port, 'b'), add(two.port, 'c')]
    const delivered = Array.from({ length: BURST }, (_, n) => mailOf(n))
    delivered.forEach((raw, n) => (n % 3 === 2 ? two.deliver('c', raw) : one.deliver(n % 3 === 0 ? 'shop' : 'b', raw)))
    const reading = Promise.all(accounts.map((id) => app.services.accounts.pollNow(id)))
    await two.stop()
    await reading
    expect(stateOf(accounts[0]!).errorReason).toBeNull()
    expect(stateOf(accounts[1]!).errorReason).toBeNull()
    await two.start()
    await app.services.accounts.pollNow(accounts[2]!)
    expect(stateOf(accounts[2]!).errorReason).toBeNull()
    await close()
    await checkAfterwards({ dataDir, delivered, secrets: SECRETS })
  },
  60_000 + BURST * 60,
)
