import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { createApp, type App } from '../../main/app.ts'
import { createReader, headlessPorts } from '../../main/cli/headless.ts'
import { prepareDemo } from '../../main/demo.ts'
import { migrate, schemaVersion } from '../../main/store/migrations/index.ts'

const MINUTE = 60_000
const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work()
})

async function setup(at: string, language: 'ja' | 'en' = 'ja') {
  const dataDir = await mkdtemp(join(tmpdir(), 'madoguchi-demo-'))
  cleanUp.push(() => rm(dataDir, { recursive: true, force: true }))
  const now = Date.parse(at)
  const clock = { now: () => now, setTimer: () => () => {} }
  const shared = { dataDir, clock, log: { info: () => {}, error: () => {} }, version: '0.0.0' }
  const fill = (isOwnFolder = false) => prepareDemo({ ...shared, reader: createReader(), language, isOwnFolder })
  const open = () => createApp({ ...shared, reader: createReader(), ports: headlessPorts, isDemo: true })
  const during = async <T>(look: (app: App) => T | Promise<T>) => {
    const app = open()
    try {
      return await look(app)
    } finally {
      await app.close()
    }
  }
  return { now, dataDir, fill, during }
}

const all = (app: App, view: 'todo' | 'waiting' | 'resolved' | 'all' | 'notices') =>
  app.store.tickets.list({ view, accountId: null, limit: 500, after: null, now: 0 }).tickets

