// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChecklistId, CustomerId, StaffId, TicketId } from '../../preload/domain.ts'
import { initialsOf } from '../../renderer/people/StaffMark.tsx'
import { fakeStaff } from '../support/fake-people.ts'
import { closeWindow, NOW, openWindow } from '../support/window.tsx'

afterEach(closeWindow)

const toasts = () => screen.getByRole('region', { name: '操作の結果' })
const undo = () => within(toasts()).getByRole('button', { name: '元に戻す' })
const row = (id: number) => document.querySelector<HTMLElement>(`#ticket-row-${id}`)!

async function withColleague(options: Parameters<typeof openWindow>[0] = {}) {
  const window = await openWindow(options)
  window.fake.people.staff = [fakeStaff(1, '田中 由紀'), fakeStaff(2, '佐藤', { color: '#2f7d5b' })]
  await window.store.getState().loadPeople()
  return window
}

describe('a category', () => {
  it('is set from the keyboard: c, a word, Enter; the row and the head say it, and u takes it back', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.keyboard('c')
    const field = await screen.findByRole('combobox', { name: 'カテゴリを探す' })
    await user.type(field, 'サイズ{Enter}')
    expect(fake.callsOf('tickets.setCategory')[0]?.input).toEqual({ ids: [1024], category: 'size' })
    expect(await screen.findByRole('button', { name: 'カテゴリ: サイズ・採寸' })).toBeTruthy()
    await waitFor(() => expect(row(1024).textContent).toContain('サイズ・採寸'))
    await user.keyboard('u')
    await waitFor(() => expect(fake.callsOf('tickets.setCategory')[1]?.input).toEqual({ ids: [1024], category: null }))
  })

  it('is taken by its digit, for all selected rows', async () => {
    const { fake, user } = await openWindow()
    await user.keyboard('jxjxc')
    await screen.findByRole('dialog', { name: '2件のカテゴリを選ぶ' })
    await user.keyboard('2')
    await waitFor(() =>
      expect(fake.callsOf('tickets.setCategory')[0]?.input).toEqual({ ids: [1024, 1031], category: 'defect' }),
    )
  })
})

describe('a checklist', () => {
  it('starts with its category and is ticked under the head; the row counts', async () => {
    const { fake, store, user } = await openWindow({ openId: 1024 })
    await store.getState().setCategory([1024 as TicketId], 'defect')
    const list = await screen.findByRole('region', { name: 'チェックリスト: 不良・破損の対応' })
    await user.click(within(list).getByRole('checkbox', { name: /お詫び/ }))
    expect(fake.callsOf('checklists.tick')[0]?.input).toEqual({
      ticketId: 1024,
      checklistId: 1,
      index: 0,
      isDone: true,
    })
    expect(await within(list).findByText('手順 1/4')).toBeTruthy()
    await waitFor(() => expect(row(1024).textContent).toContain('1/4'))
  })

  it('names what is missing at closing, and can be overridden', async () => {
    const { fake, store, user } = await openWindow({ openId: 1024 })
    await store.getState().startChecklist(1024 as TicketId, 1 as ChecklistId)
    fake.changeTicket(1024 as TicketId, { status: 'waiting' })
    await waitFor(() => expect(store.getState().detail?.ticket.status).toBe('waiting'))
    await user.keyboard('e')
    const dialog = await screen.findByRole('dialog', { name: '完了にする' })
    expect(within(dialog).getByRole('alert').textContent).toBe(
      'まだ済んでいない手順があります：お詫び、写真をいただく、交換品の発送',
    )
    expect(fake.callsOf('tickets.resolve')).toHaveLength(0)
    await user.keyboard('{Enter}')
    await waitFor(() => expect(fake.callsOf('tickets.resolve')[0]?.input).toEqual({ ids: [1024], reason: 'settled' }))
  })
})

