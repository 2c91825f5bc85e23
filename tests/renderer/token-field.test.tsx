// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { closeWindow, openWindow } from '../support/window.tsx'

afterEach(closeWindow)

/** The card of あおば雑貨店, whose answers carry [#K-…]. */
async function openShop() {
  const { fake, store, user } = await openWindow()
  store.getState().showScreen('settings')
  const card = within(await screen.findByRole('group', { name: 'あおば雑貨店' }))
  const changes = () => fake.callsOf('shops.update').map(({ input }) => input)
  return { card, changes, user }
}

describe('the ticket number in the subject of answers', () => {
  it('is turned off for one shop', async () => {
    const { card, changes, user } = await openShop()
    await user.click(card.getByRole('switch', { name: 'お返事の件名に番号を付ける' }))
    await user.click(document.body)
    await waitFor(() => expect(changes()).toMatchObject([{ id: 1, tokenPrefix: null }]))
  })

  it('takes letters as an IME leaves them, and none that main would refuse', async () => {
    const { card, changes, user } = await openShop()
    const letters = card.getByRole<HTMLInputElement>('textbox', { name: /番号の前の文字/ })
    await user.clear(letters)
    await user.type(letters, 'ｔ1')
    expect(letters.value).toBe('T1')
    expect(letters.getAttribute('aria-invalid')).toBe('true')
    await user.click(document.body)
    await waitFor(() => expect(changes()).toMatchObject([{ id: 1, tokenPrefix: 'T' }]))
  })
})
