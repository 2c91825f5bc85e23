import { execFile } from 'node:child_process'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bridge } from '../../preload/bridge.ts'
import { ja } from '../../preload/locales/ja.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { launchApp, packedProgram, type RunningApp } from '../support/electron.ts'

type Page = { madoguchi: Bridge }
/** Of electron-builder; it names no types for us. */
const asar = createRequire(import.meta.url)('@electron/asar') as {
  listPackage(file: string, options: object): string[]
}

const MEGABYTE = 1_000_000
const program = packedProgram!
const resources = join(dirname(program), 'resources')

let desktop: Desktop
let running: RunningApp

beforeAll(async () => {
  desktop = await startDesktop({ keyring: false })
  running = await launchApp({ desktop, dataDir: join(desktop.env['HOME']!, 'demo'), args: ['--demo'] })
})
afterAll(async () => {
  await running?.close()
  await desktop?.close()
})

/** Starts it as a person must not be able to; a second start ends by itself. */
const startWith = (args: string[], env: Record<string, string>) =>
  promisify(execFile)(program, ['--no-sandbox', '--disable-gpu', '--data', running.dataDir, '--hidden', ...args], {
    env: { ...desktop.env, ...env },
  })

describe('the packaged program', () => {
  it('opens the demo shop with its tickets', async () => {
    await running.window.getByRole('navigation').getByText(ja.views.todo).first().waitFor()
    await running.window.getByRole('option').first().waitFor()
    expect(await running.window.getByRole('option').count()).toBeGreaterThan(1)
  })

  it('carries what is used of the libraries, and no source, map, type or test of them', () => {
    const files = asar
      .listPackage(join(resources, 'app.asar'), {})
      .filter((path) => !/^\/out\/(?:main|renderer)\//.test(path))
    expect(
      files.filter((path) => /\.(?:map|[cm]?ts|md|c|cc|h|node-gyp)$|\/(?:tests?|docs?|src|deps)(?:\/|$)/.test(path)),
    ).toEqual([])
    const libraries = new Set(files.flatMap((path) => /^\/node_modules\/([^/]+)/.exec(path)?.[1] ?? []))
    expect([...libraries]).toEqual(['better-sqlite3', 'node-notifier'])
  })

  it('adds less than 25 MB to a bare Electron', () => {
    const added = readdirSync(resources, { recursive: true, encoding: 'utf8' })
      .map((path) => statSync(join(resources, path)))
      .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0)
    expect(added).toBeLessThan(25 * MEGABYTE)
  })

  it('has its fuses set', async () => {
    const wire = (await getCurrentFuseWire(program)) as unknown as Record<number, number>
    const isOn = (fuse: FuseV1Options) => String.fromCodePoint(wire[fuse]!) === '1'
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspector: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      ownSnapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      filePrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspector: false,
      asarIntegrity: true,
      onlyAsar: true,
      ownSnapshot: false,
      filePrivileges: false,
    })
  })

  it('runs no foreign code, whatever the environment says, and opens no inspector', async () => {
    const planted = join(desktop.env['HOME']!, 'planted.cjs')
    writeFileSync(planted, `console.log('PLANTED')`)
    const starts = await Promise.all([
      startWith(['-e', `console.log('PLANTED')`], { ELECTRON_RUN_AS_NODE: '1' }),
      startWith([], { NODE_OPTIONS: `--require ${planted}` }),
      startWith(['--inspect=0'], {}),
    ])
    const said = starts.map(({ stdout, stderr }) => stdout + stderr).join('')
    expect(said).not.toMatch(/PLANTED|Debugger listening/)
  })

  it('gives its page neither Node nor files, windows or permissions', async () => {
    const found = await running.window.evaluate(async () => ({
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
      address: location.href,
      file: await fetch('file:///etc/passwd').then(
        () => 'read',
        () => 'refused',
      ),
      window: globalThis.open('https://www.example.com/') === null,
      notifications: await Notification.requestPermission(),
      foreign: await (globalThis as unknown as Page).madoguchi.invoke('nothing.such', {}).then((answer) => answer.ok),
    }))
    expect(found).toEqual({
      node: [],
      address: 'app://madoguchi/index.html',
      file: 'refused',
      window: true,
      notifications: 'denied',
      foreign: false,
    })
  })
})
