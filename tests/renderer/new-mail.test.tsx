// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { catalogs } from '../../preload/locales/index.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

afterEach(closeWindow)

const { newMail, composer } = catalogs.ja
const beginButton = () => screen.findByRole('button', { name: newMail.begin })
const link = { to: [{ name: '', address: 'hanako@example.com' }], cc: [], subject: '再入荷', body: '入荷しました' }

describe('a new mail', () => {
  it('begins with Ctrl+N, asks for the shop, for whom and about what, and goes on in the answer', async () => {
    const { store, user } = await openWindow()
    await user.keyboard('{Control>}n{/Control}')
    const begin = await beginButton()
    await user.type(screen.getByRole('textbox', { name: composer.to }), 'hanako@example.com{Enter}')
    await user.type(screen.getByRole('textbox', { name: composer.subject }), '再入荷')
    expect(begin).toHaveProperty('disabled', true)
    await user.selectOptions(screen.getByRole('combobox', { name: newMail.from }), '2')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(store.getState().dialog).toBeNull())
    const { openId, drafts } = store.getState()
    expect(drafts.get(openId!)?.draft).toMatchObject({ accountId: 2, to: link.to, subject: '再入荷' })
  })

  it('of a link shows what the link says, and does not sweep away what is being written', async () => {
    const { store, user } = await openWindow()
    store.getState().takeMailLink(link)
    expect(await screen.findByText('入荷しました')).toBeTruthy()
    await user.keyboard('{Escape}')
    store.getState().openDialog({ type: 'phone-memo', ticketId: null })
    store.getState().takeMailLink(link)
    expect(store.getState().dialog).toMatchObject({ type: 'phone-memo' })
    expect(await screen.findByText(newMail.closeFirst)).toBeTruthy()
  })
})
