// @vitest-environment jsdom
import { configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Input } from '../../preload/contract.ts'
import type { ShopId, TicketId } from '../../preload/domain.ts'
import { readTime } from '../../renderer/hours/read-time.ts'
import { closeWindow, NOW, openWindow } from '../support/window.tsx'

configure({ asyncUtilTimeout: 5000 })
afterEach(closeWindow)

async function openHours() {
  const window = await openWindow()
  window.store.getState().showHours(1 as ShopId)
  await screen.findByRole('heading', { name: '営業時間', level: 1 })
  await screen.findByRole('group', { name: '月曜日' })
  const day = (name: string) => within(screen.getByRole('group', { name }))
  const type = async (label: string, text: string) => {
    const field = screen.getByRole('textbox', { name: label })
    await window.user.clear(field)
    await window.user.type(field, text)
    await window.user.tab()
  }
  const sent = () => window.fake.callsOf('hours.set').map(({ input }) => input as Input<'hours.set'>)
  return {
    ...window,
    day,
    type,
    sent,
    press: (name: string) => window.user.click(screen.getByRole('button', { name })),
  }
}

describe('the opening hours', () => {
  it('are changed as people type times, and saved with what that moved', async () => {
    const { day, type, press, sent } = await openHours()
    expect(day('月曜日').getAllByRole('textbox')).toHaveLength(4)
    await type('月曜日（2つ目）の終わり', '１９３０')
    await press('保存')
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]!.hours.week.mon).toEqual([
      ['10:00', '12:00'],
      ['13:00', '19:30'],
    ])
    expect(await screen.findByText('保存しました。 2件の期限を計算し直しました。')).toBeTruthy()
    await press('元に戻す')
    await waitFor(() => expect(sent()).toHaveLength(2))
    expect(sent()[1]!.hours.week.mon[1]).toEqual(['13:00', '17:00'])
  })

  it('that overlap are told in words and cannot be saved', async () => {
    const { type, sent } = await openHours()
    await type('火曜日（1つ目）の終わり', '14')
    expect(await screen.findByText(/時間帯が重なっています/)).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true)
    expect(sent()).toEqual([])
  })

  it('that were not saved are still there after a look at another page, and given up when asked', async () => {
    const { store, day, press, user } = await openHours()
    await user.click(day('土曜日').getByRole('checkbox', { name: '土曜日は営業する' }))
    store.getState().showScreen('inbox')
    store.getState().showHours(1 as ShopId)
    expect(await screen.findByText('保存していない変更があります。')).toBeTruthy()
    expect(day('土曜日').getAllByRole('textbox')).toHaveLength(2)
    await press('変更をやめる')
    expect(screen.queryByText('保存していない変更があります。')).toBeNull()
    expect(day('土曜日').queryAllByRole('textbox')).toHaveLength(0)
  })

  it('name each holiday of the two months beside them', async () => {
    await openHours()
    expect(await screen.findByRole('cell', { name: '11/23(月) 休み: 勤労感謝の日' })).toBeTruthy()
    expect(screen.getByRole('cell', { name: '12/31(木) 休み: 年末年始' })).toBeTruthy()
    expect(screen.getByRole('cell', { name: '11/24(火) 10:00〜12:00、13:00〜17:00' })).toBeTruthy()
  })
})

it.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['９：３０', '09:30'],
  ['24:00', '24:00'],
  ['9時半', '9:半'],
  ['', ''],
])('a time typed as "%s" is read as "%s"', (typed, time) => {
  expect(readTime(typed)).toBe(time)
})

describe('the deadline rules', () => {
  async function openPolicies() {
    const window = await openWindow()
    window.store.getState().showScreen('policies')
    await screen.findByText('通常の問い合わせ')
    const names = () => screen.getAllByRole('listitem').map((row) => row.querySelector('strong')?.textContent)
    return { ...window, names, press: (name: string) => window.user.click(screen.getByRole('button', { name })) }
  }

  it('are put in order, turned off and taken back', async () => {
    const { names, press, user, fake } = await openPolicies()
    const before = names()
    await press('「通常の問い合わせ」を上へ')
    await waitFor(() => expect(names().at(-2)).toBe('通常の問い合わせ'))
    await press('元に戻す')
    await waitFor(() => expect(names()).toEqual(before))
    await user.click(screen.getByRole('switch', { name: '「R-Messe」を使う' }))
    await waitFor(() => expect(fake.callsOf('policies.save').at(-1)?.input).toMatchObject({ policy: { isOn: false } }))
  })

  it('are edited in hours and minutes, and keep the name of the program when it is left alone', async () => {
    const { press, user, fake } = await openPolicies()
    await press('「通常の問い合わせ」を編集')
    const hours = await screen.findByRole('spinbutton', { name: '最初の返信まで 時間' })
    await user.clear(hours)
    await user.type(hours, '3')
    await press('保存')
    await waitFor(() => expect(fake.callsOf('policies.save')).toHaveLength(1))
    expect(fake.callsOf('policies.save')[0]!.input).toMatchObject({
      policy: { id: 'general', name: '', firstMinutes: 180 },
    })
  })

  it('become a preset in one press', async () => {
    const { user, fake } = await openPolicies()
    await user.click(screen.getByRole('button', { name: /^即レス/ }))
    await waitFor(() => expect(fake.callsOf('policies.reset').at(-1)?.input).toEqual({ preset: 'quick' }))
    expect(await screen.findByText(/「即レス」のルールにしました/)).toBeTruthy()
  })
})

describe('the deadline of the open ticket', () => {
  it('is set for tomorrow in two presses, and taken back', async () => {
    const { user, fake } = await openWindow({ openId: 1024 })
    await user.click(await screen.findByRole('button', { name: '期限を決める' }))
    await user.click(await screen.findByRole('menuitem', { name: /明日 10:00/ }))
    const sent = () => fake.callsOf('deadlines.setManual').map(({ input }) => input)
    await waitFor(() => expect(sent()).toEqual([{ ticketId: 1024, dueAt: NOW + 20 * 3_600_000 }]))
    await user.click(await screen.findByRole('button', { name: '元に戻す' }))
    await waitFor(() => expect(sent().at(-1)).toEqual({ ticketId: 1024, dueAt: null }))
  })

  it('is shown on the clock of the shop, wherever this PC is', async () => {
    const { store, fake } = await openWindow()
    fake.shop.shops = fake.shop.shops.map((shop) => ({ ...shop, timeZone: 'America/New_York' }))
    await store.getState().loadShops()
    fake.changeTicket(1024 as TicketId, { dueAt: Date.parse('2026-11-26T15:00:00-05:00'), warnAt: null })
    await store.getState().openTicket(1024 as TicketId)
    const chips = await screen.findAllByTitle('11/26(木) 15:00 (アメリカ（ニューヨーク）の時刻)')
    expect(chips.length).toBeGreaterThan(0)
  })
})
