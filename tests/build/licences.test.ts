import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { expect, it } from 'vitest'
import { licences } from '../../build/licences.ts'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

/** What the plugin writes for a bundle of these modules. */
function written(ids: string[], beside: string[]) {
  const files: { fileName: string; source: string }[] = []
  const { generateBundle } = licences(beside) as Plugin & { generateBundle: (...args: unknown[]) => void }
  const bundle = { 'index.js': { type: 'chunk', modules: Object.fromEntries(ids.map((id) => [id, {}])) } }
  generateBundle.call({ emitFile: (file: (typeof files)[number]) => files.push(file) }, {}, bundle)
  expect(files.map(({ fileName }) => fileName)).toEqual(['licences.json'])
  return JSON.parse(files[0]!.source) as { name: string; version: string; licence: string; text: string }[]
}

it('names each package once whose code went into a bundle, with the words of its licence', () => {
  const list = written(
    [
      join(modules, 'pino/pino.js'),
      `\0${join(modules, 'pino/lib/tools.js')}?commonjs-es-import`,
      join(modules, '@pinojs/redact/index.js'),
      join(modules, '../main/index.ts'),
    ],
    [],
  )
  expect(list.map(({ name, licence }) => [name, licence])).toEqual([
    ['@pinojs/redact', 'MIT'],
    ['pino', 'MIT'],
  ])
  expect(list[1]!.text).toContain('Permission is hereby granted')
})

it('brings the licences of programs that a package carries', () => {
  const [notifier] = written([], ['node-notifier'])
  expect(notifier!.text).toContain('GNU LESSER GENERAL PUBLIC LICENSE')
})
