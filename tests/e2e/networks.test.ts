import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bridge } from '../../preload/bridge.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import { ja } from '../../preload/locales/ja.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'
import { AIKO, AOBAYA, type FakeMastodon, KEN, startMastodon, TOKEN } from '../support/networks/mastodon.ts'

const { composer, networks, popups } = ja
const NEW_TOKEN = 'a-new-token-of-aobaya-0123456789'

let desktop: Desktop
let server: FakeMastodon
let running: RunningApp
const parts: { close(): Promise<unknown> }[] = []

beforeAll(async () => {
  parts.push((desktop = await startDesktop()))
  parts.push((server = await startMastodon(() => Date.now())))
  parts.push((running = await launchApp({ desktop, dataDir: join(desktop.env['HOME']!, 'shop') })))
  await running.window.getByRole('button', { name: networks.addTitle }).waitFor()
  await call('settings.set', { alertHours: null, undoSeconds: 0 })
})
afterAll(async () => {
  for (const part of parts.toReversed()) await part.close()
})

const inWindow = () => running.window
const row = (words: string) => inWindow().getByRole('option', { name: words }).first()
const body = () => inWindow().getByRole('textbox', { name: composer.body })
const button = (name: string | RegExp) => inWindow().getByRole('button', { name })
const titles = async () => (await desktop.popups()).map(({ title }) => title)
const ownTexts = () => server.statuses.filter(({ by }) => by.id === AOBAYA.id).map(({ text }) => text)
const handle = () => `@aobaya@${new URL(server.url).host}`
const trouble = () => popups.account(handle())
const look = () => call('accounts.syncNow', { id: null })
/** A look that was on its way already has not seen what came since: so it is asked for again. */
const OFTEN = { interval: 500 }

async function call<M extends MethodName>(method: M, input: Input<M>) {
  const answer = await running.window.evaluate(
    ([name, value]) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke(name, value),
    [method, input] as const,
  )
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
  return answer.value as Output<M>
}

async function arrives(words: string) {
  const isThere = async () => {
    await look()
    return row(words).isVisible()
  }
  await expect.poll(isThere, OFTEN).toBe(true)
}

/** Opens a row and its composer, and writes. */
async function write(words: string, text: string) {
  await row(words).click()
  await inWindow().locator('.message', { hasText: words }).first().waitFor()
  await inWindow().keyboard.press('r')
  await body().fill(text)
}

