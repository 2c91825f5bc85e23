// @vitest-environment jsdom
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Input } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import { createApi } from '../../renderer/api.ts'
import { App } from '../../renderer/app.tsx'
import { createAppStore } from '../../renderer/store/app-store.ts'
import { createFakeBridge } from '../support/fake-bridge.ts'
import { demoShop, type FakeShop } from '../support/fake-shop.ts'

const NOW = Date.parse('2026-11-24T14:02:00+09:00')

configure({ asyncUtilTimeout: 5000 })
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** The settings of two shops: あおば雑貨店 works, こだま waits for its password. */
async function setup(info: Partial<FakeShop['info']> = {}) {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  const shop = demoShop(NOW)
  shop.info = { ...shop.info, ...info }
  const fake = createFakeBridge({ now: NOW, shop })
  const store = createAppStore(createApi(fake.bridge), { zone: () => 'Asia/Tokyo' })
  const view = render(<App store={store} />)
  await store.getState().start()
  store.getState().showScreen('settings')
  await screen.findByRole('heading', { name: '設定' })
  const user = userEvent.setup()
  const account = (address: string) => within(screen.getByRole('article', { name: address }))
  const press = (name: string) => user.click(screen.getByRole('button', { name }))
  const asked = <M extends Parameters<typeof fake.callsOf>[0]>(method: M) =>
    fake.callsOf(method).map((call) => call.input as Input<M>)
  return { fake, store, view, user, account, press, asked }
}
const AOBA = 'info@aoba.example.jp'
const KODAMA = 'shop@kodama.example.com'

describe('a choice', () => {
  it('of the language is spoken at once, and said to be kept in that language', async () => {
    const { user } = await setup()
    await user.click(screen.getByRole('radio', { name: 'English' }))
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy()
    expect(screen.getByText('Saved')).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
  })

  it('that could not be kept is told in three parts and stands as it was', async () => {
    const { fake, user } = await setup()
    fake.fail('settings.set', new AppError('store-full', 'disk full'))
    const tray = screen.getByRole<HTMLInputElement>('switch', { name: '画面を閉じても、受信とお知らせを続ける' })
    await user.click(tray)
    expect(await screen.findByText('パソコンの空き容量が足りません。')).toBeTruthy()
    expect(tray.checked).toBe(true)
    expect(screen.queryByText('保存しました')).toBeNull()
  })

  it('to hide what popups are about hides it', async () => {
    const { user, asked } = await setup()
    await user.click(screen.getByRole('switch', { name: '内容を表示しない' }))
    expect(asked('settings.set')).toEqual([{ showContentInPopups: false }])
  })
})

describe('the test of the popups', () => {
  it('says when the system took it', async () => {
    const { press } = await setup()
    await press('テスト通知')
    expect(await screen.findByText(/^通知を出しました。/)).toBeTruthy()
  })
  it('says when the system took none, and what to do', async () => {
    const { fake, press } = await setup()
    fake.answer('settings.testNotification', false)
    await press('テスト通知')
    expect(await screen.findByText('通知を出せませんでした。')).toBeTruthy()
  })
})

describe('an account in the list', () => {
  it('tells when mail was last received', async () => {
    const { account } = await setup()
    expect(account(AOBA).getByText('受信できています')).toBeTruthy()
    expect(account(AOBA).getByText('最終受信 14:00')).toBeTruthy()
  })

  it('that does not work says so in plain words, and takes its password on the spot', async () => {
    const { account, user, asked } = await setup()
    expect(account(KODAMA).getByText('ユーザー名またはパスワードが違います。')).toBeTruthy()
    await user.click(account(KODAMA).getByRole('button', { name: 'パスワードを入れ直す' }))
    const field = await screen.findByLabelText<HTMLInputElement>('新しいパスワード')
    await waitFor(() => expect(document.activeElement).toBe(field))
    await user.type(field, 'atarashii')
    await user.click(screen.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(asked('accounts.update')).toMatchObject([
      { id: 2, secrets: { imapPassword: 'atarashii', smtpPassword: 'atarashii' }, pollIntervalMs: 300_000 },
    ])
  })

  it('is looked at every few minutes as chosen, with its passwords left alone', async () => {
    const { account, user, asked } = await setup()
    await user.selectOptions(account(AOBA).getByLabelText('受信の間隔'), '15分')
    await waitFor(() =>
      expect(asked('accounts.update')).toMatchObject([{ id: 1, secrets: null, pollIntervalMs: 900_000 }]),
    )
  })

  it('rests and goes on', async () => {
    const { account, user, asked } = await setup()
    await user.click(account(AOBA).getByRole('button', { name: '止める' }))
    expect(await account(AOBA).findByText('止めています')).toBeTruthy()
    await user.click(account(AOBA).getByRole('button', { name: '再開する' }))
    await waitFor(() => expect(asked('accounts.pause').map(({ isPaused }) => isPaused)).toEqual([true, false]))
  })

  it('is looked at now when asked', async () => {
    const { account, user, asked } = await setup()
    await user.click(account(KODAMA).getByRole('button', { name: '今すぐ受信' }))
    expect(asked('accounts.syncNow')).toEqual([{ id: 2 }])
  })

  it('is removed only after it was named', async () => {
    const { account, user, asked } = await setup()
    await user.click(account(AOBA).getByRole('button', { name: '削除' }))
    expect(await screen.findByRole('alertdialog', { name: `${AOBA} を削除しますか` })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'やめる' }))
    expect(asked('accounts.remove')).toEqual([])

    await user.click(account(AOBA).getByRole('button', { name: '削除' }))
    await user.click(await screen.findByRole('button', { name: 'あおば雑貨店のアカウントを削除' }))
    await waitFor(() => expect(asked('accounts.remove')).toEqual([{ id: 1 }]))
  })
})