describe('closing', () => {
  it('an answered ticket is one key, with a way back', async () => {
    const { fake, store, user } = await openWindow({ openId: 1024 })
    fake.changeTicket(1024 as TicketId, { status: 'waiting', category: 'size' })
    await waitFor(() => expect(store.getState().rows.get(1024 as TicketId)?.status).toBe('waiting'))
    await user.keyboard('e')
    await waitFor(() => expect(fake.callsOf('tickets.resolve')[0]?.input).toEqual({ ids: [1024], reason: 'settled' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(undo()).toBeTruthy()
  })

  it('an unanswered one asks why; a digit is its category and n says it could not be prevented', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.keyboard('e')
    const dialog = await screen.findByRole('dialog', { name: '完了にする' })
    expect(within(dialog).getByRole<HTMLInputElement>('radio', { name: '返信不要' }).checked).toBe(true)
    await user.keyboard('1')
    const group = within(dialog).getByRole('group', { name: '防げた?' })
    expect(within(group).getByRole('button', { name: 'はい' }).getAttribute('aria-pressed')).toBe('true')
    await user.keyboard('n{Enter}')
    await waitFor(() =>
      expect(fake.callsOf('tickets.resolve')[0]?.input).toEqual({ ids: [1024], reason: 'no-reply-needed' }),
    )
    expect(fake.callsOf('tickets.setCategory')[0]?.input).toEqual({ ids: [1024], category: 'size' })
    expect(fake.callsOf('tickets.setPreventable')[0]?.input).toEqual({ ids: [1024], isPreventable: false })
  })

  it('stays open when the question is left with Esc', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.keyboard('e')
    await screen.findByRole('dialog', { name: '完了にする' })
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(fake.callsOf('tickets.resolve')).toHaveLength(0)
  })
})

describe('staff', () => {
  it('does not exist for somebody who works alone', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.keyboard('a')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.queryByRole('button', { name: /対応する人を切り替える/ })).toBeNull()
    expect(screen.queryByRole('button', { name: '自分の担当' })).toBeNull()
    expect(fake.callsOf('tickets.assign')).toHaveLength(0)
  })

  it('takes a ticket with a and a digit; row and head show who has it', async () => {
    const { fake, user } = await withColleague({ openId: 1024 })
    await user.keyboard('a')
    await screen.findByRole('dialog', { name: '担当を選ぶ' })
    await user.keyboard('2')
    expect(fake.callsOf('tickets.assign')[0]?.input).toEqual({ ids: [1024], staffId: 2 })
    expect(await screen.findByRole('button', { name: '担当: 佐藤' })).toBeTruthy()
    await waitFor(() => expect(within(row(1024)).getByText('担当:佐藤')).toBeTruthy())
    await user.click(undo())
    await waitFor(() => expect(fake.callsOf('tickets.assign')[1]?.input).toEqual({ ids: [1024], staffId: null }))
  })

  it('sees only its own tickets when it wants to', async () => {
    const { fake, store, user } = await withColleague()
    fake.changeTicket(1031 as TicketId, { assigneeId: 1 as StaffId })
    await user.click(screen.getByRole('button', { name: '自分の担当' }))
    await waitFor(() => expect(store.getState().list.ids).toEqual([1031]))
    expect(fake.callsOf('tickets.list').at(-1)?.input).toMatchObject({ view: 'todo', assigneeId: 1 })
  })

  it('is switched at the foot of the rail, with a PIN where somebody has one', async () => {
    const { fake, store, user } = await withColleague()
    fake.people.staff = [fakeStaff(1, '田中 由紀'), fakeStaff(2, '佐藤', { hasPin: true })]
    await store.getState().loadPeople()
    await user.click(screen.getByRole('button', { name: /対応する人を切り替える/ }))
    await user.click(await screen.findByRole('menuitem', { name: '佐藤' }))
    const dialog = await screen.findByRole('dialog', { name: '佐藤 の暗証番号' })
    await user.type(within(dialog).getByLabelText('暗証番号'), '9999{Enter}')
    expect(await within(dialog).findByText('暗証番号が違います。')).toBeTruthy()
    await user.type(within(dialog).getByLabelText('暗証番号'), '1234{Enter}')
    await waitFor(() => expect(store.getState().currentStaffId).toBe(2))
  })

  it('is told who else is writing an answer, and who did what', async () => {
    const { fake, store } = await withColleague({ openId: 1024 })
    const detail = fake.shop.details.get(1024 as TicketId)!
    const line = { seq: 9, at: detail.ticket.lastMessageAt, actor: 'staff' as const, data: { name: '佐藤' } }
    fake.shop.details.set(1024 as TicketId, {
      ...detail,
      ticket: { ...detail.ticket, draftBy: 2 as StaffId },
      draft: { ...detail.draft, body: '在庫はございます。', savedAt: NOW },
      history: [{ ...line, staffId: 2 as StaffId, type: 'ticket.assigned' }],
    })
    await store.getState().refreshTicket()
    expect(await screen.findByText('佐藤 が返信を書いています。')).toBeTruthy()
    expect(within(row(1024)).getByText('佐藤 が返信中')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'ほかの人の書きかけの返信' }).textContent).toBe('在庫はございます。')
    expect(screen.queryByRole('textbox', { name: '本文' })).toBeNull()
    expect(document.querySelector('[data-event="ticket.assigned"]')!.textContent).toContain(
      '担当を 佐藤 にしました（佐藤）',
    )
  })

  it('takes over what a colleague began, and never sees it again as its own once the colleague has sent it', async () => {
    const { fake, store, user } = await withColleague({ openId: 1024 })
    const id = 1024 as TicketId
    const show = async (draftBy: StaffId | null, body: string, savedAt: number | null) => {
      const detail = fake.shop.details.get(id)!
      const ticket = { ...detail.ticket, draftBy }
      fake.shop.details.set(id, { ...detail, ticket, draft: { ...detail.draft, body, savedAt } })
      await store.getState().refreshTicket()
    }
    await show(2 as StaffId, '在庫はございます。', 5)
    expect(await screen.findByText(/^佐藤 の書きかけの返信があります/)).toBeTruthy()
    await show(null, '', null)
    await waitFor(() => expect(screen.queryByText('在庫はございます。')).toBeNull())

    await show(2 as StaffId, '在庫はございます。', 6)
    await user.click(await screen.findByRole('button', { name: '引き継いで書く' }))
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '本文' })).value).toBe('在庫はございます。')
  })

  it('is shown by the family name, or by initials', () => {
    expect(['田中 由紀', '佐藤', 'Ann Lee', 'Me', '自分'].map(initialsOf)).toEqual(['田中', '佐藤', 'AL', 'Me', '自分'])
  })
})

