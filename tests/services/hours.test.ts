import { afterEach, describe, expect, it } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import type { PolicyInfo, ShopHours } from '../../preload/domain/hours.ts'
import { policyPresets } from '../../main/core/default-policies.ts'
import { defaultShopHours } from '../../main/core/shop-hours.ts'
import { HOUR, MINUTE, eml, openWorld, tenToFive, type World } from './world.ts'

const worlds: World[] = []
function setup(at = '2026-11-24T10:00:00+09:00') {
  const world = openWorld({ at })
  worlds.push(world)
  const account = world.addAccount()
  const shop = world.store.accounts.get(account)!.shopId
  const { services, store, clock } = world
  return {
    ...world,
    account,
    shop,
    due: (id: TicketId) => services.view.get(id).ticket.dueAt,
    why: (id: TicketId) => services.view.get(id).deadline,
    lines: (id: TicketId, type: string) => store.journal.listForTicket(id).filter((line) => line.type === type),
    kinds: () => store.alerts.listRecent().map(({ kind }) => kind),
    goTo: async (time: string) => {
      clock.suspend(tokyo(time) - clock.now())
      await world.settle()
    },
  }
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const tokyo = (time: string) => Date.parse(`2026-${time}+09:00`)
const open = (week: Partial<ShopHours['week']>, change: Partial<ShopHours> = {}): ShopHours => ({
  ...tenToFive,
  ...change,
  week: { ...tenToFive.week, ...week },
})
const rule = (change: Partial<PolicyInfo>): PolicyInfo => ({ ...policyPresets.standard.at(-1)!, id: 'mine', ...change })
const conditions = (change: Partial<PolicyInfo['conditions']>) => ({ ...rule({}).conditions, ...change })

describe('the hours of a shop', () => {
  it('are at first those with a lunch break, the national holidays and the usual closing days', async () => {
    const { services, store, arrive, due } = setup()
    const { id, shopId } = services.accounts.add(
      '新しい店',
      { ...services.accounts.settings(services.accounts.list()[0]!.id), address: 'new@example.jp' },
      { imapPassword: 'i', smtpPassword: 's' },
    )
    expect(services.hours.get(shopId)).toEqual({
      hours: defaultShopHours,
      holidayList: { goodUntil: '2050-12-31', warning: null },
    })
    const { ticketId } = await arrive(id, eml({ to: 'new@example.jp' }))
    expect(due(ticketId)).toBe(tokyo('11-24T17:00'))
    expect(store.accounts.shop(shopId)).toMatchObject({ timeZone: 'Asia/Tokyo' })
  })

  it('changed, move its open deadlines at once, with a line each that says from when to when', async () => {
    const { arrive, account, services, shop, due, lines, why } = setup()
    const { ticketId } = await arrive(account, eml())
    expect(due(ticketId)).toBe(tokyo('11-24T16:00'))
    const done = services.hours.set(shop, open({ tue: [['10:00', '12:00']] }))
    expect(done).toEqual({ changed: 1, isPending: false })
    expect(due(ticketId)).toBe(tokyo('11-25T14:00'))
    expect(why(ticketId)?.spans).toEqual([
      [tokyo('11-24T10:00'), tokyo('11-24T12:00')],
      [tokyo('11-25T10:00'), tokyo('11-25T14:00')],
    ])
    expect(lines(ticketId, 'deadline.recomputed').map(({ data }) => data)).toEqual([
      { kind: 'first-response', before: tokyo('11-24T16:00'), after: tokyo('11-25T14:00'), cause: 'hours' },
    ])
  })

  it('that change nothing about a deadline leave no line', async () => {
    const { arrive, account, services, shop, lines } = setup()
    const { ticketId } = await arrive(account, eml())
    expect(services.hours.set(shop, open({ sat: [['10:00', '12:00']] }))).toMatchObject({ changed: 0 })
    expect(lines(ticketId, 'deadline.recomputed')).toEqual([])
  })

  it('skip a holiday, unless it is a special opening day, and an own closing day', async () => {
    const { arrive, account, services, shop, due } = setup('2026-11-20T16:00:00+09:00')
    const { ticketId } = await arrive(account, eml())
    expect(due(ticketId)).toBe(tokyo('11-24T15:00'))
    services.hours.set(shop, open({}, { open: [{ date: '2026-11-23', spans: [['10:00', '13:00']], name: '感謝祭' }] }))
    expect(due(ticketId)).toBe(tokyo('11-24T12:00'))
    services.hours.set(shop, open({}, { closed: [{ from: '2026-11-24', to: '2026-11-25', name: '棚卸し' }] }))
    expect(due(ticketId)).toBe(tokyo('11-26T15:00'))
    services.hours.set(shop, open({}, { holidays: 'none' }))
    expect(due(ticketId)).toBe(tokyo('11-23T15:00'))
  })

  it('are those of its own clock and not of another shop', async () => {
    const { arrive, account, addAccount, services, store, due } = setup()
    const other = addAccount('berlin@example.com', 'ベルリン店')
    const berlin = store.accounts.get(other)!.shopId
    services.hours.set(berlin, open({}, { timeZone: 'Europe/Berlin', holidays: 'none' }))
    const here = await arrive(account, eml({ from: 'a@example.com' }))
    const there = await arrive(other, eml({ from: 'b@example.com', to: 'berlin@example.com' }))
    expect(due(here.ticketId)).toBe(tokyo('11-24T16:00'))
    expect(due(there.ticketId)).toBe(Date.parse('2026-11-24T16:00:00+01:00'))
    expect(store.accounts.shop(berlin)?.timeZone).toBe('Europe/Berlin')
  })

  it('go through the night in which summer time ends: told once, at the hour of the shop', async () => {
    // In Berlin the clocks go back on Sunday, 2026-10-25, at 03:00.
    const { arrive, account, services, shop, due, kinds, clock, settle } = setup('2026-10-23T15:00:00+02:00')
    services.hours.set(shop, open({}, { timeZone: 'Europe/Berlin', holidays: 'none' }))
    const { ticketId } = await arrive(account, eml())
    const dueAt = Date.parse('2026-10-26T14:00:00+01:00')
    expect(due(ticketId)).toBe(dueAt)
    const told: number[] = []
    for (const at of [dueAt - HOUR - 10_000, dueAt - HOUR, dueAt - MINUTE, dueAt, dueAt + HOUR]) {
      clock.suspend(at - clock.now())
      await settle()
      told.push(kinds().filter((kind) => kind === 'warning' || kind === 'missed').length)
    }
    expect(told).toEqual([0, 1, 2, 3, 3])
  })

  it('move with the shop to another time zone, and what was told is not told again', async () => {
    const { arrive, account, services, shop, due, goTo, kinds } = setup()
    const { ticketId } = await arrive(account, eml())
    await goTo('11-24T15:30')
    expect(kinds().filter((kind) => kind === 'warning')).toHaveLength(1)
    services.hours.set(shop, open({}, { timeZone: 'Europe/Berlin', holidays: 'none' }))
    // The mail came at 02:00 in Berlin: six hours from the opening on.
    expect(due(ticketId)).toBe(Date.parse('2026-11-24T16:00:00+01:00'))
    services.hours.set(shop, open({}))
    expect(due(ticketId)).toBe(tokyo('11-24T16:00'))
    await goTo('11-24T15:31')
    expect(kinds().filter((kind) => kind === 'warning')).toHaveLength(1)
  })

  it('of a shop that never opens still leave no message without a deadline, and say so', async () => {
    const { arrive, account, services, shop, due, why } = setup()
    services.hours.set(shop, open({ mon: [], tue: [], wed: [], thu: [], fri: [] }))
    const { ticketId } = await arrive(account, eml())
    expect(due(ticketId)).toBe(tokyo('11-24T16:00'))
    expect(why(ticketId)).toMatchObject({ clock: 'calendar', limit: 'never-open' })
  })

  it('with two spans that overlap are refused, and named in the preview', () => {
    const { services, shop } = setup()
    const wrong = open({
      mon: [
        ['10:00', '14:00'],
        ['13:00', '17:00'],
      ],
    })
    expect(() => services.hours.set(shop, wrong)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    expect(services.hours.preview({ hours: wrong, month: '2026-11', months: 1 })).toEqual({
      days: [],
      problems: [{ place: 'mon', index: 1, kind: 'overlap' }],
    })
    expect(services.hours.get(shop).hours).toEqual(tenToFive)
  })

  it('are shown day by day with the reason of each closed one', () => {
    const { services } = setup()
    const hours = open({}, { closed: [{ from: '12-29', to: '01-03', name: '年末年始' }] })
    const { days } = services.hours.preview({ hours, month: '2026-11', months: 2 })
    const day = (date: string) => days.find((one) => one.date === date)
    expect(days).toHaveLength(61)
    expect(day('2026-11-22')).toMatchObject({ spans: [], reason: 'weekday' })
    expect(day('2026-11-23')).toMatchObject({ spans: [], reason: 'holiday', holidayName: '勤労感謝の日' })
    expect(day('2026-12-31')).toMatchObject({ spans: [], reason: 'closed', name: '年末年始' })
  })
})

describe('a deadline that hours moved', () => {
  it('and that was announced is not announced again', async () => {
    const { arrive, account, services, shop, kinds, goTo } = setup()
    await arrive(account, eml())
    await goTo('11-24T16:30')
    expect(kinds().filter((kind) => kind === 'missed')).toHaveLength(1)
    services.hours.set(shop, open({ tue: [['09:30', '17:00']] }))
    services.hours.set(shop, open({ tue: [['10:00', '16:30']] }))
    await goTo('11-24T16:40')
    expect(kinds().filter((kind) => kind === 'missed')).toHaveLength(1)
  })

  it('into the future is no longer overdue, and is announced when it passes again', async () => {
    const { arrive, account, services, shop, kinds, goTo } = setup()
    await arrive(account, eml())
    await goTo('11-24T16:30')
    services.hours.set(shop, open({ tue: [['10:00', '12:00']] }))
    expect(services.view.counts().views.overdue).toBe(0)
    await goTo('11-25T14:00:01')
    expect(kinds().filter((kind) => kind === 'missed')).toHaveLength(2)
    expect(services.view.counts().views.overdue).toBe(1)
  })

  it('near without a word is warned of now', async () => {
    const { arrive, account, services, kinds, goTo } = setup()
    await arrive(account, eml())
    await goTo('11-24T12:00')
    services.hours.policies.save(rule({ firstMinutes: 150 }))
    await goTo('11-24T12:01')
    expect(kinds()).toContain('warning')
  })
})

describe('a deadline policy', () => {
  const save = ({ services }: World, change: Partial<PolicyInfo>) => services.hours.policies.save(rule(change))

  it('that is added comes first and moves what it fits', async () => {
    const world = setup()
    const { arrive, account, due, why } = world
    const { ticketId } = await arrive(account, eml())
    expect(save(world, { name: '急ぎ', firstMinutes: 30 })).toEqual({ changed: 1, isPending: false })
    expect(due(ticketId)).toBe(tokyo('11-24T10:30'))
    expect(why(ticketId)?.policy).toEqual({ id: 'mine', name: '急ぎ' })
  })

  it('turned off, or behind another that fits, holds no longer', async () => {
    const world = setup()
    const { arrive, account, due, services } = world
    const { ticketId } = await arrive(account, eml())
    save(world, { firstMinutes: 30 })
    const ids = services.hours.policies.list().map(({ id }) => id)
    services.hours.policies.reorder([...ids.slice(1), 'mine'])
    expect(due(ticketId)).toBe(tokyo('11-24T16:00'))
    services.hours.policies.reorder(ids)
    expect(due(ticketId)).toBe(tokyo('11-24T10:30'))
    save(world, { isOn: false })
    expect(due(ticketId)).toBe(tokyo('11-24T16:00'))
  })

  it('without a first answer takes the deadline away, and one that comes back is started anew', async () => {
    const world = setup()
    const { arrive, account, due, services, lines } = world
    const { ticketId } = await arrive(account, eml())
    save(world, { firstMinutes: null })
    expect(due(ticketId)).toBeNull()
    expect(lines(ticketId, 'deadline.recomputed').at(-1)?.data).toMatchObject({ after: null, cause: 'policies' })
    services.hours.policies.remove('mine')
    expect(due(ticketId)).toBe(tokyo('11-24T16:00'))
  })

  it('asks for a phrase in the message that waits, whatever its width', async () => {
    const world = setup()
    const { arrive, account, due } = world
    save(world, { firstMinutes: 60, conditions: conditions({ phrases: ['ギフト'] }) })
    const plain = await arrive(account, eml({ from: 'a@example.com' }))
    const gift = await arrive(account, eml({ from: 'b@example.com', body: 'ｷﾞﾌﾄ包装はできますか。' }))
    expect([due(plain.ticketId), due(gift.ticketId)]).toEqual([tokyo('11-24T16:00'), tokyo('11-24T11:00')])
  })

  it('asks for the mark of the customer, also when it is given later', async () => {
    const world = setup()
    const { arrive, account, due, services, ticket } = world
    save(world, { firstMinutes: 60, conditions: conditions({ customerMarks: ['caution'] }) })
    const { ticketId } = await arrive(account, eml())
    expect(due(ticketId)).toBe(tokyo('11-24T16:00'))
    const { id, name, kana, notes, fields } = ticket(ticketId).customer!
    services.customers.update({ id, name, kana, notes, fields, mark: 'caution' })
    expect(due(ticketId)).toBe(tokyo('11-24T11:00'))
  })

  it('asks for the category, also when it is given later, and is beaten by one that was chosen', async () => {
    const { arrive, account, due, services, db, store, clock } = setup()
    const { ticketId } = await arrive(account, eml())
    services.categories.assign([ticketId], 'defect', 'staff')
    expect(due(ticketId)).toBe(tokyo('11-24T12:00'))
    store.transaction(() => {
      db.prepare(`UPDATE ticket SET policy_id = 'general' WHERE id = ?`).run(ticketId)
      services.tickets.recompute([ticketId], clock.now())
    })
    expect(due(ticketId)).toBe(tokyo('11-24T16:00'))
  })

  it('of Amazon holds for a mail that Amazon forwards', async () => {
    const { arrive, account, due, why } = setup('2026-11-20T18:00:00+09:00')
    const { ticketId } = await arrive(account, eml({ from: '購入者 <k3x9a7+case@marketplace.amazon.co.jp>' }))
    expect(due(ticketId)).toBe(tokyo('11-21T18:00'))
    expect(why(ticketId)).toMatchObject({ clock: 'calendar', policy: { id: 'amazon' } })
  })

  it('for changes before shipping ends at the cut-off of the shop', async () => {
    const { arrive, account, services, why } = setup('2026-11-24T09:00:00+09:00')
    const { ticketId } = await arrive(account, eml())
    services.categories.assign([ticketId], 'cancel', 'staff')
    expect(why(ticketId)).toMatchObject({ dueAt: tokyo('11-24T13:00'), limit: 'cutoff' })
  })

  it('is replaced by a preset in one go, and put back as it was', async () => {
    const { arrive, account, due, services } = setup()
    const { ticketId } = await arrive(account, eml())
    const before = services.hours.policies.list()
    services.hours.policies.reset('quick')
    expect(due(ticketId)).toBe(tokyo('11-24T11:00'))
    services.hours.policies.replace(before)
    expect(due(ticketId)).toBe(tokyo('11-24T16:00'))
    expect(services.hours.policies.list()).toEqual(before)
  })

  it('is never the last one to go', () => {
    const { services } = setup()
    services.hours.policies.replace([rule({})])
    expect(() => services.hours.policies.remove('mine')).toThrow(expect.objectContaining({ reason: 'last-policy' }))
  })
})

describe('a date set by hand', () => {
  it('takes the place of what runs, also of what has passed, and gives way when it is taken away', async () => {
    const { arrive, account, due, services, goTo, kinds } = setup()
    const { ticketId } = await arrive(account, eml())
    await goTo('11-24T16:30')
    expect(services.view.counts().views.overdue).toBe(1)
    expect(services.manualDeadlines.set(ticketId, tokyo('11-26T10:00'))).toEqual({ before: null })
    expect(due(ticketId)).toBe(tokyo('11-26T10:00'))
    expect(services.view.counts().views.overdue).toBe(0)
    expect(services.manualDeadlines.set(ticketId, null)).toEqual({ before: tokyo('11-26T10:00') })
    await goTo('11-24T16:40')
    expect(due(ticketId)).toBe(tokyo('11-24T16:00'))
    expect(services.view.counts().views.overdue).toBe(1)
    expect(kinds().filter((kind) => kind === 'missed')).toHaveLength(1)
  })

  it('that lies ahead survives an answer, warns and is missed while the customer has the turn', async () => {
    const { arrive, account, ticket, due, services, answer, settle, goTo, kinds } = setup()
    const { ticketId } = await arrive(account, eml())
    services.manualDeadlines.set(ticketId, tokyo('11-27T15:00'))
    answer(ticketId, '金曜までにご連絡します。')
    await settle()
    expect(ticket(ticketId).ticket).toMatchObject({ status: 'waiting', dueAt: tokyo('11-27T15:00') })
    await goTo('11-27T14:30')
    expect(kinds()).toContain('warning')
    await goTo('11-27T15:01')
    expect(kinds()).toContain('missed')
    expect(services.view.counts().views).toMatchObject({ todo: 1, overdue: 1 })
    answer(ticketId, '遅くなりました。')
    await settle()
    expect(due(ticketId)).toBeNull()
    expect(services.view.counts().views).toMatchObject({ todo: 0, overdue: 0 })
  })

  it('does not silence what the customer asks after it', async () => {
    const { arrive, account, due, services, answer, settle, clock } = setup()
    const { ticketId } = await arrive(account, eml({ id: 'q1' }))
    services.manualDeadlines.set(ticketId, tokyo('11-27T15:00'))
    clock.suspend(MINUTE)
    await arrive(account, eml({ id: 'q2', inReplyTo: 'q1@example.com' }))
    expect(due(ticketId)).toBe(tokyo('11-27T15:00'))
    answer(ticketId, '金曜までにご連絡します。')
    await settle()
    clock.suspend(HOUR)
    await arrive(account, eml({ id: 'q3', inReplyTo: 'q2@example.com' }))
    expect(due(ticketId)).toBeLessThan(tokyo('11-25T12:00'))
  })

  it('ends with a closed ticket and is there again when that is undone', async () => {
    const { arrive, account, ticket, services, due } = setup()
    const { ticketId } = await arrive(account, eml())
    services.manualDeadlines.set(ticketId, tokyo('11-27T15:00'))
    const before = ticket(ticketId).ticket
    services.tickets.resolve([ticketId], 'settled')
    expect(due(ticketId)).toBeNull()
    expect(() => services.manualDeadlines.set(ticketId, tokyo('11-27T15:00'))).toThrow(
      expect.objectContaining({ reason: 'not-open' }),
    )
    services.tickets.reopen([ticketId], true)
    expect(ticket(ticketId).ticket).toEqual(before)
  })

  it('goes along when its ticket is merged, and the dates of two tickets become one', async () => {
    const { arrive, account, services, due } = setup()
    const from = await arrive(account, eml({ from: 'a@example.com' }))
    const also = await arrive(account, eml({ from: 'b@example.com' }))
    const into = await arrive(account, eml({ from: 'c@example.com' }))
    services.manualDeadlines.set(from.ticketId, tokyo('11-27T15:00'))
    services.manualDeadlines.set(also.ticketId, tokyo('11-28T15:00'))
    const moveId = services.moves.merge([from.ticketId, also.ticketId], into.ticketId)
    expect(due(into.ticketId)).toBe(tokyo('11-27T15:00'))
    services.moves.undo(moveId)
    expect([from, also, into].map(({ ticketId }) => due(ticketId))).toEqual([
      tokyo('11-27T15:00'),
      tokyo('11-28T15:00'),
      tokyo('11-24T16:00'),
    ])
  })

  it('is offered as the end of today, tomorrow morning and the next business day', async () => {
    const { arrive, account, services } = setup('2026-11-20T11:00:00+09:00')
    const { ticketId } = await arrive(account, eml())
    expect(services.manualDeadlines.offers(ticketId)).toEqual({
      todayAt: tokyo('11-20T17:00'),
      tomorrowAt: tokyo('11-21T10:00'),
      nextBusinessDayAt: tokyo('11-24T10:00'),
      timeZone: 'Asia/Tokyo',
    })
  })
})

it('a change that a crash cut short is computed to the end at the next start', async () => {
  const { arrive, account, store, shop, dir, clock, crash } = setup()
  const ids: TicketId[] = []
  for (let number = 0; number < 3; number += 1) {
    ids.push((await arrive(account, eml({ from: `c${number}@example.com` }))).ticketId)
  }
  store.transaction(() => {
    store.hours.setOfShop(shop, open({ tue: [['10:00', '12:00']] }))
    store.settings.set('recompute', { after: ids[0], cause: 'hours' })
  })
  crash()
  worlds.pop()
  const after = openWorld({ dir, clock })
  worlds.push(after)
  await after.settle()
  expect(ids.map((id) => after.ticket(id).ticket.dueAt)).toEqual([
    tokyo('11-24T16:00'),
    tokyo('11-25T14:00'),
    tokyo('11-25T14:00'),
  ])
})
