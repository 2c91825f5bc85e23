import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Per room, what a file of it may import: a path of this repository without its ending, or a package. First match counts. */
const ROOMS: readonly { files: RegExp; mayImport: RegExp }[] = [
  {
    files: /^main\/core\//,
    mayImport:
      /^(main\/core\/|preload\/(domain(\/[^/]+)?|errors)$|(temporal-polyfill|@holiday-jp\/holiday_jp|zod|parse5|@csstools\/css-tokenizer)$)/,
  },
  {
    files: /^main\/store\//,
    mayImport: /^(main\/(store|core)\/|preload\/(domain(\/[^/]+)?|errors)$|better-sqlite3$|node:)/,
  },
  {
    files: /^main\/channels\/(adapter|registry)$/,
    mayImport: /^(main\/(channels|core|jobs\/clock)|preload\/(domain(\/[^/]+)?|errors)$)/,
  },
  {
    files: /^main\/channels\//,
    mayImport:
      /^(main\/(channels\/|core\/|jobs\/clock$)|preload\/(domain(\/[^/]+)?|errors)$|node:|(zod|imapflow|iconv-lite|postal-mime|parse5|nodemailer|twitter-api-v2|oauth4webapi)(\/|$))/,
  },
  { files: /^main\/jobs\//, mayImport: /^main\/jobs\// },
  // A table is split by a library: quotes and line breaks in cells are its business. This one file knows it.
  {
    files: /^main\/services\/orders\/table-file$/,
    mayImport: /^(preload\/(domain(\/[^/]+)?|errors)$|node:|csv-parse$|iconv-lite$)/,
  },
  {
    files: /^main\/services\//,
    mayImport: /^(main\/(services|store|core|jobs)\/|main\/channels\/(adapter|registry)$|preload\/|zod$|node:)/,
  },
  // The line to other PCs of the shop: no Electron, and of the store only who acts.
  {
    files: /^main\/host\//,
    mayImport: /^(main\/(host\/|jobs\/clock$|services\/ports$|store\/journal$)|preload\/|node:|zod$)/,
  },
  { files: /^main\/ipc\//, mayImport: /^(main\/((ipc|services|store|core)\/|host\/host$)|preload\/)/ },
  {
    files: /^main\/platform\//,
    mayImport:
      /^(main\/(platform|services\/ports|services\/content|core|app|second-pc|demo|jobs|ipc\/router$|channels\/mail\/read)|preload\/|node:|build\/icons\/|(electron|electron-log\/node|electron-updater|node-notifier|zod)$)/,
  },
  {
    files: /^main\/(cli|cli\/.*|app|open-data|first-screen|demo|index|second-pc)$/,
    mayImport: /^(main\/|preload\/|node:|electron$|zod$)/,
  },
  { files: /^preload\//, mayImport: /^(preload\/|zod$|electron$)/ },
  {
    files: /^renderer\//,
    mayImport: /^(renderer\/|preload\/|(?!main\/|tests\/|node:|electron(\/|$)|better-sqlite3)[^.])/,
  },
]
const MAY_USE_ELECTRON = /^(main\/index|main\/platform\/.*|preload\/index)$/
const MAY_READ_TIME = /^main\/jobs\/clock$/
/** A stopwatch is no clock: what it shows is comparable with nothing that is stored. Still not for what is pure. */
const MAY_USE_STOPWATCH = /^main\/(?!core\/|store\/)/

type Node = { type: string } & Record<string, unknown>

/** Everything a source imports, in whatever form, and the ways in which it reads the time. */
function facts(path: string, source: string): { imports: string[]; time: string[] } {
  const { program, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`)
  const imports: string[] = []
  const time: string[] = []
  walk(program as unknown as Node, (node) => {
    const from = (node.source ?? (node.type === 'TSExternalModuleReference' ? node.expression : null)) as Node | null
    if (/^(Import|Export|TSImport|TSExternal)/.test(node.type) && from?.type === 'Literal')
      imports.push(String(from.value))
    if (node.type === 'CallExpression' && nameOf(node.callee as Node) === 'require')
      imports.push(String((node.arguments as Node[])[0]?.value))
    const used = timeUse(node)
    if (used) time.push(used)
  })
  return { imports: imports.map((name) => resolve(path, name)), time }
}

function timeUse(node: Node): string | null {
  if (node.type === 'NewExpression' && nameOf(node.callee as Node) === 'Date')
    return (node.arguments as Node[]).length === 0 ? 'new Date()' : null
  if (node.type !== 'CallExpression') return null
  const name = nameOf(node.callee as Node)?.replace(/^globalThis\./, '')
  const isTime = /^(Date|Date\.now|performance\.now|setTimeout|setInterval|process\.hrtime(\.bigint)?)$/.test(
    name ?? '',
  )
  return isTime || name?.startsWith('Temporal.Now') ? `${name}()` : null
}

function nameOf(node: Node): string | null {
  if (node.type === 'Identifier') return String(node.name)
  if (node.type !== 'MemberExpression' || node.computed) return null
  const object = nameOf(node.object as Node)
  return object && `${object}.${nameOf(node.property as Node)}`
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child === 'object' && typeof (child as Node).type === 'string') walk(child as Node, visit)
    }
  }
}

const bare = (path: string) => path.replace(/\?.*$/, '').replace(/\.tsx?$/, '')
const resolve = (path: string, name: string) =>
  bare(name.startsWith('.') ? posix.join(posix.dirname(path), name) : name)

/** What is wrong with one file, in words. */
function violations(path: string, source: string): string[] {
  const file = bare(path)
  const { imports, time } = facts(path, source)
  const room = ROOMS.find(({ files }) => files.test(file))
  const stopwatch = (use: string) => use === 'performance.now()' && MAY_USE_STOPWATCH.test(file)
  return [
    ...(room ? [] : [`${file} is in no room`]),
    ...imports.filter((name) => room && !room.mayImport.test(name)).map((name) => `${file} imports ${name}`),
    ...imports
      .filter((name) => /^electron(\/|$)/.test(name) && !MAY_USE_ELECTRON.test(file))
      .map((name) => `${file} uses ${name}`),
    ...imports
      .filter((name) => name === 'better-sqlite3' && !file.startsWith('main/store/'))
      .map((name) => `${file} uses ${name}`),
    ...imports.filter((name) => name.startsWith('tests/')).map((name) => `${file} uses ${name}`),
    ...imports.filter((name) => isOtherChannel(file, name)).map((name) => `${file} looks into ${name}`),
    ...(file.startsWith('main/') && !MAY_READ_TIME.test(file) ? time : [])
      .filter((use) => !stopwatch(use))
      .map((use) => `${file} reads the time: ${use}`),
  ]
}

/** One network never knows another; the registry knows all. */
function isOtherChannel(file: string, name: string): boolean {
  const own = /^main\/channels\/([^/]+)\//.exec(file)?.[1]
  const other = /^main\/channels\/([^/]+)\//.exec(name)?.[1]
  return own !== undefined && other !== undefined && own !== other
}

const sources = ['main', 'preload', 'renderer'].flatMap((room) =>
  readdirSync(`${root}${room}`, { recursive: true })
    .map((name) => `${room}/${String(name).replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts')),
)

describe('the rooms of the program', () => {
  it('import only what design and rules allow', () => {
    expect(sources.length).toBeGreaterThan(150)
    expect(sources.flatMap((path) => violations(path, readFileSync(`${root}${path}`, 'utf8')))).toEqual([])
  })

  it.each([
    ['main/core/a.ts', `import { readFile } from 'node:fs/promises'`],
    ['main/core/a.ts', `import type { Store } from '../store/index.ts'`],
    ['main/core/a.ts', `export * from '../jobs/clock.ts'`],
    ['main/core/deep/a.ts', `export const read = () => import('../../store/open.ts')`],
    ['main/core/a.ts', `export type T = import('../services/ports.ts').Ports`],
    ['main/core/a.ts', `export const at = Date.now()`],
    ['main/core/a.ts', `export const at = performance.now()`],
    ['main/core/a.ts', `import {\n  // of another room\n  createStore,\n} from\n  '../store/index.ts'`],
    ['main/store/a.ts', `import { findChannel } from '../channels/registry.ts'`],
    ['main/store/a.ts', `import '../services/index.ts'`],
    ['main/channels/x/a.ts', `import { openImap } from '../mail/imap-open.ts'`],
    ['main/channels/mail/a.ts', `import type { Store } from '../../store/index.ts'`],
    ['main/channels/mail/a.ts', `setTimeout(() => {}, 1)`],
    ['main/services/a.ts', `import { mailChannel } from '../channels/mail/index.ts'`],
    ['main/services/a.ts', `import Database from 'better-sqlite3'`],
    ['main/services/a.ts', `import { app } from 'electron'`],
    ['main/services/a.ts', `export const now = new Date()`],
    ['main/services/a.ts', `globalThis.setInterval(() => {}, 1)`],
    ['main/host/a.ts', `import { createServices } from '../services/index.ts'`],
    ['main/host/a.ts', `import { safeStorage } from 'electron'`],
    ['main/ipc/a.ts', `import { findChannel } from '../channels/registry.ts'`],
    ['main/ipc/a.ts', `const db = require('better-sqlite3')`],
    ['main/cli/a.ts', `import { createFakeClock } from '../../tests/support/fake-clock.ts'`],
    ['main/jobs/heartbeat.ts', `export const now = () => Date.now()`],
    ['main/elsewhere/a.ts', `export const a = 1`],
    ['preload/a.ts', `import { createStore } from '../main/store/index.ts'`],
    ['preload/a.ts', `import { App } from '../renderer/app.tsx'`],
    ['preload/contract.ts', `import { ipcRenderer } from 'electron'`],
    ['renderer/a.tsx', `import { createStore } from '../main/store/index.ts'; export const A = () => <b />`],
    ['renderer/a.ts', `import { readFileSync } from 'node:fs'`],
    ['renderer/a.ts', `import { ipcRenderer } from 'electron'`],
    ['renderer/a.ts', `import { shell } from 'electron/common'`],
  ])('are guarded: a planted file %s with %s is found', (path, source) => {
    expect(violations(path, source)).not.toEqual([])
  })

  it.each([
    ['main/core/a.ts', `// import { x } from '../store/index.ts'\nexport const words = "import '../store/open.ts'"`],
    ['main/core/a.ts', `export const at = new Date(0)`],
    ['main/jobs/clock.ts', `export const now = () => Date.now()`],
    ['main/platform/a.ts', `import { app } from 'electron'`],
    ['main/services/a.ts', `import type { Adapter } from '../channels/adapter.ts'`],
  ])('are not suspected without reason: %s with %s', (path, source) => {
    expect(violations(path, source)).toEqual([])
  })
})
