import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { takePreparedRestore } from '../../main/store/backup/swap.ts'
import { tracesIn } from './traces.ts'
import { DAY, eml, fakeChannel, MINUTE, openWorld, sourceOf, type World } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

function open(options: Parameters<typeof openWorld>[0] = {}) {
  const channel = fakeChannel({
    send: (message) => Promise.resolve({ outcome: 'accepted', rejectedRecipients: [], source: sourceOf(message) }),
  })
  const world = openWorld({ at: '2026-11-24T11:00:00+09:00', channel, ...options })
  worlds.push(world)
  return world
}

async function pass(world: World, ms: number) {
  await world.settle(1)
  world.clock.suspend(ms)
  await world.settle(2)
}

const hanako = () =>
  eml({ from: '秘密 花子 <hanako@secret.example>', subject: '花子の返品の件', body: '秘密の住所に送ってください。' })
const SECRETS = ['秘密 花子', 'hanako@secret.example', '花子の返品の件', '秘密の住所']

describe('erasing a customer also takes', () => {
  it.each([
    ['at once', 0],
    ['long after', 90 * DAY],
  ])('what mails to colleagues said of them, %s', async (_when, wait) => {
    const world = open()
    const account = world.addAccount()
    world.services.staff.save({
      id: null,
      name: '佐藤',
      color: '#2b6',
      email: 'sato@example.org',
      isManager: false,
      pin: null,
    })
    world.services.staffNotices.save(null, {
      ...{
        name: '新着',
        isOn: true,
        events: ['new-message'],
        shopIds: [],
        channels: [],
        words: [],
        onlyLastWarning: true,
      },
      ...{ recipients: { to: 'all' }, subject: null, body: null },
    })
    const { ticketId } = await world.arrive(account, hanako())
    await pass(world, 2 * MINUTE)
    await pass(world, 2 * MINUTE)
    expect(world.db.prepare(`SELECT text_body FROM message WHERE kind = 'staff-notice'`).pluck().get()).toContain(
      '花子',
    )
    await pass(world, wait)
    // What is told of somebody else forgets which mail told of whom, after a month.
    await world.arrive(account, eml({ subject: '納期' }))
    await pass(world, 10 * MINUTE)
    await pass(world, 2 * MINUTE)
    await world.services.erasing.customer({ customerId: world.ticket(ticketId).customer!.id })
    await world.settle(8)
    world.db.pragma('wal_checkpoint(TRUNCATE)')
    expect(tracesIn(world.dir, SECRETS)).toEqual([])
    expect(
      world.db
        .prepare(`SELECT count(*) FROM message WHERE kind = 'staff-notice' AND text_body LIKE '%納期%'`)
        .pluck()
        .get(),
    ).toBe(1)
  })

  it('orders of a marketplace that gives no address, known by the number in their mail', async () => {
    const world = open()
    const account = world.addAccount()
    const { ticketId } = await world.arrive(
      account,
      eml({ from: '秘密 花子 <hanako@secret.example>', body: 'ご注文番号：250-1234567-1234567 の件です。' }),
    )
    const { shopId } = world.store.accounts.get(account)!
    const order = (number: string, name: string, email: string) =>
      world.store.orders.put(
        {
          ...{ shopId, number, name, email, phone: '', orderedAt: world.clock.now(), total: 1200, currency: 'JPY' },
          ...{ state: '', items: [], source: 'other' as const },
        },
        world.clock.now(),
      )
    order('250-1234567-1234567', '秘密 花子', '')
    order('250-7654321-7654321', '別の 太郎', '')
    expect(world.store.orders.ofTicket(ticketId, 9)).toHaveLength(1)
    await world.services.erasing.customer({ customerId: world.ticket(ticketId).customer!.id })
    expect(world.store.orders.newest(9).map(({ name }) => name)).toEqual(['別の 太郎'])
  })
})

describe('copies of before', () => {
  it('go at the age that is said, of the time before a restore too', async () => {
    const world = open()
    const account = world.addAccount()
    await world.arrive(account, hanako())
    await world.services.backups.run()
    const [backup] = await world.services.backups.list()
    await world.services.moving.restore({ id: backup!.id, passphrase: null })
    worlds.splice(worlds.indexOf(world), 1)
    world.crash()
    takePreparedRestore(world.dir)
    const again = open({ dir: world.dir, clock: world.clock })
    again.services.backups.set({ keepDays: 30 })
    await again.services.backups.run()
    expect(await again.services.backups.list()).toHaveLength(2)
    for (let day = 0; day < 5; day++) {
      again.clock.suspend(7 * DAY)
      await again.services.backups.run()
    }
    const left = await again.services.backups.list()
    expect(left.filter(({ at }) => at < again.clock.now() - 30 * DAY)).toEqual([])
    expect(readdirSync(join(world.dir, 'backups', 'madoguchi-backup'))).toHaveLength(1)
  })

  it('made before an update go at that age as well', async () => {
    const world = open()
    const folder = join(world.dir, 'backups')
    mkdirSync(folder, { recursive: true })
    for (const [name, days] of [
      ['before-update-2.db', 61],
      ['before-update-3.db', 10],
      ['my-own-copy.db', 400],
    ] as const) {
      writeFileSync(join(folder, name), 'copy')
      const at = (world.clock.now() - days * DAY) / 1000
      utimesSync(join(folder, name), at, at)
    }
    await world.services.backups.run()
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(['before-update-3.db', 'my-own-copy.db'])
  })

  it('that nothing drops are told before a customer is erased', async () => {
    const world = open()
    const { ticketId } = await world.arrive(world.addAccount(), hanako())
    const customerId = world.ticket(ticketId).customer!.id
    const preview = () => world.services.erasing.preview({ customerId })
    world.services.backups.set({ isOn: true })
    expect(preview()).toMatchObject({ backupDays: 60, setAside: [] })
    for (const name of ['replaced-12ab34cd', 'damaged-1790000000000', 'sources'])
      mkdirSync(join(world.dir, name), { recursive: true })
    // Without new backups the old ones stay.
    world.services.backups.set({ isOn: false })
    expect(preview()).toMatchObject({ backupDays: null, setAside: ['damaged-1790000000000', 'replaced-12ab34cd'] })
  })
})
