import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ja } from '../../preload/locales/ja.ts'
import { createI18n } from '../../renderer/i18n.ts'
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
    await shop.row('在庫について').waitFor()
    // Both within one turn of the page, so that the key comes before the ticket has been read.
    await shop.row('在庫について').evaluate((row: HTMLElement) => {
      row.click()
      row.dispatchEvent(new KeyboardEvent('keydown', { key: 't', code: 'KeyT', bubbles: true }))
    })
    await shop.window.getByText('茶碗の在庫はありますか。').first().waitFor()
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

  it('plans an answer; what the customer writes meanwhile stops it, and planned anew it leaves at its time, once', async () => {
    shop.deliver({ id: 'when', subject: '発送日について', body: 'いつ発送されますか。' })
    await shop.row('発送日について').click()
    await shop.window.getByText('いつ発送されますか。').first().waitFor()
    await shop.window.keyboard.press('r')
    await shop.body().fill('本日発送いたしました。')
    await plan(Date.now() + 3_600_000)
    await shop.body().press('Control+Enter')
    await shop.window.getByText(/への返信を .* に送ります/u).waitFor()
    await expect.poll(async () => (await shop.call('outbox.list', {})).map(({ state }) => state)).toEqual(['queued'])

    shop.deliver({
      id: 'address',
      subject: 'Re: 発送日について',
      body: '住所を変えられますか。',
      replyTo: 'when@example.com',
    })
    await shop.window.getByText(later.heldBackTitle).waitFor()
    expect(await shop.body().inputValue()).toBe('本日発送いたしました。')
    expect(await shop.call('outbox.list', {})).toEqual([])

    await shop.body().fill('住所を変えて、本日発送いたしました。')
    const at = Math.ceil((Date.now() + 25_000) / 60_000) * 60_000
    await plan(at)
    await shop.body().press('Control+Enter')
    await shop.window.getByRole('button', { name: composer.sendAnyway }).click()
    await expect.poll(() => shop.smtp.received.length, { timeout: 150_000 }).toBe(1)
    expect(Date.now()).toBeGreaterThanOrEqual(at)
    expect(shop.sentMail(0).textBody).toContain('住所を変えて、本日発送いたしました。')
  }, 300_000)

  /** 日時を指定して送信, with a date and clock typed in. */
  async function plan(at: number) {
    const { date, clock } = createI18n('ja', 'Asia/Tokyo').fieldsOf(at)
    await shop.window.getByRole('button', { name: later.sendLater, exact: true }).click()
    const dialog = shop.window.getByRole('dialog')
    await dialog.getByLabel(later.date).fill(date)
    await dialog.getByLabel(later.clock).fill(clock)
    await dialog.getByRole('button', { name: later.set }).click()
  }
})
