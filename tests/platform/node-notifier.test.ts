import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodeNotifierCarrier } from '../../main/platform/node-notifier.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'

let desktop: Desktop
const before = { ...process.env }

beforeAll(async () => {
  desktop = await startDesktop({ keyring: false })
  Object.assign(process.env, desktop.env)
})
afterAll(async () => {
  Object.assign(process.env, before)
  await desktop.close()
})

const carrier = nodeNotifierCarrier({ platform: 'linux', appName: 'Madoguchi', appId: 'x', icon: '/nowhere.png' })
const show = (title: string, body: string) =>
  carrier.show({ title, body, target: { view: 'todo' }, isUrgent: true }, () => {})

async function lastPopup(title: string) {
  await expect.poll(async () => (await desktop.popups()).at(-1)?.title, { timeout: 5000 }).toBe(title)
  return (await desktop.popups()).at(-1)
}

it('shows a popup on a real notification daemon through node-notifier', async () => {
  expect(await show('⚠ 期限を2時間過ぎています', '山田花子さま 納期のお問い合わせ #1024')).toBe(true)
  expect(await lastPopup('⚠ 期限を2時間過ぎています')).toEqual({
    app: 'Madoguchi',
    title: '⚠ 期限を2時間過ぎています',
    body: '山田花子さま 納期のお問い合わせ #1024',
  })
})

it('shows what a customer calls themselves as text, whatever it looks like', async () => {
  expect(await show('名前', '--help <b>$(touch x)</b> `id` "C:\\new" & co')).toBe(true)
  const popup = await lastPopup('名前')
  expect(popup?.body.trim().replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(
    '--help <b>$(touch x)</b> `id` "C:\\new" & co',
  )
})

it('says so when there is no notification daemon', async () => {
  const address = process.env['DBUS_SESSION_BUS_ADDRESS']
  process.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nowhere'
  try {
    expect(await show('誰も', 'いない')).toBe(false)
  } finally {
    process.env['DBUS_SESSION_BUS_ADDRESS'] = address
  }
})
