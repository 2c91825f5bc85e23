// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { StaffId } from '../../preload/domain.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

const WITH_DRAFT = 1040

afterEach(closeWindow)

/** One answer of アルバイト waits for approval; `isManager`: whether the person at the counter is responsible. */
async function setup(isManager: boolean) {
  const opened = await openWindow({ openId: WITH_DRAFT })
  const { store, fake } = opened
  const [me, other] = [1, 2].map((id) => ({ ...store.getState().staff[0]!, id: id as StaffId }))
  const staff = [
    { ...me!, name: '店長', isManager },
    { ...other!, name: 'アルバイト', isManager: !isManager },
  ]
  store.setState({ staff, currentStaffId: 1 as StaffId })
  const [first] = fake.shop.outbox
  const askedBy = (isManager ? 2 : 1) as StaffId
  fake.shop.outbox = [{ ...first!, state: 'queued', scheduledAt: null, asks: 'approval', askedBy, explanation: null }]
  store.getState().showScreen('outbox')
  const group = (await screen.findByRole('heading', { name: /承認待ち/ })).closest('section')!
  return { ...opened, group: within(group) }
}

it('somebody responsible sees who wrote it, lets it leave, and can take that back', async () => {
  const { user, fake, group } = await setup(true)
  expect(group.getByText('アルバイトが書きました')).toBeTruthy()
  await user.click(group.getByRole('button', { name: '承認して送信' }))
  await waitFor(() => expect(fake.callsOf('outbox.approve')).toHaveLength(1))
  await user.click(await screen.findByRole('button', { name: '元に戻す' }))
  await waitFor(() => expect(fake.callsOf('outbox.approve')[1]?.input).toMatchObject({ isUndo: true }))
})

it('gives it back with a note, by keyboard', async () => {
  const { user, fake, group } = await setup(true)
  await user.click(group.getByRole('button', { name: '差し戻す…' }))
  const dialog = await screen.findByRole('dialog', { name: '返信を差し戻しますか' })
  expect(within(dialog).getByRole('button', { name: '差し戻す' })).toHaveProperty('disabled', true)
  await user.keyboard('送料を足してください{Control>}{Enter}{/Control}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(fake.callsOf('outbox.giveBack')[0]?.input).toMatchObject({ note: '送料を足してください' })
})

it('whoever wrote it can change it or take it back, and nothing else', async () => {
  const { group } = await setup(false)
  expect(group.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining(['編集する', '下書きに戻す']),
  )
  expect(group.queryByRole('button', { name: '承認して送信' })).toBeNull()
  expect(group.queryByRole('button', { name: '今すぐ送信' })).toBeNull()
})

it('the button says that an answer is not sent but asked about', async () => {
  const { store } = await setup(false)
  const shops = new Map([...store.getState().shops].map(([id, shop]) => [id, { ...shop, needsApproval: true }]))
  store.setState({ shops })
  store.getState().showScreen('inbox')
  expect(await screen.findByRole('button', { name: /の返信を承認に回す$/ })).toBeTruthy()
})
