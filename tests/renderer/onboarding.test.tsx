// @vitest-environment jsdom
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { Input, Output } from '../../preload/contract.ts'
import type { ServerCheck } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { createApi } from '../../renderer/api.ts'
import { App } from '../../renderer/app.tsx'
import { createAppStore } from '../../renderer/store/app-store.ts'
import { createFakeBridge } from '../support/fake-bridge.ts'
import { demoShop } from '../support/fake-shop.ts'

const NOW = Date.parse('2026-11-24T14:02:00+09:00')
const FINGERPRINT = Array(32).fill('AB').join(':')

configure({ asyncUtilTimeout: 5000 })
afterEach(cleanup)

const failed = (reason: Extract<ServerCheck, { ok: false }>['reason'], fingerprint: string | null = null) =>
  ({ ok: false, reason, detail: '535 5.7.8 Authentication failed', fingerprint }) as const
const onlySmtpFails: Output<'accounts.test'> = { imap: { ok: true }, smtp: failed('wrong-password') }

/** A new computer: no account yet. */
async function setup({ canEncrypt = true } = {}) {
  const shop = demoShop(NOW)
  shop.info = { ...shop.info, isFirstRun: true, canEncrypt }
  const fake = createFakeBridge({ now: NOW, shop })
  const store = createAppStore(createApi(fake.bridge), { zone: () => 'Asia/Tokyo' })
  render(<App store={store} />)
  await store.getState().start()
  const user = userEvent.setup()
  const input = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
  const press = (name: string) => user.click(screen.getByRole('button', { name }))
  async function typeAccount() {
    await press('メールアカウントを追加')
    fireEvent.change(input('メールアドレス'), { target: { value: 'info@aoba.example.jp' } })
    await press('設定をさがす')
    fireEvent.change(await screen.findByLabelText('お店の名前'), { target: { value: 'あおば雑貨店' } })
    await user.type(input('パスワード'), 'aikotoba')
  }
  /** Past the pages that can wait. */
  async function skipTheRest() {
    await user.click(await screen.findByRole('button', { name: 'あとで' }))
    await user.click(await screen.findByRole('button', { name: 'あとで' }))
    await user.click(await screen.findByRole('button', { name: '窓口をはじめる' }))
  }
  const server = (name: string) => within(screen.getByRole('group', { name, hidden: true }))
  return { fake, store, user, input, press, typeAccount, skipTheRest, server }
}
const addedWith = (fake: Awaited<ReturnType<typeof setup>>['fake']) =>
  fake.callsOf('accounts.add').map((call) => call.input as Input<'accounts.add'>)

describe('the first window', () => {
  it('adds an account and goes on to the inbox', async () => {
    const { fake, press, typeAccount, skipTheRest } = await setup()
    await typeAccount()
    await press('接続を確認')
    await screen.findByText('受信も送信もできます。')
    await press('追加する')
    await skipTheRest()
    expect(await screen.findByRole('navigation')).toBeTruthy()
    expect(addedWith(fake)).toMatchObject([
      {
        shopName: 'あおば雑貨店',
        settings: {
          address: 'info@aoba.example.jp',
          name: 'あおば雑貨店',
          imap: { host: 'imap.aoba.example.jp', port: 993, tls: 'implicit', user: 'info@aoba.example.jp' },
          sinceDays: 30,
        },
        secrets: { imapPassword: 'aikotoba', smtpPassword: 'aikotoba' },
      },
    ])
  })

  it('reads back as far as chosen', async () => {
    const { fake, press, typeAccount, user } = await setup()
    await typeAccount()
    await press('接続を確認')
    await user.click(await screen.findByRole('radio', { name: '全部' }))
    await press('追加する')
    await waitFor(() => expect(addedWith(fake)[0]?.settings.sinceDays).toBeNull())
  })

  it('opens the demo shop beside itself and stays', async () => {
    const { fake, press } = await setup()
    await press('お試し用のお店を開く')
    expect(await screen.findByText('お試し用のお店を、別の画面で開きました。')).toBeTruthy()
    expect(fake.callsOf('app.startDemo')).toHaveLength(1)
    expect(screen.getByRole('button', { name: 'メールアカウントを追加' })).toBeTruthy()
  })

  it('says which fields are missing, and gives the keyboard to the first', async () => {
    const { fake, press, input } = await setup()
    await press('メールアカウントを追加')
    await press('自分で設定を入れる')
    await press('接続を確認')
    expect(input('お店の名前').getAttribute('aria-invalid')).toBe('true')
    await waitFor(() => expect(document.activeElement).toBe(input('お店の名前')))
    expect(fake.callsOf('accounts.test')).toHaveLength(0)
  })

  it('speaks English as soon as it is chosen', async () => {
    const { user } = await setup()
    await user.click(screen.getByRole('radio', { name: 'English' }))
    expect(await screen.findByRole('heading', { name: 'Welcome to Madoguchi' })).toBeTruthy()
  })
})