describe('a shop on Mastodon', () => {
  it('connects its account without mail, after a word of the server', async () => {
    await button(networks.addTitle).click()
    await inWindow()
      .getByRole('dialog')
      .getByRole('button', { name: /Mastodon/ })
      .click()
    const dialog = inWindow().getByRole('dialog', { name: networks.addTitleOf('Mastodon') })
    await dialog.getByLabel(networks.shopName).fill('青葉屋')
    await dialog.getByLabel(networks.fields.mastodon['server']!.label).fill(server.url)
    await dialog.getByLabel(networks.fields.mastodon['login']!.label).selectOption('token')
    await dialog.getByLabel(networks.fields.mastodon['token']!.label).fill('not the token')
    await dialog.getByRole('button', { name: networks.test }).click()
    await dialog.getByText(networks.unverified).waitFor()
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel(networks.fields.mastodon['token']!.label).fill(TOKEN)
    await dialog.getByRole('button', { name: networks.add }).click()
    await inWindow().getByRole('navigation').first().waitFor()
    await expect.poll(async () => (await call('accounts.list', {}))[0]?.lastSuccessAt).toEqual(expect.any(Number))
  })

  it('hears of a mention, looks at its picture, and answers it in public, once', async () => {
    server.mention(AIKO, '@aobaya 届いたお皿が割れていました', { media: ['1'] })
    await arrives('届いたお皿が割れていました')
    await expect.poll(titles).toEqual([popups.newOne])

    await write('届いたお皿が割れていました', '申し訳ございません。新しいものをお送りします。')
    const asked = () => server.asked.filter(({ path }) => path.startsWith('/media/')).length
    expect(asked()).toBe(0)
    await button(networks.showMedia(1)).click()
    const picture = inWindow().getByRole('img', { name: '割れたお皿' })
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1)
    expect(asked()).toBe(1)

    // The handle that Mastodon needs before the words counts as it does there: without its server.
    const length = '@aiko 申し訳ございません。新しいものをお送りします。'.length
    await inWindow()
      .getByText(networks.length(length, 500, networks.units.graphemes))
      .waitFor()
    await button(networks.publicAnswer('青葉屋')).click()
    await expect.poll(ownTexts).toEqual(['@aiko@friends.example.com 申し訳ございません。新しいものをお送りします。'])
    await row('届いたお皿が割れていました').waitFor({ state: 'detached' })
    await look()
    expect(ownTexts()).toHaveLength(1)
    expect((await call('tickets.list', { view: 'all', accountId: null, limit: 50, after: null })).tickets).toHaveLength(
      1,
    )
  })

  it('has what the customer answers in the same ticket, with the answer seen by polling there once', async () => {
    const answer = server.statuses.find(({ by }) => by.id === AOBAYA.id)!
    server.mention(AIKO, '@aobaya ありがとうございます、いつ届きますか', { inReplyTo: answer.id })
    const { tickets } = await poll(({ tickets: [ticket] }) => ticket?.messageCount === 3)
    expect(tickets).toHaveLength(1)
    await inWindow().locator('.ticket-row').first().click()
    await inWindow().locator('.message', { hasText: 'いつ届きますか' }).waitFor()
    expect(await inWindow().locator('.message').count()).toBe(3)
  })

  it('answers a direct message in private', async () => {
    server.mention(KEN, '@aobaya 住所を変えたいです', { visibility: 'direct' })
    await arrives('住所を変えたいです')
    await write('住所を変えたいです', 'かしこまりました。新しいご住所をお知らせください。')
    await inWindow()
      .getByText(/だけが読めます/)
      .waitFor()
    await button(composer.send('青葉屋')).click()
    await expect.poll(ownTexts).toHaveLength(2)
    expect(server.statuses.findLast(({ by }) => by.id === AOBAYA.id)).toMatchObject({ visibility: 'direct' })
    await row('住所を変えたいです').waitFor({ state: 'detached' })
  })

  it('whose token was revoked is told once, writes on but sends nothing, and after a new one misses and doubles nothing', async () => {
    server.revoke()
    server.mention(AIKO, '@aobaya 追加で2枚ほしいです')
    // Asking for a look takes the account for good again until that look has failed too.
    const stateOrLook = async () => {
      const state = (await call('accounts.list', {}))[0]?.state
      if (state !== 'needs-login') await look()
      return state
    }
    await expect.poll(stateOrLook, { interval: 1500 }).toBe('needs-login')
    await expect.poll(async () => (await titles()).filter((title) => title === trouble())).toHaveLength(1)

    await write('いつ届きますか', '明日お届けします。')
    await inWindow().getByText(networks.lockedTitle(handle())).waitFor()
    expect(await button(networks.publicAnswer('青葉屋')).isDisabled()).toBe(true)

    server.takeToken(NEW_TOKEN)
    await button(networks.loginAgain).first().click()
    const dialog = inWindow().getByRole('dialog')
    await dialog.getByLabel(networks.fields.mastodon['token']!.label).fill(NEW_TOKEN)
    await dialog.getByRole('button', { name: networks.save }).click()
    await dialog.waitFor({ state: 'detached' })
    await arrives('追加で2枚ほしいです')
    await expect.poll(() => button(networks.publicAnswer('青葉屋')).isEnabled()).toBe(true)
    await button(networks.publicAnswer('青葉屋')).click()
    await expect.poll(ownTexts).toHaveLength(3)

    await row('いつ届きますか').waitFor({ state: 'detached' })
    const { tickets } = await poll(({ tickets: all }) => all.length === 3)
    expect(tickets.map(({ messageCount }) => messageCount).toSorted((a, b) => a - b)).toEqual([1, 2, 4])
    expect(ownTexts()).toHaveLength(3)
    expect((await titles()).filter((title) => title === trouble())).toHaveLength(1)
  })

  async function poll(isThere: (list: Output<'tickets.list'>) => boolean): Promise<Output<'tickets.list'>> {
    const list = () => call('tickets.list', { view: 'all', accountId: null, limit: 50, after: null })
    const looked = async () => {
      await look()
      return isThere(await list())
    }
    await expect.poll(looked, OFTEN).toBe(true)
    return list()
  }
})
