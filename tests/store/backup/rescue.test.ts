import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { takePreparedRestore } from '../../../main/store/backup/swap.ts'
import { rescueDatabase } from '../../../main/store/backup/rescue.ts'
import { eml, openWorld, type World } from '../../services/world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const MAILS = 300

async function setup() {
  const dir = mkdtempSync(join(tmpdir(), 'madoguchi-rescue-'))
  const world = openWorld({ dir })
  const account = world.addAccount()
  for (let n = 1; n <= MAILS; n++)
    await world.arrive(
      account,
      eml({ id: `m${n}`, from: `c${n}@example.com`, subject: `件 ${n}`, body: `合言葉${n} `.repeat(40) }),
    )
  world.db.pragma('wal_checkpoint(TRUNCATE)')
  const pages = world.db
    .prepare(`SELECT pageno FROM dbstat WHERE pagetype = 'leaf' AND name NOT LIKE 'sqlite_%' ORDER BY pageno`)
    .pluck()
    .all() as number[]
  world.crash()
  const path = join(dir, 'madoguchi.db')
  const reopened = () => {
    const setAside = takePreparedRestore(dir)
    const again = openWorld({ dir, clock: world.clock })
    worlds.push(again)
    return { again, account, setAside }
  }
  return { dir, path, pages, clock: world.clock, reopened }
}

const search = ({ services }: World, query: string) =>
  services.search.find({ query, limit: 10, order: 'newest' }).hits.map(({ ticket }) => ticket.subject)

it('of a file with overwritten pages everything that can be read comes into a new one, and the damaged one is kept', async () => {
  const { dir, path, pages, clock, reopened } = await setup()
  const bytes = readFileSync(path)
  // A page in twenty, of tables and indexes alike; the list of the tables is spared.
  for (const page of pages.filter((_, index) => index % 20 === 7)) bytes.fill(0xaa, (page - 1) * 4096, page * 4096)
  writeFileSync(path, bytes)
  const damaged = Buffer.from(bytes)
  const rescued = rescueDatabase(dir, clock.now())
  expect(rescued.isComplete).toBe(false)
  const { again, account, setAside } = reopened()
  expect(readFileSync(join(dir, setAside!, 'madoguchi.db')).length).toBe(damaged.length)
  expect(again.store.isSound()).toBe(true)
  expect(again.db.pragma('foreign_key_check')).toEqual([])
  const { messages } = again.store.messages.totals()
  expect(messages).toBe(rescued.messages)
  expect(again.store.messages.countUnindexed()).toBe(0)

  // What was lost is fetched again, what was saved is not doubled.
  for (let n = 1; n <= MAILS; n++)
    await again.arrive(
      account,
      eml({ id: `m${n}`, from: `c${n}@example.com`, subject: `件 ${n}`, body: `合言葉${n} `.repeat(40) }),
      { externalId: `INBOX/1/${n}` },
    )
  expect(again.store.messages.totals().messages).toBe(MAILS)
  expect(search(again, '合言葉123')).toContain('件 123')
}, 60_000)

it('of a sound file everything comes along, found by search', async () => {
  const { dir, clock, reopened } = await setup()
  expect(rescueDatabase(dir, clock.now())).toEqual({ tickets: MAILS, messages: MAILS, isComplete: true })
  const { again } = reopened()
  expect(search(again, '合言葉300')).toEqual(['件 300'])
  expect(readdirSync(dir)).toContain('sources')
}, 60_000)

it('of what is no database at all nothing is taken, and nothing is changed', () => {
  const dir = mkdtempSync(join(tmpdir(), 'madoguchi-rescue-'))
  try {
    writeFileSync(join(dir, 'madoguchi.db'), 'おはようございます。'.repeat(1000))
    expect(() => rescueDatabase(dir, 1)).toThrow(expect.objectContaining({ code: 'store-corrupt' }))
    expect(takePreparedRestore(dir)).toBeNull()
    expect(readFileSync(join(dir, 'madoguchi.db'), 'utf8')).toContain('おはよう')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