describe('an internal note', () => {
  it('is written with n, calls a colleague, and stands in the conversation with a lock', async () => {
    const { fake, user } = await withColleague({ openId: 1024 })
    await user.keyboard('n')
    const field = await screen.findByRole('textbox', { name: '社内メモ' })
    await user.click(screen.getByRole('button', { name: '@佐藤 を入れる' }))
    await user.type(field, '在庫を見てください{Control>}{Enter}{/Control}')
    await waitFor(() =>
      expect(fake.callsOf('notes.add')[0]?.input).toEqual({ ticketId: 1024, text: '@佐藤 在庫を見てください' }),
    )
    expect(fake.callsOf('replies.send')).toHaveLength(0)
    await waitFor(() => expect(document.querySelector('[data-direction="note"]')).not.toBeNull())
    expect(document.querySelector('[data-direction="note"]')!.textContent).toContain('社内メモ')
    await user.click(undo())
    await waitFor(() => expect(document.querySelector('[data-direction="note"]')).toBeNull())
  })

  it('that calls somebody leads them to the ticket', async () => {
    const { fake, store, user } = await withColleague()
    fake.people.mentions = [
      {
        messageId: 7 as never,
        ticketId: 1031 as TicketId,
        subject: '割れ',
        text: '@田中 由紀 お願い',
        byId: 2 as StaffId,
        at: 0,
      },
    ]
    await store.getState().loadPeople()
    await user.click(screen.getByRole('button', { name: /社内メモで呼ばれています:1件/ }))
    await user.click(await screen.findByRole('button', { name: /お願い/ }))
    await waitFor(() => expect(store.getState().openId).toBe(1031))
  })
})

