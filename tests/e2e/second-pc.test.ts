import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ja } from '../../preload/locales/ja.ts'
import { freePort } from '../host/two-pcs.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'
import { openShop, type OpenShop } from '../support/open-shop.ts'

const { composer, people: _, secondPc, work } = ja

let shop: OpenShop
let second: RunningApp

beforeAll(async () => {
  shop = await openShop({ alertHours: null, undoSeconds: 0 })
  const profile = { color: '#336699', email: '', isManager: true, pin: null }
  const { currentId } = await shop.call('staff.list', {})
  await shop.call('staff.save', { ...profile, id: currentId, name: '山田' })
  await shop.call('staff.save', { ...profile, id: null, name: '佐藤' })
  const port = await freePort()
  await shop.call('host.set', { isOn: true, port })
  const { code } = await shop.call('host.showCode', {})
  second = await launchApp({
    desktop: shop.desktop,
    dataDir: join(shop.desktop.env['HOME']!, 'second'),
    args: ['--host', `127.0.0.1:${port}`, '--code', code!.text],
  })
})
afterAll(async () => {
  await second?.close()
  await shop?.close()
})

const body = (window: Page) => window.getByRole('textbox', { name: composer.body })
async function openTicket(window: Page, subject: string) {
  await window.getByRole('option', { name: subject }).first().click()
  await window.locator('.ticket-head').getByText(subject).first().waitFor()
}
async function beginAnswer(window: Page) {
  await window.keyboard.press('r')
  await body(window).waitFor()
}

describe('two PCs of one shop', () => {
  it('open one ticket: the second sees who is replying, and takes over what was begun', async () => {
    const [yamada, sato] = [shop.window, second.window]
    shop.deliver({ id: 'stock', subject: '在庫について', body: '茶碗の在庫はありますか。' })
    await openTicket(yamada, '在庫について')
    await openTicket(sato, '在庫について')
    await sato.locator('.message', { hasText: '茶碗の在庫はありますか。' }).waitFor()

    await beginAnswer(yamada)
    await body(yamada).fill('お問い合わせの茶碗ですが、')
    await sato.getByText(work.draftBy('山田')).waitFor()
    await sato.getByText(work.isWriting('山田')).waitFor()
    expect(await body(sato).count()).toBe(0)

    await sato.getByRole('button', { name: work.takeOver }).click()
    expect(await body(sato).inputValue()).toBe('お問い合わせの茶碗ですが、')
    await yamada.getByText(work.draftBy('佐藤')).waitFor()
    await body(sato).fill('お問い合わせの茶碗ですが、三点ございます。')
    await body(sato).press('Control+Enter')
    await expect.poll(() => shop.smtp.received.length).toBe(1)
    expect(shop.sentMail(0).textBody).toContain('三点ございます。')
  })

  it('who both send within a second: one mail leaves, the other keeps its draft and is shown the newer message', async () => {
    const windows = [shop.window, second.window]
    shop.deliver({ id: 'gift', subject: 'ギフト包装', body: '赤い紙で包めますか。' })
    for (const window of windows) await openTicket(window, 'ギフト包装')
    for (const window of windows) await beginAnswer(window)
    const words = ['赤い紙でお包みできます。', '赤と白からお選びいただけます。']
    await Promise.all(windows.map((window, at) => body(window).fill(words[at]!)))
    await Promise.all(windows.map((window) => body(window).press('Control+Enter')))

    const refused = () =>
      Promise.all(windows.map((window) => window.getByText(composer.conflictTitle, { exact: true }).count()))
    await expect.poll(refused).toSatisfy((counts: number[]) => counts.reduce((sum, count) => sum + count) === 1)
    const loser = (await refused()).indexOf(1)
    expect(await body(windows[loser]!).inputValue()).toBe(words[loser])
    // It stands above the draft, so that it can be read before anything is sent.
    await windows[loser]!.locator('.message', { hasText: words[1 - loser]! }).waitFor()
    await expect.poll(() => shop.smtp.received.length).toBe(2)
    expect(shop.sentMail(1).textBody).toContain(words[1 - loser])
    await expect.poll(async () => (await shop.call('outbox.list', {})).length).toBe(0)
    expect(shop.smtp.received).toHaveLength(2)

    await windows[loser]!.getByRole('button', { name: composer.sendAnyway }).click()
    await expect.poll(() => shop.smtp.received.length).toBe(3)
  })

  it('the one without data says so in its settings, and changes nothing of the shop there', async () => {
    await second.window.getByRole('button', { name: ja.rail.settings }).click()
    await second.window.getByText(secondPc.settingsThere).waitFor()
    expect(await second.window.getByRole('switch').count()).toBe(0)
    await second.window.keyboard.press('Escape')
  })

  it('lose each other: the second goes on showing what it has, says why, and is there again by itself', async () => {
    const { window } = second
    await window
      .getByRole('navigation')
      .getByRole('button', { name: new RegExp(`^${ja.views.all}`) })
      .click()
    const { isOn } = await shop.call('host.set', { isOn: false })
    expect(isOn).toBe(false)
    await window.getByText(secondPc.away).waitFor()
    await window.getByRole('option', { name: 'ギフト包装' }).first().waitFor()
    await shop.call('host.set', { isOn: true })
    shop.deliver({ id: 'later', subject: '営業時間', body: '何時まで開いていますか。' })
    await window.getByText(secondPc.away).waitFor({ state: 'detached' })
    await window.getByRole('option', { name: '営業時間' }).first().waitFor()
  })
})
