import { cleanup, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import { createApi } from '../../renderer/api.ts'
import { App } from '../../renderer/app.tsx'
import { createAppStore } from '../../renderer/store/app-store.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { demoShop, type FakeShop } from './fake-shop.ts'

export const NOW = Date.parse('2026-11-24T14:02:00+09:00')

type Options = {
  language?: 'ja' | 'en'
  size?: number
  openId?: number
  zone?: () => string
  prepare?: (shop: FakeShop) => void
}

/** The whole window on the fake main, at Tuesday 2026-11-24 14:02 in Japan. */
export async function openWindow({
  language = 'ja',
  size = 0,
  openId,
  zone = () => 'Asia/Tokyo',
  prepare,
}: Options = {}) {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  // jsdom lays nothing out; without a height the virtual list would show no row.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(360)
  const shop = demoShop(NOW, size)
  shop.settings = { ...shop.settings, language }
  prepare?.(shop)
  const fake = createFakeBridge({ now: NOW, shop })
  const store = createAppStore(createApi(fake.bridge), { zone })
  const stop = store.listen()
  const view = render(<App store={store} />)
  await store.getState().start()
  if (openId !== undefined) await store.getState().openTicket(openId as TicketId)
  return { fake, store, view, stop, user: userEvent.setup() }
}

export function closeWindow() {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
}
