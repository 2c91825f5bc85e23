import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ja } from '../../preload/locales/ja.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'
import { startDns } from '../support/fake-dns.ts'
import { type SmtpTestServer, startSmtp } from '../support/smtp.ts'

const { mailSetup, onboarding, settings } = ja
const ADDRESS = 'info@aoba.example'
/** A shop owner alone is done in ten minutes; what the machine needs of that is a small part. */
const LONGEST_MS = 120_000

let desktop: Desktop
let imap: Dovecot
let smtp: SmtpTestServer
let dns: Awaited<ReturnType<typeof startDns>>
let running: RunningApp
let startedAt: number
/** What the person did: answers typed, and keys that go on. */
const done = { answers: 0, keys: 0 }

/** A domain whose owner publishes in the DNS where its mail is, with certificates that this computer trusts. */
beforeAll(async () => {
  ;[desktop, imap, smtp] = await Promise.all([
    startDesktop(),
    startDovecot({ users: [ADDRESS] }),
    startSmtp({ tls: 'implicit', user: ADDRESS }),
  ])
  dns = await startDns({
    'aoba.example': { MX: ['mail.aoba.example'] },
    '_imaps._tcp.aoba.example': { SRV: [{ host: 'localhost', port: imap.tlsPort }] },
    '_submissions._tcp.aoba.example': { SRV: [{ host: 'localhost', port: smtp.port }] },
  })
  const trusted = join(desktop.env['HOME']!, 'trusted.pem')
  writeFileSync(trusted, imap.certificate + smtp.certificate)
  imap.deliver(ADDRESS, mail('first', '納期のお問い合わせ', '来週の水曜日までに届きますか。'))
  startedAt = performance.now()
  running = await launchApp({ desktop, env: { NODE_EXTRA_CA_CERTS: trusted } })
  await running.inMain((_, server) => process.getBuiltinModule('node:dns').promises.setServers([server]), dns.server)
})
afterAll(async () => {
  await running?.close()
  await dns?.close()
  await smtp?.close()
  await imap?.close()
  await desktop?.close()
})

const page = () => running.window
const heading = (name: string) => page().getByRole('heading', { name }).waitFor()
async function hasFocus(name: string): Promise<void> {
  await expect.poll(() => page().evaluate(() => document.activeElement?.textContent ?? '')).toBe(name)
}

async function press(key: string): Promise<void> {
  done.keys += 1
  await page().keyboard.press(key)
}
async function answer(field: string, text: string): Promise<void> {
  done.answers += 1
  await expect
    .poll(() =>
      page()
        .getByLabel(field, { exact: true })
        .evaluate((one) => one === document.activeElement),
    )
    .toBe(true)
  await page().keyboard.type(text)
}

function mail(id: string, subject: string, body: string): string {
  const words = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`
  return [
    `From: ${words('山田花子')} <hanako@example.com>`,
    `To: ${ADDRESS}`,
    `Subject: ${words(subject)}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${id}@example.com>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ].join('\r\n')
}

describe('a shop owner with a new computer, by the keyboard alone', () => {
  it('types the address, and sees what its domain publishes before anything is done with it', async () => {
    await heading(onboarding.title)
    await press('Tab')
    await press('Enter')
    await answer(onboarding.address, ADDRESS)
    await press('Enter')
    const found = page().getByRole('region', { name: mailSetup.foundBox })
    await found.getByText(mailSetup.how.srv('aoba.example')).waitFor()
    await found.getByText(`localhost:${imap.tlsPort}`).waitFor()
    await found.getByText(`localhost:${smtp.port}`).waitFor()
    await found.getByText(mailSetup.elsewhere('localhost')).waitFor()
    expect(dns.asked).toContain('SRV _imaps._tcp.aoba.example')
    expect(imap.log()).not.toContain('Login:')
  })

  it('names the shop, types the password, and is connected', async () => {
    await answer(onboarding.shopName, '青葉屋')
    await press('Tab')
    await answer(onboarding.password, `pw-${ADDRESS}`)
    await press('Enter')
    await page().getByText(onboarding.allWorks).waitFor()
    await hasFocus(onboarding.add)
    await press('Enter')
    await heading(mailSetup.signatureTitle)
    expect(imap.log()).toContain(`Login: user=<${ADDRESS}>`)
  })

  it('goes on with what is proposed, and sees a real notification', async () => {
    await hasFocus(mailSetup.next)
    await press('Enter')
    await heading(mailSetup.hoursTitle)
    await hasFocus(mailSetup.next)
    await press('Enter')
    await heading(mailSetup.noticesTitle)
    await hasFocus(mailSetup.finish)
    done.keys += 1
    await page().getByRole('button', { name: settings.test }).press('Enter')
    await expect.poll(async () => (await desktop.popups()).map(({ title }) => title)).toContain(ja.popups.testTitle)
    await page().getByText(settings.testShown).waitFor()
    done.keys += 1
    await page().getByRole('button', { name: mailSetup.finish }).press('Enter')
  })

  it('has the first ticket on the screen, with three answers given', async ({ annotate }) => {
    await page().getByRole('option', { name: '納期のお問い合わせ' }).first().waitFor()
    const ms = performance.now() - startedAt
    await annotate(`start of the program to first ticket: ${(ms / 1000).toFixed(1)} s, ${JSON.stringify(done)}`)
    expect(done.answers).toBe(3)
    expect(done.keys).toBeLessThanOrEqual(12)
    expect(ms).toBeLessThan(LONGEST_MS)
  })
})
