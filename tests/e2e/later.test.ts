import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createReader } from '../../main/cli/headless.ts'
import { prepareDemo } from '../../main/demo.ts'
import { systemClock as clock } from '../../main/jobs/clock.ts'
import type { Bridge } from '../../preload/bridge.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { launchApp, type RunningApp } from '../support/electron.ts'

const execute = promisify(execFile)
/** Where pictures of the popups go; nowhere when it is not set. */
const PICTURES = process.env['POPUP_PICTURES']

let desktop: Desktop
beforeAll(async () => {
  desktop = await startDesktop()
})
afterAll(() => desktop?.close())

function invoke<T>({ window }: RunningApp, method: string, input: unknown): Promise<T> {
  return window
    .evaluate(([name, value]) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke(name, value), [
      method,
      input,
    ] as const)
    .then((envelope) => (envelope as { value: T }).value)
}

it.each(['ja', 'en'] as const)(
  'a time that comes while the window is closed to the tray pops up on the desktop, once (%s)',
  async (language) => {
    const dataDir = join(desktop.env['HOME']!, `later-${language}`)
    const log = { info: () => {}, error: () => {} }
    await prepareDemo({ dataDir, clock, reader: createReader(), log, version: '0.0.0', language })
    const running = await launchApp({ desktop, dataDir, args: ['--demo'] })
    try {
      await invoke(running, 'settings.set', { alertHours: null })
      // What the demo has to tell is told first.
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      await execute('dunstctl', ['close-all'], { env: desktop.env })
      const before = (await desktop.popups()).length
      const { tickets } = await invoke<{ tickets: { id: number; customerName: string }[] }>(running, 'tickets.list', {
        view: 'todo',
        accountId: null,
        limit: 5,
        after: null,
      })
      const ticket = tickets[0]!
      await invoke(running, 'tickets.snooze', { ids: [ticket.id], until: Date.now() + 20_000 })
      await running.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
      const told = async () =>
        (await desktop.popups()).slice(before).filter(({ body }) => body.includes(`#${ticket.id}`))
      await expect.poll(told, { timeout: 60_000 }).toHaveLength(1)
      const [popup] = await told()
      expect(popup!.title).toBe(language === 'ja' ? 'スヌーズの時間になりました' : 'Back from snooze')
      expect(popup!.body).toContain(ticket.customerName)
      if (PICTURES) await desktop.screenshot(join(PICTURES, `popup-snooze-${language}.png`))
    } finally {
      await running.close()
    }
  },
  300_000,
)
