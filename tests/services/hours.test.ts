import { describe, expect, it } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import { defaultShopHours } from '../../main/core/shop-hours.ts'
import { open, rule, setup, tokyo, worlds } from './hours-world.ts'
import { HOUR, MINUTE, eml, openWorld, tenToFive } from './world.ts'

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