describe('Enter in a field', () => {
  it('checks the connection', async () => {
    const { typeAccount, user, fake } = await setup()
    await typeAccount()
    await user.keyboard('{Enter}')
    expect(fake.callsOf('accounts.test')).toHaveLength(1)
  })
  it.each([{ isComposing: true }, { keyCode: 229 }])('only ends the conversion of an IME: %o', async (sign) => {
    const { press, input } = await setup()
    await press('メールアカウントを追加')
    const isLeftToTheForm = fireEvent.keyDown(input('メールアドレス'), { key: 'Enter', ...sign })
    expect(isLeftToTheForm).toBe(false)
  })
})

describe('a failed check', () => {
  it('of sending alone is told as such, with what to do', async () => {
    const { fake, press, typeAccount } = await setup()
    fake.answer('accounts.test', onlySmtpFails)
    await typeAccount()
    await press('接続を確認')
    expect(await screen.findByText('受信はできますが、送信ができません。')).toBeTruthy()
    expect(screen.getByText('つながりました')).toBeTruthy()
    expect(screen.getByText('ユーザー名またはパスワードが違います。')).toBeTruthy()
  })

  it('does not keep the person from adding the account', async () => {
    const { fake, press, typeAccount } = await setup()
    fake.answer('accounts.test', onlySmtpFails)
    await typeAccount()
    await press('接続を確認')
    await press('このまま追加する')
    await waitFor(() => expect(addedWith(fake)).toHaveLength(1))
  })

  it('loses nothing that was typed', async () => {
    const { fake, press, typeAccount, input, server, user } = await setup()
    fake.answer('accounts.test', onlySmtpFails)
    await typeAccount()
    const port = server('送信（SMTP）').getByLabelText<HTMLInputElement>('ポート')
    await user.clear(port)
    await user.type(port, '2465')
    await press('接続を確認')
    await press('入力を直す')
    expect(input('お店の名前').value).toBe('あおば雑貨店')
    expect(screen.getAllByText(/info@aoba\.example\.jp/)[0]).toBeTruthy()
    expect(input('パスワード').value).toBe('aikotoba')
    expect(server('送信（SMTP）').getByLabelText<HTMLInputElement>('ポート').value).toBe('2465')
    expect(document.activeElement).toBe(input('パスワード'))
    await press('戻る')
    expect(input('メールアドレス').value).toBe('info@aoba.example.jp')
    await press('戻る')
    await press('メールアカウントを追加')
    await press('設定をさがす')
    expect((await screen.findByLabelText<HTMLInputElement>('パスワード')).value).toBe('aikotoba')
  })

  it('that could not even be made is told, and can be tried again', async () => {
    const { fake, press, typeAccount } = await setup()
    fake.fail('accounts.test', new AppError('store-busy', 'locked'))
    await typeAccount()
    await press('接続を確認')
    expect(await screen.findByText('データがほかの処理で使われています。')).toBeTruthy()
    fake.fail('accounts.test', null)
    await press('もう一度確認')
    expect(await screen.findByText('受信も送信もできます。')).toBeTruthy()
  })

  it('on a certificate shows its fingerprint, and trusts it only when told to', async () => {
    const { fake, press, typeAccount } = await setup()
    fake.answer('accounts.test', { imap: failed('certificate', FINGERPRINT), smtp: { ok: true } })
    await typeAccount()
    await press('接続を確認')
    expect(await screen.findByText(FINGERPRINT)).toBeTruthy()
    await press('この証明書を信頼する')
    const asked = fake.callsOf('accounts.test').map((call) => call.input as Input<'accounts.test'>)
    expect(asked.map(({ settings }) => settings.trustedFingerprint)).toEqual([null, FINGERPRINT])
  })

  it('on two certificates trusts both', async () => {
    const { fake, press, typeAccount } = await setup()
    const second = Array(32).fill('CD').join(':')
    fake.answer('accounts.test', { imap: failed('certificate', FINGERPRINT), smtp: { ok: true } })
    await typeAccount()
    await press('接続を確認')
    await screen.findByText(FINGERPRINT)
    fake.answer('accounts.test', { imap: { ok: true }, smtp: failed('certificate', second) })
    await press('この証明書を信頼する')
    await screen.findByText(second)
    await press('この証明書を信頼する')
    const asked = fake.callsOf('accounts.test').map((call) => call.input as Input<'accounts.test'>)
    expect(asked.at(-1)!.settings.trustedFingerprint).toBe(`${FINGERPRINT} ${second}`)
  })

  it('that answers after the person went back and forth says nothing about the new input', async () => {
    const { fake, press, typeAccount } = await setup()
    const release = fake.hold('accounts.test')
    await typeAccount()
    await press('接続を確認')
    await press('戻る')
    const releaseSecond = fake.hold('accounts.test')
    await press('接続を確認')
    release()
    await new Promise((resolve) => setTimeout(resolve))
    expect(screen.getByText('確認しています')).toBeTruthy()
    releaseSecond()
    expect(await screen.findByText('受信も送信もできます。')).toBeTruthy()
  })
})

