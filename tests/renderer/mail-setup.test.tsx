// @vitest-environment jsdom
import { act, cleanup, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { Input } from '../../preload/contract.ts'
import { serversFor, type FoundMail } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { createApi } from '../../renderer/api.ts'
import { App } from '../../renderer/app.tsx'
import { createAppStore } from '../../renderer/store/app-store.ts'
import { createFakeBridge } from '../support/fake-bridge.ts'
import { demoShop } from '../support/fake-shop.ts'

const NOW = Date.parse('2026-11-24T14:02:00+09:00')
const ADDRESS = 'info@aoba.example.jp'

configure({ asyncUtilTimeout: 5000 })
afterEach(cleanup)

const server = (host: string, tls: 'implicit' | 'none' = 'implicit') => ({ host, port: 993, tls, user: ADDRESS })
const published = (host: string): FoundMail => ({
  how: 'autoconfig',
  place: 'autoconfig.aoba.example.jp',
  service: 'other',
  asked: '',
  servers: { imap: server(host), smtp: { ...server(host), port: 465 } },
  trouble: null,
})

/** A new computer; the address is typed and looked for by Enter. */
async function setup(found: FoundMail | null = null) {
  const shop = demoShop(NOW)
  shop.info = { ...shop.info, isFirstRun: true }
  shop.shops = shop.shops.map((one) => ({ ...one, signature: '' }))
  const fake = createFakeBridge({ now: NOW, shop })
  if (found) fake.answer('mailSetup.find', found)
  const store = createAppStore(createApi(fake.bridge), { zone: () => 'Asia/Tokyo' })
  render(<App store={store} />)
  await store.getState().start()
  const user = userEvent.setup()
  const press = async (name: string) => user.click(await screen.findByRole('button', { name }))
  async function look(address = ADDRESS) {
    await press('メールアカウントを追加')
    await user.type(screen.getByLabelText('メールアドレス'), `${address}{Enter}`)
  }
  const box = async () => within(await screen.findByRole('region', { name: /見つか/ }))
  return { fake, user, press, look, box }
}
type World = Awaited<ReturnType<typeof setup>>
const tested = ({ fake }: World) => fake.callsOf('accounts.test').map((call) => call.input as Input<'accounts.test'>)

describe('what was found', () => {
  it('is shown with who said it before anything is done with it', async () => {
    const world = await setup(published('imap.aoba.example.jp'))
    await world.look()
    const box = await world.box()
    expect(box.getByText('autoconfig.aoba.example.jp が公開している設定です。')).toBeTruthy()
    expect(box.getByText('imap.aoba.example.jp:993')).toBeTruthy()
    expect(box.queryByText(/別の会社/)).toBeNull()
    expect(world.fake.callsOf('mailSetup.find')).toMatchObject([{ input: { address: ADDRESS } }])
    expect(tested(world)).toEqual([])
  })

  it('is used as it was shown', async () => {
    const world = await setup(published('imap.aoba.example.jp'))
    await world.look()
    await world.user.type(await screen.findByLabelText('お店の名前'), 'あおば雑貨店')
    await world.user.type(screen.getByLabelText('パスワード'), 'aikotoba{Enter}')
    await screen.findByText('受信も送信もできます。')
    expect(tested(world)).toMatchObject([{ settings: { imap: server('imap.aoba.example.jp'), smtp: { port: 465 } } }])
  })

  it('at another company is pointed out', async () => {
    const world = await setup(published('imap.elsewhere.example.com'))
    await world.look()
    expect((await world.box()).getByText(/imap\.elsewhere\.example\.com は、お店のドメインとは別の会社/)).toBeTruthy()
  })

  it('with POP alone is told with what can be done', async () => {
    const world = await setup({ ...published('imap.aoba.example.jp'), trouble: 'pop-only' })
    await world.look()
    const box = await world.box()
    expect(box.getByText(/POPという受信の方式だけ/)).toBeTruthy()
    expect(box.getByText(/転送し、そのアドレスを窓口に追加/)).toBeTruthy()
  })

  it('without encryption is told, and needs the consent of the owner', async () => {
    const open = { imap: server('imap.aoba.example.jp', 'none'), smtp: server('smtp.aoba.example.jp', 'none') }
    const world = await setup({ ...published(''), servers: open, trouble: 'no-encryption' })
    await world.look()
    expect((await world.box()).getByText(/暗号化されません/)).toBeTruthy()
    await world.user.type(screen.getByLabelText('お店の名前'), 'あおば雑貨店')
    await world.user.type(screen.getByLabelText('パスワード'), 'aikotoba{Enter}')
    expect(await screen.findByText('暗号化しない場合は、ここにチェックが必要です。')).toBeTruthy()
    expect(tested(world)).toEqual([])
  })

  it('of a service that needs a number asks for it, and shows the servers once it is there', async () => {
    const servers = serversFor('xserver', ADDRESS, '')
    const world = await setup({
      how: 'mx',
      place: 'aoba.example.jp',
      service: 'xserver',
      asked: '',
      servers,
      trouble: null,
    })
    await world.look()
    const box = await world.box()
    expect(box.queryByText('受信（IMAP）')).toBeNull()
    await world.user.type(screen.getByLabelText('サーバー番号'), '12345')
    expect(box.getAllByText(/sv12345\.xserver\.jp/).length).toBe(2)
  })

  it('for a domain that does not exist is a question about the spelling, with a way back', async () => {
    const world = await setup({ ...published(''), how: 'guess', trouble: 'unknown-domain' })
    await world.look()
    expect(
      (await world.box()).getByText('「aoba.example.jp」は見つかりませんでした。つづりをお確かめください。'),
    ).toBeTruthy()
    await world.press('アドレスを変える')
    expect(screen.getByLabelText<HTMLInputElement>('メールアドレス').value).toBe(ADDRESS)
  })
})

describe('looking for the settings', () => {
  it('can be stopped by the keyboard, and what comes then is dropped', async () => {
    const world = await setup(published('imap.aoba.example.jp'))
    const release = world.fake.hold('mailSetup.find')
    await world.look()
    expect(await screen.findByText('aoba.example.jpの設定をさがしています')).toBeTruthy()
    await world.user.keyboard('{Escape}')
    expect(document.activeElement).toBe(screen.getByLabelText('メールアドレス'))
    expect(world.fake.callsOf('mailSetup.stop')).toHaveLength(1)
    release()
    await new Promise((resolve) => setTimeout(resolve))
    expect(screen.queryByText('見つかった設定')).toBeNull()
  })

  it('is not begun for what is no address', async () => {
    const world = await setup()
    await world.look('info')
    expect(await screen.findByText('メールアドレスの形になっていません。例: info@example.jp')).toBeTruthy()
    expect(world.fake.callsOf('mailSetup.find')).toEqual([])
  })

  it('that fails leaves the way by hand', async () => {
    const world = await setup()
    world.fake.fail('mailSetup.find', new AppError('bug', 'broken'))
    await world.look()
    await screen.findByRole('alert')
    await world.press('自分で設定を入れる')
    expect(screen.getByLabelText<HTMLInputElement>('メールアドレス').value).toBe(ADDRESS)
  })
})

describe('a new shop', () => {
  it('comes from the first window to its inbox by the keyboard alone', async () => {
    const world = await setup(published('imap.aoba.example.jp'))
    const { user, fake } = world
    const enterAt = async (heading: string) => {
      await screen.findByRole('heading', { name: heading })
      await user.keyboard('{Enter}')
    }
    await user.tab()
    await user.keyboard('{Enter}')
    await user.keyboard(`${ADDRESS}{Enter}`)
    await screen.findByRole('heading', { name: 'メールの設定' })
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('お店の名前')))
    await user.keyboard('あおば雑貨店')
    screen.getByLabelText('パスワード').focus()
    await user.keyboard('aikotoba{Enter}')
    await screen.findByText('受信も送信もできます。')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('追加する'))
    await user.keyboard('{Enter}')
    await enterAt('メールの署名')
    await enterAt('営業時間')
    await enterAt('お知らせと起動')
    expect(await screen.findByRole('navigation')).toBeTruthy()
    expect(fake.callsOf('shops.update')).toMatchObject([
      { input: { signature: '――――――――――\nあおば雑貨店\ninfo@aoba.example.jp' } },
    ])
    // What was proposed and not touched is what holds already.
    expect(fake.callsOf('hours.set')).toEqual([])
  })

  it('may say when it is open, and see whether notifications are seen', async () => {
    const world = await setup(published('imap.aoba.example.jp'))
    const { user, fake, press } = world
    await world.look()
    await user.type(await screen.findByLabelText('お店の名前'), 'あおば雑貨店')
    await user.type(screen.getByLabelText('パスワード'), 'aikotoba{Enter}')
    await screen.findByText('受信も送信もできます。')
    await press('追加する')
    await press('あとで')
    expect(fake.callsOf('shops.update')).toEqual([])
    await user.click(await screen.findByRole('checkbox', { name: '土曜日は営業する' }))
    await press('次へ')
    await press('テスト通知')
    expect(await screen.findByText(/通知を出しました/)).toBeTruthy()
    await user.click(screen.getByRole('switch', { name: 'パソコンにログインしたとき、自動で起動する' }))
    await press('お試し用のお店を開く')
    await press('窓口をはじめる')
    const [changed] = fake.callsOf('hours.set').map(({ input }) => input as Input<'hours.set'>)
    expect(changed?.hours.week.sat).toEqual([['10:00', '17:00']])
    expect(fake.callsOf('settings.set')).toMatchObject([{ input: { launchAtLogin: true } }])
  })
})