describe('the demo shop', () => {
  it('shows every status, notices, and deadlines that are over, near and far, on a busy afternoon', async () => {
    const { fill, during, now } = await setup('2026-11-25T14:00:00+09:00')
    await fill()
    await during((app) => {
      const tickets = all(app, 'all')
      expect(tickets.length + all(app, 'notices').length).toBeGreaterThanOrEqual(40)
      expect(new Set(tickets.map(({ status }) => status))).toEqual(new Set(['new', 'open', 'waiting', 'resolved']))
      expect(new Set(tickets.map(({ channel }) => channel))).toEqual(
        new Set(['mail', 'x', 'instagram', 'bluesky', 'mastodon', 'rmesse', 'phone']),
      )
      expect(all(app, 'notices').length).toBeGreaterThanOrEqual(4)
      const minutes = all(app, 'todo').map(({ dueAt }) => (dueAt === null ? null : (dueAt - now) / MINUTE))
      expect(minutes.filter((left) => left !== null && left < 0).length).toBeGreaterThanOrEqual(3)
      expect(minutes.some((left) => left !== null && left > 0 && left < 60)).toBe(true)
      expect(minutes.some((left) => left !== null && left > 12 * 60)).toBe(true)
      expect(minutes).toContain(null)
    })
  })

  it('shows two people at work: a checklist half done, a note that calls one of them, a call to be made', async () => {
    const { fill, during } = await setup('2026-11-25T14:00:00+09:00')
    await fill()
    await during((app) => {
      const tickets = all(app, 'all')
      expect(app.services.staff.list().staff.map(({ name }) => name)).toEqual(['田中 由紀', '佐々木 健'])
      expect(tickets.find(({ subject }) => subject.includes('お皿にひび'))).toMatchObject({
        category: 'defect',
        assigneeId: 1,
        steps: { done: 2, total: 5 },
      })
      expect(app.services.staff.mentions()).toMatchObject([{ subject: 'まだ届きません', byId: 2 }])
      expect(tickets.find(({ channel }) => channel === 'phone')).toMatchObject({
        category: 'call-back',
        status: 'new',
        customerName: '岡本 美和',
      })
    })
  })

  it.each(['ja', 'en'] as const)(
    'shows orders that wait at several steps, one of them unreachable (%s)',
    async (language) => {
      const { fill, during } = await setup('2026-11-25T14:00:00+09:00', language)
      await fill()
      await during((app) => {
        const { rows } = app.services.holds.board()
        const stages = rows.map(({ hold }) => hold.stage)
        expect(stages).toContain('request')
        expect(stages).toContain('reminder-due')
        if (language === 'ja') expect(stages).toEqual(expect.arrayContaining(['reminded', 'answered', 'cancel-due']))
        expect(rows.some(({ hold }) => hold.isUndelivered)).toBe(true)
        expect(rows.some(({ hold }) => hold.isReserved && hold.stockNote !== '')).toBe(true)
      })
    },
  )

  it('has something due soon also in the night before a holiday', async () => {
    const { fill, during, now } = await setup('2026-12-31T02:30:00+09:00')
    await fill()
    await during((app) => {
      const soon = all(app, 'todo').filter(({ dueAt }) => dueAt !== null && dueAt > now && dueAt < now + 120 * MINUTE)
      expect(soon.map(({ customerName }) => customerName)).toEqual(['渡辺 誠', '佐藤 美咲'])
    })
  })

  it.each(['ja', 'en'] as const)('has two records that may be one person (%s)', async (language) => {
    const { fill, during } = await setup('2026-11-25T14:00:00+09:00', language)
    await fill()
    await during((app) => {
      const writers = all(app, 'todo').flatMap(({ customerId }) => customerId ?? [])
      const alike = writers.map((id) => app.services.samePerson.alike(id)).filter(({ length }) => length > 0)
      expect(alike.flat().map(({ signs }) => signs[0]?.kind)).toContain('order')
    })
  })

  it('tells of nothing that has not happened yet, and of nothing that happened before the account was there', async () => {
    const { fill, during, now } = await setup('2026-11-25T00:05:00+09:00')
    await fill()
    await during((app) => {
      const [account] = app.store.accounts.list()
      const instants = [...all(app, 'all'), ...all(app, 'notices')].flatMap(({ id }) =>
        app.store.messages.ofTicket(id).map(({ at }) => at),
      )
      expect(Math.max(...instants)).toBeLessThanOrEqual(now)
      expect(Math.min(...instants)).toBeGreaterThan(account!.createdAt)
    })
  })

  it('keeps answers that wait, were refused and are unclear, as a person would find them', async () => {
    const { fill, during } = await setup('2026-11-25T14:00:00+09:00')
    await fill()
    const states = await during(async (app) => {
      await app.wake()
      return app.store.outbox.listOpen().map(({ state }) => state)
    })
    expect(states.sort()).toEqual(['failed', 'queued', 'queued', 'queued', 'unclear'])
  })

  it('shows a thread of nine, an answer that came back, a draft, a mail nobody could read and a file with macros', async () => {
    const { fill, during } = await setup('2026-11-25T14:00:00+09:00')
    await fill()
    await during((app) => {
      const tickets = all(app, 'all')
      expect(Math.max(...tickets.map(({ messageCount }) => messageCount))).toBe(9)
      expect(tickets.filter(({ hasBounced }) => hasBounced).map(({ customerName }) => customerName)).toContain(
        '藤田 直樹',
      )
      expect(tickets.some(({ hasDraft }) => hasDraft)).toBe(true)
      const messages = tickets.flatMap(({ id }) => app.services.view.get(id).messages)
      expect(messages.filter(({ unreadable }) => unreadable !== null)).toHaveLength(1)
      const risky = messages.flatMap(({ attachments }) => attachments).filter(({ isRisky }) => isRisky)
      expect(risky.map(({ name }) => name)).toEqual(['発注書式.docm'])
    })
  })

  it('is filled once', async () => {
    const { fill, during } = await setup('2026-11-25T14:00:00+09:00')
    await fill()
    const before = await during((app) => app.store.messages.totals())
    await fill()
    expect(await during((app) => app.store.messages.totals())).toEqual(before)
  })

  it('of a version that was never finished gives way to a new one, but only in the folder of the program itself', async () => {
    const { fill, during, dataDir } = await setup('2026-11-25T14:00:00+09:00')
    const old = new Database(join(dataDir, 'madoguchi.db'))
    migrate(old, 2)
    old.exec('DROP TABLE staff_notice')
    old.close()
    await expect(fill()).rejects.toThrow(/staff_notice/)
    const kept = new Database(join(dataDir, 'madoguchi.db'), { readonly: true })
    expect(schemaVersion(kept)).toBe(2)
    kept.close()

    await fill(true)
    await during((app) => expect(all(app, 'all').length).toBeGreaterThan(30))
  })

  it('that was used is still there the next time', async () => {
    const { fill, during } = await setup('2026-11-25T14:00:00+09:00')
    await fill(true)
    await during((app) => app.services.settings.set({ language: 'en' }))
    await fill(true)
    await during((app) => expect(app.services.settings.get().language).toBe('en'))
  })

  it('speaks English to an English shop', async () => {
    const { fill, during } = await setup('2026-11-25T14:00:00+09:00', 'en')
    await fill()
    await during((app) => {
      expect(app.services.settings.get().language).toBe('en')
      expect(all(app, 'todo').map(({ subject }) => subject)).toContain('Please correct the engraving')
    })
  })
})