describe('a phone memo', () => {
  it('comes with Ctrl+Shift+P, finds the caller by number and keeps a call-back', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    fake.people.callers = [
      {
        customerId: 1024 as CustomerId,
        name: '山田 花子',
        kana: 'ヤマダ ハナコ',
        number: '09012345678',
        openTickets: [{ id: 1024 as TicketId, subject: '納期のお問い合わせ' }],
      },
    ]
    await user.keyboard('{Control>}{Shift>}P{/Shift}{/Control}')
    const dialog = await screen.findByRole('dialog', { name: '電話メモ' })
    await user.type(within(dialog).getByLabelText('電話番号'), '5678')
    await user.click(await within(dialog).findByRole('radio', { name: /山田 花子/ }, { timeout: 3000 }))
    await user.click(within(dialog).getByRole('radio', { name: /#1024 納期のお問い合わせ/ }))
    await user.type(within(dialog).getByLabelText('ご用件'), '納期を知りたい{Control>}{Enter}{/Control}')
    await waitFor(() =>
      expect(fake.callsOf('phone.save')[0]?.input).toEqual({
        ticketId: 1024,
        accountId: 1,
        customerId: 1024,
        name: '山田 花子',
        number: '5678',
        kind: 'phone',
        matter: '納期を知りたい',
        items: [],
        category: null,
        isCallBack: true,
        fromMessageId: null,
      }),
    )
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(document.querySelector('[data-direction="call"]')!.textContent).toContain('納期を知りたい')
  })

  it('takes down an order line by line, in full-width figures too, and says what cannot be read', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.keyboard('{Control>}{Shift>}P{/Shift}{/Control}')
    const dialog = await screen.findByRole('dialog', { name: '電話メモ' })
    const save = () => within(dialog).getByRole('button', { name: 'メモを残す' })
    const field = (name: string) => within(dialog).getByRole<HTMLInputElement>('textbox', { name })
    await user.click(within(dialog).getByRole('radio', { name: 'FAX・はがき' }))
    await user.click(within(dialog).getByRole('switch', { name: 'ご注文を受けました' }))
    expect(document.activeElement).toBe(field('1行目の品名'))
    await user.type(field('1行目の品名'), '急須{Enter}')
    expect(document.activeElement).toBe(field('2行目の品名'))
    await user.type(field('2行目の品名'), '湯呑')
    await user.clear(field('2行目の数量'))
    expect(within(dialog).getByRole('alert').textContent).toContain('数量は1以上')
    expect(save()).toHaveProperty('disabled', true)
    fireEvent.change(field('2行目の数量'), { target: { value: '４' } })
    fireEvent.change(field('2行目の単価(任意)'), { target: { value: '１２００' } })
    fireEvent.change(field('1行目の単価(任意)'), { target: { value: '3,300円' } })
    expect(within(dialog).getByText('合計 8,100円')).toBeTruthy()
    fireEvent.change(field('2行目の単価(任意)'), { target: { value: '' } })
    await user.click(save())
    await waitFor(() =>
      expect(fake.callsOf('phone.save')[0]?.input).toMatchObject({
        kind: 'paper',
        matter: '',
        items: [
          { name: '急須', quantity: 1, price: 3300 },
          { name: '湯呑', quantity: 4, price: null },
        ],
      }),
    )
  })

  it('made of a mail is a mail again from its menu, and can be made once more', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    const menuOf = async (message: HTMLElement) =>
      user.click(within(message).getByRole('button', { name: 'その他の操作' }))
    await menuOf(document.querySelector<HTMLElement>('.message')!)
    await user.click(await screen.findByRole('menuitem', { name: '電話メモにする' }))
    const dialog = await screen.findByRole('dialog', { name: '電話メモ' })
    await user.click(await within(dialog).findByRole('button', { name: 'メモを残す' }))
    const calls = () => document.querySelectorAll<HTMLElement>('[data-direction="call"]')
    await waitFor(() => expect(calls()).toHaveLength(1))
    await menuOf(calls()[0]!)
    await user.click(await screen.findByRole('menuitem', { name: 'ふつうのメールに戻す' }))
    const toast = await within(toasts()).findByText('電話メモを取り消して、メールに戻しました')
    await waitFor(() => expect(calls()).toHaveLength(0))
    await user.click(within(toast.closest<HTMLElement>('.toast')!).getByRole('button', { name: /元に戻す/ }))
    await waitFor(() => expect(calls()).toHaveLength(1))
    expect(fake.callsOf('phone.save')[1]?.input).toMatchObject({ fromMessageId: expect.any(Number) as unknown })
  })

  it('is made of a mail with two clicks, with what the mail says filled in and the manual of its category beside it', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    const [message] = document.querySelectorAll<HTMLElement>('.message')
    await user.click(within(message!).getByRole('button', { name: 'その他の操作' }))
    await user.click(await screen.findByRole('menuitem', { name: '電話メモにする' }))
    const dialog = await screen.findByRole('dialog', { name: '電話メモ' })
    expect((await within(dialog).findByLabelText<HTMLInputElement>('電話番号')).value).toBe('090-0000-1234')
    await user.selectOptions(within(dialog).getByLabelText('カテゴリ'), 'defect')
    const manual = await within(dialog).findByRole('region', { name: '応対の手引き' })
    expect(manual.textContent).toContain('交換品')
    await user.click(within(dialog).getByRole('button', { name: 'メモを残す' }))
    await waitFor(() =>
      expect(fake.callsOf('phone.save')[0]?.input).toMatchObject({
        ticketId: 1024,
        name: '高橋 健太',
        isCallBack: true,
        fromMessageId: expect.any(Number),
      }),
    )
  })
})

