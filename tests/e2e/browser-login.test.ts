import { createServer } from 'node:http'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bridge } from '../../preload/bridge.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import { ja } from '../../preload/locales/ja.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'
import { AIKO, type FakeMastodon, startMastodon } from '../support/networks/mastodon.ts'
import { AIKO as AIKO_ON_MISSKEY, type FakeMisskey, startMisskey } from '../support/networks/misskey.ts'
import { type FakeX, startFakeX } from '../support/networks/x.ts'

const { channel, composer, networks, reasons } = ja
const { x: xFields, mastodon: mastodonFields, misskey: misskeyFields } = networks.fields
/** The one address that X knows (main/channels/x/settings.ts). */
const X_PORT = 47_391

let desktop: Desktop
let x: FakeX
let mastodon: FakeMastodon
let misskey: FakeMisskey
let running: RunningApp
const parts: { close(): Promise<unknown> }[] = []

beforeAll(async () => {
  const clock = { now: () => Date.now() }
  parts.push((desktop = await startDesktop()))
  parts.push((x = await startFakeX(clock)), (mastodon = await startMastodon(clock.now)))
  parts.push((misskey = await startMisskey(clock.now)))
  const env = { PATH: await browserThatNotes() }
  parts.push((running = await launchApp({ desktop, env, dataDir: join(desktop.env['HOME']!, 'shop') })))
  await running.window.getByRole('button', { name: networks.addTitle }).waitFor()
  await call('settings.set', { alertHours: null, undoSeconds: 0 })
  await agreeToLinks()
  await leadXHere(x.port)
})
afterAll(async () => {
  for (const part of parts.toReversed()) await part.close()
})

const opened = () => join(desktop.env['HOME']!, 'opened')
/** The browser of this desktop writes down what it is told to show, and a test goes there. */
async function browserThatNotes(): Promise<string> {
  const bin = join(desktop.env['HOME']!, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened()}'\n`, { mode: 0o755 })
  return `${bin}:${desktop.env['PATH']}`
}
/** The page that is shown next. */
let shown = 0
async function page(): Promise<string> {
  const pages = async () => (await readFile(opened(), 'utf8').catch(() => '')).split('\n').filter(Boolean)
  await expect.poll(async () => (await pages()).length).toBeGreaterThan(shown)
  shown += 1
  return (await pages())[shown - 1]!
}
const visit = async (url: string) => (await fetch(url)).text()

/** The question before a page is opened is a dialog of the system, which no test can press. */
const agreeToLinks = () =>
  running.inMain(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
  })
/** What is meant for the real host arrives here, and nothing else does. */
const leadXHere = (port: number) =>
  running.inMain((_, here) => {
    const tls = process.getBuiltinModule('node:tls')
    const net = process.getBuiltinModule('node:net')
    const real = tls.connect
    const wrapped = (...given: unknown[]) => {
      const options: { host?: string } | undefined = given.find((one) => typeof one === 'object' && one !== null)
      if (options?.host !== 'api.x.com') return (real as (...all: unknown[]) => unknown)(...given)
      const socket = net.connect(here, '127.0.0.1')
      socket.once('connect', () => socket.emit('secureConnect'))
      return socket
    }
    Object.assign(tls, { connect: wrapped })
  }, port)

const inWindow = () => running.window
const button = (name: string | RegExp) => inWindow().getByRole('button', { name })
const row = (words: string) => inWindow().getByRole('option', { name: words }).first()

async function call<M extends MethodName>(method: M, input: Input<M>) {
  const answer = await running.window.evaluate(
    ([name, value]) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke(name, value),
    [method, input] as const,
  )
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
  return answer.value as Output<M>
}

async function openForm(network: 'x' | 'mastodon' | 'misskey') {
  await inWindow().getByRole('dialog').getByRole('button', { name: channel[network] }).click()
  const dialog = inWindow().getByRole('dialog', { name: networks.addTitleOf(channel[network]) })
  await dialog.getByLabel(networks.shopName).fill('青葉屋')
  return { dialog, login: dialog.getByRole('button', { name: networks.login }) }
}
async function addAnother(): Promise<void> {
  await inWindow().locator('.rail__foot').getByRole('button', { name: ja.rail.settings }).click()
  await button(networks.addTitle).click()
}
async function showList(): Promise<void> {
  await inWindow().getByRole('navigation').getByRole('button', { name: ja.views.todo }).first().click()
}
async function arrives(words: string): Promise<void> {
  const isThere = async () => {
    await call('accounts.syncNow', { id: null })
    return row(words).isVisible()
  }
  await expect.poll(isThere, { interval: 500 }).toBe(true)
}

