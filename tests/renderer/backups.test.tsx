// @vitest-environment jsdom
import { configure, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { AppError } from '../../preload/errors.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

configure({ asyncUtilTimeout: 5000 })
afterEach(closeWindow)

async function setup() {
  const { store, fake, user } = await openWindow()
  store.getState().showScreen('settings')
  const section = async (name: string) => within(await screen.findByRole('region', { name }))
  return { fake, user, backup: await section('バックアップ'), moving: await section('パソコンの引っ越し') }
}

it('the settings say when the last backup went well, and that it lies on the same disk', async () => {
  const { backup } = await setup()
  expect(await backup.findByText(/最後のバックアップ .*9:02（読み出して確認済み）/)).toBeTruthy()
  expect(backup.getByText(/データと同じディスクに保存しています/)).toBeTruthy()
})

it('a backup that fails is told in three parts in its place', async () => {
  const { backup, fake, user } = await setup()
  fake.fail('backups.run', new AppError('store-full', 'no drive', { reason: 'backup-no-folder' }))
  await user.click(await backup.findByRole('button', { name: '今すぐバックアップ' }))
  expect(await backup.findByText('バックアップの保存先を使えません。')).toBeTruthy()
  expect(backup.getByText(/別の保存先を選んでください/)).toBeTruthy()
})

it('going back shows both states first, and asks main only after the confirmation', async () => {
  const { backup, fake, user } = await setup()
  await user.click(await backup.findByText(/バックアップの一覧/))
  await user.click(backup.getByRole('button', { name: /11\/23.*のバックアップに戻す/ }))
  const dialog = within(await screen.findByRole('alertdialog'))
  expect(await dialog.findByText('問い合わせ 1,210件・メッセージ 3,430通')).toBeTruthy()
  expect(dialog.getByText('問い合わせ 1,192件・メッセージ 3,387通')).toBeTruthy()
  expect(dialog.getByText(/今のデータは消さずに/)).toBeTruthy()
  expect(fake.callsOf('backups.restore')).toEqual([])
  await user.click(dialog.getByRole('button', { name: '戻して、開き直す' }))
  expect(fake.callsOf('backups.restore')).toMatchObject([{ input: { id: 'store/1.json', passphrase: null } }])
})

it('a moving file with passwords asks for the passphrase, and says when it is wrong', async () => {
  const { moving, fake, user } = await setup()
  fake.fail('backups.restore', new AppError('invalid-input', 'wrong', { reason: 'wrong-passphrase' }))
  await user.click(moving.getByRole('button', { name: '引っ越しファイルを開く' }))
  const dialog = within(await screen.findByRole('alertdialog'))
  await user.type(dialog.getByLabelText('合言葉（8文字以上）'), 'まちがった合言葉です')
  await user.click(dialog.getByRole('button', { name: '戻して、開き直す' }))
  expect(await dialog.findByText('合言葉が違います。')).toBeTruthy()
})

it('passwords leave in a moving file only under a passphrase of eight letters', async () => {
  const { moving, fake, user } = await setup()
  await user.click(moving.getByRole('switch', { name: /メールのパスワードも入れる/ }))
  const make = moving.getByRole<HTMLButtonElement>('button', { name: '引っ越しファイルを作る' })
  await user.type(moving.getByLabelText('合言葉（8文字以上）'), 'みじかい')
  expect(make.disabled).toBe(true)
  await user.type(moving.getByLabelText('合言葉（8文字以上）'), '合言葉です')
  await user.click(make)
  expect(fake.callsOf('backups.packUp')).toMatchObject([{ input: { passphrase: 'みじかい合言葉です' } }])
})

it('erasing a customer says what goes and what stays, and asks before it does', async () => {
  const { fake, user } = await openWindow({ openId: 1024 })
  await user.click(await screen.findByRole('button', { name: 'お客さまのデータを消す…' }))
  const dialog = within(await screen.findByRole('dialog', { name: /のデータを消しますか/ }))
  expect(await dialog.findByText(/問い合わせ3件・メッセージ8通の本文/)).toBeTruthy()
  expect(dialog.getByText(/バックアップには、.*最長60日残ります/)).toBeTruthy()
  expect(fake.callsOf('erasing.customer')).toEqual([])
  await user.click(dialog.getByRole('button', { name: '消す' }))
  expect(fake.callsOf('erasing.customer')).toHaveLength(1)
})

it('a rule for old tickets is set only after its effect was shown', async () => {
  const { fake, store, user } = await openWindow()
  store.getState().showScreen('settings')
  await user.selectOptions(await screen.findByLabelText('古い問い合わせの内容を消す'), '5年後')
  const dialog = within(await screen.findByRole('alertdialog'))
  expect(dialog.getByText(/今 214件あります/)).toBeTruthy()
  expect(fake.callsOf('retention.set')).toEqual([])
  await user.click(dialog.getByRole('button', { name: '消すことにする' }))
  expect(fake.callsOf('retention.set')).toMatchObject([{ input: { months: 60 } }])
})