it('the history of a ticket is saved as a file', async () => {
  const { fake, user } = await openWindow({ openId: 1024 })
  const head = document.querySelector<HTMLElement>('.ticket-head')!
  await user.click(within(head).getByRole('button', { name: 'その他の操作' }))
  await user.click(await screen.findByRole('menuitem', { name: '対応履歴をCSVで保存…' }))
  expect(fake.callsOf('tickets.exportHistory')[0]?.input).toEqual({ id: 1024 })
  expect(await within(toasts()).findByText('対応履歴を保存しました:~/Documents/history-1024.csv')).toBeTruthy()
})

describe('the settings', () => {
  it('edit staff, categories and checklists', async () => {
    const { fake, store, user } = await openWindow()
    store.getState().showScreen('settings')
    await user.click(await screen.findByRole('button', { name: 'スタッフを足す' }))
    expect(fake.callsOf('staff.save')[0]?.input).toMatchObject({ id: null, name: 'スタッフ 2' })
    await user.click(screen.getByText('到着後', { selector: 'summary' }))
    await user.click(screen.getByRole('checkbox', { name: '防げた: 返品' }))
    expect(fake.callsOf('categories.save')[0]?.input).toEqual({
      key: 'return',
      parentKey: 'arrived',
      label: '返品',
      isPreventable: true,
    })
    await user.click(screen.getByText('不良・破損の対応', { selector: 'summary' }))
    await user.click(screen.getByRole('button', { name: /「不良・破損の対応」の手順/ }))
    await user.type(screen.getByRole('textbox', { name: '「不良・破損の対応」の手順' }), '\nアンケート')
    await user.tab()
    await waitFor(() => expect(fake.callsOf('checklists.save')).toHaveLength(1))
    const saved = fake.callsOf('checklists.save')[0]!.input as { steps: unknown[] }
    expect(saved.steps.slice(-2)).toEqual([
      { key: 'finish', label: '完了' },
      { key: null, label: 'アンケート' },
    ])
  })
})
