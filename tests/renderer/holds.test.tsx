// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Output } from '../../preload/contract.ts'
import type { HoldView, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { fakeHold } from '../support/fake-holds.ts'
import { closeWindow, NOW, openWindow } from '../support/window.tsx'

const HANAKO = 1024 as TicketId
const MINUTE = 60_000
/** Friday, 2026-11-27 at 18:00 in Japan: what the fake main proposes. */
const FRIDAY = Date.parse('2026-11-27T18:00:00+09:00')

const body = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: '本文' })
const subject = () => screen.getByRole<HTMLInputElement>('textbox', { name: '件名' })
const date = () => screen.getByLabelText<HTMLInputElement>('期限の日付')
const composer = () => screen.getByRole('form', { name: '返信' })
const send = () => within(composer()).getByRole<HTMLButtonElement>('button', { name: /として/ })
const sentPlan = (input: unknown) => (input as { plan: { hold: unknown } }).plan.hold

afterEach(closeWindow)

/** Fills the one gap that only a person can fill. */
function answerQuestion() {
  const value = body().value.replace('{{ご質問への回答}}', 'お取り寄せになります。')
  fireEvent.change(body(), { target: { value } })
}

async function planned(text = '') {
  const opened = await openWindow({ openId: HANAKO })
  if (text !== '') opened.store.getState().editDraft(HANAKO, { body: text })
  await opened.user.keyboard('h')
  await screen.findByLabelText('期限の日付')
  return opened
}

/** The words that the letter leaves to a person. */
function fillIn() {
  fireEvent.change(body(), { target: { value: body().value.replaceAll(/\{\{.+?\}\}/g, '青のみのご用意です。') } })
}

async function withHold(change: Partial<HoldView> & Pick<HoldView, 'stage'>) {
  const opened = await openWindow()
  opened.fake.putHold(fakeHold({ ticketId: HANAKO, ...change }, { now: NOW }))
  await opened.store.getState().openTicket(HANAKO)
  return opened
}

