/**
 * Which Electron to run, installing what is missing. As a command it prints one JSON line: executable, version,
 * isFallback, nativeBinding.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureFallbackElectron, hasFallback } from './lib/fallback-electron.mjs'
import { cacheDir, nodePath, projectDir, toolEnv } from './lib/paths.mjs'
import { run, runMain, say, Trouble } from './lib/run.mjs'
import { ensureSqliteBinding } from './lib/sqlite-binding.mjs'

const DAY_MS = 24 * 60 * 60 * 1000
const electronDir = join(projectDir, 'node_modules', 'electron')

/**
 * The declared Electron where its own download works, else the fallback. Needs node_modules. `nativeBinding` is the
 * path for MADOGUCHI_SQLITE_BINDING, or null where better-sqlite3's own binary loads.
 */
export async function ensureElectron() {
  const { version } = JSON.parse(await readFile(join(electronDir, 'package.json'), 'utf8'))
  const executable = (await installedElectron(version)) ?? (await downloadElectron(version))
  if (executable) return { executable, version, isFallback: false, nativeBinding: null }
  if (!hasFallback)
    throw new Trouble(`Electron ${version} could not be downloaded, and there is no other for this system`)
  return { ...(await ensureFallbackElectron()), isFallback: true, nativeBinding: await ensureSqliteBinding() }
}

/** What a child process needs in its environment to run the app in this Electron. */
export function electronEnv({ nativeBinding }) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return nativeBinding ? { ...env, MADOGUCHI_SQLITE_BINDING: nativeBinding } : env
}

async function installedElectron(version) {
  const [installed, name] = await Promise.all(
    [join('dist', 'version'), 'path.txt'].map((file) => readFile(join(electronDir, file), 'utf8').catch(() => '')),
  )
  const executable = join(electronDir, 'dist', name)
  return name && installed.replace(/^v/, '') === version && existsSync(executable) ? executable : null
}

async function downloadElectron(version) {
  const refusal = join(cacheDir, `electron-${version}-out-of-reach`)
  if (hasFallback && (await isYoung(refusal))) return null
  if (hasFallback && !(await isReachable(version))) {
    say(`Electron ${version} cannot be downloaded here; using the fallback (asked again after a day)`)
    await mkdir(cacheDir, { recursive: true })
    await writeFile(refusal, '')
    return null
  }
  say(`downloading Electron ${version}`)
  const exitCode = await run(nodePath, [join(electronDir, 'install.js')], { env: toolEnv() })
  return exitCode === 0 ? installedElectron(version) : null
}

const isYoung = (file) =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs < DAY_MS,
    () => false,
  )

/** Asked first, because the real download retries for minutes before it gives up. */
async function isReachable(version) {
  const mirror = process.env.ELECTRON_MIRROR || 'https://github.com/electron/electron/releases/download/'
  const url = `${mirror}v${version}/SHASUMS256.txt`
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5000) })
    return answer.ok
  } catch {
    return false
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => process.stdout.write(`${JSON.stringify(await ensureElectron())}\n`) && 0)
}
