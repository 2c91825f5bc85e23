// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { closeWindow, openWindow } from '../support/window.tsx'

const WITH_DRAFT = 1040
const body = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: '本文' })

afterEach(closeWindow)

it('a draft is thrown away at once, and the toast brings it back with what was typed last', async () => {
  const { user } = await openWindow({ openId: WITH_DRAFT })
  fireEvent.change(body(), { target: { value: '最後のひとことまで' } })
  await user.click(screen.getByRole('button', { name: '下書きを捨てる' }))
  await screen.findByText('下書きを捨てました')
  expect(screen.queryByDisplayValue('最後のひとことまで')).toBeNull()
  await user.click(screen.getByRole('button', { name: '元に戻す' }))
  await waitFor(() => expect(body().value).toBe('最後のひとことまで'))
})

it('the history is walked through by keyboard, Enter goes back, and the toast takes that back', async () => {
  const { user, fake } = await openWindow({ openId: WITH_DRAFT })
  const before = body().value
  fake.shop.draftVersions = ['ひとつめ', 'ふたつめ'].map((words, index) => ({
    id: index + 1,
    at: Date.parse('2026-11-24T01:00:00Z') + index * 60_000,
    reason: index === 0 ? 'edited' : 'discarded',
    staffId: null,
    accountId: fake.shop.details.get(WITH_DRAFT as never)!.draft.accountId,
    to: [{ name: '鈴木明日香', address: 'asuka@example.com' }],
    cc: [],
    subject: '件名',
    body: words,
    files: [],
  }))
  await user.click(screen.getByRole('button', { name: '下書きの履歴' }))
  const dialog = await screen.findByRole('dialog', { name: '下書きの履歴' })
  await within(dialog).findByRole('option', { name: /捨てたとき/ })
  expect(within(dialog).getByRole('region', { name: '選んだ下書きの内容' }).textContent).toContain('ふたつめ')
  await user.keyboard('{ArrowDown}')
  expect(within(dialog).getByRole('region', { name: '選んだ下書きの内容' }).textContent).toContain('ひとつめ')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(body().value).toBe('ひとつめ'))
  await user.click(await screen.findByRole('button', { name: '元に戻す' }))
  await waitFor(() => expect(body().value).toBe(before))
})

it('without a history the dialog says when one comes to be', async () => {
  const { user } = await openWindow({ openId: WITH_DRAFT })
  await user.click(screen.getByRole('button', { name: '下書きの履歴' }))
  expect(await screen.findByText(/前の下書きはまだありません/)).toBeTruthy()
})
