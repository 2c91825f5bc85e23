import { describe, expect, it } from 'vitest'
import type { PolicyInfo } from '../../preload/domain/hours.ts'
import { conditions, rule, setup, tokyo } from './hours-world.ts'
import { eml, type World } from './world.ts'

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
