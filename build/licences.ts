import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** One part that others wrote, as it stands in the window under "about". The texts are theirs. */
type Licence = { name: string; version: string; licence: string; text: string }

const modules = fileURLToPath(new URL('../node_modules', import.meta.url))
/** Beside its code, and of programs of others that it brings along in `vendor`. */
const TEXT_FILE = /^(?:vendor[\\/].*)?\b(?:licen[cs]e|copying|notice)(?:[.-]\w+)?$/i

/**
 * Writes `licences.json` beside what was bundled: the packages whose code really went in, and those named in `beside`,
 * which the package carries as files.
 */
export function licences(beside: readonly string[] = []): Plugin {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const bundled = Object.values(bundle).flatMap((part) =>
        part.type === 'chunk' ? Object.keys(part.modules).flatMap((id) => folderOf(id) ?? []) : [],
      )
      const folders = new Set([...bundled, ...beside.map((name) => realpathSync(join(modules, name)))])
      const list = [...folders].map(licenceOf).toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
      this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(list) })
    },
  }
}

/** The folder of the package a module belongs to: the nearest one above it whose package.json has a version. */
function folderOf(id: string): string | null {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '')
  if (!path.includes(`${sep}node_modules${sep}`)) return null
  for (let folder = dirname(path); !folder.endsWith(`${sep}node_modules`); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && packageOf(folder).version) return folder
  }
  return null
}

type Package = { name: string; version?: string; license?: string | { type: string } }
const packageOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package

function licenceOf(folder: string): Licence {
  const { name, version = '', license = '' } = packageOf(folder)
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => TEXT_FILE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return { name, version, licence: typeof license === 'string' ? license : license.type, text: texts.join('\n\n') }
}
