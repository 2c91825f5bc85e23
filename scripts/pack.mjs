/**
 * `npm run pack [-- electron-builder options]`: builds and packages for this system. With the fallback Electron only a
 * folder to try (`dist/linux-unpacked`), never something to ship.
 */
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ensureElectron } from './electron.mjs'
import { buildApp } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { nodePath, projectDir, toolEnv } from './lib/paths.mjs'
import { run, runMain, say } from './lib/run.mjs'

await runMain(async () => {
  await ensureInstalled()
  const { executable, version, isFallback } = await ensureElectron()
  await buildApp()
  await rm(join(projectDir, 'dist'), { recursive: true, force: true })
  if (isFallback) say(`packaging with Electron ${version}, for a trial only`)
  const fallback = ['--linux', 'dir', `-c.electronDist=${dirname(executable)}`, `-c.electronVersion=${version}`]
  const options = isFallback ? fallback : process.argv.slice(2)
  const tool = join(projectDir, 'node_modules', 'electron-builder', 'cli.js')
  const code = await run(nodePath, [tool, '--config', 'electron-builder.yml', '--publish', 'never', ...options], {
    cwd: projectDir,
    env: toolEnv(),
  })
  // The fallback is started with a small program of ours, which electron-builder takes for a part of Electron.
  if (isFallback)
    await rm(join(projectDir, 'dist', 'linux-unpacked', 'resources', 'app'), { recursive: true, force: true })
  return code
})
