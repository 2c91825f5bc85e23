// @vitest-environment jsdom
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import { createApi } from '../../renderer/api.ts'
import { App } from '../../renderer/app.tsx'
import { createAppStore } from '../../renderer/store/app-store.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

afterEach(closeWindow)

/** Three tickets of the list are selected, and the page stands open with a text of two gaps. */
async function setup() {
  const window = await openWindow()
  const { store } = window
  const ids = store.getState().list.ids.slice(0, 3)
  act(() => store.getState().startMany(ids))
  await screen.findByRole('heading', { name: 'まとめて返信' })
  act(() =>
    store.getState().setManyText({ subject: '発送日の変更', body: '{{お客さま名}}さま\n{{発送予定日}} {{理由}}' }),
  )
  await screen.findByText('埋めるところ：発送予定日、理由', { selector: 'li' })
  return { ...window, ids, name: (id: TicketId) => store.getState().rows.get(id)!.customerName }
}
const sent = ({ fake }: Pick<Awaited<ReturnType<typeof setup>>, 'fake'>) =>
  fake.calls.filter(({ method }) => method === 'groups.send').map(({ input }) => input)
const preview = () => screen.getByRole('region', { name: '1通ずつの確認' })
const sendButton = () => screen.getByRole<HTMLButtonElement>('button', { name: /を送信$/u })

async function fillIn() {
  fireEvent.change(screen.getByLabelText('発送予定日'), { target: { value: '2026-12-10' } })
  fireEvent.change(screen.getByLabelText('理由'), { target: { value: '入荷の遅れ' } })
  await waitFor(() => expect(sendButton().disabled).toBe(false))
}

