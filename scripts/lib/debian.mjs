import { existsSync } from 'node:fs'
import { capture, run, say, Trouble } from './run.mjs'

const isDebian = process.platform === 'linux' && existsSync('/usr/bin/apt-get')

/** Without these no Electron window opens. */
export const windowPackages = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'libxss1', 'libxtst6', 'libnotify4']

/** A screen where there is none, and a picture of it. */
export const screenPackages = ['xvfb', 'xauth', 'imagemagick', 'fonts-noto-cjk']

/** For the fallback Electron, and for better-sqlite3 built for it. */
export const unpackPackages = ['unzip']
export const compilePackages = ['python3', 'make', 'g++']

/** The real servers and the desktop that the tests start. */
export const testPackages = ['dovecot-imapd', 'dbus-x11', 'dunst', 'gnome-keyring', 'libnotify-bin', 'xdotool']

/**
 * Installs what is missing where that is possible (Debian and its children, as root). Elsewhere on Debian it ends with the
 * one command to run; on other systems nothing is asked for.
 */
export async function ensureDebianPackages(names) {
  const missing = isDebian ? await listMissing(names) : []
  if (missing.length === 0) return
  if (process.getuid() !== 0) {
    throw new Trouble(
      `these Debian packages are missing. Run, then try again:\n  sudo apt-get install ${missing.join(' ')}`,
    )
  }
  say(`installing Debian packages: ${missing.join(' ')}`)
  await apt(['update', '-qq'])
  await apt(['install', '-y', '-qq', '--no-install-recommends', ...(await Promise.all(missing.map(currentName)))])
}

/** Since 2024 some libraries carry a suffix for 64-bit time and keep only "provides" under the old name. */
const renamed = (name) => `${name}t64`

async function listMissing(names) {
  const query = ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names, ...names.map(renamed)]
  // It fails for every name it does not know, and still lists the others.
  const output = await capture('sh', ['-c', 'dpkg-query "$@" 2>/dev/null || true', 'sh', ...query])
  const installed = new Set(
    output.split('\n').flatMap((line) => (line.endsWith(' installed') ? line.split(' ')[0] : [])),
  )
  return names.filter((name) => !installed.has(name) && !installed.has(renamed(name)))
}

async function currentName(name) {
  const policy = await capture('apt-cache', ['policy', renamed(name)])
  return /Candidate: [^(]/.test(policy) ? renamed(name) : name
}

/** RUNLEVEL=1 keeps a freshly installed mail server from being started. */
async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const exitCode = await run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0', ...args], { env })
  if (exitCode !== 0) throw new Trouble(`"apt-get ${args[0]}" ended with ${exitCode}`)
}
