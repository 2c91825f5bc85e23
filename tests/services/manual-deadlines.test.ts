import { describe, expect, it } from 'vitest'
import { setup, tokyo } from './hours-world.ts'
import { HOUR, MINUTE, eml } from './world.ts'

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
