import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { takePreparedRestore } from '../../main/store/backup/swap.ts'
import { DAY, HOUR, MINUTE, openWorld, eml, fakeChannel, type World } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** The process ends; its folder stays. */
function end(world: World) {
  worlds.splice(worlds.indexOf(world), 1)
  world.crash()
}

function open(options: Parameters<typeof openWorld>[0] = {}) {
  const world = openWorld(options)
  worlds.push(world)
  return world
}

const question = (n: number) =>
  eml({ id: `q${n}`, from: 'hanako@example.com', subject: `納期 ${n}`, body: `いつ届きますか ${n}` })

async function setup() {
  const world = open()
  const account = world.addAccount()
  world.store.accounts.putSecret(account, 'imapPassword', Buffer.from('pw-imap'))
  await world.arrive(account, question(1))
  const folder = join(world.dir, 'backups', 'madoguchi-backup')
  const backupFolder = () => join(folder, readdirSync(folder)[0]!)
  const names = (ending: string) => readdirSync(backupFolder()).filter((name) => name.endsWith(ending))
  return { ...world, world, account, backupFolder, names }
}

/** Ends the program and opens what lies in its folder then. */
function restart(world: World, channel = fakeChannel()) {
  end(world)
  const setAside = takePreparedRestore(world.dir)
  return { again: open({ dir: world.dir, clock: world.clock, channel }), setAside }
}
const ticketsOf = ({ services }: World) =>
  services.view.list({ view: 'all', accountId: null, limit: 9, after: null }).tickets
async function sourceOfFirst(world: World) {
  const message = world.store.messages.ofTicket(ticketsOf(world)[0]!.id)[0]!
  return (await world.services.content.source(message.id)).text
}

describe('a backup', () => {
  it('is a sound copy of tickets and sources, without passwords, and says so in the settings', async () => {
    const { services, clock, names, backupFolder } = await setup()
    const state = await services.backups.run()
    expect(state).toMatchObject({ lastSuccessAt: clock.now(), problem: null, isBesideData: true })
    const [file] = names('.db.gz')
    const path = join(backupFolder(), 'copy.db')
    writeFileSync(path, gunzipSync(readFileSync(join(backupFolder(), file!))))
    const copy = new Database(path)
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(copy.prepare('SELECT subject FROM ticket').pluck().all()).toEqual(['納期 1'])
    expect(copy.prepare('SELECT COUNT(*) FROM secret').pluck().get()).toBe(0)
    copy.close()
    expect(readFileSync(path).includes('pw-imap')).toBe(false)
    expect(readFileSync(join(backupFolder(), 'sources', '000001.pack'), 'utf8')).toContain('いつ届きますか 1')
  })

  it('copies of the sources only what is new', async () => {
    const { services, clock, arrive, account, backupFolder, dir } = await setup()
    await services.backups.run()
    const pack = join(backupFolder(), 'sources', '000001.pack')
    const before = statSync(pack).size
    const marked = readFileSync(pack)
    marked.fill(0x2a, 0, 8)
    writeFileSync(pack, marked)
    clock.suspend(DAY)
    await arrive(account, question(2))
    await services.backups.run()
    const after = readFileSync(pack)
    expect(after.length).toBe(statSync(join(dir, 'sources', '000001.pack')).size)
    expect(after.length).toBeGreaterThan(before)
    // What lay there already was not written again.
    expect(after.subarray(0, 8).toString()).toBe('********')
  })

  it('comes by itself once a day, some minutes after the start, and old ones go', async () => {
    const { services, clock, heart, names } = await setup()
    services.backups.set({ isOn: true, keepCount: 2 })
    await heart.wake()
    expect(services.backups.state().lastSuccessAt).toBeNull()
    for (let day = 0; day < 4; day++) {
      clock.suspend(day === 0 ? 6 * MINUTE : DAY)
      await heart.wake()
    }
    expect(services.backups.state().lastSuccessAt).toBe(clock.now())
    expect(names('.json')).toHaveLength(2)
    expect(names('.db.gz')).toHaveLength(2)
  })

  it('that fails is told once in a popup, shown with its reason, tried again, and told no more when it works', async () => {
    const { services, clock, heart, popups, dir } = await setup()
    // A file where the folder should be, as a drive that is not there: nothing can be written below it.
    writeFileSync(join(dir, 'backups'), '')
    services.backups.set({ isOn: true })
    clock.suspend(6 * MINUTE)
    await heart.wake()
    expect(services.backups.state()).toMatchObject({ problem: 'backup-no-folder', lastSuccessAt: null })
    clock.suspend(MINUTE)
    await heart.wake()
    const told = () => popups.filter(({ title }) => title.includes('バックアップ'))
    expect(told()).toHaveLength(1)
    expect(told()[0]).toMatchObject({ target: { view: 'settings' } })
    clock.suspend(2 * HOUR)
    await heart.wake()
    expect(told()).toHaveLength(1)

    rmSync(join(dir, 'backups'))
    clock.suspend(2 * HOUR)
    await heart.wake()
    expect(services.backups.state()).toMatchObject({ problem: null, lastSuccessAt: clock.now() })
    expect(services.alerts.list().filter(({ kind, isHandled }) => kind === 'backup-failed' && !isHandled)).toEqual([])
  })
})

