import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type Database from 'better-sqlite3'
import type { AccountId, ShopId, StaffId, Status, TicketId, View } from '../../preload/domain.ts'
import { createStore } from '../../main/store/index.ts'
import { openDatabase } from '../../main/store/open.ts'

const VIEWS = ['todo', 'overdue', 'waiting', 'resolved', 'all', 'notices'] as const
const NOW = 1_000_000
const ACCOUNT = 1 as AccountId
const COUNT = 5_000

/** A small generator, so that a failure is the same tomorrow. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

let db: Database.Database
let store: ReturnType<typeof createStore>
const queries: { sql: string; plan: string[] }[] = []

beforeAll(() => {
  db = openDatabase(':memory:')
  store = createStore(db, tmpdir())
  const roll = dice(7)
  db.exec(`INSERT INTO shop (id, name, color, created_at) VALUES (1, '青葉屋', '#000', 0)`)
  for (let id = 1; id <= 3; id++)
    db.exec(
      `INSERT INTO account (id, shop_id, channel, address, name, settings, poll_interval_ms, created_at) VALUES (${id}, 1, 'mail', 'a${id}@example.jp', 'a', '{}', 1, 0)`,
    )
  store.transaction(() => {
    for (let index = 0; index < COUNT; index++) {
      const id = store.tickets.insert({
        kind: roll(10) === 0 ? 'notice' : 'ticket',
        status: (['new', 'open', 'waiting', 'resolved'] as Status[])[roll(4)]!,
        accountId: (1 + roll(3)) as AccountId,
        shopId: 1 as ShopId,
        channel: 'mail',
        customerId: null,
        customerName: 'c',
        subject: 's',
        excerpt: '',
        // Many at the same instant and with the same deadline, so that the key has to tell them apart.
        lastMessageAt: roll(40) * 50_000,
        createdAt: 0,
      })
      if (roll(3) > 0) store.tickets.setDue(id, roll(30) * 100_000, null)
      if (roll(9) === 0) store.tickets.setOverdue(id, true)
      if (roll(9) === 0) db.prepare(`UPDATE ticket SET hold_stage = 'request' WHERE id = ?`).run(id)
      if (roll(9) === 0) db.prepare('UPDATE ticket SET snoozed_at = 5 WHERE id = ?').run(id)
      if (roll(3) === 0) store.work.assign(id, 1 as StaffId)
      if (roll(3) === 0)
        db.prepare('UPDATE ticket SET snoozed_until = ? WHERE id = ? AND snoozed_at = 5').run(roll(30) * 100_000, id)
      if (roll(9) === 0) db.prepare('UPDATE ticket SET returned_at = ? WHERE id = ?').run(roll(20) * 1000, id)
    }
    // Merged into one without a row of its own in any list.
    for (const { id } of db.prepare<[], { id: number }>('SELECT id FROM ticket WHERE id % 97 = 0').all())
      db.prepare('UPDATE ticket SET merged_into = 1 WHERE id = ?').run(id)
  })
})
afterAll(() => {
  db.close()
})

type Row = {
  id: number
  kind: string
  status: string
  account_id: number
  last_message_at: number
  due_at: number | null
  merged_into: number | null
  is_overdue: number
  hold_stage: string | null
  snoozed_at: number | null
  snoozed_until: number | null
  returned_at: number | null
}

/** The list as a person would make it by hand. */
function expected(view: View, accountId: number | null): number[] {
  const rows = db.prepare<[], Row>('SELECT * FROM ticket').all()
  const place = ({ snoozed_at, snoozed_until, returned_at, due_at }: Row) => {
    if (snoozed_at !== null) return snoozed_until ?? Number.MAX_SAFE_INTEGER
    return returned_at === null ? (due_at ?? Number.MAX_SAFE_INTEGER) : -returned_at
  }
  const asks = (row: Row) =>
    row.kind === 'ticket' &&
    row.snoozed_at === null &&
    (row.status === 'new' || row.status === 'open' || row.is_overdue === 1 || row.returned_at !== null)
  const belongs: Record<View, (row: Row) => boolean> = {
    todo: asks,
    overdue: (row) => asks(row) && row.due_at !== null && row.due_at <= NOW,
    waiting: ({ kind, status }) => kind === 'ticket' && status === 'waiting',
    holds: ({ hold_stage }) => hold_stage !== null,
    snoozed: ({ snoozed_at }) => snoozed_at !== null,
    resolved: ({ kind, status }) => kind === 'ticket' && status === 'resolved',
    all: ({ kind }) => kind === 'ticket',
    notices: ({ kind }) => kind === 'notice',
  }
  return rows
    .filter((row) => row.merged_into === null && belongs[view](row))
    .filter((row) => accountId === null || row.account_id === accountId)
    .sort((a, b) => place(a) - place(b) || b.last_message_at - a.last_message_at || b.id - a.id)
    .map(({ id }) => id)
}