describe('保留にして送信', () => {
  it('begins with the order of the conversation, a date that main proposed, and a letter that names it', async () => {
    await planned()
    expect(date().value).toBe('2026-11-27')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '注文番号' }).value).toBe('2026-11802')
    expect(body().value).toMatch(/11月27日\(金\)(18:00)?までに/)
    expect(subject().value).toMatch(/11月27日\(金\)(18:00)?までに/)
  })

  it('has one date: changed in the panel, it changes in the subject and the text, also where a person has edited', async () => {
    const { fake } = await planned()
    answerQuestion()
    fireEvent.change(body(), { target: { value: `${body().value}\n\n追伸: 11月27日（金）を過ぎると承れません。` } })
    fireEvent.change(date(), { target: { value: '2026-12-01' } })
    expect(subject().value).toMatch(/12月1日\(火\)(18:00)?までに/)
    expect(body().value).toMatch(/12月1日\(火\)(18:00)?までに/)
    expect(body().value).toContain('追伸: 12月1日（火）を過ぎると')
    expect(body().value).not.toContain('11月27日')
    fillIn()
    fireEvent.click(send())
    await waitFor(() => expect(fake.callsOf('replies.send')).toHaveLength(1))
    const plan = sentPlan(fake.callsOf('replies.send')[0]?.input)
    expect(plan).toMatchObject({
      step: 'request',
      dueAt: Date.parse('2026-12-01T18:00:00+09:00'),
      orderNumber: '2026-11802',
    })
  })

  it('keeps what was written and adds only the date', async () => {
    await planned('窯元に確認しました。')
    expect(body().value).toBe('窯元に確認しました。\n\nお手数ですが、11月27日(金)18:00までにご返信ください。')
    expect(subject().value).toBe('Re: 納期のお問い合わせ')
  })

  it('is not sent without its date in the text, says so, and puts it there on request', async () => {
    const { fake } = await planned()
    fireEvent.change(body(), { target: { value: 'ご検討ください。' } })
    expect(screen.getByText('本文に期限（11月27日(金)18:00）が書かれていません。')).toBeTruthy()
    expect(send().disabled).toBe(true)
    fireEvent.keyDown(body(), { key: 'Enter', ctrlKey: true })
    expect(fake.callsOf('replies.send')).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: '期限を本文に入れる' }))
    expect(body().value).toContain('11月27日(金)18:00まで')
    expect(send().disabled).toBe(false)
  })

  it('takes the template of the shop where it has one, and its date is the date of the hold', async () => {
    const { fake } = await openWindow({ openId: HANAKO })
    const template = {
      id: 7,
      purpose: 'hold-request',
      language: 'ja',
      shopId: null,
    } as Output<'templates.list'>[number]
    fake.answer('templates.list', [template])
    const words = '山田花子さま\n\n店の文章です。11月27日(金)までにお知らせください。'
    fake.answer('templates.fill', {
      subject: '店の件名',
      body: words,
      unfilled: [],
      slots: [],
      files: [],
      startsHold: true,
    })
    fireEvent.click(screen.getByRole('button', { name: /返信を書く/ }))
    fireEvent.keyDown(body(), { key: 'H', ctrlKey: true, shiftKey: true })
    await waitFor(() => expect(body().value).toContain('店の文章です'))
    expect(fake.callsOf('templates.fill')[0]?.input).toMatchObject({
      extra: { 回答期限: FRIDAY, 注文番号: '2026-11802' },
    })
    fireEvent.change(date(), { target: { value: '2026-12-01' } })
    expect(body().value).toContain('12月1日(火)までにお知らせください')
  })

  it('is saved with the draft and stands there again after a reload', async () => {
    const { fake, store } = await planned()
    await store.getState().saveDraft(HANAKO)
    const saved = fake.callsOf('drafts.save').at(-1)?.input as { draft: { plan: unknown } }
    expect(saved.draft.plan).toMatchObject({ hold: { step: 'request', dueAt: FRIDAY } })
    closeWindow()
    const again = await openWindow()
    again.fake.shop.details.set(HANAKO, fake.shop.details.get(HANAKO)!)
    await again.store.getState().openTicket(HANAKO)
    expect((await screen.findByLabelText<HTMLInputElement>('期限の日付')).value).toBe('2026-11-27')
    expect(body().value).toMatch(/11月27日\(金\)(18:00)?までに/)
    // Whoever walks through the list with j and k must not find the keys in a date.
    expect(document.activeElement).not.toBe(date())
  })

  it('takes the keyboard to its date', async () => {
    await planned()
    await waitFor(() => expect(document.activeElement).toBe(date()))
  })

  it('reads the clock of the shop, whatever that of the PC says', async () => {
    const opened = await openWindow({ openId: HANAKO })
    const shops = [...opened.store.getState().shops].map(([id, shop]) => [id, { ...shop, timeZone: 'Asia/Kolkata' }])
    opened.store.setState({ shops: new Map(shops as never) })
    await opened.user.keyboard('h')
    expect((await screen.findByLabelText<HTMLInputElement>('期限の時刻')).value).toBe('14:30')
    expect(body().value).toContain('11月27日(金)14:30までに')
  })

  it('given up gives back what stood there before', async () => {
    await planned()
    fireEvent.click(screen.getByRole('button', { name: '保留にしないで、ふつうに送る' }))
    expect(screen.queryByLabelText('期限の日付')).toBeNull()
    expect(screen.queryByText(/11月27日/)).toBeNull()
  })

  it.each([{ isComposing: true }, { keyCode: 229 }, {}])('Enter in its fields never sends (%o)', async (sign) => {
    const { fake } = await planned()
    const product = screen.getByRole('textbox', { name: '商品' })
    fireEvent.keyDown(product, { key: 'Enter', ...sign })
    fireEvent.submit(composer())
    expect(fake.callsOf('replies.send')).toEqual([])
  })

  it('that main refuses says why and keeps the words', async () => {
    const { fake } = await planned()
    fillIn()
    fake.fail('replies.send', new AppError('conflict', 'no', { reason: 'customer-wrote' }))
    answerQuestion()
    fireEvent.click(send())
    expect(await screen.findByText('お客さまからご連絡が届いています。')).toBeTruthy()
    expect(body().value).toMatch(/11月27日\(金\)(18:00)?までに/)
  })
})

