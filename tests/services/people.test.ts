import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, StaffId, TicketId } from '../../preload/domain.ts'
import { createHistoryFile } from '../../main/services/history-file.ts'
import { catalogs } from '../../preload/locales/index.ts'
import { createPorts, eml, openWorld, type World } from './world.ts'

let world: World
let shop: AccountId
beforeEach(() => {
  world = openWorld()
  shop = world.addAccount()
})
afterEach(() => world.close())

const HANAKO = '山田 花子 <hanako@example.com>'
async function ask(subject = '納期について', from = HANAKO): Promise<TicketId> {
  return (await world.arrive(shop, eml({ from, subject, body: `${subject}教えてください。` }))).ticketId
}
const addStaff = (name: string, pin = ''): StaffId =>
  world.services.staff.save({ id: null, name, color: '#2f7d5b', email: '', isManager: false, pin }).id
const lastLine = (id: TicketId, type: string) => world.ticket(id).history.findLast((line) => line.type === type)

describe('staff', () => {
  it('is one person at first, without anybody having to set up anything', () => {
    const { staff, currentId } = world.services.staff.list()
    expect(staff).toEqual([
      { id: 1, name: '自分', color: '#3f51a3', email: '', isManager: true, hasPin: false, isRemoved: false },
    ])
    expect(currentId).toBe(1)
    world.services.settings.set({ language: 'en' })
    expect(world.services.staff.nameOf(1 as StaffId)).toBe('Me')
  })

  it('who is at the counter stands in every line of the history, and is kept for the next start', async () => {
    const id = await ask()
    const sato = addStaff('佐藤')
    world.services.staff.switchTo(sato, null)
    world.services.tickets.resolve([id], 'no-reply-needed')
    expect(lastLine(id, 'ticket.resolved')!.staffId).toBe(sato)
    expect(lastLine(id, 'message.received')!.staffId).toBeNull()
    expect(world.services.staff.list().currentId).toBe(sato)
    expect(world.store.settings.get('staffAtCounter')).toBe(sato)
  })

  it('who read, filed, assigned, answered and closed a ticket is told with what was before', async () => {
    const id = await ask()
    const { services, store } = world
    const sato = addStaff('佐藤')
    services.staff.switchTo(sato, null)
    services.tickets.markSeen(id)
    services.tickets.markSeen(id)
    services.categories.assign([id], 'return', 'staff')
    services.categories.assign([id], 'exchange', 'staff')
    services.staff.assign([id], 1 as StaffId)
    services.staff.assign([id], sato)
    services.tickets.resolve([id], 'no-reply-needed')
    const say = { moment: () => '' }
    const journal: Partial<Record<string, (typeof catalogs.ja.journal)['unknown']>> = catalogs.ja.journal
    const told = store.journal
      .listForTicket(id)
      .filter(({ actor }) => actor === 'staff')
      .map(({ type, data, staffId }) => [staffId, journal[type]!(data, say)])
    expect(told).toEqual([
      [sato, '開いて読みました'],
      [sato, 'カテゴリを「返品」にしました'],
      [sato, 'カテゴリを「返品」から「交換(サイズ違いなど)」にしました'],
      [sato, '担当を 自分 にしました'],
      [sato, '担当を 自分 から 佐藤 にしました'],
      [sato, expect.stringContaining('返信不要で完了にしました')],
      [sato, '状態が「新規」から「完了」になりました'],
    ])
  })

  it('an answer that was written in another program is nobody’s in particular', async () => {
    await ask()
    await world.arrive(
      shop,
      eml({ from: '青葉屋 <shop@example.jp>', to: HANAKO, subject: 'Re: 納期について', body: '明日です。' }),
      { place: 'sent' },
    )
    const sent = world.db.prepare(`SELECT staff_id FROM journal WHERE type = 'message.sent'`).all()
    expect(sent).toEqual([{ staff_id: null }])
  })

  it('a PIN keeps others out, is never stored as it is, and can be taken away', () => {
    const sato = addStaff('佐藤', '2468')
    const { pin } = world.store.staff.list().find(({ id }) => id === sato)!
    expect(pin).not.toContain('2468')
    expect(() => world.services.staff.switchTo(sato, '1111')).toThrow(
      expect.objectContaining({ code: 'rejected', reason: 'wrong-pin' }),
    )
    expect(world.services.staff.currentId()).toBe(1)
    world.services.staff.switchTo(sato, '2468')
    expect(world.services.staff.currentId()).toBe(sato)
    const profile = { id: sato, name: '佐藤', color: '#2f7d5b', email: '', isManager: false }
    world.services.staff.save({ ...profile, pin: null })
    expect(world.services.staff.list().staff[1]!.hasPin).toBe(true)
    world.services.staff.save({ ...profile, pin: '' })
    expect(world.services.staff.list().staff[1]!.hasPin).toBe(false)
  })

  it('somebody who leaves stays in the history, and the counter goes to who is left; the last one cannot leave', async () => {
    const id = await ask()
    const sato = addStaff('佐藤')
    world.services.staff.switchTo(sato, null)
    world.services.staff.assign([id], sato)
    world.services.staff.setRemoved(sato, true)
    expect(world.services.staff.currentId()).toBe(1)
    expect(world.services.staff.nameOf(lastLine(id, 'ticket.assigned')!.staffId)).toBe('佐藤')
    expect(() => world.services.staff.setRemoved(1 as StaffId, true)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })

  it('sees its own tickets alone, where something is to do', async () => {
    const [one] = [await ask(), await ask('在庫', '佐藤 健 <ken@example.com>')]
    const sato = addStaff('佐藤')
    world.services.staff.assign([one], sato)
    const mine = world.services.view.list({ view: 'todo', accountId: null, assigneeId: sato, limit: 50, after: null })
    expect(mine).toMatchObject({ total: 1, tickets: [{ id: one, assigneeId: sato }] })
    expect(() =>
      world.services.view.list({ view: 'all', accountId: null, assigneeId: sato, limit: 50, after: null }),
    ).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })

  it('is told who wrote the draft', async () => {
    const id = await ask()
    const draft = world.services.replies.draftOf(id)
    world.services.replies.save(id, { ...draft, body: '書きかけ' })
    expect(world.ticket(id).ticket.draftBy).toBe(1)
  })
})

describe('an internal note', () => {
  it('is found by the search, is no answer, and leaves the row of the list alone', async () => {
    const id = await ask()
    const before = world.ticket(id).ticket
    world.services.notes.add(id, '倉庫の棚卸し待ち')
    const { ticket, messages } = world.ticket(id)
    expect(ticket).toEqual(before)
    expect(messages.at(-1)).toMatchObject({ direction: 'note', text: '倉庫の棚卸し待ち', from: { name: '自分' } })
    const { hits } = world.services.search.find({ query: '棚卸し', limit: 10, order: 'relevance' })
    expect(hits.map((hit) => hit.ticket.id)).toEqual([id])
    expect(world.services.replies.draftOf(id).to).toEqual([{ name: '山田 花子', address: 'hanako@example.com' }])
  })

  it('is never sent and never answered to', async () => {
    const id = await ask()
    world.services.notes.add(id, '社外秘')
    world.answer(id, 'ご案内いたします。')
    await world.settle()
    const sent = world.ticket(id).messages.find(({ direction }) => direction === 'outbound')!
    expect(sent.text).not.toContain('社外秘')
    expect(world.ticket(id).ticket.status).toBe('waiting')
    expect(world.store.outbox.listOpen()).toEqual([])
  })

  it('keeps its old words in the journal, and comes back when it was removed by mistake', async () => {
    const id = await ask()
    const { messageId } = world.services.notes.add(id, '前の言葉')
    world.services.notes.edit(messageId, '新しい言葉')
    expect(lastLine(id, 'note.edited')!.data).toEqual({ messageId, before: '前の言葉' })
    world.services.notes.setRemoved(messageId, true)
    const notes = () => world.ticket(id).messages.filter(({ direction }) => direction === 'note')
    expect(notes()).toEqual([])
    expect(world.services.search.find({ query: '新しい言葉', limit: 10, order: 'relevance' }).hits).toEqual([])
    world.services.notes.setRemoved(messageId, false)
    expect(notes().map(({ text }) => text)).toEqual(['新しい言葉'])
    expect(world.services.search.find({ query: '新しい言葉', limit: 10, order: 'relevance' }).hits).toHaveLength(1)
  })

  it('calls a colleague, who is told until they look', async () => {
    const id = await ask()
    const sato = addStaff('佐藤')
    world.services.notes.add(id, '@佐藤 返金をお願いします')
    expect(world.services.staff.mentions()).toEqual([])
    world.services.staff.switchTo(sato, null)
    expect(world.services.staff.mentions()).toMatchObject([{ ticketId: id, text: '@佐藤 返金をお願いします', byId: 1 }])
    world.services.staff.sawTicket(id)
    expect(world.services.staff.mentions()).toEqual([])
  })

  it('calls with a popup that names who is called, and only they settle it', async () => {
    const id = await ask()
    addStaff('田中')
    const sato = addStaff('佐藤')
    await world.settle()
    world.popups.length = 0
    const { messageId } = world.services.notes.add(id, '@佐藤 返金をお願いします')
    world.services.notes.edit(messageId, '@佐藤 返金を急ぎでお願いします')
    await world.settle()
    expect(world.popups.map(({ title, target }) => [title, target])).toEqual([
      ['佐藤さんへの社内メモ', { ticketId: id }],
    ])
    const called = () => world.services.alerts.list().find(({ kind }) => kind === 'mention')!
    // Whoever wrote it has the ticket open.
    world.services.alerts.handledTicket(id)
    world.services.staff.sawTicket(id)
    expect(called()).toMatchObject({ isHandled: false, staffName: '佐藤' })
    const other = await ask('在庫', '鈴木 恵 <megumi@example.com>')
    world.services.moves.merge([id], other)
    world.services.staff.switchTo(sato, null)
    world.services.staff.sawTicket(other)
    expect(called().isHandled).toBe(true)
  })

  it('that is taken away calls nobody any more', async () => {
    const id = await ask()
    addStaff('佐藤')
    await world.settle()
    world.popups.length = 0
    const { messageId } = world.services.notes.add(id, '@佐藤 返金をお願いします')
    world.services.notes.setRemoved(messageId, true)
    await world.settle()
    expect(world.popups).toEqual([])
  })

  it('goes along when its ticket becomes part of another, and comes back', async () => {
    const [one, two] = [await ask(), await ask('在庫', '佐藤 健 <ken@example.com>')]
    world.services.notes.add(two, '在庫は3つ')
    const moveId = world.services.moves.merge([two], one)
    expect(world.ticket(one).messages.map(({ direction }) => direction)).toContain('note')
    expect(world.ticket(one).ticket.messageCount).toBe(2)
    world.services.moves.undo(moveId)
    expect(world.ticket(two).messages.map(({ direction }) => direction)).toEqual(['inbound', 'note'])
  })
})

describe('the history as a file', () => {
  it('says when, who and what, for a spreadsheet that reads Japanese and runs no formula', async () => {
    const id = await ask()
    const sato = addStaff('=佐藤')
    world.services.staff.switchTo(sato, null)
    world.services.staff.assign([id], sato)
    const path = join(mkdtempSync(join(tmpdir(), 'madoguchi-history-')), 'history.csv')
    const asked: string[] = []
    const file = createHistoryFile({
      store: world.store,
      desktop: {
        ...createPorts().desktop,
        askSavePath: (name) => {
          asked.push(name)
          return Promise.resolve(path)
        },
      },
      staff: world.services.staff,
      catalog: () => catalogs.ja,
      timeWords: world.services.timeWords,
    })
    expect(await file.save(id)).toEqual({ path })
    expect(asked).toEqual([`対応履歴 #${id}.csv`])
    const text = readFileSync(path, 'utf8')
    expect(text.startsWith('\uFEFF"日時","誰が","内容"\r\n')).toBe(true)
    expect(text).toContain(`"お客さま","メッセージが届きました"\r\n`)
    expect(text).toContain(`"'=佐藤","担当を =佐藤 にしました"\r\n`)
  })
})
