import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodePath, projectDir, toolEnv } from './paths.mjs'
import { capture, say } from './run.mjs'

const sources = ['main', 'preload', 'renderer', 'build', 'package.json', 'package-lock.json']
const stamp = join(projectDir, 'out', '.built')

export async function buildApp() {
  const tool = join(projectDir, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  await capture(nodePath, [tool, 'build', '--config', join('build', 'electron.vite.config.ts')], {
    cwd: projectDir,
    env: toolEnv(),
  })
  await writeFile(stamp, '')
}

export async function buildWhenChanged() {
  const builtAt = await changedAt(stamp)
  const changes = await Promise.all(sources.map((path) => newestChange(join(projectDir, path))))
  if (Math.max(...changes) < builtAt) return
  say('building')
  await buildApp()
}

/** A folder's own time counts too: it tells of files that were removed. */
async function newestChange(path) {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  const times = await Promise.all(entries.map((entry) => changedAt(join(entry.parentPath ?? entry.path, entry.name))))
  return times.reduce((newest, time) => Math.max(newest, time), await changedAt(path))
}

const changedAt = (path) =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