describe('a hold that runs', () => {
  it('says its step in words, with the date', async () => {
    await withHold({ stage: 'reminder-due' })
    const panel = within(screen.getByRole('region', { name: '保留' }))
    expect(panel.getByRole('listitem', { current: 'step' }).textContent).toBe('2再連絡待ち')
    expect(panel.getByText('期限 11/24(火) 12:02')).toBeTruthy()
    expect(panel.getByText('2時間超過')).toBeTruthy()
  })

  it('cannot be cancelled without an answer before the reminder, and says why beside the button', async () => {
    const { fake } = await withHold({ stage: 'reminder-due' })
    const cancel = screen.getByRole('button', { name: '返答なしでキャンセル' })
    expect(cancel.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText(/返答なしでキャンセル: 再連絡を送り、その期限/)).toBeTruthy()
    expect(cancel.getAttribute('aria-describedby')).not.toBeNull()
    fireEvent.click(cancel)
    expect(screen.queryByRole('region', { name: '保留を終える' })).toBeNull()
    expect(fake.callsOf('holds.end')).toEqual([])
  })

  it('is reminded of in one action: days since, first date, new date and what follows stand in the letter', async () => {
    const { fake } = await withHold({ stage: 'reminder-due', nextDueAt: FRIDAY })
    fireEvent.click(screen.getByRole('button', { name: '再連絡を送る' }))
    expect(body().value).toContain('11月20日(金)（4日前）に')
    expect(body().value).toMatch(/11月27日\(金\)(18:00)?まで/)
    expect(body().value).toContain('ご注文をキャンセルとさせていただきます')
    fireEvent.click(send())
    await waitFor(() => expect(fake.callsOf('replies.send')).toHaveLength(1))
    const plan = sentPlan(fake.callsOf('replies.send')[0]?.input)
    expect(plan).toEqual({ step: 'reminder', dueAt: FRIDAY, way: 'same-address' })
  })

  it('whose mail came back is shown 不達 with the other ways, and one of them takes the reminder', async () => {
    const otherWays: HoldView['otherWays'] = [
      { kind: 'address', value: 'hanako@mobile.example.jp' },
      { kind: 'phone', value: '03-0000-1234' },
    ]
    const { fake, store } = await withHold({ stage: 'request', undelivered: 'request', otherWays })
    expect(screen.getByText('お願いのメールが届いていません（不達）')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'hanako@mobile.example.jp に送る' }))
    const { draft } = store.getState().drafts.get(HANAKO)!
    expect(draft.to.map(({ address }) => address)).toEqual(['hanako@mobile.example.jp'])
    expect(draft.plan.hold).toMatchObject({ step: 'reminder', way: 'other-address' })
    store.getState().dropPlan(HANAKO)
    fireEvent.click(await screen.findByRole('button', { name: '03-0000-1234 に電話で伝えた…' }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.change(dialog.getByRole('textbox', { name: '話した内容' }), { target: { value: 'ご本人に伝えました' } })
    fireEvent.click(dialog.getByRole('button', { name: '記録する' }))
    await waitFor(() =>
      expect(fake.callsOf('holds.remindByPhone')[0]?.input).toMatchObject({ note: 'ご本人に伝えました' }),
    )
  })

  it('ends with the letter of its outcome, and says which in the button that sends it', async () => {
    const { fake } = await withHold({ stage: 'cancel-due', isReserved: true })
    fireEvent.click(screen.getByRole('button', { name: '返答なしでキャンセル' }))
    expect(body().value).toContain('ご案内のとおり')
    expect(screen.getByText(/在庫を確保しています。終えるときは/)).toBeTruthy()
    fireEvent.click(
      within(composer()).getByRole('button', { name: '【あおば雑貨店】として送信（返答なしでキャンセル）' }),
    )
    await waitFor(() => expect(fake.callsOf('replies.send')).toHaveLength(1))
    expect(sentPlan(fake.callsOf('replies.send')[0]?.input)).toEqual({ step: 'end', outcome: 'cancelled-no-answer' })
  })

  it('withdrawn by mistake runs again with 元に戻す', async () => {
    const { fake, user } = await withHold({ stage: 'request' })
    fireEvent.click(screen.getByRole('button', { name: '保留をやめる' }))
    expect(await screen.findByText('保留をやめました')).toBeTruthy()
    await user.keyboard('u')
    await waitFor(() => expect(fake.callsOf('holds.undoEnd')).toHaveLength(1))
  })

  it('answered by the customer asks for a decision', async () => {
    await withHold({ stage: 'answered' })
    expect(screen.getByText('お客さまから返事が届きました')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '再連絡を送る' })).toBeNull()
  })
})

