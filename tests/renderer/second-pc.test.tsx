// @vitest-environment jsdom
import { act, configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { AppError } from '../../preload/errors.ts'
import { FAKE_CODE } from '../support/fake-hosts.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

configure({ asyncUtilTimeout: 5000 })
afterEach(closeWindow)

it('the PC with the data lets others in only when asked to, by a code, and turns them away again', async () => {
  const { store, user } = await openWindow()
  act(() => store.getState().showScreen('settings'))
  const section = within(await screen.findByRole('region', { name: 'ほかのパソコンから使う' }))
  expect(section.queryByRole('button', { name: 'パソコンを追加' })).toBeNull()
  await user.click(section.getByRole('switch'))
  expect(await section.findByText('192.168.1.10:47611')).toBeTruthy()
  await user.click(section.getByRole('button', { name: 'パソコンを追加' }))
  expect(await section.findByText(FAKE_CODE)).toBeTruthy()
  await user.click(section.getByRole('button', { name: '二階のパソコン の接続をやめる' }))
  await waitFor(() => expect(section.queryByText('二階のパソコン')).toBeNull())
})

it('a new PC joins by address and code, and is told when the code does not fit', async () => {
  const { store, fake, user } = await openWindow()
  fake.shop.info = { ...fake.shop.info, isFirstRun: true }
  await act(() => store.getState().start())
  await user.click(await screen.findByRole('button', { name: 'ほかのパソコンの窓口につなぐ' }))
  await user.type(screen.getByRole('textbox', { name: 'アドレス' }), '192.168.1.10')
  await user.type(screen.getByRole('textbox', { name: '接続コード' }), 'AAAA{Enter}')
  expect(await screen.findByText('接続コードが合いません。')).toBeTruthy()
  await user.clear(screen.getByRole('textbox', { name: '接続コード' }))
  await user.type(screen.getByRole('textbox', { name: '接続コード' }), `${FAKE_CODE}{Enter}`)
  expect(await screen.findByText('つないでいます…')).toBeTruthy()
  expect(fake.callsOf('secondPc.join').at(-1)?.input).toEqual({ address: '192.168.1.10', code: FAKE_CODE })
})

it('a second PC says when the line is lost, and reads everything anew when it is back', async () => {
  const { fake, store } = await openWindow()
  const says = (state: 'away' | 'up') => act(() => store.getState().setLine(state))
  says('away')
  expect(screen.getByRole('alert').textContent).toContain('データのあるパソコンにつながっていません。')
  const asked = fake.callsOf('tickets.counts').length
  says('up')
  expect(screen.queryByText('データのあるパソコンにつながっていません。')).toBeNull()
  await waitFor(() => expect(fake.callsOf('tickets.counts').length).toBe(asked + 1))
})

it('a second PC whose shop is gone for good can leave it', async () => {
  const { store, fake, user } = await openWindow()
  fake.fail('settings.get', new AppError('offline', 'away', { reason: 'host-away' }))
  await act(() => store.getState().start())
  expect(await screen.findByText('データのあるパソコンにつながりません。')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'このパソコンの接続をやめる' }))
  await user.click(screen.getByRole('button', { name: '接続をやめて、開き直す' }))
  expect(fake.callsOf('secondPc.leave')).toHaveLength(1)
  // It may as well come back.
  fake.fail('settings.get', null)
  act(() => store.getState().setLine('away'))
  act(() => store.getState().setLine('up'))
  await waitFor(() => expect(screen.queryByText('データのあるパソコンにつながりません。')).toBeNull())
})

it('a second PC changes no settings of the shop, and can leave it', async () => {
  const { store, fake, user } = await openWindow()
  fake.shop.info = { ...fake.shop.info, secondPcOf: '192.168.1.10' }
  await act(() => store.getState().start())
  act(() => store.getState().showScreen('settings'))
  await user.click(await screen.findByRole('button', { name: 'このパソコンの接続をやめる' }))
  expect(fake.callsOf('secondPc.leave')).toEqual([])
  await user.click(screen.getByRole('button', { name: '接続をやめて、開き直す' }))
  expect(fake.callsOf('secondPc.leave')).toHaveLength(1)
  expect(screen.queryByRole('switch')).toBeNull()
})