describe.each(VIEWS)('the list %s', (view) => {
  it.each([null, 2 as AccountId])('shows each ticket once and in order, page by page (account %s)', (accountId) => {
    const right = expected(view, accountId)
    expect(right.length).toBeGreaterThan(20)
    for (const limit of [7, 100, 500]) {
      const seen: number[] = []
      let after: string | null = null
      do {
        const page: ReturnType<typeof store.tickets.list> = store.tickets.list({
          view,
          accountId,
          limit,
          after,
          now: NOW,
        })
        seen.push(...page.tickets.map(({ id }) => id))
        after = page.next
      } while (after !== null)
      expect(seen).toEqual(right)
    }
    expect(store.tickets.count(view, accountId, NOW)).toBe(right.length)
  })
})

it('a key that is none is refused', () => {
  for (const after of ['', 'x', '1.2', '1.2.3.4', '1.2.NaN', "1.2.3'; --"])
    expect(() => store.tickets.list({ view: 'todo', accountId: null, limit: 5, after, now: NOW })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
})

it('the number of a ticket is never used twice', () => {
  const last = db.prepare('SELECT MAX(id) FROM ticket').pluck().get() as number
  const insert = () =>
    store.tickets.insert({
      kind: 'ticket',
      status: 'new',
      accountId: 1 as AccountId,
      shopId: 1 as ShopId,
      channel: 'mail',
      customerId: null,
      customerName: '',
      subject: '',
      excerpt: '',
      lastMessageAt: 0,
      createdAt: 0,
    })
  const id = insert()
  db.prepare('DELETE FROM ticket WHERE id = ?').run(id)
  expect(id).toBe(last + 1)
  const next = insert()
  expect(next).toBe(last + 2)
  db.prepare('DELETE FROM ticket WHERE id = ?').run(next)
})

describe('a question asked all day long', () => {
  /** Watches what the store really asks, and explains it. */
  function plansOf(ask: (watched: ReturnType<typeof createStore>) => void): string[] {
    queries.length = 0
    const watched = new Proxy(db, {
      get(target, key) {
        if (key !== 'prepare') {
          const value = Reflect.get(target, key) as unknown
          return typeof value === 'function' ? value.bind(target) : value
        }
        return (sql: string) => {
          const statement = target.prepare(sql)
          return new Proxy(statement, {
            get(of, name) {
              const value = Reflect.get(of, name) as unknown
              if (typeof value !== 'function') return value
              if (name !== 'get' && name !== 'all') return value.bind(of)
              return (...values: unknown[]) => {
                const plan = target
                  .prepare<unknown[], { parent: number; detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
                  .all(...values)
                queries.push({ sql, plan: plan.map(({ parent, detail }) => (parent === 0 ? detail : `  ${detail}`)) })
                return value.apply(of, values) as unknown
              }
            },
          })
        }
      },
    })
    ask(createStore(watched, tmpdir()))
    return queries.flatMap(({ plan }) => plan)
  }

  const indexOf: Record<View, string> = {
    todo: 'ticket_todo',
    overdue: 'ticket_todo',
    waiting: 'ticket_waiting',
    holds: 'ticket_holds',
    snoozed: 'ticket_snoozed',
    resolved: 'ticket_resolved',
    all: 'ticket_all',
    notices: 'ticket_notices',
  }
  const cases = VIEWS.flatMap((view) =>
    [null, 2 as AccountId].flatMap((accountId) =>
      [null, `500000.500000.100`].map((after) => ({
        view,
        accountId,
        after,
        index: indexOf[view] + (accountId ? '_of' : ''),
      })),
    ),
  )
  it.each(cases)(
    'is answered from its index: $view of $accountId after $after',
    ({ view, accountId, after, index }) => {
      const plans = plansOf(({ tickets }) => void tickets.list({ view, accountId, limit: 50, after, now: NOW }))
      expect(plans.find((line) => / t /.test(line))).toMatch(new RegExp(`USING (COVERING )?INDEX ${index}\\b`))
      // Sorting the few answers of one ticket is none of the list.
      expect(plans).not.toContainEqual(expect.stringMatching(/^USE TEMP B-TREE/))
      expect(plans.join('\n')).not.toMatch(/SCAN (d|o|m)\b/)
    },
  )

  it.each(
    VIEWS.flatMap((view) =>
      [null, 2 as AccountId].map((accountId) => ({ view, accountId, index: indexOf[view] + (accountId ? '_of' : '') })),
    ),
  )('counts from its index: $view of $accountId', ({ view, accountId, index }) => {
    const plans = plansOf(({ tickets }) => void tickets.count(view, accountId, NOW))
    expect(plans.join('\n')).toMatch(new RegExp(`INDEX ${index}\\b`))
  })

  it.each([
    { view: 'todo', accountId: null },
    { view: 'overdue', accountId: null },
    { view: 'todo', accountId: 2 as AccountId },
  ] as const)('the tickets of one person are answered from their index: $view of $accountId', ({ view, accountId }) => {
    const assigneeId = 1 as StaffId
    const query = { view, accountId, assigneeId, limit: COUNT, now: NOW }
    const plans = plansOf(({ tickets }) => {
      tickets.list({ ...query, after: null })
      tickets.list({ ...query, after: '500000.500000.100' })
      tickets.count(view, accountId, NOW, assigneeId)
    })
    const own = plans.filter((line) => / t /.test(line))
    expect(own).toHaveLength(3)
    for (const line of own) expect(line).toMatch(/INDEX ticket_mine\b/)
    expect(plans).not.toContainEqual(expect.stringMatching(/^USE TEMP B-TREE/))
    const right = expected(view, accountId).filter((id) => store.work.get(id as TicketId)?.assigneeId === assigneeId)
    expect(right.length).toBeGreaterThan(5)
    expect(store.tickets.list({ ...query, after: null }).tickets.map(({ id }) => id)).toEqual(right)
    expect(store.tickets.count(view, accountId, NOW, assigneeId)).toBe(right.length)
  })

  it.each<[string, string, (watched: ReturnType<typeof createStore>) => void]>([
    ['the next deadline', 'deadline_due', ({ deadlines }) => void deadlines.nextDueAt()],
    ['the next warning', 'deadline_warn', ({ deadlines }) => void deadlines.nextWarnAt()],
    ['what has passed', 'deadline_due', ({ deadlines }) => void deadlines.listPassed(NOW)],
    ['what is near', 'deadline_', ({ deadlines }) => void deadlines.listNear(NOW)],
    ['the deadlines of a ticket', 'deadline_', ({ deadlines }) => void deadlines.openOf(1 as never)],
    ['what is to be told', 'alert_to_show', ({ alerts }) => void alerts.listToShow()],
    ['since when something is to be told', 'alert_to_show', ({ alerts }) => void alerts.oldestToShowAt()],
    ['what is due to leave', 'outbox_due', ({ outbox }) => void outbox.listDue(NOW, ACCOUNT)],
    ['when something is due to leave', 'outbox_due', ({ outbox }) => void outbox.nextDueAt(ACCOUNT)],
    ['what is to be filed', 'outbox_to_file', ({ outbox }) => void outbox.listToFile(NOW, ACCOUNT)],
    ['when something is to be filed', 'outbox_to_file', ({ outbox }) => void outbox.nextToFileAt(ACCOUNT)],
    ['what was interrupted', 'outbox_open', ({ outbox }) => void outbox.listInterrupted()],
    ['how much is in the outbox', 'outbox_open', ({ outbox }) => void outbox.counts()],
    ['whether a mail was fetched', 'PRIMARY KEY', ({ messages }) => void messages.fetched(1 as never, 'x')],
    ['whether a source is known', 'message_by_source', ({ messages }) => void messages.bySource('x')],
    ['whose Message-ID it is', 'message_by_mid', ({ messages }) => void messages.byMid('x')],
    ['a conversation', 'message_of_ticket', ({ messages }) => void messages.ofTicket(1 as never)],
    [
      'since when a customer waits',
      'message_of_ticket',
      ({ messages }) => void messages.firstUnansweredAt(1 as never, 0),
    ],
    ['where a mail was delivered', 'receipt_of_message', ({ messages }) => void messages.deliveredTo(1 as never)],
    ['the history of a ticket', 'journal_of_ticket', ({ journal }) => void journal.listForTicket(1 as never)],
    ['the tickets of a customer', 'ticket_of_customer', ({ tickets }) => void tickets.ofCustomer(1 as never, 20)],
    ['who has this address', 'PRIMARY KEY', ({ customers }) => void customers.find('mail', 'a@example.com')],
  ])('is answered from an index: %s', (_, index, ask) => {
    const plans = plansOf(ask)
    expect(plans.length).toBeGreaterThan(0)
    expect(plans.join('\n')).toContain(index)
    // An index of its own kind may be walked: it holds only what is asked for.
    expect(plans.filter((line) => /^SCAN (?!.*USING (COVERING )?INDEX)/.test(line))).toEqual([])
  })

  it.each<[string, (watched: ReturnType<typeof createStore>) => void]>([
    ['the next deadline', ({ deadlines }) => void deadlines.nextDueAt()],
    ['a conversation', ({ messages }) => void messages.ofTicket(1 as never)],
    ['what is to be told', ({ alerts }) => void alerts.listToShow()],
    ['the tickets of a customer', ({ tickets }) => void tickets.ofCustomer(1 as never, 20)],
  ])('needs no sorting: %s', (_, ask) => {
    expect(plansOf(ask).join('\n')).not.toContain('TEMP B-TREE')
  })
})
