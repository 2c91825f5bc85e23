#!/usr/bin/env node
/**
 * Makes the deb that electron-builder asks of fpm, with the system's own dpkg-deb: for trials where fpm can neither be
 * downloaded nor installed. electron-builder starts it when CUSTOM_FPM_PATH names it. It reads the options that
 * electron-builder gives (FpmTarget of app-builder-lib 26) and refuses any other, so nothing that was asked for is left out.
 */
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { capture, runMain, Trouble } from './run.mjs'

const one = { type: 'string' }
const options = {
  s: { type: 'string', short: 's' },
  t: { type: 'string', short: 't' },
  d: { type: 'string', short: 'd', multiple: true },
  'deb-recommends': { type: 'string', multiple: true },
  force: { type: 'boolean' },
  ...{ 'deb-compression': one, 'deb-priority': one, architecture: one, 'after-install': one, 'after-remove': one },
  ...{ description: one, version: one, package: one, name: one, maintainer: one, vendor: one, url: one },
  ...{ license: one, category: one },
}

/** What fpm calls them, and what dpkg-deb does. */
const compressions = { xz: 'xz', gz: 'gzip', zst: 'zstd' }

await runMain(async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  if (values.s !== 'dir' || values.t !== 'deb') throw new Trouble('only a deb out of folders can be made here')
  const asked = String(values['deb-compression'])
  const compression = compressions[asked]
  if (!compression) throw new Trouble(`no way to compress by ${asked}`)
  const root = await mkdtemp(join(tmpdir(), 'madoguchi-deb-'))
  try {
    await chmod(root, 0o755)
    for (const source of positionals) await lay(root, source)
    const files = await listFiles(root)
    await writeControl(root, values, files)
    await capture('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', root, values.package])
  } finally {
    await rm(root, { recursive: true, force: true })
  }
  return 0
})

/** `FOLDER/=PLACE` is what lies in the folder, `FILE=PLACE` the file under its new name. */
async function lay(root, source) {
  const [from, to] = source.split('=')
  const place = join(root, to)
  await mkdir(dirname(place), { recursive: true })
  await cp(from, place, { recursive: true, verbatimSymlinks: true })
  const isFolder = from.endsWith('/')
  // Umask and a temporary file's own mode have no business in a package.
  for (const file of isFolder ? await listFiles(place) : ['']) {
    const { mode } = await stat(join(place, file))
    await chmod(join(place, file), isFolder && mode & 0o111 ? 0o755 : 0o644)
  }
}

async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries)
    if (entry.isDirectory()) await chmod(join(entry.parentPath ?? entry.path, entry.name), 0o755)
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort()
}

async function writeControl(root, values, files) {
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(root, file))).size))
  const control = {
    Package: values.name.toLowerCase(),
    Version: values.version,
    License: values.license,
    Vendor: values.vendor,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': String(Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024)),
    Depends: values.d?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Section: values.category ?? 'default',
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: values.description.split('\n').join('\n '),
  }
  const folder = join(root, 'DEBIAN')
  await mkdir(folder)
  const lines = Object.entries(control).flatMap(([field, value]) => (value ? [`${field}: ${value}\n`] : []))
  await writeFile(join(folder, 'control'), lines.join(''))
  await writeFile(join(folder, 'md5sums'), (await Promise.all(files.map((file) => sumOf(root, file)))).join(''))
  for (const [option, script] of Object.entries({ 'after-install': 'postinst', 'after-remove': 'postrm' })) {
    if (!values[option]) continue
    await copyFile(values[option], join(folder, script))
    await chmod(join(folder, script), 0o755)
  }
}

async function sumOf(root, file) {
  const sum = createHash('md5')
    .update(await readFile(join(root, file)))
    .digest('hex')
  return `${sum}  ${file}\n`
}
