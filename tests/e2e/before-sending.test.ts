import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ja } from '../../preload/locales/ja.ts'
import { openShop, type OpenShop } from '../support/open-shop.ts'

const { commands, composer, draftHistory, sending } = ja

let shop: OpenShop

beforeAll(async () => {
  shop = await openShop({ alertHours: null, undoSeconds: 0 })
  await shop.addShop('こだま', 'kodama@example.jp')
})
afterAll(() => shop?.close())

const button = (name: string) => shop.window.getByRole('button', { name, exact: true })
const question = (name: string) => shop.window.getByRole('alertdialog', { name })

async function answer(subject: string, words: string) {
  await shop.row(subject).click()
  await shop.window.locator('.ticket-head').getByText(subject).first().waitFor()
  await shop.window.keyboard.press('r')
  await shop.body().waitFor()
  await shop.body().fill(words)
}

describe('before an answer leaves', () => {
  it('another shop than the customer wrote to is asked about with both names, and leaves from there only then', async () => {
    shop.deliver({ id: 'stock', subject: '在庫について', body: '茶碗の在庫はありますか。' })
    await answer('在庫について', '在庫がございます。')
    const sender = shop.window.getByRole('combobox', { name: sending.sender })
    await sender.selectOption({ label: '【こだま】 kodama@example.jp' })
    const dialog = question(sending.changeTitle)
    expect(await dialog.innerText()).toMatch(
      /【青葉屋】[\s\S]*shop@example\.jp[\s\S]*【こだま】[\s\S]*kodama@example\.jp/u,
    )
    // Enter gives the safe answer.
    await shop.window.keyboard.press('Enter')
    await button(composer.send('青葉屋')).waitFor()

    await sender.selectOption({ label: '【こだま】 kodama@example.jp' })
    await button(sending.changeTo('こだま')).click()
    await button(composer.send('こだま')).click()
    await expect.poll(() => shop.smtp.received.length).toBe(1)
    const mail = shop.sentMail(0)
    expect(mail.from.map(({ address }) => address)).toEqual(['kodama@example.jp'])
    const { tickets } = await shop.call('tickets.list', { view: 'all', accountId: null, limit: 10, after: null })
    const { history } = await shop.call('tickets.get', { id: tickets[0]!.id })
    expect(history.map(({ type }) => type)).toContain('reply.other-account')
  })

  it('what is found stands in one dialog; Enter goes back to the text, and overriding it sends and is recorded', async () => {
    shop.deliver({ id: 'invoice', subject: '領収書について', body: '領収書をお願いします。' })
    await answer('領収書について', '佐藤様\n\n領収書を添付いたします。')
    await shop.body().press('Control+Enter')
    const dialog = question(sending.title)
    await dialog.waitFor()
    expect(await dialog.getByRole('listitem').count()).toBe(2)
    await shop.window.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await shop.body().evaluate((field) => field === document.activeElement)).toBe(true)
    expect(shop.smtp.received).toHaveLength(1)

    await shop.body().press('Control+Enter')
    await button(sending.sendAnyway).click()
    await expect.poll(() => shop.smtp.received.length).toBe(2)
    const { tickets } = await shop.call('tickets.list', { view: 'waiting', accountId: null, limit: 10, after: null })
    const id = tickets.find(({ subject }) => subject === '領収書について')!.id
    const { history } = await shop.call('tickets.get', { id })
    expect(history.find(({ type }) => type === 'reply.despite-checks')?.data).toMatchObject({
      checks: expect.arrayContaining(['attachment', 'other-name']) as unknown,
    })
  })

  it('送信して次へ opens the next inquiry, 送信して完了 settles this one', async () => {
    shop.deliver({ id: 'first', subject: '一件目', body: 'お願いします。' })
    await shop.row('一件目').waitFor()
    shop.deliver({ id: 'second', subject: '二件目', body: 'お願いします。' })
    await shop.row('二件目').waitFor()
    await answer('一件目', '一件目を承りました。')
    await button(ja.holds.sendMenu).click()
    await shop.window.getByRole('menuitem', { name: commands.names.sendAndNext }).click()
    await shop.window.locator('.ticket-head').getByText('二件目').first().waitFor()
    await expect.poll(() => shop.smtp.received.length).toBe(3)

    await shop.window.keyboard.press('r')
    await shop.body().fill('二件目を承りました。')
    await shop.body().press('Control+Alt+Enter')
    await expect.poll(() => shop.smtp.received.length).toBe(4)
    await shop.view(ja.views.resolved)
    await shop.row('二件目').waitFor()
  })

  it('a draft that was thrown away comes back from the history by keyboard', async () => {
    shop.deliver({ id: 'third', subject: '三件目', body: 'お願いします。' })
    await shop.view(ja.views.todo)
    await answer('三件目', '長い返事を書きました。')
    await button(composer.discard).click()
    await shop.window.getByText(draftHistory.discarded, { exact: true }).waitFor()
    await shop.window.keyboard.press('Control+K')
    await shop.window.keyboard.type('したがき')
    await shop.window.keyboard.press('Enter')
    await shop.window.getByRole('dialog', { name: draftHistory.title }).getByRole('option').first().waitFor()
    await shop.window.keyboard.press('Enter')
    await expect.poll(() => shop.body().inputValue()).toBe('長い返事を書きました。')
  })
})
