// @vitest-environment jsdom
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ShopId } from '../../preload/domain.ts'
import { createApi } from '../../renderer/api.ts'
import { App } from '../../renderer/app.tsx'
import { createAppStore } from '../../renderer/store/app-store.ts'
import { createFakeBridge } from '../support/fake-bridge.ts'
import { demoShop } from '../support/fake-shop.ts'

const NOW = Date.parse('2026-11-24T14:02:00+09:00')
configure({ asyncUtilTimeout: 5000 })
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

async function setup(stopped = false) {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  const fake = createFakeBridge({ now: NOW, shop: demoShop(NOW) })
  if (stopped) fake.answer('answers.state', { stoppedAt: NOW, sentLately: 21 })
  const store = createAppStore(createApi(fake.bridge), { zone: () => 'Asia/Tokyo' })
  render(<App store={store} />)
  await store.getState().start()
  store.getState().showScreen('settings')
  const section = within(await screen.findByRole('region', { name: '自動返信と通知メール' }))
  return { fake, section, user: userEvent.setup() }
}

describe('the answer while a shop is closed', () => {
  it('is off, is turned on for one shop, and shows what it says', async () => {
    const { fake, section, user } = await setup()
    const [first] = await section.findAllByRole('switch', { name: /営業時間外に自動で返信する/ })
    await user.click(first!)
    expect(fake.callsOf('answers.set').map(({ input }) => input)).toEqual([
      { shopId: 1 as ShopId, isOn: true, templateId: null, closingTemplateId: null },
    ])
    await user.click(await section.findByText('次に送られる文面を見る'))
    expect(await section.findByText(/から順番にお返事いたします/)).toBeTruthy()
  })

  it('that was stopped with all automatic mail says so and is let go on', async () => {
    const { fake, section, user } = await setup(true)
    await user.click(await section.findByRole('button', { name: '自動のメールを再開する' }))
    expect(fake.callsOf('answers.release')).toHaveLength(1)
  })
})

describe('a notice to staff', () => {
  it('is made with its events, phrases and people, changed, deleted and brought back', async () => {
    const { fake, section, user } = await setup()
    await user.click(await section.findByRole('button', { name: '通知を追加' }))
    await user.type(section.getByRole('textbox', { name: '言葉でしぼる' }), '返品、不良')
    await user.click(section.getByRole('checkbox', { name: '期限が近い問い合わせ' }))
    await user.click(section.getByRole('radio', { name: '管理者' }))
    await user.click(section.getByRole('button', { name: '保存' }))
    expect(fake.callsOf('notices.save')[0]!.input).toMatchObject({
      id: null,
      watch: {
        events: ['new-message', 'warning'],
        words: ['返品', '不良'],
        recipients: { to: 'managers' },
        onlyLastWarning: true,
      },
    })
    await user.click(await section.findByRole('button', { name: '削除: 新しい通知' }))
    await waitFor(() => expect(section.queryByRole('button', { name: '削除: 新しい通知' })).toBeNull())
    await user.click(await screen.findByRole('button', { name: /元に戻す/ }))
    expect(await section.findByRole('button', { name: '削除: 新しい通知' })).toBeTruthy()
  })

  it('says which field nobody fills, and gives the first words back', async () => {
    const { section, user } = await setup()
    await user.click(await section.findByRole('button', { name: '通知を追加' }))
    await user.click(await section.findByText('文面'))
    const subject = section.getByRole<HTMLInputElement>('textbox', { name: '件名' })
    const first = subject.value
    await user.clear(subject)
    await user.type(subject, '{{{{追跡番号}}')
    expect(await section.findByText('使えない項目があります：追跡番号')).toBeTruthy()
    await user.click(section.getByRole('button', { name: '最初の文面に戻す' }))
    expect(subject.value).toBe(first)
  })
})
