import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Bridge } from '../../preload/bridge.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { findElectron, launchApp, type RunningApp } from '../support/electron.ts'

const execute = promisify(execFile)
const projectDir = fileURLToPath(new URL('../..', import.meta.url))

let desktop: Desktop
const started: RunningApp[] = []

beforeAll(async () => {
  desktop = await startDesktop()
})
afterAll(() => desktop?.close())
afterEach(async () => {
  for (const { close } of started.splice(0)) await close()
})

async function start(options: { dataDir?: string; args?: string[] } = {}) {
  const running = await launchApp({ desktop, ...options })
  started.push(running)
  return running
}

const isVisible = ({ inMain }: RunningApp) =>
  inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()))

/** Starts the program once more on the same folder, as somebody does who clicks its picture again. */
async function startAgain(dataDir: string, ...args: string[]): Promise<number | null> {
  const { executable, nativeBinding } = await findElectron()
  const child = spawn(executable, ['--no-sandbox', '--disable-gpu', projectDir, '--data', dataDir, ...args], {
    env: { ...desktop.env, ...(nativeBinding && { MADOGUCHI_SQLITE_BINDING: nativeBinding }) },
    stdio: 'ignore',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

function invoke(running: RunningApp, method: string, input: unknown) {
  return running.window.evaluate(
    ([name, value]) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke(name, value),
    [method, input] as const,
  )
}

/** Collects what main tells the page, from now on. */
function listen(running: RunningApp) {
  return running.window.evaluate(() => {
    const page = globalThis as unknown as { madoguchi: Bridge; told: unknown[] }
    page.told = []
    page.madoguchi.onEvent((event) => page.told.push(event))
  })
}
const told = (running: RunningApp) =>
  running.window.evaluate(() => (globalThis as unknown as { told: { type: string }[] }).told)

describe('the window', () => {
  it('goes to the tray when it is closed, says so once, and comes back with a second start', async () => {
    const running = await start()
    await expect.poll(() => isVisible(running)).toBe(true)
    const closeWindow = () => running.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())

    await closeWindow()
    await expect.poll(() => isVisible(running)).toBe(false)
    await expect
      .poll(async () => (await desktop.popups()).map(({ title }) => title))
      .toEqual(['窓口は動き続けています'])

    expect(await startAgain(running.dataDir)).toBe(0)
    await expect.poll(() => isVisible(running)).toBe(true)

    await closeWindow()
    await expect.poll(() => isVisible(running)).toBe(false)
    expect(await desktop.popups()).toHaveLength(1)
  })

  it('shows the ticket of a link that starts the program a second time', async () => {
    const running = await start()
    await listen(running)
    expect(await startAgain(running.dataDir, 'madoguchi://ticket/7')).toBe(0)
    await expect.poll(() => told(running)).toContainEqual({ type: 'open-ticket', ticketId: 7 })
  })

  it('begins a mail to whom a mailto: link names, from the shop that is chosen, and attaches nothing', async () => {
    const running = await start({ args: ['--demo'] })
    const { window } = running
    await window.getByRole('option').first().waitFor()
    await running.closeWindow()
    await expect.poll(() => running.isWindowShown()).toBe(false)
    const link =
      'mailto:hanako@example.com?subject=%E5%86%8D%E5%85%A5%E8%8D%B7&body=%E5%85%A5%E8%8D%B7%E3%81%97%E3%81%BE%E3%81%97%E3%81%9F&attach=/etc/passwd'
    expect(await startAgain(running.dataDir, '--demo', link)).toBe(0)
    await expect.poll(() => running.isWindowShown()).toBe(true)

    const dialog = window.getByRole('dialog', { name: '新しいメール' })
    const begin = dialog.getByRole('button', { name: '本文を書く' })
    expect(await dialog.getByRole('textbox', { name: '件名' }).inputValue()).toBe('再入荷')
    expect(await begin.isDisabled()).toBe(true)
    await dialog.getByRole('combobox', { name: /差出人/ }).selectOption({ index: 1 })
    await begin.click()

    const answer = window.getByRole('form', { name: '返信' })
    await answer.getByRole('button', { name: 'hanako@example.com', exact: true }).waitFor()
    expect(await answer.getByRole('textbox', { name: '本文' }).inputValue()).toContain('入荷しました')
    expect(await answer.innerText()).not.toContain('passwd')
  })

  it('comes back with its key out of other programs, once the owner has chosen that', async () => {
    const running = await start()
    const press = () => execute('xdotool', ['key', 'ctrl+alt+m'], { env: desktop.env })
    await running.closeWindow()
    await expect.poll(() => running.isWindowShown()).toBe(false)
    await press()
    expect(await invoke(running, 'settings.set', { opensByKey: true })).toMatchObject({ ok: true })
    expect(await running.isWindowShown()).toBe(false)
    await press()
    await expect.poll(() => running.isWindowShown()).toBe(true)

    const second = await start()
    expect(await invoke(second, 'settings.set', { opensByKey: true })).toMatchObject({
      ok: false,
      error: { code: 'conflict', reason: 'key-taken' },
    })
  })

  it('stands where it stood when the program is opened again', async () => {
    const first = await start()
    await first.inMain(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.setBounds({ x: 40, y: 50, width: 1000, height: 650 }),
    )
    await first.close()
    started.splice(0)
    const again = await start({ dataDir: first.dataDir })
    const bounds = await again.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
    expect(bounds).toEqual({ x: 40, y: 50, width: 1000, height: 650 })
  })

  it('is opened again after its page crashed', async () => {
    const running = await start()
    await running.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer())
    await expect.poll(async () => (await desktop.popups()).at(-1)?.title).toBe('画面を開き直しました')
    const words = () =>
      running.inMain(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('document.body.innerText'),
      )
    await expect.poll(words).toContain('窓口')
  })
})

describe('a start that nobody sees', () => {
  it('draws nothing once it has settled, and stands there whole when it is called', async () => {
    const running = await start({ args: ['--demo', '--hidden'] })
    // A page that is driven counts itself as visible.
    await running.window.context().browser()!.close()
    const inPage = (expression: string) =>
      running.inMain(
        ({ BrowserWindow }, asked) =>
          BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(asked) as Promise<string>,
        expression,
      )
    await expect.poll(() => inPage('document.visibilityState')).toBe('hidden')
    expect(await startAgain(running.dataDir, '--demo')).toBe(0)
    await expect.poll(() => running.isWindowShown()).toBe(true)
    expect(await inPage('document.visibilityState')).toBe('visible')
    expect(await inPage('document.body.innerText')).toContain('要対応')
  })
})

describe('a popup', () => {
  it('comes up once, and a click on it brings the window and the view', async () => {
    const running = await start()
    await execute('dunstctl', ['close-all'], { env: desktop.env })
    const before = (await desktop.popups()).length
    await expect.poll(() => isVisible(running)).toBe(true)
    await running.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide())
    await listen(running)
    expect(await invoke(running, 'settings.testNotification', {})).toEqual({ ok: true, value: true })
    await expect
      .poll(async () => (await desktop.popups()).slice(before).map(({ title }) => title))
      .toEqual(['お知らせの確認'])

    await execute('dunstctl', ['action', '0'], { env: desktop.env })
    await expect.poll(() => isVisible(running)).toBe(true)
    await expect.poll(() => told(running)).toContainEqual({ type: 'open-view', view: 'todo' })
    expect((await desktop.popups()).length).toBe(before + 1)
  })
})

