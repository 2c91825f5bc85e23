// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../preload/errors.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

afterEach(closeWindow)

async function openPage() {
  const window = await openWindow()
  act(() => window.store.getState().showScreen('orders'))
  await screen.findByRole('heading', { name: '注文データ' })
  return window
}
const csv = () => new File(['x'], 'orders.csv', { type: 'text/csv' })
const panel = () => screen.getByRole('region', { name: '取り込む' })

describe('a file of orders', () => {
  it('shows its first rows under what they are taken for, and is taken in', async () => {
    const { user, fake } = await openPage()
    await user.upload(screen.getByLabelText('CSVを取り込む', { selector: 'input' }), csv())
    await screen.findByText('orders.csv（楽天市場（RMS）・Shift_JIS）')
    within(panel()).getByRole('cell', { name: '山田 花子' })
    await user.selectOptions(within(panel()).getByRole('combobox', { name: 'メールアドレス' }), '注文者メールアドレス')
    within(panel()).getByRole('cell', { name: 'hanako@example.com' })
    await user.click(within(panel()).getByRole('button', { name: '取り込む' }))
    await screen.findByText(/新しい注文1件、更新0件、変わりなし0件 注文番号のない行が2行ありました。/u)
    const taken = fake.calls.find(({ method }) => method === 'orders.import')!.input
    expect(taken).toMatchObject({ mapping: { number: ['注文番号'], email: ['注文者メールアドレス'] } })
    expect(screen.queryByRole('region', { name: '取り込む' })).toBeNull()
  })

  it('is taken back from the page, also when the message about it is gone', async () => {
    const { user, fake } = await openPage()
    await user.upload(screen.getByLabelText('CSVを取り込む', { selector: 'input' }), csv())
    await user.click(within(panel()).getByRole('button', { name: '取り込む' }))
    await user.click(await screen.findByRole('button', { name: 'この取り込みを取り消す' }))
    await screen.findByText('取り込みを取り消しました（消した注文1件、元に戻した注文0件）')
    expect(fake.calls.filter(({ method }) => method === 'orders.undo')).toHaveLength(1)
    await waitFor(() => expect(screen.queryByRole('button', { name: 'この取り込みを取り消す' })).toBeNull())
  })

  it('cannot be taken in before it is said where the numbers stand', async () => {
    const { user } = await openPage()
    await user.upload(screen.getByLabelText('CSVを取り込む', { selector: 'input' }), csv())
    await user.selectOptions(await screen.findByRole('combobox', { name: '注文番号' }), '')
    expect(within(panel()).getByRole<HTMLButtonElement>('button', { name: '取り込む' }).disabled).toBe(true)
    within(panel()).getByText('必要です')
  })

  it('that is no table says so in words', async () => {
    const { user, fake } = await openPage()
    fake.fail('orders.open', new AppError('invalid-input', 'x', { reason: 'no-table' }))
    await user.upload(screen.getByLabelText('CSVを取り込む', { selector: 'input' }), csv())
    const said = await screen.findByText('このファイルは、注文の表として読めませんでした。')
    expect(said.closest('.toast')?.textContent).toContain('CSV のファイルを選んでください。')
  })
})

describe('what somebody bought', () => {
  it('stands beside their mail, with date, shop, amount and goods', async () => {
    const { store } = await openWindow()
    await act(() => store.getState().openTicket(store.getState().list.ids[0]!))
    const heading = await screen.findByRole('heading', { name: '注文の履歴' })
    const orders = heading.closest('section')!
    expect(orders.textContent).toContain('2件 合計 6,180円')
    expect(orders.textContent).toContain('11/21(土)')
    expect(orders.textContent).toContain('麻のエプロン')
  })

  it('is found by its number in the search of the list', async () => {
    const { store } = await openWindow()
    await act(() => store.getState().openTicket(store.getState().list.ids[0]!))
    const { id, name } = store.getState().detail!.customer!
    act(() => store.getState().search(`A-${2000 + id}`))
    const hits = await screen.findByRole('region', { name: '注文データ 1件' })
    expect(hits.textContent).toContain(name)
    await waitFor(() => within(hits).getByRole('button', { name: 'この人のやりとりを見る' }))
  })
})
