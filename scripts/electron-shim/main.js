/**
 * Stands in for Electron's own default_app, which the fallback runtime lacks: `electron [options] FOLDER …` runs the
 * app in FOLDER, and `-r MODULE` is required first.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)
const { folder, modules } = readArguments(process.argv.slice(1))
if (!folder) {
  console.error('electron: no app folder given')
  app.exit(2)
} else {
  process.defaultApp = true
  for (const name of modules) require(resolve(name))
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  app.setName(manifest.productName ?? manifest.name)
  app.setVersion(manifest.version ?? '0.0.0')
  app.setAppPath(folder)
  await import(pathToFileURL(resolve(folder, manifest.main ?? 'index.js')).href)
}

function readArguments(args) {
  const required = []
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '-r' || args[i] === '--require') required.push(args[(i += 1)])
    else if (!args[i].startsWith('-')) return { folder: resolve(args[i]), modules: required }
  }
  return { folder: null, modules: required }
}