describe('a connection without encryption', () => {
  it('is not even tried before the owner agreed', async () => {
    const { fake, press, typeAccount, server, user } = await setup()
    await typeAccount()
    await user.selectOptions(server('受信（IMAP）').getByLabelText('暗号化'), 'なし')
    await press('接続を確認')
    expect(await screen.findByText('暗号化しない場合は、ここにチェックが必要です。')).toBeTruthy()
    expect(fake.callsOf('accounts.test')).toHaveLength(0)

    await user.click(screen.getByRole('checkbox', { name: '危険を承知のうえで、暗号化せずに接続します' }))
    await press('接続を確認')
    expect(fake.callsOf('accounts.test')).toMatchObject([{ input: { settings: { allowInsecure: true } } }])
  })
})

describe('the password', () => {
  it('is nowhere in the store, and nowhere on the page once the account is added', async () => {
    const { store, press, typeAccount, skipTheRest } = await setup()
    await typeAccount()
    await press('接続を確認')
    await screen.findByText('受信も送信もできます。')
    expect(JSON.stringify(store.getState())).not.toContain('aikotoba')
    await press('追加する')
    await skipTheRest()
    await screen.findByRole('navigation')
    act(() => store.getState().showScreen('onboarding'))
    await press('自分で設定を入れる')
    expect((await screen.findByLabelText<HTMLInputElement>('パスワード')).value).toBe('')
    expect(document.body.innerHTML).not.toContain('aikotoba')
  })

  it('is shown only while asked for', async () => {
    const { press, typeAccount, input } = await setup()
    await typeAccount()
    expect(input('パスワード').type).toBe('password')
    await press('パスワードを表示する')
    expect(input('パスワード').type).toBe('text')
    await press('パスワードを隠す')
    expect(input('パスワード').type).toBe('password')
  })

  it('is stored readable only after the owner agreed, where the system keeps no secrets', async () => {
    const { fake, press, typeAccount, user } = await setup({ canEncrypt: false })
    await typeAccount()
    await press('接続を確認')
    await screen.findByText('受信も送信もできます。')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '追加する' }).disabled).toBe(true)
    await user.click(screen.getByRole('checkbox', { name: '暗号化せずにパスワードを保存することに同意します' }))
    await press('追加する')
    await waitFor(() => expect(addedWith(fake)).toHaveLength(1))
    const order = fake.calls.map(({ method }) => method).filter((method) => /settings\.set|accounts\.add/.test(method))
    expect(order).toEqual(['settings.set', 'accounts.add'])
    expect(fake.callsOf('settings.set')[0]?.input).toEqual({ acceptsPlainSecrets: true })
  })
})

it('an account that main refuses stays in the form, and the reason is told', async () => {
  const { fake, press, typeAccount } = await setup()
  fake.fail('accounts.add', new AppError('conflict', 'taken', { reason: 'address-taken' }))
  await typeAccount()
  await press('接続を確認')
  await screen.findByText('受信も送信もできます。')
  await press('追加する')
  expect(await screen.findByText('このメールアドレスは、すでに追加されています。')).toBeTruthy()
  await press('戻る')
  expect(screen.getByLabelText<HTMLInputElement>('パスワード').value).toBe('aikotoba')
})
