import { execFile, execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const projectDir = fileURLToPath(new URL('../..', import.meta.url))
const isDebian = process.platform === 'linux' && existsSync('/usr/bin/dpkg-deb')

let folder: string
let root: string
let control: Record<string, string>

beforeAll(async () => {
  if (!isDebian) return
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-deb-test-'))
  root = join(folder, 'installed')
  const deb = await makeDeb()
  execFileSync('dpkg-deb', ['--raw-extract', deb, root])
  control = fieldsOf(readFileSync(join(root, 'DEBIAN', 'control'), 'utf8'))
})
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true })
})

/** By electron-builder, out of a program of two files; where a real fpm is named, by that. */
async function makeDeb(): Promise<string> {
  const program = join(folder, 'program')
  mkdirSync(join(program, 'resources'), { recursive: true })
  writeFileSync(join(program, 'madoguchi'), '#!/bin/sh\n')
  // What a strict umask leaves.
  chmodSync(join(program, 'madoguchi'), 0o700)
  writeFileSync(join(program, 'resources', 'app.asar'), 'archive', { mode: 0o600 })
  const args = [
    '--config',
    'electron-builder.yml',
    '--publish',
    'never',
    '--linux',
    'deb',
    '--x64',
    '--prepackaged',
    program,
  ]
  const result = join(folder, 'result')
  const own = { CUSTOM_FPM_PATH: join(projectDir, 'scripts/lib/make-deb.mjs') }
  await promisify(execFile)(
    process.execPath,
    // A version, so that nobody asks what Electron is installed.
    [
      join(projectDir, 'node_modules/electron-builder/cli.js'),
      ...args,
      `-c.directories.output=${result}`,
      '-c.electronVersion=45.0.0',
    ],
    { cwd: projectDir, env: process.env['USE_SYSTEM_FPM'] === 'true' ? process.env : { ...process.env, ...own } },
  )
  const made = readdirSync(result).filter((name) => name.endsWith('.deb'))
  expect(made).toEqual([expect.stringMatching(/^madoguchi-\d+\.\d+\.\d+-linux-amd64\.deb$/)])
  return join(result, made[0]!)
}

const fieldsOf = (text: string) =>
  Object.fromEntries([...text.matchAll(/^([\w-]+): (.*)$/gm)].map(([, name, value]) => [name!, value!]))

describe.skipIf(!isDebian)('the deb (made where there is a dpkg-deb)', () => {
  it('says what it is, who stands for it and where', () => {
    const { Package, Architecture, Maintainer, Homepage, Description, Section } = control
    expect({ Package, Architecture, Section }).toEqual({ Package: 'madoguchi', Architecture: 'amd64', Section: 'mail' })
    expect(Maintainer).toMatch(/^[^<>]+ <[^\s<>]+@[^\s<>]+>$/)
    expect(Homepage).toMatch(/^https:\/\//)
    expect(Description).toContain('窓口')
    expect(readFileSync(join(root, 'usr/share/doc/madoguchi/copyright'), 'utf8')).toContain('MIT License')
  })

  it('asks for what a bare system lacks: sound and buffers to start, notify-send for popups, links', () => {
    const needed = control['Depends']!.split(', ').flatMap((names) => names.split(' | '))
    expect(needed).toEqual(
      expect.arrayContaining(['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'libnotify-bin', 'xdg-utils']),
    )
    // Since 2024 the same libraries have other names.
    expect(needed).toEqual(expect.arrayContaining(['libgtk-3-0t64', 'libasound2t64']))
  })

  it('stands in the menu by its Japanese name and takes the links of the product', () => {
    const entry = readFileSync(join(root, 'usr/share/applications/madoguchi.desktop'), 'utf8')
    const lines = entry.split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        'Name[ja]=窓口',
        'Exec=/opt/Madoguchi/madoguchi %U',
        'Icon=madoguchi',
        'MimeType=x-scheme-handler/madoguchi;x-scheme-handler/mailto;',
        'StartupWMClass=madoguchi',
      ]),
    )
    expect(lines.find((line) => line.startsWith('Comment[ja]='))).toMatch(/[ぁ-ん]/)
  })

  it('brings its picture in the sizes that a menu looks for', () => {
    const sizes = readdirSync(join(root, 'usr/share/icons/hicolor')).map((name) => Number(name.split('x')[0]))
    expect(sizes.sort((a, b) => a - b)).toEqual([16, 24, 32, 48, 64, 128, 256, 512])
    for (const size of sizes) {
      const png = readFileSync(join(root, `usr/share/icons/hicolor/${size}x${size}/apps/madoguchi.png`))
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
    }
  })

  it('can be read and started by everybody on the PC, and changed by nobody', () => {
    const listed = execFileSync('dpkg-deb', [
      '--contents',
      join(
        folder,
        'result',
        readdirSync(join(folder, 'result')).find((name) => name.endsWith('.deb'))!,
      ),
    ])
    const modes = new Map(
      listed
        .toString()
        .trim()
        .split('\n')
        .map((line) => [line.split(' ./')[1]!, line.split(' ')[0]!] as const),
    )
    expect(modes.get('')).toBe('drwxr-xr-x')
    expect(modes.get('opt/Madoguchi/madoguchi')).toBe('-rwxr-xr-x')
    expect(modes.get('opt/Madoguchi/resources/app.asar')).toBe('-rw-r--r--')
    expect([...modes.values()].filter((mode) => !/^(?:drwxr-xr-x|-rwxr-xr-x|-rw-r--r--)$/.test(mode))).toEqual([])
  })

  it('leaves what people have written when it is removed', () => {
    const scripts = ['postinst', 'postrm'].map((name) => readFileSync(join(root, 'DEBIAN', name), 'utf8')).join('\n')
    expect(scripts).toContain('update-alternatives')
    expect(scripts).not.toMatch(/\/home|\$HOME|\.config|purge/)
  })
})
