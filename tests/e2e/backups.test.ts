import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Bridge } from '../../preload/bridge.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'

let desktop: Desktop
let running: RunningApp | null = null
beforeAll(async () => {
  desktop = await startDesktop({ keyring: false })
})
afterAll(async () => {
  await running?.close()
  await desktop?.close()
})

const ask = ({ window }: RunningApp, method: string, input: unknown = {}) =>
  window.evaluate(([name, value]) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke(name, value), [
    method,
    input,
  ] as const)

it('the program copies its data on a thread of its own and comes back with the copy after a restart', async () => {
  const dataDir = join(desktop.env['HOME']!, 'shop')
  running = await launchApp({ desktop, dataDir, args: ['--demo'] })
  await running.window.waitForSelector('.ticket-row')
  expect(await ask(running, 'backups.run')).toMatchObject({ ok: true, value: { problem: null, isRunning: false } })
  const listed = (await ask(running, 'backups.list')) as { value: { id: string; messages: number }[] }
  expect(listed.value).toMatchObject([{ messages: expect.any(Number) as number }])
  expect(listed.value[0]!.messages).toBeGreaterThan(20)
  await ask(running, 'settings.set', { language: 'en' })

  // The process that would start by itself is started by the test.
  await running.inMain(({ app }) => void (app.relaunch = () => {}))
  const answer = ask(running, 'backups.restore', { id: listed.value[0]!.id, passphrase: null })
  // The page may go with the program before it has its answer.
  expect(await answer.catch(() => ({ ok: true }))).toMatchObject({ ok: true })
  await running.ended()
  running = await launchApp({ desktop, dataDir, args: ['--demo'] })
  await running.window.waitForSelector('.ticket-row')
  expect(await ask(running, 'settings.get')).toMatchObject({ value: { language: 'ja' } })
  expect(readdirSync(dataDir).filter((name) => name.startsWith('replaced-'))).toHaveLength(1)
  expect(readdirSync(dataDir)).not.toContain('restore-ready')
})