describe('one text to the rows that were selected', () => {
  it('begins from the bar above the list, with every bulk action beside it', async () => {
    const { store, user } = await openWindow()
    act(() => store.getState().selectAll())
    const bar = screen.getByRole('toolbar')
    for (const name of ['完了', 'スヌーズ', 'カテゴリ', 'まとめる']) within(bar).getByRole('button', { name })
    await user.click(within(bar).getByRole('button', { name: 'まとめて返信' }))
    await screen.findByRole('heading', { name: 'まとめて返信' })
    expect(store.getState().many!.ids.length).toBe(store.getState().selected.size)
  })

  it('cannot leave before every gap is filled, and one field fills it for all', async () => {
    await setup()
    expect(sendButton().disabled).toBe(true)
    await fillIn()
    await waitFor(() => expect(within(preview()).getByRole('article').textContent).toContain('12月10日(木)'))
  })

  it('is looked at mail by mail, each with its own name', async () => {
    const { user, ids, name } = await setup()
    await fillIn()
    for (const [index, id] of ids.entries()) {
      if (index > 0) await user.click(within(preview()).getByRole('button', { name: '次の1通' }))
      within(preview()).getByText(`${index + 1} / 3通目`)
      expect(within(preview()).getByRole('article').textContent).toContain(name(id))
    }
  })

  it('leaves one person out and takes that back', async () => {
    const { user, store } = await setup()
    await user.click(within(preview()).getByRole('button', { name: 'この宛先を外す' }))
    expect(screen.getByText('宛先 2件')).toBeTruthy()
    act(() => store.getState().undoLast())
    await screen.findByText('宛先 3件')
  })

  it('changes one mail alone, and the others keep the common text', async () => {
    const window = await setup()
    const { user, ids } = window
    await fillIn()
    await user.click(within(preview()).getByRole('button', { name: 'この1通だけ書き換える' }))
    const own = within(preview()).getByRole('textbox', { name: '本文' })
    fireEvent.change(own, { target: { value: '特別なご案内です。' } })
    await user.click(sendButton())
    await waitFor(() => expect(sent(window)).toHaveLength(1))
    const [{ mails }] = sent(window) as [{ mails: { ticketId: number; typedBody: string }[] }]
    expect(mails.map(({ ticketId }) => ticketId)).toEqual(ids)
    expect(mails[0]!.typedBody).toBe('特別なご案内です。')
    expect(mails[1]!.typedBody).toContain('入荷の遅れ')
  })

  it('goes once when the button is pressed twice, stands together in the outbox, and comes back whole', async () => {
    const window = await setup()
    const { store, user } = window
    await fillIn()
    fireEvent.click(sendButton())
    await act(() => store.getState().sendMany())
    expect(sent(window)).toHaveLength(1)
    await screen.findByText('3通を送信待ちに入れました')
    act(() => store.getState().showScreen('outbox'))
    await screen.findByText('「発送日の変更」 3通のうち、残り3通')
    await user.click(screen.getByRole('button', { name: '残りをすべて取り消す' }))
    await screen.findByText('3通の送信を取り消しました')
    await waitFor(() => expect(store.getState().outbox.some(({ groupSend }) => groupSend !== null)).toBe(false))
  })

  it('comes back to be written on when the sending is undone', async () => {
    const { store } = await setup()
    await fillIn()
    await act(() => store.getState().sendMany())
    expect(store.getState().many).toBeNull()
    act(() => store.getState().undoLast())
    await screen.findByRole('heading', { name: 'まとめて返信' })
    expect(store.getState().many!.text.body).toContain('{{理由}}')
    expect(store.getState().many!.text.values).toMatchObject({ 理由: '入荷の遅れ' })
  })

  it('asks once about what the checks found, and says which mails it is in', async () => {
    const window = await setup()
    const { user, ids, name } = window
    await fillIn()
    await user.click(within(preview()).getByRole('button', { name: 'この1通だけ書き換える' }))
    const own = within(preview()).getByRole('textbox', { name: '本文' })
    fireEvent.change(own, { target: { value: '添付をご覧ください。' } })
    await screen.findByText('1通に確かめるところがあります。')
    await user.click(sendButton())
    const question = await screen.findByRole('alertdialog')
    within(question).getByText(`${name(ids[0]!)}さまへのメール`)
    expect(sent(window)).toEqual([])
    await user.click(within(question).getByRole('button', { name: 'このまま送る' }))
    await waitFor(() => expect(sent(window)).toHaveLength(1))
    const [{ mails }] = sent(window) as [{ mails: { overridden: string[] }[] }]
    expect(mails.map(({ overridden }) => overridden)).toEqual([['attachment'], [], []])
  })

  it('takes the last letters with it when the button is pressed at once', async () => {
    const window = await setup()
    const { store } = window
    await fillIn()
    act(() => store.getState().setManyText({ body: '{{お客さま名}}さま\n最後の一行です。' }))
    await act(() => store.getState().sendMany())
    const [{ mails }] = sent(window) as [{ mails: { typedBody: string }[] }]
    expect(mails.map(({ typedBody }) => typedBody.includes('最後の一行です。'))).toEqual([true, true, true])
  })

  it('is offered above the list after the window was opened anew, with everything that was filled in', async () => {
    const { store, fake, user, stop, view } = await setup()
    await fillIn()
    await act(() => store.getState().flushMany())
    view.unmount()
    stop()
    const again = createAppStore(createApi(fake.bridge), { zone: () => 'Asia/Tokyo' })
    const stopAgain = again.listen()
    render(<App store={again} />)
    await act(() => again.getState().start())
    await screen.findByText('書きかけのまとめて返信があります（3件）')
    await user.click(screen.getByRole('button', { name: '続きを書く' }))
    await waitFor(() => expect(within(preview()).getByRole('article').textContent).toContain('12月10日(木)'))
    expect(screen.getByLabelText<HTMLInputElement>('理由').value).toBe('入荷の遅れ')
    stopAgain()
  })

  it('is thrown away from the bar above the list, and comes back with 元に戻す', async () => {
    const { store, user } = await setup()
    await user.click(screen.getByRole('button', { name: '一覧に戻る' }))
    await user.click(await screen.findByRole('button', { name: '捨てる' }))
    expect(store.getState().many).toBeNull()
    act(() => store.getState().undoLast())
    await screen.findByText('書きかけのまとめて返信があります（3件）')
  })
})
