import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMail } from '../../main/channels/mail/read/read-mail.ts'
import type { Bridge } from '../../preload/bridge.ts'
import { ja } from '../../preload/locales/ja.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'
import { type SmtpTestServer, startSmtp } from '../support/smtp.ts'

const { onboarding, mailSetup, composer } = ja
const SHOP = 'shop@example.jp'
const MINUTE_MS = 60_000

let desktop: Desktop
let imap: Dovecot
let smtp: SmtpTestServer
let running: RunningApp
let dataDir: string

beforeAll(async () => {
  ;[desktop, imap, smtp] = await Promise.all([startDesktop(), startDovecot({ users: ['shop'] }), startSmtp()])
  imap.ensureFolder('shop', 'Sent')
  imap.deliver(
    'shop',
    mailFrom('old', '以前のお問い合わせ', 'ずっと前に届いたメールです。'),
    'INBOX',
    Date.now() - 10 * 86_400_000,
  )
  dataDir = join(desktop.env['HOME']!, 'shop')
  running = await launchApp({ desktop, dataDir })
  // Tests run at night too, and do not wait for what can be taken back; both have tests of their own.
  await page().evaluate(() =>
    (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke('settings.set', {
      alertHours: null,
      undoSeconds: 0,
    }),
  )
})
afterAll(async () => {
  await running?.close()
  await smtp?.close()
  await imap?.close()
  await desktop?.close()
})

const page = () => running.window
const row = (text: string) => page().getByRole('option', { name: text }).first()
const rail = (name: string) =>
  page()
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })

function mailFrom(id: string, subject: string, body: string, headers: string[] = []): string {
  const encoded = `=?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`
  return [
    `From: =?UTF-8?B?${Buffer.from('山田花子').toString('base64')}?= <hanako@example.com>`,
    `To: ${SHOP}`,
    `Subject: ${encoded}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${id}@example.com>`,
    ...headers,
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ].join('\r\n')
}

async function fillServer(legend: string, port: number, tls: string): Promise<void> {
  const group = page().getByRole('group', { name: legend })
  await group.getByLabel(onboarding.host).fill('127.0.0.1')
  await group.getByLabel(onboarding.tls).selectOption({ label: tls })
  await group.getByLabel(onboarding.port).fill(String(port))
  await group.getByLabel(onboarding.user).fill('shop')
}

/** The bytes the SMTP server was handed, as a person's mail program reads them. */
const sentMail = (index: number) => readMail(smtp.received[index]!.raw)

