import { copyFile, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ensureElectron } from '../electron.mjs'
import { buildApp } from './build.mjs'
import { nodePath, projectDir, toolEnv } from './paths.mjs'
import { run, say, Trouble } from './run.mjs'

const dist = join(projectDir, 'dist')
const trial = join(dist, 'linux-unpacked')

/**
 * Builds and packages for this system into `dist/`. With the fallback Electron only a folder to try comes out,
 * `dist/linux-unpacked`, whatever the options say.
 */
export async function packApp(options) {
  const electron = await ensureElectron()
  await buildApp()
  await rm(dist, { recursive: true, force: true })
  if (electron.isFallback) say(`packaging with Electron ${electron.version}, for a trial only`)
  const tool = join(projectDir, 'node_modules', 'electron-builder', 'cli.js')
  const args = [tool, '--config', 'electron-builder.yml', '--publish', 'never']
  const chosen = electron.isFallback ? fallbackOptions(electron) : [...feedOptions(), ...options]
  const code = await run(nodePath, [...args, ...chosen], { cwd: projectDir, env: toolEnv() })
  if (code === 0 && electron.isFallback) await completeTrial(electron)
  return code
}

/** A folder with the packaged program, and its path in it; for the tests. */
export async function packForTests() {
  if ((await packApp(['--dir'])) !== 0) throw new Trouble('electron-builder failed')
  const folder = (await readdir(dist)).find((name) => name.endsWith('-unpacked'))
  if (!folder) throw new Trouble('the packaged program is tested on Windows and Linux only')
  return join(dist, folder, process.platform === 'win32' ? 'Madoguchi.exe' : 'madoguchi')
}

const fallbackOptions = ({ executable, version }) => [
  '--linux',
  'dir',
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
