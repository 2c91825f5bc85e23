import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ja } from '../../preload/locales/ja.ts'
import { openShop, type OpenShop } from '../support/open-shop.ts'

const { composer, later, templates } = ja

let shop: OpenShop

beforeAll(async () => {
  shop = await openShop({ alertHours: null, undoSeconds: 10 })
})
afterAll(() => shop?.close())

const sendButton = () => shop.window.getByRole('button', { name: composer.send('青葉屋'), exact: true })

describe('a shop owner', () => {
  it('finds a template by its kana and cannot send it before everything is filled in', async () => {
    shop.deliver({ id: 'sold-out', subject: '在庫について', body: '茶碗の在庫はありますか。' })
    await shop.row('在庫について').click()
    await shop.window.getByText('茶碗の在庫はありますか。').first().waitFor()
    await shop.window.keyboard.press('t')
    await shop.window.getByRole('dialog').getByRole('combobox').waitFor()
    await shop.window.keyboard.type('けっぴん')
    await shop.window.getByRole('option', { name: '欠品のお詫び', selected: true }).waitFor()
    await shop.window.keyboard.press('Enter')
    await expect.poll(() => shop.body().inputValue()).toContain('{{')

    expect(await sendButton().isDisabled()).toBe(true)
    await shop.body().press('Control+Enter')
    // The first gap is selected: what is typed takes its place, and Tab goes to the next.
    const gaps = () => shop.window.getByRole('textbox', { name: /に入れる文$/u })
    for (let left = await gaps().count(); left > 0; left -= 1) {
      await shop.window.keyboard.type('白い茶碗')
      await shop.window.keyboard.press('Tab')
    }
    await expect.poll(() => gaps().count()).toBe(0)
    expect(shop.smtp.received).toEqual([])
    expect((await shop.call('outbox.list', {})).length).toBe(0)
  })

  it('takes an answer back that was just sent, with every word', async () => {
    const words = await shop.body().inputValue()
    await shop.body().press('Control+Enter')
    const toast = shop.window.getByText(later.sentToast('山田花子')).first()
    await toast.waitFor()
    await shop.window.getByRole('button', { name: ja.common.undo }).last().click()
    await shop.window.getByText(later.takenBack).waitFor()
    await expect.poll(() => shop.body().inputValue()).toBe(words)
    await shop.window.waitForTimeout(11_000)
    expect(shop.smtp.received).toEqual([])
    expect(words).toContain('白い茶碗')
    expect(words).not.toContain(templates.unfilled(1))
  })

  it('puts a ticket off until the customer writes, and has it back on top then', async () => {
    await shop.body().press('Escape')
    await shop.window.keyboard.press('s')
    await shop.window.getByRole('dialog').getByRole('button', { name: later.untilAnswer }).click()
    await shop.row('在庫について').waitFor({ state: 'detached' })
    await shop.view(ja.views.snoozed)
    await shop.row('在庫について').waitFor()

    shop.deliver({
      id: 'again',
      subject: 'Re: 在庫について',
      body: 'やはり青い茶碗がほしいです。',
      replyTo: 'sold-out@example.com',
    })
    await shop.view(ja.views.todo)
    await expect.poll(() => shop.window.getByRole('option').first().textContent()).toContain('在庫について')
    await shop.row('在庫について').click()
    await shop.window.getByText('やはり青い茶碗がほしいです。').first().waitFor()
  })
})
