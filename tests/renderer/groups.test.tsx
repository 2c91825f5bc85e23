// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { closeWindow, NOW, openWindow } from '../support/window.tsx'

afterEach(closeWindow)

/** Two tickets were put into a new group, by hand. */
async function setup() {
  const window = await openWindow()
  const { store, user } = window
  const ids = store.getState().list.ids.slice(0, 2)
  act(() => ids.forEach((id) => store.getState().toggleSelected(id)))
  await user.click(within(screen.getByRole('toolbar')).getByRole('button', { name: 'グループ' }))
  await user.type(await screen.findByRole('textbox', { name: 'グループの名前' }), '予約:湯呑み')
  await user.type(screen.getByRole('textbox', { name: '商品名' }), '湯呑み')
  await user.click(screen.getByRole('button', { name: 'グループに入れる' }))
  await screen.findByText('2件を「予約:湯呑み」に入れました')
  return { ...window, ids }
}

describe('a group of people who wait for the same thing', () => {
  it('is made from the rows that were selected, in one step, and taken back', async () => {
    const { store } = await setup()
    expect(store.getState().ticketGroups[0]).toMatchObject({ name: '予約:湯呑み', intervalDays: 15 })
    expect(store.getState().ticketGroups[0]!.members).toHaveLength(2)
    act(() => store.getState().undoLast())
    await waitFor(() => expect(store.getState().ticketGroups[0]!.members).toEqual([]))
  })

  it('stands above the list when it is due, and one press opens the mail to everybody in it', async () => {
    const { store, fake, user, ids } = await setup()
    const { id } = store.getState().ticketGroups[0]!
    await act(() => fake.bridge.invoke('ticketGroups.postpone', { id, until: NOW }))
    await act(() => store.getState().loadTicketGroups())
    const line = await screen.findByText('「予約:湯呑み」に進捗のご案内を送る時期です（2件）')
    await user.click(within(line.closest('li')!).getByRole('button', { name: '進捗のご案内を書く' }))
    await screen.findByRole('heading', { name: 'まとめて返信' })
    const { many } = store.getState()
    expect(many).toMatchObject({ ids, text: { groupId: id, values: { 商品名: '湯呑み' } } })
    expect(many!.text.body).toContain('{{現在の状況}}')
  })

  it('gets another name and interval on its page, and the old ones back', async () => {
    const { store, user } = await setup()
    act(() => store.getState().showScreen('groups'))
    const card = await screen.findByRole('region', { name: '予約:湯呑み' })
    await user.click(within(card).getByRole('button', { name: '名前や間隔を変える' }))
    const form = within(card).getByRole('form', { name: '「予約:湯呑み」を変える' })
    const name = within(form).getByRole('textbox', { name: 'グループの名前' })
    await user.clear(name)
    expect(within(form).getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true)
    await user.type(name, '予約:急須')
    const days = within(form).getByRole('spinbutton', { name: '案内の間隔（日）' })
    await user.clear(days)
    await user.type(days, '30{Enter}')
    expect((await screen.findByRole('region', { name: '予約:急須' })).textContent).toContain('30日ごと')
    expect(store.getState().ticketGroups[0]!.members).toHaveLength(2)
    act(() => store.getState().undoLast())
    expect((await screen.findByRole('region', { name: '予約:湯呑み' })).textContent).toContain('15日ごと')
  })

  it('is closed on its page, and opened again by 元に戻す', async () => {
    const { store, user } = await setup()
    act(() => store.getState().showScreen('groups'))
    await user.click(await screen.findByRole('button', { name: '閉じる（案内を終える）' }))
    await screen.findByText('閉じたグループ')
    act(() => store.getState().undoLast())
    const card = await screen.findByRole('region', { name: '予約:湯呑み' })
    expect(card.textContent).toContain('15日ごと')
  })
})