describe('the settings of an account', () => {
  async function openSettings(info: Partial<FakeShop['info']> = {}) {
    const window = await setup(info)
    await window.user.click(window.account(AOBA).getByRole('button', { name: '編集' }))
    const password = await screen.findByLabelText<HTMLInputElement>('新しいパスワード')
    return { ...window, password }
  }

  it('keep the stored password when none is typed, also for a check', async () => {
    const { press, asked } = await openSettings()
    await press('接続を確認')
    expect(await screen.findByText('受信も送信もできます。')).toBeTruthy()
    await press('保存')
    await waitFor(() => expect(asked('accounts.update')).toMatchObject([{ id: 1, secrets: null }]))
    expect(asked('accounts.test')).toMatchObject([{ accountId: 1, secrets: null }])
  })

  it('lose nothing when they could not be kept', async () => {
    const { fake, press, password } = await openSettings()
    fireEvent.change(password, { target: { value: 'atarashii' } })
    fake.fail('accounts.update', new AppError('store-busy', 'locked'))
    await press('保存')
    expect(await screen.findByText('データがほかの処理で使われています。')).toBeTruthy()
    expect(password.value).toBe('atarashii')
  })

  it('ask before a new password is stored readable', async () => {
    const { press, password, user, asked } = await openSettings({ canEncrypt: false })
    expect(screen.queryByRole('checkbox', { name: /暗号化せずにパスワードを保存/ })).toBeNull()
    fireEvent.change(password, { target: { value: 'atarashii' } })
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true)
    await user.click(screen.getByRole('checkbox', { name: /暗号化せずにパスワードを保存/ }))
    await press('保存')
    await waitFor(() => expect(asked('accounts.update')).toHaveLength(1))
    expect(asked('settings.set')).toEqual([{ acceptsPlainSecrets: true }])
  })
})

describe('a shop', () => {
  const shopOf = (name: string) => within(screen.getByRole('group', { name }))

  it('keeps its signature when the field is left', async () => {
    const { asked } = await setup()
    const field = shopOf('あおば雑貨店').getByLabelText('署名')
    fireEvent.change(field, { target: { value: 'あおば雑貨店\n担当 田中' } })
    fireEvent.blur(field)
    await waitFor(() => expect(asked('shops.update')).toMatchObject([{ id: 1, signature: 'あおば雑貨店\n担当 田中' }]))
    expect(await screen.findByText('保存しました')).toBeTruthy()
  })

  it('keeps where goods go back to', async () => {
    const { asked } = await setup()
    const field = shopOf('あおば雑貨店').getByLabelText('返送先の住所')
    fireEvent.change(field, { target: { value: '東京都千代田区1-1' } })
    fireEvent.blur(field)
    await waitFor(() => expect(asked('shops.update')).toMatchObject([{ id: 1, returnAddress: '東京都千代田区1-1' }]))
  })

  it('keeps what was typed when another page is opened in the middle of it', async () => {
    const { store, asked } = await setup()
    fireEvent.change(shopOf('あおば雑貨店').getByLabelText('お店の名前'), { target: { value: 'あおば雑貨店 本店' } })
    store.getState().showScreen('inbox')
    await waitFor(() => expect(asked('shops.update')).toMatchObject([{ id: 1, name: 'あおば雑貨店 本店' }]))
  })

  it('reminds by itself when its owner has said so', async () => {
    const { user, asked } = await setup()
    await user.click(await shopOf('あおば雑貨店').findByRole('switch', { name: /自動で再連絡/ }))
    expect(asked('holds.setDefaults')).toEqual([{ shopId: expect.any(Number) as number, isAutomatic: true }])
    expect(shopOf('あおば雑貨店').getByRole<HTMLInputElement>('switch', { name: /自動で再連絡/ }).checked).toBe(true)
  })

  it('is never left without a name', async () => {
    const { asked } = await setup()
    const field = shopOf('あおば雑貨店').getByLabelText('お店の名前')
    fireEvent.change(field, { target: { value: ' ' } })
    fireEvent.blur(field)
    expect(await screen.findByText('入力してください。')).toBeTruthy()
    expect(asked('shops.update')).toEqual([])
  })
})

it('the data folder is shown and opened', async () => {
  const { press, asked } = await setup()
  expect(screen.getByText('~/madoguchi')).toBeTruthy()
  await press('データの場所: 開く')
  expect(asked('settings.showDataFolder')).toHaveLength(1)
})

it('the demo shop says what it is and takes no real account', async () => {
  await setup({ isDemo: true })
  expect(screen.getByText(/^お試し用のお店です。本物のお店のデータとは/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'アカウントを追加' })).toBeNull()
})
