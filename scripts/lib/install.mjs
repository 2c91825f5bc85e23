import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { nodePath, npmEnv, projectDir } from './paths.mjs'
import { run, say, Trouble } from './run.mjs'

const lockFolder = join(projectDir, '.cache')
const lockFile = join(lockFolder, 'install.pid')

/** Makes node_modules what package-lock.json says. Costs a few milliseconds when it is. */
export async function ensureInstalled() {
  if (await isInstalled()) return
  await alone(async () => {
    if (await isInstalled()) return
    say('installing packages from the npm registry (about 2 minutes, once)')
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
    const exitCode = await run('npm', args, { cwd: projectDir, env: npmEnv(), shell: process.platform === 'win32' })
    if (exitCode !== 0) throw new Trouble(`"npm ci" ended with ${exitCode}`)
    if (!existsSync(nodePath))
      throw new Trouble('npm ran no install script of the package "node"; run: npm rebuild node')
  })
}

/**
 * Compares the lock with the one npm left in node_modules. Modification times would not do: a checkout renews them, and
 * packages for other systems are in the one and not in the other.
 */
async function isInstalled() {
  const [wanted, present] = await Promise.all(
    ['package-lock.json', join('node_modules', '.package-lock.json')].map((file) =>
      readPackages(join(projectDir, file)),
    ),
  )
  if (!wanted) throw new Trouble('package-lock.json is missing or damaged')
  if (!present || !existsSync(nodePath)) return false
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true
    return present[path] ? present[path].version === version : optional
  })
}

const readPackages = (file) =>
  readFile(file, 'utf8').then(
    (text) => JSON.parse(text).packages,
    () => null,
  )

/** Two commands started at once on a fresh clone install once. */
async function alone(work) {
  await mkdir(lockFolder, { recursive: true })
  while (!(await takeLock())) await sleep(500)
  try {
    await work()
  } finally {
    await rm(lockFile, { force: true })
  }
}

async function takeLock() {
  try {
    await writeFile(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (await isAbandoned()) await rm(lockFile, { force: true })
    return false
  }
}

/** Its owner died, perhaps before it had written its number. */
async function isAbandoned() {
  const owner = Number(await readFile(lockFile, 'utf8').catch(() => ''))
  if (owner) return !isAlive(owner)
  const { mtimeMs } = await stat(lockFile).catch(() => ({ mtimeMs: Date.now() }))
  return Date.now() - mtimeMs > 10_000
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
