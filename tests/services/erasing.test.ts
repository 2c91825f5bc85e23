import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import { tracesIn } from './traces.ts'
import { DAY, eml, fakeChannel, openWorld, START, type World } from './world.ts'

const worlds: World[] = []
const folders: string[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** What is to be found nowhere afterwards. */
const SECRETS = ['himitsuko', '秘密の住所', 'hanako@secret.example', '花子の返品', '秘密のメモ', '秘密の返事']
const search = (world: World, query: string) =>
  world.services.search.find({ query, limit: 10, order: 'newest' }).hits.map(({ ticket }) => ticket.id)

async function setup() {
  const world = openWorld({ channel: fakeChannel() })
  worlds.push(world)
  const account = world.addAccount()
  const erased = await world.arrive(
    account,
    eml({
      id: 'secret-1',
      from: '秘密 花子 <hanako@secret.example>',
      subject: '花子の返品',
      body: '秘密の住所に himitsuko 宛でお願いします。',
    }),
  )
  const kept = await world.arrive(account, eml({ id: 'kept', subject: '納期', body: 'いつですか。' }))
  const customerId = world.ticket(erased.ticketId).customer!.id
  const card = { id: customerId, name: '秘密 花子', kana: '', mark: null, fields: [] }
  world.services.customers.update({ ...card, notes: '秘密のメモ' })
  world.answer(erased.ticketId, '秘密の返事')
  await world.settle()
  return { world, ...world, account, customerId, erased: erased.ticketId, kept: kept.ticketId }
}

const found = (dir: string) => tracesIn(dir, SECRETS)

describe('the data of a customer, erased on request', () => {
  it('is in no file any more: tickets, mails, search, journal, packs of sources', async () => {
    const { world, services, db, customerId, erased, kept, dir } = await setup()
    expect(found(dir)).toEqual(expect.arrayContaining(['himitsuko', 'hanako@secret.example']))
    expect(services.erasing.preview({ customerId })).toMatchObject({ tickets: 1, messages: 2 })
    await services.erasing.customer({ customerId })
    await world.settle(8)
    db.pragma('wal_checkpoint(TRUNCATE)')
    expect(found(dir)).toEqual([])
    expect(search(world, '返品')).toEqual([])
    expect(search(world, '納期')).toEqual([kept])
    expect(world.store.isSound()).toBe(true)
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(db.prepare(`INSERT INTO message_fts (message_fts) VALUES ('integrity-check')`).run()).toBeTruthy()
    const { ticket, customer } = world.ticket(erased)
    expect([ticket.subject, ticket.status, customer?.name]).toEqual(['', 'resolved', ''])
    expect(() => db.exec('DELETE FROM journal')).toThrow(/append-only/)
    expect(() => db.exec('UPDATE journal SET at = 2')).toThrow(/append-only/)
  })

  it('leaves who did what and when, and a record of the erasing', async () => {
    const { world, services, customerId, erased } = await setup()
    const before = world.journal(erased)
    await services.erasing.customer({ customerId })
    expect(world.journal(erased)).toEqual([...before, 'customer.erased'])
  })

  it('does not come back from the server, whatever id the same mail has there now', async () => {
    const { world, services, store, account, customerId, arrive } = await setup()
    const raw = await store.sources.read(store.messages.ofTicket(1 as TicketId)[0]!.sourceHash!)
    await services.erasing.customer({ customerId })
    const again = await arrive(account, raw, { externalId: 'ARCHIVE/9/1' })
    await world.settle()
    expect(again.isNew).toBe(false)
    expect(found(world.dir)).toEqual([])
    expect(search(world, '花子')).toEqual([])
  })

  it('leaves other customers alone', async () => {
    const { world, services, store, customerId, kept } = await setup()
    await services.erasing.customer({ customerId })
    const [message] = store.messages.ofTicket(kept)
    expect(world.ticket(kept).ticket.subject).toBe('納期')
    expect(Buffer.from(await store.sources.read(message!.sourceHash!)).toString()).toContain('Message-ID')
  })

  it('goes out of the packs that a backup has copied, with the next backup', async () => {
    const { services, clock, dir, customerId } = await setup()
    await services.backups.run()
    await services.erasing.customer({ customerId })
    services.backups.set({ keepCount: 1 })
    clock.suspend(DAY)
    await services.backups.run()
    expect(found(join(dir, 'backups'))).toEqual([])
  })

  it('waits while an answer to them is being sent', async () => {
    const { services, db, customerId, erased, world } = await setup()
    world.answer(erased, 'もう一通')
    db.exec(`UPDATE outbox SET state = 'sending' WHERE state = 'queued'`)
    await expect(services.erasing.customer({ customerId })).rejects.toMatchObject({ reason: 'being-sent' })
    expect(world.ticket(erased).ticket.subject).toBe('花子の返品')
  })
})

describe('the rule for old tickets', () => {
  it('is off, and once set empties what was settled long ago, day by day', async () => {
    const { world, services, clock, erased, kept } = await setup()
    services.tickets.resolve([erased], 'settled')
    clock.suspend(400 * DAY)
    await world.settle()
    expect(world.ticket(erased).ticket.subject).toBe('花子の返品')
    expect(services.erasing.retentionPreview({ months: 12 })).toEqual({ tickets: 1 })
    services.erasing.setRetention({ months: 12 })
    await world.settle(6)
    expect(world.ticket(erased).ticket.subject).toBe('')
    // Not settled, however old.
    expect(world.ticket(kept).ticket.subject).toBe('納期')
  })
})

describe('an export', () => {
  async function exported(format: 'csv' | 'json' | 'mbox' | 'eml') {
    const { world, services, desktop } = await setup()
    const folder = mkdtempSync(join(tmpdir(), 'madoguchi-export-'))
    folders.push(folder)
    desktop.askSavePath = (name) => Promise.resolve(join(folder, name))
    desktop.askFolder = () => Promise.resolve(folder)
    const saved = await services.exporting.save({ format })
    return { world, folder, saved: saved!, read: () => readFileSync(saved!.path, 'utf8') }
  }

  it('as a table has a line a message, and no cell is a formula', async () => {
    const { saved, read } = await exported('csv')
    expect(saved.count).toBe(3)
    const text = read()
    expect(text).toContain('"1","返事待ち","秘密 花子"')
    expect(text).toContain('"受信","hanako@secret.example","shop@example.jp","花子の返品"')
  })

  it('as JSON can be read by any program', async () => {
    const { read } = await exported('json')
    const tickets = JSON.parse(read()) as { number: number; messages: { at: string; text: string }[] }[]
    expect(tickets.map(({ number, messages }) => [number, messages.length])).toEqual([
      [1, 2],
      [2, 1],
    ])
    expect(tickets[0]!.messages[0]!.at).toBe(new Date(START).toISOString())
  })

  it('as mbox keeps every mail, lines that look like separators too', async () => {
    const { saved, read } = await exported('mbox')
    expect(read().match(/^From /gm)).toHaveLength(saved.count)
    expect(read()).toContain('Subject: ')
  })

  it('as eml is a folder a ticket with the mails as they came', async () => {
    const { world, saved } = await exported('eml')
    const [first] = world.store.messages.ofTicket(1 as TicketId)
    const file = readFileSync(join(saved.path, '1', `${first!.id}.eml`))
    expect(file.equals(Buffer.from(await world.store.sources.read(first!.sourceHash!)))).toBe(true)
  })
})
