import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, ChecklistId, TicketId } from '../../preload/domain.ts'
import { HOUR, eml, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

async function ask(subject = 'お皿が割れていました', from = '山田 花子 <hanako@example.com>'): Promise<TicketId> {
  const { ticketId } = await world.arrive(shop, eml({ from, subject, body: `${subject}。` }))
  return ticketId
}
const stepsOf = (id: TicketId) => world.ticket(id).ticket.steps
const lists = (id: TicketId) => world.ticket(id).work.checklists
const lastLine = (id: TicketId, type: string) => world.ticket(id).history.findLast((line) => line.type === type)

describe('categories', () => {
  it('are there from the start, large before small, in the language of the shop', () => {
    const { categories, settings } = world.services
    const all = categories.list()
    expect(all.filter(({ parentKey }) => parentKey === null).map(({ label }) => label)).toEqual([
      '購入前',
      '注文後',
      '到着後',
      'その他',
    ])
    expect(all.filter(({ parentKey }) => parentKey === 'before').map(({ label }) => label)).toEqual([
      '商品仕様・使い方',
      'サイズ・採寸',
      '在庫・再入荷',
      '納期・お届け日',
      '送料・支払い方法',
      'ギフト・のし',
      '見積・法人',
    ])
    expect(all.find(({ key }) => key === 'size')!.isPreventable).toBe(true)
    expect(all.find(({ key }) => key === 'quote')!.isPreventable).toBe(false)
    settings.set({ language: 'en' })
    expect(categories.labelOf('size')).toBe('Size and fit')
  })

  it('are the shop’s to edit: a new word, a new one, one that is not offered any more', () => {
    const { categories } = world.services
    categories.save({ key: 'size', parentKey: 'before', label: '寸法', isPreventable: false })
    const own = categories.save({ key: null, parentKey: 'others', label: '陶芸教室', isPreventable: false })
    categories.setRemoved('member', true)
    const all = categories.list()
    expect(all.find(({ key }) => key === 'size')).toMatchObject({ label: '寸法', isPreventable: false })
    expect(all.at(-1)).toMatchObject({ key: own.key, label: '陶芸教室', parentKey: 'others' })
    expect(all.find(({ key }) => key === 'member')!.isRemoved).toBe(true)
    expect(() => categories.save({ key: null, parentKey: 'size', label: 'x', isPreventable: false })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })

  it('a rule gives a category, and never over the choice of a person', async () => {
    const id = await ask()
    world.services.categories.assign([id], 'size', 'rule')
    expect(world.ticket(id).ticket.category).toBe('size')
    world.services.categories.assign([id], 'defect', 'staff')
    world.services.categories.assign([id], 'return', 'rule')
    expect(world.ticket(id)).toMatchObject({ ticket: { category: 'defect' }, work: { categorySetBy: 'staff' } })
    expect(lastLine(id, 'ticket.categorised')).toMatchObject({
      actor: 'staff',
      data: { label: '不良・破損', before: 'size' },
    })
  })

  it('remembers what a person says about 防げた, apart from the preset', async () => {
    const id = await ask()
    expect(world.ticket(id).work.isPreventable).toBeNull()
    world.services.categories.setPreventable([id], true)
    expect(world.ticket(id).work.isPreventable).toBe(true)
    expect(world.journal(id)).toContain('ticket.preventable')
  })
})

describe('a checklist', () => {
  it('starts with the category, is ticked by somebody, and its open steps stand in the row', async () => {
    const id = await ask()
    world.services.categories.assign([id], 'defect', 'staff')
    expect(lists(id)[0]!.steps.map(({ label }) => label)).toEqual([
      'お詫び',
      '写真をいただく',
      '交換品の発送',
      '集荷の手配',
      '完了',
    ])
    const { checklistId } = lists(id)[0]!
    world.services.checklists.tick({ ticketId: id, checklistId, index: 0, isDone: true })
    expect(stepsOf(id)).toEqual({ done: 1, total: 5 })
    expect(lists(id)[0]!.steps[0]).toMatchObject({ doneAt: world.clock.now(), doneBy: 1 })
    expect(lastLine(id, 'step.done')).toMatchObject({ staffId: 1, data: { label: 'お詫び' } })
    world.services.checklists.tick({ ticketId: id, checklistId, index: 0, isDone: false })
    expect(stepsOf(id)).toEqual({ done: 0, total: 5 })
  })

  it('untouched, goes with a category that was given by mistake; with a tick it stays', async () => {
    const { categories, checklists } = world.services
    const id = await ask()
    categories.assign([id], 'defect', 'staff')
    categories.assign([id], 'return', 'staff')
    expect(lists(id).map(({ name }) => name)).toEqual(['返品の対応'])
    checklists.tick({ ticketId: id, checklistId: lists(id)[0]!.checklistId, index: 0, isDone: true })
    categories.assign([id], null, 'staff')
    expect(lists(id).map(({ name }) => name)).toEqual(['返品の対応'])
    expect(stepsOf(id)).toEqual({ done: 1, total: 5 })
  })

  it('names what was open when the ticket was closed all the same', async () => {
    const id = await ask()
    world.services.categories.assign([id], 'missing-item', 'staff')
    const { checklistId } = lists(id)[0]!
    world.services.checklists.tick({ ticketId: id, checklistId, index: 0, isDone: true })
    world.services.tickets.resolve([id], 'no-reply-needed')
    expect(lastLine(id, 'ticket.resolved')!.data).toEqual({
      reason: 'no-reply-needed',
      openSteps: ['写真をいただく', '不足品の発送'],
    })
    expect(stepsOf(id)).toEqual({ done: 1, total: 4 })
  })

  it('is finished by closing the ticket, and open again when that is taken back', async () => {
    const id = await ask()
    world.services.categories.assign([id], 'missing-item', 'staff')
    const { checklistId } = lists(id)[0]!
    for (const index of [0, 1, 2]) world.services.checklists.tick({ ticketId: id, checklistId, index, isDone: true })
    world.services.tickets.resolve([id], 'settled')
    expect(stepsOf(id)).toEqual({ done: 4, total: 4 })
    expect(lastLine(id, 'ticket.resolved')!.data['openSteps']).toEqual([])
    world.services.tickets.reopen([id], true)
    expect(stepsOf(id)).toEqual({ done: 3, total: 4 })
  })

  it('that runs is a copy: editing the definition changes what begins later', async () => {
    const { categories, checklists } = world.services
    const [first, second] = [await ask(), await ask('届いたお茶の袋に穴', '佐藤 美咲 <sato@example.com>')]
    categories.assign([first], 'defect', 'staff')
    const { checklistId } = lists(first)[0]!
    checklists.save({
      id: checklistId,
      categoryKey: 'defect',
      name: '破損',
      steps: [{ key: null, label: '電話する' }],
    })
    categories.assign([second], 'defect', 'staff')
    expect(stepsOf(first)!.total).toBe(5)
    expect(lists(second)).toMatchObject([{ name: '破損', steps: [{ label: '電話する', doneAt: null }] }])
  })

  it('starts by hand or by a rule, once, and can be taken off', async () => {
    const id = await ask()
    const returns = world.services.checklists.list().find(({ categoryKey }) => categoryKey === 'return')!
    world.services.checklists.start(id, returns.id, 'system')
    world.services.checklists.start(id, returns.id)
    expect(stepsOf(id)).toEqual({ done: 0, total: 5 })
    world.services.checklists.stop(id, returns.id)
    expect(stepsOf(id)).toBeNull()
    expect(() => world.services.checklists.start(id, 99 as ChecklistId)).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
  })
})

describe('of two tickets that become one', () => {
  it('what was done stays done, and taking the merge back restores both', async () => {
    const { categories, checklists, moves, staff } = world.services
    const [one, two] = [await ask(), await ask('写真をお送りします', '山田 花子 <hanako2@example.com>')]
    categories.assign([one, two], 'defect', 'staff')
    const { checklistId } = lists(one)[0]!
    checklists.tick({ ticketId: one, checklistId, index: 0, isDone: true })
    checklists.tick({ ticketId: two, checklistId, index: 1, isDone: true })
    staff.assign([two], staff.currentId())

    const moveId = moves.merge([two], one)
    expect(stepsOf(one)).toEqual({ done: 2, total: 5 })
    expect(world.ticket(one).ticket).toMatchObject({ category: 'defect', assigneeId: staff.currentId() })

    moves.undo(moveId)
    expect([stepsOf(one), stepsOf(two)]).toEqual([
      { done: 1, total: 5 },
      { done: 1, total: 5 },
    ])
    expect(lists(two)[0]!.steps.map(({ doneAt }) => doneAt !== null)).toEqual([false, true, false, false, false])
    expect(world.ticket(one).ticket.assigneeId).toBeNull()
  })

  it('a split takes a matter of its own: the checklist stays where it was', async () => {
    const id = await ask()
    const { messageId } = await world.arrive(
      shop,
      eml({
        from: '山田 花子 <hanako@example.com>',
        subject: 'Re: お皿が割れていました',
        body: '別件で領収書をください。',
      }),
    )
    world.services.moves.move([messageId], id)
    world.services.categories.assign([id], 'defect', 'staff')
    const { ticketId } = world.services.moves.split(id, [messageId])
    expect(stepsOf(id)!.total).toBe(5)
    expect(world.ticket(ticketId).ticket).toMatchObject({ steps: null, category: null })
  })
})

it('a move that was recorded before these columns existed can still be taken back', async () => {
  const [one, two] = [await ask(), await ask('もう一件', '佐藤 美咲 <sato@example.com>')]
  const moveId = world.services.moves.merge([two], one)
  const { record } = world.db.prepare<[number], { record: string }>('SELECT record FROM move WHERE id = ?').get(moveId)!
  const old = JSON.parse(record) as { before: { row: Record<string, unknown> }[]; after: typeof old.before }
  for (const { row } of [...old.before, ...old.after]) for (const key of ['checklists', 'category']) delete row[key]
  world.db.prepare('UPDATE move SET record = ? WHERE id = ?').run(JSON.stringify(old), moveId)
  await world.clock.advance(HOUR)
  world.services.moves.undo(moveId)
  expect(world.ticket(two).ticket).toMatchObject({ id: two, messageCount: 1 })
})
