// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import { createI18n } from '../../renderer/i18n.ts'
import { closeWindow, NOW, openWindow } from '../support/window.tsx'

const at = (time: string) => Date.parse(`${time}+09:00`)
const listed = () => screen.getAllByRole('option').map((row) => row.textContent)
const dialog = () => screen.getByRole('dialog')

afterEach(closeWindow)

async function openFirst() {
  const window = await openWindow()
  const id = window.store.getState().list.ids[0]!
  await act(() => window.store.getState().openTicket(id))
  return { ...window, id }
}

describe('putting a ticket off', () => {
  it('is one key and Enter: the times say what they are, and the toast takes it back', async () => {
    const { user, fake, id } = await openFirst()
    await user.keyboard('s')
    const names = (await within(await screen.findByRole('dialog')).findAllByRole('listitem')).map(
      ({ textContent }) => textContent,
    )
    expect(names).toEqual([
      '15分後今日 14:17',
      '1時間後今日 15:02',
      '明日の朝明日 10:00',
      '月曜の朝11/30(月) 10:00',
      'お客さまから連絡があるまで',
    ])
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(fake.callsOf('tickets.snooze').at(-1)?.input).toEqual({ ids: [id], until: at('2026-11-25T10:00') })
    await waitFor(() => expect(listed().join()).not.toContain('山田花子'))
    expect(screen.getByText(/明日 10:00 までスヌーズしました/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '元に戻す' }))
    expect(fake.callsOf('tickets.unsnooze').at(-1)?.input).toEqual({ ids: [id], isUndo: true })
    await waitFor(() => expect(listed().join()).toContain('山田花子'))
  })

  it('takes a date and time, and none that has passed', async () => {
    const { user, fake, id } = await openFirst()
    await user.keyboard('s')
    const date = await screen.findByLabelText('日付')
    await user.clear(date)
    await user.type(date, '2026-11-01')
    await user.click(screen.getByRole('button', { name: 'この日時にする' }))
    expect(screen.getByRole('alert').textContent).toContain('これより後')
    await user.clear(date)
    await user.type(date, '2026-12-01')
    await user.click(screen.getByRole('button', { name: 'この日時にする' }))
    expect(fake.callsOf('tickets.snooze').at(-1)?.input).toEqual({ ids: [id], until: at('2026-12-01T10:00') })
  })

  it('counts on the clock of the shop and says whose it is, where this PC stands elsewhere', async () => {
    const { store, fake, user, id } = await openFirst()
    const { shopId } = store.getState().rows.get(id)!
    const shops = new Map(store.getState().shops)
    act(() => store.setState({ shops: shops.set(shopId, { ...shops.get(shopId)!, timeZone: 'America/New_York' }) }))
    await user.keyboard('s')
    await within(dialog()).findByText('アメリカ（ニューヨーク）の時刻')
    const date = screen.getByLabelText('日付')
    await user.clear(date)
    await user.type(date, '2026-12-01')
    await user.clear(screen.getByLabelText('時刻'))
    await user.type(screen.getByLabelText('時刻'), '09:00')
    await user.click(screen.getByRole('button', { name: 'この日時にする' }))
    const until = Date.parse('2026-12-01T09:00-05:00')
    expect(fake.callsOf('tickets.snooze').at(-1)?.input).toEqual({ ids: [id], until })
    expect(screen.getByText(/12\/1\(火\) 9:00 までスヌーズしました/)).toBeTruthy()
  })

  it('shows until when in the list of what is snoozed, and ends from the menu', async () => {
    const { store, fake, id, user } = await openFirst()
    fake.changeTicket(id, { isSnoozed: true, snoozedUntil: at('2026-11-25T09:00') })
    act(() => store.getState().showView('snoozed'))
    await waitFor(() => expect(listed()).toHaveLength(1))
    expect(listed()[0]).toContain('明日 9:00')
    await user.pointer({ keys: '[MouseRight]', target: screen.getByRole('option') })
    await user.click(await screen.findByRole('menuitem', { name: 'スヌーズをやめる' }))
    expect(fake.callsOf('tickets.unsnooze')).toHaveLength(1)
  })

  it('stands on top under a heading of its own when it is back', async () => {
    const { store, fake } = await openFirst()
    const last = store.getState().list.ids.at(-1) as TicketId
    fake.changeTicket(last, { isReturned: true })
    await act(() => store.getState().reloadList())
    expect(store.getState().list.ids[0]).toBe(last)
    await waitFor(() => expect(document.querySelector('.group-heading')?.textContent).toBe('スヌーズから戻ったもの1件'))
  })
})

