import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Bridge } from '../../preload/bridge.ts'
import { ja } from '../../preload/locales/ja.ts'
import { type Desktop, startDesktop } from '../support/desktop.ts'
import { launchApp, packedProgram, type RunningApp } from '../support/electron.ts'

const { updates } = ja
const source = join(dirname(packedProgram!), 'resources', 'app-update.yml')
/** What the newer version would be: a program that writes down that it was started. */
const NEWER = `#!/bin/sh\necho started > "$(dirname "$0")/started"\n`

let desktop: Desktop
let server: Server
let running: RunningApp
let image: string
let requests: { url: string; headers: Record<string, unknown> }[]
let feed: string | null
let file: string

beforeAll(async () => {
  desktop = await startDesktop({ keyring: false })
  requests = []
  feed = null
  file = NEWER
  server = createServer(({ url = '', headers }, response) => {
    requests.push({ url, headers })
    if (url.startsWith('/latest-linux.yml') && feed !== null) return response.end(feed)
    if (url.startsWith('/madoguchi-9.9.9.AppImage')) return response.end(file)
    response.writeHead(404).end()
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  writeFileSync(source, `provider: generic\nurl: http://127.0.0.1:${port}/\nupdaterCacheDirName: madoguchi-updater\n`)
  // The library replaces the file that a person started.
  image = join(mkdtempSync(join(desktop.env['HOME']!, 'programs-')), 'Madoguchi.AppImage')
  copyFileSync('/bin/true', image)
  running = await launchApp({ desktop, args: ['--demo'], env: { APPIMAGE: image } })
  await running.window.evaluate(() =>
    (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke('settings.set', { updates: 'off' }),
  )
  await running.window.getByRole('navigation').getByRole('button', { name: ja.rail.settings }).click()
})
afterAll(async () => {
  await running?.kill9()
  server?.close()
  rmSync(source, { force: true })
  await desktop?.close()
})
beforeEach(() => void (requests.length = 0))

const latest = (more = '') => {
  const sha512 = createHash('sha512').update(NEWER).digest('base64')
  const size = Buffer.byteLength(NEWER)
  return `version: 9.9.9\nfiles:\n  - url: madoguchi-9.9.9.AppImage\n    sha512: ${sha512}\n    size: ${size}\npath: madoguchi-9.9.9.AppImage\nsha512: ${sha512}\nreleaseDate: '2026-06-01T00:00:00.000Z'\n${more}`
}
const section = () => running.window.getByRole('region', { name: updates.title })
const press = (name: string) => section().getByRole('button', { name }).click()

describe('a packaged program with a source of updates', () => {
  it('says in plain words that the source has nothing', async () => {
    await press(updates.check)
    await section().getByText(updates.failures.missing.what).waitFor()
    expect(requests.map(({ url }) => url.split('?')[0])).toEqual(['/latest-linux.yml'])
  })

  it('takes nothing from a rollout it has no part in', async () => {
    feed = latest('stagingPercentage: 0\n')
    await press(updates.check)
    await section()
      .getByText(/最新の版です/)
      .waitFor()
    expect(requests.some(({ url }) => url.includes('.AppImage'))).toBe(false)
  })

  it('tells of a newer version, without a number that tells this shop from others', async () => {
    feed = latest()
    await press(updates.check)
    await section().getByText(updates.available('9.9.9')).waitFor()
    expect(requests.map(({ headers }) => headers['x-user-staging-id'] || null)).toEqual([null])
    expect(requests.some(({ url }) => url.includes('.AppImage'))).toBe(false)
  })

  it('throws away a file that is not what the source said', async () => {
    file = NEWER.replace('started', 'changed')
    await press(updates.download)
    await section().getByText(updates.failures.damaged.what).waitFor()
    expect(readFileSync(image, 'utf8')).not.toContain('changed')
  })

  it('fetches it when asked, and waits for a person', async () => {
    file = NEWER
    await press(updates.download)
    await section().getByText(updates.ready('9.9.9')).waitFor()
    expect(readFileSync(image, 'utf8')).not.toBe(NEWER)
  })

  it('ends with the store closed and starts the newer one when told to', async () => {
    await press(updates.install)
    await expect.poll(() => existsSync(join(dirname(image), 'started'))).toBe(true)
    expect(readdirSync(dirname(image)).toSorted()).toEqual(['Madoguchi.AppImage', 'started'])
    expect(readFileSync(image, 'utf8')).toBe(NEWER)
  })
})