describe('the board of holds', () => {
  async function board() {
    const opened = await openWindow()
    const { fake } = opened
    const put = (ticketId: number, change: Partial<HoldView> & Pick<HoldView, 'stage'>) =>
      fake.putHold(fakeHold({ ticketId: ticketId as TicketId, ...change }, { now: NOW }))
    put(1024, { stage: 'request', product: 'マグカップ', orderNumber: 'A-1', dueAt: NOW + 60 * MINUTE })
    put(1031, { stage: 'request', product: '豆皿', orderNumber: 'A-2', dueAt: NOW + 30 * MINUTE, isReserved: true })
    put(1012, { stage: 'cancel-due', product: '豆皿', orderNumber: 'A-3', dueAt: NOW - 30 * MINUTE })
    await opened.user.keyboard('gh')
    await screen.findByRole('table', { name: '保留の一覧' })
    return opened
  }
  /** Without the headings of columns and stages. */
  const rows = () =>
    screen
      .getAllByRole('row')
      .filter((row) => within(row).queryByRole('button') !== null)
      .map((row) => row.textContent)

  it('shows what must be decided first, then the nearest date, each with who, what and how far', async () => {
    await board()
    expect(rows()).toHaveLength(3)
    expect(rows()[0]).toMatch(/30分超過.*中村さくらさま.*豆皿.*A-3.*4\/4 キャンセル確定待ち/)
    expect(rows()[1]).toMatch(/あと30分.*佐藤健一さま.*豆皿.*A-2.*1\/4 お返事待ち.*在庫確保/)
    expect(rows()[2]).toMatch(/あと1時間.*山田花子さま.*マグカップ.*A-1/)
  })

  it('is filtered by product, and says how to get everything back', async () => {
    await board()
    fireEvent.change(screen.getByRole('combobox', { name: '商品' }), { target: { value: '=マグカップ' } })
    expect(rows()).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: /はじめてのお返事待ち 1件/ }))
    fireEvent.change(screen.getByRole('combobox', { name: '種類' }), { target: { value: 'call-back' } })
    expect(screen.getByText('条件に合う保留はありません')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '条件をなくす' }))
    expect(rows()).toHaveLength(3)
  })

  it('is walked with j and k, and Enter opens the ticket', async () => {
    const { store, user } = await board()
    await user.keyboard('jj')
    expect(document.activeElement?.textContent).toBe('佐藤健一さま')
    await user.keyboard('{Enter}')
    expect(store.getState()).toMatchObject({ screen: 'inbox', openId: 1031 })
  })

  it('that is empty says how a hold begins', async () => {
    await openWindow()
    fireEvent.click(screen.getByRole('button', { name: /^保留（注文）/ }))
    expect(await screen.findByText('お返事を待っている注文はありません')).toBeTruthy()
  })
})

describe('a row of the list', () => {
  it('tells step, product, 在庫確保 and the date of its hold', async () => {
    const { fake, store } = await openWindow()
    fake.putHold(
      fakeHold({ ticketId: HANAKO, stage: 'request', product: '青磁のマグカップ', isReserved: true }, { now: NOW }),
    )
    await store.getState().reloadList()
    store.getState().showView('all')
    const row = await screen.findByRole('option', { name: /山田花子/ })
    expect(row.textContent).toMatch(/返事待ち 11\/26\(木\)まで.*1\/4 お返事待ち.*在庫確保.*青磁のマグカップ/)
  })
})