describe('sending', () => {
  it('can be taken back while the toast counts down, and the draft stands open again', async () => {
    const { store, fake, user, id } = await openFirst()
    fake.shop.settings = { ...fake.shop.settings, undoSeconds: 10 }
    act(() => store.getState().editDraft(id, { body: 'お待たせしました。' }))
    await act(() => store.getState().sendReply(id))
    expect(fake.callsOf('replies.send')[0]?.input).toMatchObject({ typedBody: 'お待たせしました。' })
    expect(screen.getByText('あと10秒')).toBeTruthy()
    fake.shop.details.set(id, {
      ...fake.shop.details.get(id)!,
      draft: { ...fake.shop.details.get(id)!.draft, body: 'お待たせしました。', savedAt: NOW + 1 },
    })
    await user.click(screen.getByRole('button', { name: '元に戻す' }))
    expect(fake.callsOf('outbox.cancel')).toHaveLength(1)
    const body = await screen.findByRole('textbox', { name: '本文' })
    await waitFor(() => expect((body as HTMLTextAreaElement).value).toBe('お待たせしました。'))
  })

  it('at a chosen time says so above the button, and goes with the answer', async () => {
    const { store, fake, user, id } = await openFirst()
    act(() => store.getState().editDraft(id, { body: '発送しました。' }))
    await user.keyboard('r')
    await user.click(screen.getByRole('button', { name: '日時を指定して送信' }))
    await user.click(await screen.findByRole('button', { name: /明日の朝/ }))
    expect(screen.getByText('予約 明日 10:00')).toBeTruthy()
    await act(() => store.getState().sendReply(id))
    expect(fake.callsOf('replies.send')[0]?.input).toMatchObject({ plan: { sendAfter: at('2026-11-25T10:00') } })
    act(() => store.getState().showScreen('outbox'))
    expect(await screen.findByText('送信を予約したもの')).toBeTruthy()
    expect(screen.getByRole('button', { name: '日時を変える' })).toBeTruthy()
  })

  it('that is late is a question', async () => {
    const { store, fake, user } = await openFirst()
    const [first] = fake.shop.outbox
    fake.shop.outbox = [{ ...first!, state: 'queued', scheduledAt: NOW - 6 * 3_600_000, asks: 'late' }]
    act(() => store.getState().showScreen('outbox'))
    await act(() => store.getState().loadOutbox())
    expect(screen.getByText('8:02 に送る予定でした。今から送りますか')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '今すぐ送信' }))
    expect(fake.callsOf('outbox.retry')).toHaveLength(1)
  })
})

describe('the list of notices', () => {
  it('keeps what happened meanwhile together, with counts, and puts off or ticks off one', async () => {
    const { store, fake, user } = await openWindow()
    fake.shop.alerts = fake.shop.alerts.map((alert) => ({ ...alert, isAway: alert.kind === 'missed' }))
    await act(() => store.getState().loadAlerts())
    await user.click(screen.getByRole('button', { name: /お知らせ/ }))
    const away = within(dialog()).getByRole('region', { name: /留守中/ })
    expect(within(away).getByRole('button', { name: /期限切れ/ })).toBeTruthy()
    const count = fake.shop.alerts.filter(({ isHandled }) => !isHandled).length
    await user.click(within(away).getAllByRole('button', { name: /確認済みにする/ })[0]!)
    await waitFor(() => expect(fake.shop.alerts.filter(({ isHandled }) => !isHandled)).toHaveLength(count - 1))
    // What is overdue stays on top until somebody does something about it.
    expect(store.getState().list.ids[0]).toBe(fake.shop.alerts.find(({ kind }) => kind === 'missed')?.ticketId)
  })
})

describe('a PC that is carried to another zone', () => {
  it('shows when messages came on the clock of that place, and deadlines on the one of the shop', async () => {
    let zone = 'Asia/Tokyo'
    const { store } = await openWindow({ zone: () => zone })
    await act(() => store.getState().openTicket(store.getState().list.ids[0]!))
    const times = () => [...document.querySelectorAll('.message__time')].map(({ textContent }) => textContent)
    const due = () => document.querySelector('.due-chip')?.getAttribute('title')
    const [timesBefore, dueBefore] = [times(), due()]
    zone = 'America/New_York'
    act(() => void window.dispatchEvent(new Event('focus')))
    expect(timesBefore.length).toBeGreaterThan(0)
    expect(times()).not.toEqual(timesBefore)
    expect(due()).toBe(`${dueBefore} (日本（東京）の時刻)`)
  })
})

describe('a minute that passes', () => {
  it('changes the words of time and draws no row again', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout')
    const { store } = await openWindow()
    // A row asks whether it is selected each time it is drawn, and nothing else does.
    const asks = vi.spyOn(store.getState().selected, 'has')
    const before = document.querySelector('.due-chip[data-tone=near]')?.textContent
    vi.setSystemTime(NOW + 60_000)
    // What a processor that sleeps is woken by: one timer, at the end of the minute.
    const [minute] = timers.mock.calls.filter(([, ms]) => ms === 60_000 - (NOW % 60_000))
    act(() => minute![0]())
    expect(document.querySelector('.due-chip[data-tone=near]')?.textContent).not.toBe(before)
    expect(asks).not.toHaveBeenCalled()
  })

  it('while the PC slept is made up for when somebody comes back to the window', async () => {
    await openWindow()
    const before = document.querySelector('.due-chip[data-tone=near]')?.textContent
    vi.setSystemTime(NOW + 60_000)
    act(() => void window.dispatchEvent(new Event('focus')))
    expect(document.querySelector('.due-chip[data-tone=near]')?.textContent).not.toBe(before)
  })
})

describe('date and clock', () => {
  it('are read in one zone, also where clocks change', () => {
    const japan = createI18n('ja', 'Asia/Tokyo')
    const newYork = createI18n('ja', 'America/New_York')
    expect(japan.fieldsOf(at('2026-11-24T09:05'))).toEqual({ date: '2026-11-24', clock: '09:05' })
    expect(japan.instantOfFields('2026-11-24', '09:05')).toBe(at('2026-11-24T09:05'))
    expect(newYork.instantOfFields('2026-11-01', '09:00')).toBe(Date.parse('2026-11-01T09:00-05:00'))
    expect(newYork.instantOfFields('2026-03-08', '09:00')).toBe(Date.parse('2026-03-08T09:00-04:00'))
    expect(japan.instantOfFields('', '09:00')).toBeNull()
    expect(japan.instantOfFields('0002-11-24', '09:00')).toBeNull()
  })
})