describe('the keyring of the desktop', () => {
  it('seals passwords', async () => {
    const running = await start()
    expect(await invoke(running, 'app.info', {})).toMatchObject({ ok: true, value: { canEncrypt: true } })
  })
})

describe('starting at login', () => {
  it('is a file that desktops read', async () => {
    const running = await start()
    const file = join(desktop.env['XDG_CONFIG_HOME']!, 'autostart', 'madoguchi.desktop')
    await invoke(running, 'settings.set', { launchAtLogin: true })
    expect(await readFile(file, 'utf8')).toMatch(/^Exec=".*" "--hidden" "--data" ".*"$/m)
    await invoke(running, 'settings.set', { launchAtLogin: false })
    await expect(readFile(file)).rejects.toThrow('ENOENT')
  })
})

describe('a data folder that cannot be opened', () => {
  it('is told in a dialog with words, and the program ends after it', async () => {
    const dataDir = join(desktop.env['HOME']!, 'damaged')
    await mkdir(dataDir)
    await writeFile(
      join(dataDir, 'madoguchi.db'),
      'this is no database, but it is long enough to look like one'.repeat(99),
    )
    await writeFile(
      join(dataDir, 'window.json'),
      JSON.stringify({ bounds: { x: 0, y: 0, width: 1000, height: 700 }, isMaximised: false, zoom: 0, language: 'ja' }),
    )
    const ended = startAgain(dataDir)
    const title = '窓口を開けませんでした'
    await expect
      .poll(() =>
        execute('xdotool', ['search', '--name', title], { env: desktop.env }).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
    await clickQuit(title)
    expect(await ended).toBe(1)
  })
})

/** Presses the right one of the two buttons at the foot of a dialog. */
async function clickQuit(title: string): Promise<void> {
  const { env } = desktop
  const { stdout: ids } = await execute('xdotool', ['search', '--name', title], { env })
  const { stdout } = await execute('xdotool', ['getwindowgeometry', '--shell', ids.trim().split('\n').at(-1)!], { env })
  const [x, y, width, height] = ['X', 'Y', 'WIDTH', 'HEIGHT'].map((name) =>
    Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(stdout)?.[1]),
  )
  const place = [x! + width! * 0.75, y! + height! - 16].map((at) => String(Math.round(at)))
  await execute('xdotool', ['mousemove', ...place, 'sleep', '0.3', 'click', '1'], { env })
}
