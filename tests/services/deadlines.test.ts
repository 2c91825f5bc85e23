import { afterEach, describe, expect, it } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import type { Page } from '../../main/channels/adapter.ts'
import { DAY, HOUR, MINUTE, eml, fakeChannel, inbound, openWorld, type World } from './world.ts'

const worlds: World[] = []
function setup(at = '2026-11-24T09:00:00+09:00') {
  const world = openWorld({ at })
  worlds.push(world)
  const account = world.addAccount()
  const kinds = () => world.store.alerts.listRecent().map(({ kind }) => kind)
  return { ...world, account, kinds }
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const tokyo = (time: string) => Date.parse(`${time}+09:00`)
const missedOf = ({ store }: Pick<World, 'store'>, id: TicketId) =>
  store.journal.listForTicket(id).filter(({ type }) => type === 'deadline.missed')

describe('the deadline of a first answer', () => {
  it.each([
    ['Friday afternoon before a holiday', '2026-11-20T16:00:00', '2026-11-24T15:00:00'],
    ['before the shop opens', '2026-11-24T07:00:00', '2026-11-24T16:00:00'],
    ['in the night', '2026-11-24T23:30:00', '2026-11-25T16:00:00'],
    ['in the middle of the day', '2026-11-25T13:00:00', '2026-11-26T12:00:00'],
  ])('of a mail that came %s counts six open hours', async (_, received, due) => {
    const { arrive, account, ticket } = setup(`${received}+09:00`)
    const { ticketId } = await arrive(account, eml())
    expect(ticket(ticketId).deadline).toMatchObject({
      kind: 'first-response',
      startedAt: tokyo(received),
      minutes: 360,
    })
    expect(ticket(ticketId).ticket.dueAt).toBe(tokyo(due))
  })

  it('is not moved by a second question, and the next one starts with the question after an answer', async () => {
    const { arrive, account, ticket, clock, answer, settle } = setup()
    const { ticketId } = await arrive(account, eml({ id: 'q1' }))
    const due = ticket(ticketId).ticket.dueAt
    clock.suspend(2 * HOUR)
    await arrive(account, eml({ id: 'q2', inReplyTo: 'q1@example.com' }))
    expect(ticket(ticketId).ticket.dueAt).toBe(due)

    answer(ticketId, '承りました。')
    await settle()
    expect(ticket(ticketId).ticket).toMatchObject({ status: 'waiting', dueAt: null })
    clock.suspend(HOUR)
    await arrive(account, eml({ id: 'q3', inReplyTo: 'q2@example.com' }))
    expect(ticket(ticketId)).toMatchObject({
      ticket: { status: 'open' },
      deadline: { kind: 'next-response', startedAt: clock.now() },
    })
  })
})

describe('a status', () => {
  it('says new, then waiting, then open, and resolved only by a person', async () => {
    const { arrive, account, ticket, answer, settle, services, clock, journal } = setup()
    const { ticketId } = await arrive(account, eml({ id: 'q1' }))
    const status = () => ticket(ticketId).ticket.status
    const seen = [status()]
    answer(ticketId, 'x')
    await settle()
    seen.push(status())
    clock.suspend(MINUTE)
    await arrive(account, eml({ id: 'q2', inReplyTo: 'q1@example.com' }))
    seen.push(status())
    services.tickets.resolve([ticketId], 'settled')
    seen.push(status())
    clock.suspend(MINUTE)
    await arrive(account, eml({ id: 'q3', inReplyTo: 'q2@example.com' }))
    seen.push(status())
    expect(seen).toEqual(['new', 'waiting', 'open', 'resolved', 'open'])
    expect(journal(ticketId)).toContain('ticket.resolved')
  })

  it('and the list are not changed by opening the ticket', async () => {
    const { arrive, account, ticket, services } = setup()
    const { ticketId } = await arrive(account, eml())
    const before = ticket(ticketId).ticket
    services.tickets.markSeen(ticketId)
    expect(ticket(ticketId).ticket).toEqual({ ...before, isSeen: true })
    const { tickets } = services.view.list({ view: 'todo', accountId: null, limit: 10, after: null })
    expect(tickets.map(({ id }) => id)).toEqual([ticketId])
  })

  it('that a person set without an answer is recorded with its reason, and undone as it was', async () => {
    const { arrive, account, ticket, services, store } = setup()
    const { ticketId } = await arrive(account, eml())
    const before = ticket(ticketId).ticket
    services.tickets.resolve([ticketId], 'no-reply-needed')
    expect(ticket(ticketId)).toMatchObject({ ticket: { status: 'resolved', dueAt: null }, deadline: null })
    expect(store.journal.listForTicket(ticketId).find(({ type }) => type === 'ticket.resolved')).toMatchObject({
      actor: 'staff',
      data: { reason: 'no-reply-needed' },
    })
    services.tickets.reopen([ticketId], true)
    expect(ticket(ticketId).ticket).toEqual(before)
  })

  it('is open again when a person says so, and resolved again when they say that', async () => {
    const { arrive, account, ticket, services, answer, settle } = setup()
    const { ticketId } = await arrive(account, eml())
    answer(ticketId, 'x')
    await settle()
    services.tickets.reopen([ticketId], false)
    expect(ticket(ticketId).ticket.status).toBe('open')
    expect(ticket(ticketId).ticket.dueAt).not.toBeNull()
    services.tickets.resolve([ticketId], 'settled')
    expect(ticket(ticketId).ticket.status).toBe('resolved')
    services.tickets.reopen([ticketId], true)
    expect(ticket(ticketId).ticket.status).toBe('open')
  })
})

describe('a deadline', () => {
  it('is warned of an hour and a quarter of an hour before, once each, and missed once', async () => {
    const { arrive, account, clock, settle, kinds, store } = setup('2026-11-24T10:00:00+09:00')
    const { ticketId } = await arrive(account, eml())
    const told: string[][] = []
    for (const time of ['14:59:50', '15:00:01', '15:30:00', '15:45:01', '15:59:50', '16:00:01', '18:00:00']) {
      clock.suspend(tokyo(`2026-11-24T${time}`) - clock.now())
      await settle()
      told.push(kinds().filter((kind) => kind !== 'new-message'))
    }
    expect(told.map((all) => all.length)).toEqual([0, 1, 1, 2, 2, 3, 3])
    expect(told.at(-1)).toEqual(['missed', 'warning', 'warning'])
    expect(
      store.tickets
        .list({ view: 'overdue', accountId: null, limit: 5, after: null, now: clock.now() })
        .tickets.map(({ id }) => id),
    ).toEqual([ticketId])
  })

  it('that passed while the PC slept is told within 30 seconds, together with the others, at its true time', async () => {
    const { arrive, account, clock, settle, popups, store } = setup('2026-11-24T10:00:00+09:00')
    const first = await arrive(account, eml({ from: 'a@example.com' }))
    clock.suspend(10 * MINUTE)
    const second = await arrive(account, eml({ from: 'b@example.com' }))
    await settle()
    popups.length = 0

    clock.suspend(20 * HOUR)
    // Nobody says that the PC woke: the nap of the heartbeat ends by itself.
    await clock.advance(30_000)
    for (let wait = 0; wait < 20; wait++) await new Promise((resolve) => setImmediate(resolve))

    expect(popups).toHaveLength(1)
    expect(popups[0]!.target).toEqual({ view: 'overdue' })
    for (const { ticketId } of [first, second]) expect(missedOf({ store }, ticketId)).toHaveLength(1)
    expect(missedOf({ store }, first.ticketId)[0]!.at).toBe(tokyo('2026-11-24T16:00:00'))
  })

  it('is announced once although the clock was set forward and back', async () => {
    const { arrive, account, clock, settle, kinds, store } = setup('2026-11-24T10:00:00+09:00')
    const { ticketId } = await arrive(account, eml())
    for (const jump of [DAY, -DAY, 2 * DAY, -2 * DAY, 7 * HOUR, DAY]) {
      clock.suspend(jump)
      await settle()
    }
    expect(kinds().filter((kind) => kind === 'missed')).toHaveLength(1)
    expect(missedOf({ store }, ticketId).map(({ at }) => at)).toEqual([tokyo('2026-11-24T16:00:00')])
  })

  it('that was announced is not announced again after the ticket was closed by mistake', async () => {
    const { arrive, account, clock, settle, kinds, services, ticket } = setup('2026-11-24T10:00:00+09:00')
    const { ticketId } = await arrive(account, eml())
    clock.suspend(10 * HOUR)
    await settle()
    services.tickets.resolve([ticketId], 'settled')
    services.tickets.reopen([ticketId], true)
    await settle()
    expect(kinds().filter((kind) => kind === 'missed')).toHaveLength(1)
    expect(ticket(ticketId).ticket.dueAt).toBe(tokyo('2026-11-24T16:00:00'))
    expect(services.view.counts().views.overdue).toBe(1)
  })

  it('met late is no to-do any more', async () => {
    const { arrive, account, clock, settle, services, answer } = setup('2026-11-24T10:00:00+09:00')
    const { ticketId } = await arrive(account, eml())
    clock.suspend(10 * HOUR)
    await settle()
    expect(services.view.counts().views).toMatchObject({ todo: 1, overdue: 1 })
    answer(ticketId, '遅くなりました。')
    await settle()
    expect(services.view.counts().views).toMatchObject({ todo: 0, overdue: 0, waiting: 1 })
  })
})

describe('what happened while the program was closed', () => {
  it('is told in one popup at the start: mail that came and deadlines that passed', async () => {
    const before = openWorld({ at: '2026-11-24T10:00:00+09:00' })
    const account = before.addAccount()
    await before.arrive(account, eml({ from: 'early@example.com' }))
    await before.settle()
    before.crash()

    const { clock } = before
    clock.suspend(DAY)
    const page: Page = {
      messages: await Promise.all(
        [1, 2, 3].map((number) =>
          inbound(eml({ from: `late${number}@example.com` }), {
            externalId: `INBOX/9/${number}`,
            place: 'inbox',
            receivedAt: clock.now() - number * HOUR,
          }),
        ),
      ),
      cursor: 'c',
      progress: { done: 3, total: 3 },
    }
    const channel = fakeChannel({
      async *fetchSince(cursor) {
        // A mail server takes its time.
        await new Promise((resolve) => setTimeout(resolve, 50))
        if (cursor !== 'c') yield page
      },
    })
    const after = openWorld({ dir: before.dir, clock, channel })
    worlds.push(after)
    await after.settle()

    expect(after.popups).toHaveLength(1)
    expect(after.popups[0]!.body).toBe('期限切れ 1件、新しい問い合わせ 3件')
  })

  it('does not wait for a mail server that never answers', async () => {
    const before = openWorld({ at: '2026-11-24T10:00:00+09:00' })
    await before.arrive(before.addAccount(), eml())
    await before.settle()
    before.crash()
    before.clock.suspend(DAY)
    let giveUp = () => {}
    const channel = fakeChannel({
      // oxlint-disable-next-line require-yield
      async *fetchSince() {
        await new Promise<void>((resolve) => (giveUp = resolve))
      },
    })
    const after = openWorld({ dir: before.dir, clock: before.clock, channel })
    worlds.push(after)
    void after.heart.wake()
    for (let second = 0; second < 20; second++) {
      await after.clock.advance(1_000)
      for (let wait = 0; wait < 10; wait++) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(after.popups).toHaveLength(1)
    giveUp()
  })
})
