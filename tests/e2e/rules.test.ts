import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bridge } from '../../preload/bridge.ts'
import type { RuleLogEntry } from '../../preload/domain.ts'
import { ja } from '../../preload/locales/ja.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'

const { rulePage: words } = ja
const SHOP = 'shop@example.jp'

let desktop: Desktop
let imap: Dovecot
let running: RunningApp

beforeAll(async () => {
  ;[desktop, imap] = await Promise.all([startDesktop(), startDovecot({ users: ['shop'] })])
  running = await launchApp({ desktop, dataDir: join(desktop.env['HOME']!, 'rules') })
  const server = { host: '127.0.0.1', tls: 'none', user: 'shop' }
  const settings = {
    address: SHOP,
    name: '青葉屋',
    imap: { ...server, port: imap.port },
    smtp: { ...server, port: 1 },
    sinceDays: null,
    watchJunk: false,
    trustedFingerprint: null,
    allowInsecure: true,
  }
  const secrets = { imapPassword: 'pw-shop', smtpPassword: 'pw-shop' }
  await ask('accounts.add', { shopName: '青葉屋', settings, secrets })
  await ask('staff.save', { id: null, name: '田中', color: '#2f7d5b', email: '', isManager: false, pin: null })
  await page().reload()
  await page().waitForSelector('.frame')
})
afterAll(async () => {
  await running?.close()
  await imap?.close()
  await desktop?.close()
})

const page = () => running.window
const button = (name: string | RegExp) => page().getByRole('button', { name })

async function ask(method: string, input: unknown): Promise<unknown> {
  const answer = await page().evaluate(
    ([name, value]) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke(name, value),
    [method, input] as const,
  )
  if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`)
  return answer.value
}

function deliver(id: string, subject: string, body: string): void {
  const mail = [
    'From: hanako@example.com',
    `To: ${SHOP}`,
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${id}@example.com>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ]
  imap.deliver('shop', mail.join('\r\n'))
}

describe('a shop owner who writes a rule by hand', () => {
  it('sees the next mail sorted and assigned by it, and the log that names it', async () => {
    await page().keyboard.press('g')
    await page().keyboard.press('r')
    await button(words.add).click()
    await page().getByRole('textbox', { name: words.name }).fill('返品は田中さんへ')
    await page().getByRole('textbox', { name: words.valuesLabel.words }).fill('返品')
    await page().keyboard.press('Enter')
    await page()
      .getByRole('combobox', { name: words.actionValue(1) })
      .selectOption({ label: ja.people.categoryWords.return })
    await button(words.addAction).click()
    await page()
      .getByRole('combobox', { name: words.actionValue(2) })
      .selectOption({ label: '田中さん' })
    await page().getByText('件名か本文に「返品」があるとき、分類を「返品」にして、田中さんに割り当てる。').waitFor()
    await button(words.save).click()
    await page().getByText(words.saved('返品は田中さんへ')).waitFor()

    deliver('return-1', '届いた茶碗について', '返品したいのですが、どうすればよいですか。')
    deliver('other-1', '納期について', 'いつごろ届きますか。')
    await expect.poll(async () => ((await log()) as RuleLogEntry[]).length, { timeout: 90_000 }).toBe(1)
    await button(words.back).click()
    await button(words.tabs.log).click()
    const line = page().getByRole('row', { name: /返品は田中さんへ/ })
    await line.getByText('田中さん', { exact: true }).waitFor()
    expect(await line.textContent()).toContain('分類 なし返品')

    await line.getByRole('button', { name: /届いた茶碗について/ }).click()
    await page().getByText('自動処理「返品は田中さんへ」').first().waitFor()
  })
})

const log = () => ask('rules.log', { ruleId: null, before: null, limit: 10 })
