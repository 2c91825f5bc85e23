import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const projectDir = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)
/** electron-builder's own reader of its configuration; it names no types for it. */
const reader = require('app-builder-lib/out/util/config/config') as {
  getConfig(folder: string, file: string, more: null): Promise<Config>
  validateConfiguration(config: unknown, log: { isEnabled: boolean }): Promise<void>
}

type FileSet = { from: string; to: string; filter: string[] }
type Target = { target: string; arch: string[] }
type System = { icon: string; target: Target[]; files: FileSet[] }
type Config = {
  appId: string
  extraMetadata: { homepage: string }
  protocols: { schemes: string[]; role?: string }[]
  electronFuses: Record<string, boolean>
  win: System
  nsis: { include: string; [choice: string]: unknown }
  mac: System & { entitlements: string; entitlementsInherit: string; hardenedRuntime: boolean }
  linux: System
  toolsets: { appimage: string }
}

const config = await reader.getConfig(projectDir, 'electron-builder.yml', null)
const read = (path: string) => readFileSync(join(projectDir, path))
const isThere = (path: string) => existsSync(join(projectDir, path))
const validate = (changed: object) => reader.validateConfiguration({ ...config, ...changed }, { isEnabled: false })

describe('what electron-builder is told', () => {
  it('is a configuration it understands', async () => {
    await expect(validate({})).resolves.toBeUndefined()
    await expect(validate({ electronFuses: { runAsNod: false } })).rejects.toThrow('electronFuses')
  })

  it('names pictures, entitlements and scripts that are there', () => {
    const { win, mac, linux, nsis } = config
    const named = [win.icon, mac.icon, linux.icon, mac.entitlements, mac.entitlementsInherit, nsis.include]
    expect(named.filter((path) => !isThere(path))).toEqual([])
  })

  it.each([
    ['win', ['win32-x64.node', 'win32-arm64.node', 'snoreToast']],
    ['mac', ['darwin-x64.node', 'darwin-arm64.node', 'mac.noindex', 'terminal-notifier-LICENSE']],
    ['linux', ['linux-x64.node', 'linux-arm64.node']],
  ] as const)('takes the binaries of %s, and no others, out of node_modules', (name, expected) => {
    const { files, target } = config[name]
    const architectures = [...new Set(target.flatMap(({ arch }) => arch))]
    const taken = files.flatMap(({ from, filter }) =>
      filter.flatMap((pattern) =>
        architectures.flatMap((arch) => {
          const entry = pattern.replace('${arch}', arch).replace('/**', '')
          return readdirSync(join(projectDir, from)).includes(entry) ? [entry] : []
        }),
      ),
    )
    expect([...new Set(taken)]).toEqual(expected)
  })

  it('makes what each system installs, for both kinds of processor', () => {
    const made = (name: 'win' | 'mac' | 'linux') => config[name].target.map(({ target, arch }) => [target, ...arch])
    expect(made('win')).toEqual([['nsis', 'x64', 'arm64']])
    // A Mac updates itself out of the zip.
    expect(made('mac')).toEqual([
      ['dmg', 'x64', 'arm64'],
      ['zip', 'x64', 'arm64'],
    ])
    expect(made('linux')).toEqual([
      ['AppImage', 'x64', 'arm64'],
      ['deb', 'x64', 'arm64'],
    ])
  })

  it('gives an AppImage the starter that needs no other library and names no way around the sandbox', () => {
    // The older one, 0.0.0, is what electron-builder takes where nothing is said.
    expect(config.toolsets.appimage).toMatch(/^[1-9]/)
  })

  it('tells a deb what it cannot be made without', () => {
    expect(config.extraMetadata.homepage).toMatch(/^https:\/\//)
    expect(config.linux).toMatchObject({ maintainer: expect.stringMatching(/./), synopsis: expect.stringMatching(/./) })
  })

  it('installs on Windows for one person without an administrator, and leaves the tickets when it goes', () => {
    const { oneClick, perMachine, createStartMenuShortcut, deleteAppDataOnUninstall } = config.nsis
    expect({ oneClick, perMachine, createStartMenuShortcut, deleteAppDataOnUninstall }).toEqual({
      oneClick: true,
      perMachine: false,
      createStartMenuShortcut: true,
      deleteAppDataOnUninstall: false,
    })
  })

  it('takes its own links, and only offers itself for those of mail', () => {
    expect(config.protocols.map(({ schemes, role }) => [...schemes, role ?? 'Editor'])).toEqual([
      ['madoguchi', 'Editor'],
      ['mailto', 'Viewer'],
    ])
    const script = read(config.nsis.include).toString()
    const written = [...script.matchAll(/WriteRegStr (HK\w+) "([^"]+)"/g)].map(([, root, key]) => `${root} ${key}`)
    // The key of the scheme itself would take it.
    expect(written.filter((key) => key.endsWith('Classes\\mailto'))).toEqual([])
    expect(written).toContain('HKCU Software\\Madoguchi\\Capabilities\\URLAssociations')
    // Nothing for all users, which would ask for an administrator.
    expect(written.filter((key) => !key.startsWith('HKCU '))).toEqual([])
    const left = written.filter((key) => !/Classes\\Madoguchi|Software\\Madoguchi|RegisteredApplications/.test(key))
    expect(left).toEqual([])
    for (const key of ['Software\\Classes\\Madoguchi.mailto', 'Software\\Madoguchi'])
      expect(script).toContain(`DeleteRegKey HKCU "${key}"`)
    expect(script.match(/!macro\b/g)).toHaveLength(script.match(/!macroend/g)!.length)
    expect(script.match(/\$\{if(?:Not)?\}/gi)).toHaveLength(script.match(/\$\{endIf\}/gi)!.length)
  })

  it('asks a Mac for code made at run time, and for nothing else', () => {
    expect(config.mac.hardenedRuntime).toBe(true)
    const { parse } = require('plist') as { parse(xml: string): unknown }
    for (const file of [config.mac.entitlements, config.mac.entitlementsInherit])
      expect(parse(read(file).toString())).toEqual({ 'com.apple.security.cs.allow-jit': true })
  })

  it('has a picture in every size and form that the systems draw', () => {
    expect(icoSizes(read(config.win.icon))).toEqual([16, 24, 32, 48, 64, 128, 256])
    expect(icnsSizes(read(config.mac.icon))).toEqual([16, 32, 32, 64, 128, 256, 256, 512, 512, 1024])
    const drawn = readdirSync(join(projectDir, config.linux.icon)).map((name) => ({
      name,
      ...pngOf(read(`${config.linux.icon}/${name}`)),
    }))
    // Menus find none that is larger.
    const wanted = [16, 24, 32, 48, 64, 128, 256, 512]
    expect(drawn.sort((a, b) => a.width - b.width)).toEqual(
      wanted.map((size) => ({ name: `${size}x${size}.png`, width: size, height: size, hasAlpha: true })),
    )
    const sizes = {
      'tray.png': 16,
      'tray@2x.png': 32,
      'trayTemplate.png': 16,
      'trayTemplate@2x.png': 32,
      'icon.png': 512,
    }
    for (const [name, size] of Object.entries(sizes))
      expect({ name, ...pngOf(read(`build/icons/${name}`)) }).toEqual({
        name,
        width: size,
        height: size,
        hasAlpha: true,
      })
  })

  it('carries the identity by which Windows knows its popups', () => {
    expect(readFileSync(join(projectDir, 'main/index.ts'), 'utf8')).toContain(`'${config.appId}'`)
  })

  it('opens neither Node nor an inspector nor files to whoever starts the program', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })
})

/** The sizes in a Windows icon; 0 stands for 256. */
function icoSizes(ico: Buffer): number[] {
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1])
  const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, index) =>
    ico.subarray(6 + index * 16, 22 + index * 16),
  )
  for (const entry of entries) expect(entry.readUInt32LE(12) + entry.readUInt32LE(8)).toBeLessThanOrEqual(ico.length)
  return entries.map((entry) => entry[0] || 256).sort((a, b) => a - b)
}

/** The sizes in a Mac's icon, each a whole PNG behind its name and length. */
function icnsSizes(icns: Buffer): number[] {
  expect([icns.subarray(0, 4).toString(), icns.readUInt32BE(4)]).toEqual(['icns', icns.length])
  const sizes: number[] = []
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) sizes.push(pngOf(icns.subarray(at + 8)).width)
  return sizes.sort((a, b) => a - b)
}

/** Colour type 4 and 6 are those with transparency. */
function pngOf(png: Buffer): { width: number; height: number; hasAlpha: boolean } {
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), hasAlpha: png[25] === 4 || png[25] === 6 }
}