describe('signing in by the browser', () => {
  it('to X says what to do when the port is taken, when the person refuses, and lets them stop waiting', async () => {
    await button(networks.addTitle).click()
    const { dialog, login } = await openForm('x')
    await dialog.getByLabel(xFields['clientId']!.label).fill(x.clientId)

    const other = createServer()
    await new Promise<void>((resolve) => other.listen(X_PORT, '127.0.0.1', resolve))
    await login.click()
    const alert = dialog.getByRole('alert')
    await alert.getByText(reasons['port-taken'].next).waitFor()
    await new Promise((resolve) => other.close(resolve))

    await login.click()
    const refused = new URL(await page())
    expect(refused.origin).toBe('https://x.com')
    const back = new URL(refused.searchParams.get('redirect_uri')!)
    expect(back.href).toBe(`http://127.0.0.1:${X_PORT}/callback`)
    back.searchParams.set('state', refused.searchParams.get('state')!)
    back.searchParams.set('error', 'access_denied')
    expect(await visit(back.href)).toContain('接続しませんでした')
    await alert.getByText(reasons['login-denied'].next).waitFor()

    await login.click()
    await page()
    await dialog.getByText(networks.loginWaiting).waitFor()
    await dialog.getByRole('button', { name: networks.giveUp }).click()
    await dialog.getByText(networks.loginWaiting).waitFor({ state: 'detached' })
    await expect.poll(() => login.isEnabled()).toBe(true)
    await expect.poll(() => visit(`http://127.0.0.1:${X_PORT}/`).catch(() => 'gone')).toBe('gone')
  })

  it('to X brings the account home, and reads what is written to it', async () => {
    const hanako = x.user('hanako_tea', '花子')
    x.post({ by: hanako, text: '@aobaya_shop 新茶はいつ入りますか', at: Date.now() - 60_000 })
    const dialog = inWindow().getByRole('dialog', { name: networks.addTitleOf('X') })
    await dialog.getByRole('button', { name: networks.login }).click()
    expect(await visit(x.agree(await page()))).toContain('接続できました')
    await dialog.waitFor({ state: 'detached' })
    await arrives('新茶はいつ入りますか')
    expect(await call('accounts.list', {})).toMatchObject([{ channel: 'x', address: `@${x.me.username}` }])
    expect(x.violations).toEqual([])
  })

  it('to Mastodon registers itself there, and reads what is written to it', async () => {
    mastodon.mention(AIKO, '@aobaya お皿が割れていました')
    await addAnother()
    const { dialog, login } = await openForm('mastodon')
    await dialog.getByLabel(mastodonFields['server']!.label).fill(mastodon.url)
    await login.click()
    expect(await visit(await page())).toContain('接続できました')
    await dialog.waitFor({ state: 'detached' })
    await showList()
    await arrives('お皿が割れていました')
  })

  it('to Misskey waits where the person refuses, and then connects, reads, and answers in public and in private', async () => {
    misskey.mention(AIKO_ON_MISSKEY, '取り置きはできますか')
    await addAnother()
    const { dialog, login } = await openForm('misskey')
    await dialog.getByLabel(misskeyFields['server']!.label).fill(misskey.url)
    misskey.agree(false)
    await login.click()
    await visit(await page())
    await dialog.getByText(networks.loginWaiting).waitFor()
    await dialog.getByRole('button', { name: networks.giveUp }).click()
    await expect.poll(() => login.isEnabled()).toBe(true)
    misskey.agree(true)
    await login.click()
    expect(await visit(await page())).toContain('接続できました')
    await dialog.waitFor({ state: 'detached' })
    await showList()
    await arrives('取り置きはできますか')

    await row('取り置きはできますか').click()
    await inWindow().locator('.message', { hasText: '取り置きはできますか' }).first().waitFor()
    await inWindow().keyboard.press('r')
    await inWindow().getByRole('textbox', { name: composer.body }).fill('はい、DMでお話しします。')
    await inWindow()
      .getByText(networks.length(13, 3000, networks.units.characters))
      .waitFor()
    await button(networks.continuePrivately).first().click()
    await button(networks.privateAnswer('青葉屋')).click()
    await expect
      .poll(() => misskey.own().map(({ text, visibility }) => [text, visibility]))
      .toEqual([['はい、DMでお話しします。', 'specified']])
  })
})