describe('going back', () => {
  it('brings the state of the backup, keeps the data of now aside, and asks for no password again', async () => {
    const { world, services, arrive, account, clock, dir } = await setup()
    await services.backups.run()
    const [backup] = await services.backups.list()
    expect(backup).toMatchObject({ tickets: 1, messages: 1, newestAt: clock.now() })
    clock.suspend(DAY)
    await arrive(account, question(2))
    await services.moving.restore({ id: backup!.id, passphrase: null })

    const { again, setAside } = restart(world)
    expect(ticketsOf(again)).toMatchObject([{ subject: '納期 1' }])
    expect(await sourceOfFirst(again)).toContain('いつ届きますか 1')
    expect(again.store.accounts.listSecrets().length).toBeGreaterThan(0)
    const old = new Database(join(dir, setAside!, 'madoguchi.db'), { readonly: true })
    expect(old.prepare('SELECT COUNT(*) FROM ticket').pluck().get()).toBe(2)
    old.close()
    expect(existsSync(join(dir, setAside!, 'sources', '000001.pack'))).toBe(true)
    // The mail of the day after comes again from the server.
    clock.suspend(MINUTE)
    await again.arrive(account, question(2), { externalId: 'INBOX/1/2' })
    expect(again.store.stats.dataFacts().tickets).toBe(2)
  })

  it('sends nothing a second time: what was on its way waits for Sent or a person, automatic mail stands still', async () => {
    const sent: string[] = []
    const channel = fakeChannel({
      send: (message) => {
        sent.push(message.messageId)
        return Promise.resolve({ outcome: 'accepted', rejectedRecipients: [], source: new Uint8Array([1]) })
      },
    })
    const world = open({ channel })
    const { ticketId } = await world.arrive(world.addAccount(), question(1))
    world.answer(ticketId, 'あす届きます')
    await world.services.backups.run()
    await world.heart.wake()
    expect(sent).toHaveLength(1)
    const [backup] = await world.services.backups.list()
    await world.services.moving.restore({ id: backup!.id, passphrase: null })
    const { again } = restart(world, channel)
    for (let minute = 0; minute < 30; minute += 5) {
      world.clock.suspend(5 * MINUTE)
      await again.heart.wake()
    }
    expect(sent).toHaveLength(1)
    expect(again.store.outbox.listOpen()).toMatchObject([{ state: 'unclear' }])
    expect(again.services.autoMail.state().stoppedAt).not.toBeNull()
  })

  it('refuses a backup of a newer program, and takes one that names a file elsewhere for none', async () => {
    const { world, services, backupFolder, names } = await setup()
    await services.backups.run()
    const path = join(backupFolder(), names('.json')[0]!)
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { schema: number; database: { name: string } }
    writeFileSync(path, JSON.stringify({ ...manifest, schema: manifest.schema + 1 }))
    const [newer] = await services.backups.list()
    expect(newer!.isNewer).toBe(true)
    await expect(services.moving.restore({ id: newer!.id, passphrase: null })).rejects.toMatchObject({
      code: 'store-newer',
    })
    expect(takePreparedRestore(world.dir)).toBeNull()
    writeFileSync(path, JSON.stringify({ ...manifest, database: { ...manifest.database, name: '..' } }))
    expect(await services.backups.list()).toEqual([])
  })

  it('refuses a backup whose copy of the mails was cut short, and leaves everything as it is', async () => {
    const { world, services, backupFolder } = await setup()
    await services.backups.run()
    const [backup] = await services.backups.list()
    truncateSync(join(backupFolder(), 'sources', '000001.pack'), 10)
    await expect(services.moving.restore({ id: backup!.id, passphrase: null })).rejects.toMatchObject({
      code: 'store-corrupt',
      reason: 'backup-damaged',
    })
    rmSync(join(backupFolder(), 'sources', '000001.pack'))
    await expect(services.moving.restore({ id: backup!.id, passphrase: null })).rejects.toMatchObject({
      code: 'store-corrupt',
      reason: 'backup-damaged',
    })
    expect(takePreparedRestore(world.dir)).toBeNull()
    expect(readdirSync(world.dir).filter((name) => name.startsWith('restore-'))).toEqual([])
  })

  it('refuses a damaged backup and leaves everything as it is', async () => {
    const { services, backupFolder, names, dir } = await setup()
    await services.backups.run()
    const path = join(backupFolder(), names('.db.gz')[0]!)
    const bytes = readFileSync(path)
    bytes[bytes.length >> 1]! ^= 0xff
    writeFileSync(path, bytes)
    const [backup] = await services.backups.list()
    await expect(services.moving.restore({ id: backup!.id, passphrase: null })).rejects.toMatchObject({
      code: 'store-corrupt',
      reason: 'backup-damaged',
    })
    expect(readdirSync(dir).filter((name) => name.startsWith('restore'))).toEqual([])
    expect(takePreparedRestore(dir)).toBeNull()
  })

  it('that is interrupted between any two renames goes on at the next start', async () => {
    const { world, services, arrive, account, dir } = await setup()
    await services.backups.run()
    const [backup] = await services.backups.list()
    await arrive(account, question(2))
    await services.moving.restore({ id: backup!.id, passphrase: null })
    end(world)
    const { setAside } = JSON.parse(readFileSync(join(dir, 'restore-ready', 'info.json'), 'utf8')) as {
      setAside: string
    }
    // The power went after the old database was moved aside and before the new one came.
    mkdirSync(join(dir, setAside))
    renameSync(join(dir, 'madoguchi.db'), join(dir, setAside, 'madoguchi.db'))
    expect(takePreparedRestore(dir)).toBe(setAside)
    const again = open({ dir, clock: world.clock })
    expect(again.store.stats.dataFacts().tickets).toBe(1)
    expect(readdirSync(join(dir, setAside)).sort()).toEqual(['madoguchi.db', 'sources'])
    expect(takePreparedRestore(dir)).toBeNull()
  })
})

