import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, RuleDraft, RuleId, TicketId } from '../../preload/domain.ts'
import { hire, openRules, ruleOf, words } from './rules-world.ts'
import { DAY, eml, HOUR, MINUTE, type World } from './world.ts'

let world: World
let shop: AccountId
let save: (change: Partial<RuleDraft>) => { id: RuleId }
beforeEach(() => {
  ;({ world, shop, save } = openRules())
})
afterEach(() => world.close())

const row = (id: TicketId) => world.ticket(id).ticket
const ask = async (id: string, subject: string, receivedAt = world.clock.now()) =>
  (await world.arrive(shop, eml({ id, subject, body: subject, from: `${id}@example.com` }), { receivedAt })).ticketId

describe('a dry run', () => {
  it('says which tickets match, why, and what would change, and changes nothing', async () => {
    const hit = await ask('1', '返品したい')
    await ask('2', '在庫はありますか')
    const rule = ruleOf({
      conditions: [words('返品'), words('返金')],
      match: 'any',
      actions: [{ type: 'category', category: 'return' }, { type: 'popup' }],
    })
    expect(await world.services.rules.preview(rule, 30, 200)).toEqual({
      examined: 2,
      total: 1,
      tickets: [
        {
          id: hit,
          subject: '返品したい',
          customerName: '1@example.com',
          lastMessageAt: world.clock.now(),
          because: [0],
          changes: [{ field: 'category', before: null, after: 'return' }],
          tells: [],
          refused: [{ action: 'popup', reason: 'old' }],
        },
      ],
    })
    expect(row(hit).category).toBeNull()
    expect(world.services.rules.all()).toEqual([])
  })

  it('shows the first and counts all, of the days asked for', async () => {
    for (const id of ['1', '2', '3']) await ask(id, '返品')
    await ask('old', '返品', world.clock.now() - 40 * DAY)
    const seen = await world.services.rules.preview(ruleOf(), 30, 2)
    expect([seen.total, seen.tickets.length]).toEqual([3, 2])
    expect((await world.services.rules.preview(ruleOf(), 60, 200)).total).toBe(4)
  })

  it('of a rule on time asks who waits now', async () => {
    const waits = await ask('1', '返品')
    await world.clock.advance(90 * MINUTE)
    await ask('2', '返品')
    const when = { type: 'time', since: 'unanswered', minutes: 60 } as const
    const seen = await world.services.rules.preview(ruleOf({ when }), 30, 200)
    expect(seen.tickets.map(({ id }) => id)).toEqual([waits])
  })
})

describe('a run over what is there', () => {
  it('does it, tells nobody, and is taken back whole', async () => {
    const staffId = hire(world, '佐藤')
    const hit = await ask('1', '返品したい')
    const miss = await ask('2', '在庫')
    await world.settle()
    const told = world.popups.length
    const before = [row(hit), row(miss)]
    const { id } = save({
      isOn: false,
      conditions: [words('返品')],
      actions: [
        { type: 'category', category: 'return' },
        { type: 'assign', staffId },
        { type: 'customer-mark', mark: 'caution' },
        { type: 'urgent', isUrgent: true },
        { type: 'policy', policyId: 'trouble' },
        { type: 'popup' },
        { type: 'resolve' },
      ],
    })
    const { runId, ...count } = await world.services.rules.run(id, 30)
    expect(count).toEqual({ examined: 2, changed: 1 })
    expect(row(hit)).toMatchObject({ category: 'return', assigneeId: staffId, isUrgent: true, status: 'resolved' })
    expect(row(hit).customerMark).toBe('caution')
    await world.settle()
    expect(world.popups).toHaveLength(told)

    expect(await world.services.rules.undoRun(runId)).toEqual({ restored: 1, kept: 0 })
    expect([row(hit), row(miss)]).toEqual(before)
    expect(world.db.prepare('SELECT policy_id AS policyId FROM ticket WHERE id = ?').get(hit)).toEqual({
      policyId: null,
    })
    expect(world.services.rules.log(id, null, 10)).toMatchObject([{ cause: 'run', runId, isUndone: true }])
    await expect(world.services.rules.undoRun(runId)).rejects.toMatchObject({ reason: 'undone-before' })
  })

  it('taken back, leaves what somebody has changed since', async () => {
    const [one, two] = [await ask('1', '返品'), await ask('2', '返品')]
    const { id } = save({
      isOn: false,
      actions: [
        { type: 'category', category: 'return' },
        { type: 'urgent', isUrgent: true },
      ],
    })
    const { runId } = await world.services.rules.run(id, 30)
    world.services.categories.assign([one], 'size', 'staff')
    expect(await world.services.rules.undoRun(runId)).toEqual({ restored: 1, kept: 1 })
    expect(row(one)).toMatchObject({ category: 'size', isUrgent: false })
    expect(row(two)).toMatchObject({ category: null, isUrgent: false })
  })

  it('files what is machine mail, and back', async () => {
    const hit = await ask('1', 'ご注文を承りました')
    const dueAt = row(hit).dueAt
    const { id } = save({ isOn: false, actions: [{ type: 'kind', kind: 'notice' }] })
    const { runId } = await world.services.rules.run(id, 30)
    expect(row(hit)).toMatchObject({ kind: 'notice', dueAt: null })
    await world.services.rules.undoRun(runId)
    expect(row(hit)).toMatchObject({ kind: 'ticket', status: 'new', dueAt })
  })

  it('does not act twice where nothing is left to do', async () => {
    await ask('1', '返品')
    const { id } = save({ isOn: false })
    expect((await world.services.rules.run(id, 30)).changed).toBe(1)
    expect((await world.services.rules.run(id, 30)).changed).toBe(0)
  })

  it('of a rule on time counts as its turn in this wait', async () => {
    const ticketId = await ask('1', '返品')
    await world.clock.advance(2 * HOUR)
    const { id } = save({ when: { type: 'time', since: 'unanswered', minutes: 60 } })
    expect((await world.services.rules.run(id, 30)).changed).toBe(1)
    await world.settle()
    expect(world.journal(ticketId).filter((type) => type === 'rule.applied')).toHaveLength(1)
  })

  it('lets the window work in between', async () => {
    for (let n = 0; n < 120; n++) await ask(`n${n}`, '返品')
    const { id } = save({ isOn: false })
    let turns = 0
    let isDone = false
    const run = world.services.rules.run(id, 30).then(() => (isDone = true))
    while (!isDone) {
      turns++
      await new Promise((resolve) => setImmediate(resolve))
    }
    await run
    expect(turns).toBeGreaterThan(2)
  })
})
