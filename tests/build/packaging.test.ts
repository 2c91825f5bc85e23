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
  protocols: { schemes: string[] }[]
  electronFuses: Record<string, boolean>
  win: System
  nsis: { include: string }
  mac: System & { entitlements: string; entitlementsInherit: string }
  linux: System
}

const config = await reader.getConfig(projectDir, 'electron-builder.yml', null)
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