describe('moving to another PC', () => {
  async function moved(passphrase: string | null, given: string | null) {
    const old = await setup()
    const file = join(old.dir, 'move.madoguchi')
    old.desktop.askSavePath = () => Promise.resolve(file)
    await old.services.moving.packUp({ passphrase })
    const fresh = open({ clock: old.clock })
    fresh.desktop.askOpenPath = () => Promise.resolve(file)
    const info = await fresh.services.moving.chooseFile()
    const restored = await fresh.services.moving.restore({ id: info!.id, passphrase: given }).then(
      () => null,
      (error: unknown) => error,
    )
    return { old, file, fresh, info, restored }
  }

  it('takes tickets, sources and, under a passphrase, the passwords along in one file', async () => {
    const { file, fresh, info, restored } = await moved('あいことば2026', 'あいことば２０２６')
    expect(info).toMatchObject({ tickets: 1, messages: 1, hasSecrets: true })
    expect(restored).toBeNull()
    expect(readFileSync(file).includes('pw-imap')).toBe(false)
    const { again } = restart(fresh)
    const [account] = again.store.accounts.list()
    expect(again.store.accounts.secrets(account!.id).map(({ box }) => Buffer.from(box).toString())).toEqual([
      'pw-imap',
      's',
    ])
    expect(await sourceOfFirst(again)).toContain('いつ届きますか 1')
  })

  it('leaves the passwords out without a passphrase', async () => {
    const { fresh, info, restored } = await moved(null, null)
    expect([info!.hasSecrets, restored]).toEqual([false, null])
    const { again } = restart(fresh)
    expect(again.store.accounts.listSecrets()).toEqual([])
  })

  it('says that a passphrase is wrong, and changes nothing', async () => {
    const { fresh, restored } = await moved('正しい合言葉です', 'まちがった合言葉')
    expect(restored).toMatchObject({ code: 'invalid-input', reason: 'wrong-passphrase' })
    expect(takePreparedRestore(fresh.dir)).toBeNull()
    expect(readdirSync(fresh.dir)).not.toContain('moving-unpacked')
  })

  it('takes no file of somebody else, and none that was cut short', async () => {
    const { file, fresh } = await moved(null, null)
    const whole = readFileSync(file)
    writeFileSync(file, whole.subarray(0, whole.length - 200))
    await expect(fresh.services.moving.restore({ id: 'file', passphrase: null })).rejects.toMatchObject({
      reason: 'not-moving-file',
    })
    writeFileSync(file, 'おはようございます')
    await expect(fresh.services.moving.chooseFile()).rejects.toMatchObject({ reason: 'not-moving-file' })
  })
})