describe('a service that is entered by the browser', () => {
  const microsoft: FoundMail = {
    how: 'known',
    place: '',
    service: 'microsoft',
    asked: '',
    servers: serversFor('microsoft', 'aoba@outlook.jp', ''),
    trouble: 'oauth-only',
  }
  async function begin() {
    const world = await setup(microsoft)
    await world.look('aoba@outlook.jp')
    await world.user.type(await screen.findByLabelText('お店の名前'), 'あおば雑貨店')
    return world
  }

  it('asks for the app of the owner, waits for the browser, and adds what main keeps of it', async () => {
    const world = await begin()
    expect(screen.queryByLabelText('パスワード')).toBeNull()
    await world.user.keyboard('{Enter}')
    expect(await screen.findByText('入力してください。')).toBeTruthy()
    const release = world.fake.hold('mailSetup.signIn')
    await world.user.type(screen.getByLabelText('クライアントID'), 'abc-123{Enter}')
    expect(await screen.findByText(/ブラウザの画面でログインしてください/)).toBeTruthy()
    expect(tested(world)).toEqual([])
    release()
    await world.press('追加する')
    const [added] = world.fake.callsOf('accounts.add').map(({ input }) => input as Input<'accounts.add'>)
    expect(world.fake.callsOf('mailSetup.signIn')).toMatchObject([
      { input: { oauth: { provider: 'microsoft', clientId: 'abc-123' }, address: 'aoba@outlook.jp' } },
    ])
    expect(added).toMatchObject({
      settings: { oauth: { provider: 'microsoft', clientId: 'abc-123' } },
      secrets: { signIn: expect.any(String) as string },
    })
  })

  it('says so when nobody agreed, and keeps what was typed', async () => {
    const world = await begin()
    world.fake.fail('mailSetup.signIn', new AppError('auth-expired', 'denied', { reason: 'login-denied' }))
    await world.user.type(screen.getByLabelText('クライアントID'), 'abc-123{Enter}')
    expect(await screen.findByText('ブラウザで、接続が許可されませんでした。')).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('クライアントID').value).toBe('abc-123')
  })
})

it('an account whose sign-in has ended is signed in anew where that is told', async () => {
  const shop = demoShop(NOW)
  shop.accounts = shop.accounts.map((account, index) =>
    index === 0 ? { ...account, state: 'needs-login', errorReason: 'token-refused' } : account,
  )
  const fake = createFakeBridge({ now: NOW, shop })
  const store = createAppStore(createApi(fake.bridge), { zone: () => 'Asia/Tokyo' })
  render(<App store={store} />)
  await store.getState().start()
  act(() => store.getState().showScreen('settings'))
  await userEvent.click(await screen.findByRole('button', { name: 'ログインし直す' }))
  expect(await screen.findByText('ログインし直しました。')).toBeTruthy()
  expect(fake.callsOf('mailSetup.signInAgain')).toMatchObject([{ input: { id: shop.accounts[0]!.id } }])
})
