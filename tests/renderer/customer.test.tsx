// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '../../preload/domain.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

afterEach(closeWindow)

const panel = () => within(screen.getByRole('complementary', { name: 'お客さま' }))

describe('what is known about a customer', () => {
  it('is changed in its place, and the Enter of an IME only ends the word', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.click(panel().getByRole('button', { name: /^よみがな/ }))
    const field = panel().getByRole('textbox', { name: 'よみがな' })
    fireEvent.compositionStart(field)
    fireEvent.change(field, { target: { value: 'やまだ　はな' } })
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
    fireEvent.compositionEnd(field)
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })
    expect(fake.callsOf('customers.update')).toHaveLength(0)
    await user.keyboard('{Enter}')
    await waitFor(() => expect(fake.callsOf('customers.update')).toHaveLength(1))
    expect(fake.callsOf('customers.update')[0]?.input).toMatchObject({
      id: 1024,
      kana: 'やまだ　はな',
      mark: 'regular',
    })
  })

  it('stays as it was after Esc', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.click(panel().getByRole('button', { name: /^メモ/ }))
    await user.type(panel().getByRole('textbox', { name: 'メモ' }), '消すつもりの文章{Escape}')
    expect(panel().getByRole('button', { name: 'メモ: 青い色がお好き。贈り物は熨斗なしで。' })).toBeTruthy()
    expect(fake.callsOf('customers.update')).toHaveLength(0)
  })

  it('is kept when the field is left, and can be taken back', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.click(panel().getByRole('button', { name: /^メモ/ }))
    const field = panel().getByRole('textbox', { name: 'メモ' })
    await user.clear(field)
    await user.type(field, '電話は夕方に')
    await user.click(document.body)
    await panel().findByRole('button', { name: 'メモ: 電話は夕方に' })
    await user.click(screen.getByRole('button', { name: '元に戻す' }))
    await panel().findByRole('button', { name: 'メモ: 青い色がお好き。贈り物は熨斗なしで。' })
    expect(fake.callsOf('customers.update')).toHaveLength(2)
  })

  it('holds fields of the shop’s own', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.click(panel().getByRole('button', { name: '項目を足す' }))
    await user.type(panel().getByRole('textbox', { name: '項目の名前' }), '足の大きさ')
    await user.type(panel().getByRole('textbox', { name: '内容' }), '23.5cm{Enter}')
    await waitFor(() =>
      expect(fake.callsOf('customers.update')[0]?.input).toMatchObject({
        fields: [
          { label: 'お誕生日', value: '5月12日' },
          { label: '足の大きさ', value: '23.5cm' },
        ],
      }),
    )
  })

  it('shows its mark in words, in the panel and in the row', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    const row = document.querySelector('#ticket-row-1024')!
    expect(row.textContent).toContain('常連')
    await user.click(panel().getByRole('button', { name: '要注意' }))
    expect(fake.callsOf('customers.update')[0]?.input).toMatchObject({ mark: 'caution' })
    await waitFor(() => expect(row.textContent).toContain('要注意'))
    expect(panel().getByRole('button', { name: '要注意' }).getAttribute('aria-pressed')).toBe('true')
  })
})

describe('two records of one person', () => {
  it('become one, and two again', async () => {
    const { fake, user } = await openWindow({ openId: 1024 })
    await user.click(panel().getByRole('button', { name: 'ほかの記録とまとめる…' }))
    const dialog = await screen.findByRole('dialog', { name: /同じ人の記録/ })
    const search = within(dialog).getByRole('textbox')
    await user.clear(search)
    await user.type(search, '佐藤')
    await user.click(await within(dialog).findByRole('button', { name: /佐藤健一/ }))
    await waitFor(() => expect(fake.callsOf('customers.merge')[0]?.input).toEqual({ from: 1031, into: 1024 }))
    await user.click(await screen.findByRole('button', { name: '元に戻す' }))
    await waitFor(() => expect(fake.callsOf('moves.undo')).toHaveLength(1))
  })
})

describe('同じ人かもしれません', () => {
  const sato = {
    id: 1031 as CustomerId,
    name: '佐藤健一',
    identities: [{ channel: 'x' as const, value: '@kenichi' }],
    ticketCount: 2,
    signs: [{ kind: 'phone' as const, value: '09012345678' }],
  }
  const card = () => panel().findByRole('region', { name: '同じ人かもしれません' })
  const open = () => openWindow({ openId: 1024, prepare: ({ alike }) => void alike.set(1024 as CustomerId, [sato]) })

  it('says who and why, and merges into the record that has mail', async () => {
    const { fake, user } = await open()
    const offer = within(await card())
    expect(offer.getByText('電話番号が同じです（09012345678）')).toBeTruthy()
    expect(offer.getByText('X @kenichi')).toBeTruthy()
    await user.click(offer.getByRole('button', { name: '佐藤健一さまの記録とまとめる' }))
    await waitFor(() => expect(fake.callsOf('customers.merge')[0]?.input).toEqual({ from: 1031, into: 1024 }))
    await user.click(await screen.findByRole('button', { name: '元に戻す' }))
    await waitFor(() => expect(fake.callsOf('moves.undo')).toHaveLength(1))
  })

  it('is gone after ちがう人, and back after 元に戻す', async () => {
    const { user } = await open()
    await user.click(within(await card()).getByRole('button', { name: '佐藤健一さまとはちがう人' }))
    await waitFor(() => expect(panel().queryByRole('region', { name: '同じ人かもしれません' })).toBeNull())
    expect(screen.getByText('佐藤健一さまとは別の人にしました')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '元に戻す' }))
    expect(await card()).toBeTruthy()
  })

  it('is not asked where nobody is alike', async () => {
    const { fake } = await openWindow({ openId: 1024 })
    await waitFor(() => expect(fake.callsOf('customers.alike').length).toBeGreaterThan(0))
    expect(panel().queryByRole('region', { name: '同じ人かもしれません' })).toBeNull()
  })
})

describe('everything a person wrote', () => {
  it('is listed, and opens from there', async () => {
    const { store, user } = await openWindow({ openId: 1024 })
    await user.click(panel().getByRole('button', { name: 'この人のすべてのやりとり' }))
    const dialog = await screen.findByRole('dialog', { name: '山田花子さまのすべてのやりとり' })
    await user.click(await within(dialog).findByRole('button', { name: /#1024/ }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(store.getState().openId).toBe(1024)
  })
})