describe('a shop owner', () => {
  it('types a wrong password, reads in plain words what is wrong, and loses nothing of what was typed', async () => {
    await page().getByRole('button', { name: onboarding.addAccount }).click()
    await page().getByLabel(onboarding.address).fill(SHOP)
    await page().getByRole('button', { name: mailSetup.byHand }).click()
    await page().getByLabel(onboarding.shopName).fill('青葉屋')
    await page().getByLabel(onboarding.password, { exact: true }).fill('wrong')
    await page().locator('summary', { hasText: onboarding.servers }).click()
    await fillServer(onboarding.imap, imap.tlsPort, onboarding.tlsModes.implicit)
    await fillServer(onboarding.smtp, smtp.port, onboarding.tlsModes.none)
    await page().getByRole('button', { name: onboarding.check }).click()

    await page().getByRole('button', { name: onboarding.trust }).click()
    await page().getByText(ja.reasons['wrong-password'].what).first().waitFor()
    await page().getByRole('button', { name: onboarding.edit }).click()
    expect(await page().getByLabel(onboarding.shopName).inputValue()).toBe('青葉屋')
  })

  it('connects the mailbox and finds what lay there, without an alarm', async () => {
    await page().getByLabel(onboarding.password, { exact: true }).fill('pw-shop')
    await page().getByRole('button', { name: onboarding.check }).click()
    await page().getByRole('button', { name: onboarding.add, exact: true }).click({ timeout: 60_000 })
    await page().getByRole('heading', { name: mailSetup.signatureTitle }).waitFor()
    await page().getByRole('button', { name: mailSetup.skip }).click()
    await page().getByRole('heading', { name: mailSetup.hoursTitle }).waitFor()
    await page().getByRole('button', { name: mailSetup.skip }).click()
    await page().getByRole('button', { name: mailSetup.finish }).click()
    await rail(ja.views.all).click()
    await row('以前のお問い合わせ').waitFor()
    expect(await desktop.popups()).toEqual([])
  })

  it('sees a popup and a ticket with a deadline when a mail arrives', async () => {
    await rail(ja.views.todo).click()
    imap.deliver(
      'shop',
      mailFrom('first', '返品について', '注文番号：123456-20260612-0123456789\r\n届いた茶碗が欠けていました。'),
    )
    await row('返品について').waitFor()
    await expect.poll(async () => (await desktop.popups()).map(({ title }) => title)).toEqual([ja.popups.newOne])
    await row('返品について').click()
    await page().getByText('届いた茶碗が欠けていました。').first().waitFor()
    await page().getByText(ja.status.new, { exact: true }).first().waitFor()
    await page().getByText('123456-20260612-0123456789').first().waitFor()
  })

  it('answers while the line is down; the answer waits and leaves by itself, once', async () => {
    smtp.fail({ kind: 'close-at-connect' })
    await page().keyboard.press('r')
    await page()
      .getByRole('textbox', { name: composer.body })
      .fill('ご連絡ありがとうございます。交換品をお送りします。')
    await page().keyboard.press('Control+Enter')
    await page().getByText(ja.ticket.outbox.queued).first().waitFor()
    expect(smtp.received).toEqual([])

    smtp.fail({ kind: 'accept' })
    await expect.poll(() => smtp.received.length, { timeout: 90_000 }).toBe(1)
    const mail = sentMail(0)
    expect(mail.textBody).toContain('交換品をお送りします。')
    expect(mail.inReplyTo).toBe('first@example.com')
    expect(mail.to).toEqual([{ name: '山田花子', address: 'hanako@example.com' }])
    expect(mail.from).toEqual([{ name: '青葉屋', address: SHOP }])
    await expect.poll(() => imap.files('shop', 'Sent').length).toBe(1)
  })

  it('finds the ticket under 返事待ち, and by two characters of its text', async () => {
    await rail(ja.views.waiting).click()
    await row('返品について').waitFor()
    await page().getByRole('textbox', { name: ja.list.searchLabel }).fill('茶碗')
    await page().keyboard.press('Enter')
    await row('返品について').waitFor()
    expect(await page().getByRole('option').count()).toBe(1)
    await page().keyboard.press('Escape')
  })

  it('is told of the answer of the customer, in the same ticket, with the window closed to the tray', async () => {
    await running.closeWindow()
    await expect.poll(() => running.isWindowShown()).toBe(false)
    const { messageId } = sentMail(0)
    const reply = mailFrom('second', 'Re: 返品について', 'よろしくお願いします。', [`In-Reply-To: <${messageId}>`])
    imap.deliver('shop', reply)
    await expect.poll(async () => (await desktop.popups()).length).toBeGreaterThan(1)
    await running.startAgain()
    await expect.poll(() => running.isWindowShown()).toBe(true)
    await rail(ja.views.todo).click()
    await row('返品について').click()
    await page().getByText(ja.status.open, { exact: true }).first().waitFor()
  })

  it('finds everything after a restart, and nothing is sent or announced again', async () => {
    const popups = (await desktop.popups()).length
    await running.close()
    running = await launchApp({ desktop, dataDir })
    await row('返品について').click()
    await page().getByText('届いた茶碗が欠けていました。').first().waitFor()
    await page().getByText('よろしくお願いします。').first().waitFor()
    await page().getByText('交換品をお送りします。').first().waitFor()
    expect(smtp.received.length).toBe(1)
    expect((await desktop.popups()).length).toBe(popups)
  })

  it('loses nothing when the program is killed while an answer is on its way', async () => {
    smtp.fail({ kind: 'hang-after-dot' })
    await page().keyboard.press('r')
    await page().getByRole('textbox', { name: composer.body }).fill('本日発送いたしました。')
    await page().keyboard.press('Control+Enter')
    await expect.poll(() => smtp.received.length).toBe(2)
    await running.kill9()
    smtp.fail({ kind: 'accept' })
    running = await launchApp({ desktop, dataDir })
    await rail(ja.views.outbox).click()
    await page().getByText(ja.outbox.groups.unclear.title).first().waitFor()
    // It may have arrived, so it is asked about and never sent again by itself.
    await new Promise((resolve) => setTimeout(resolve, MINUTE_MS / 20))
    expect(smtp.received.length).toBe(2)
  })
})
