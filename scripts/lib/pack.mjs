import { copyFile, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureElectron } from '../electron.mjs'
import { buildApp } from './build.mjs'
import { nodePath, projectDir, toolEnv } from './paths.mjs'
import { run, say, Trouble } from './run.mjs'

const dist = join(projectDir, 'dist')
const trial = join(dist, 'linux-unpacked')

/**
 * Builds and packages for this system into `dist/`. With the fallback Electron only a folder to try comes out,
 * `dist/linux-unpacked`, and where the options name a deb, one of these files to try.
 */
export async function packApp(options) {
  const electron = await ensureElectron()
  await buildApp()
  await rm(dist, { recursive: true, force: true })
  if (electron.isFallback) say(`packaging with Electron ${electron.version}, for a trial only`)
  const chosen = electron.isFallback ? fallbackOptions(electron, 'dir') : [...feedOptions(), ...options]
  const code = await runBuilder(chosen)
  if (code !== 0 || !electron.isFallback) return code
  await completeTrial(electron)
  return options.includes('deb') ? packTrialDeb(electron) : code
}

function runBuilder(options, env = {}) {
  const tool = join(projectDir, 'node_modules', 'electron-builder', 'cli.js')
  const args = [tool, '--config', 'electron-builder.yml', '--publish', 'never', ...options]
  return run(nodePath, args, { cwd: projectDir, env: { ...toolEnv(), ...env } })
}

/** Of the finished folder. Where no fpm is named, dpkg-deb does its work; gz, because nobody sends it far. */
function packTrialDeb(electron) {
  const hasFpm = process.env.CUSTOM_FPM_PATH || process.env.USE_SYSTEM_FPM === 'true'
  const options = [
    ...fallbackOptions(electron, 'deb'),
    '--prepackaged',
    trial,
    '-c.deb.compression=gz',
    ...feedOptions(),
  ]
  return runBuilder(options, hasFpm ? {} : { CUSTOM_FPM_PATH: fileURLToPath(new URL('make-deb.mjs', import.meta.url)) })
}

/** A folder with the packaged program, and its path in it; for the tests. */
export async function packForTests() {
  if ((await packApp(['--dir'])) !== 0) throw new Trouble('electron-builder failed')
  const folder = (await readdir(dist)).find((name) => name.endsWith('-unpacked'))
  if (!folder) throw new Trouble('the packaged program is tested on Windows and Linux only')
  return join(dist, folder, process.platform === 'win32' ? 'Madoguchi.exe' : 'madoguchi')
}

const fallbackOptions = ({ executable, version }, target) => [
  '--linux',
  target,
  '--x64',
  `-c.electronDist=${dirname(executable)}`,
  `-c.electronVersion=${version}`,
]

/** Where the packaged program will look for updates; without it, nowhere. */
function feedOptions() {
  const url = process.env.MADOGUCHI_UPDATE_URL
  return url ? ['-c.publish.provider=generic', `-c.publish.url=${url}`] : []
}

async function completeTrial({ nativeBinding }) {
  const resources = join(trial, 'resources')
  // The fallback is started with a small program of ours, which electron-builder takes for a part of Electron.
  await rm(join(resources, 'app'), { recursive: true, force: true })
  // The binary that every release carries is too new for it.
  const binary = join('app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node')
  if (nativeBinding) await copyFile(nativeBinding, join(resources, binary))
}
