import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export type Popup = { app: string; title: string; body: string }

/** A desktop of its own for a test: screen, session bus, notification daemon and, if asked for, an unlocked keyring. */
export type Desktop = {
  /** For programs that shall run on it. Their home folder is a temporary one. */
  env: Record<string, string>
  /** Every popup shown since the start, oldest first. */
  popups(): Promise<Popup[]>
  /** Writes a PNG of the whole screen. */
  screenshot(file: string): Promise<void>
  /** For what runs on it and may be left over by a failed test: called before the desktop goes. */
  onClose(end: () => Promise<void>): void
  close(): Promise<void>
}

/** @param keyring without it Electron's safeStorage has nothing to encrypt with */
export async function startDesktop({ keyring = true } = {}): Promise<Desktop> {
  const home = await mkdtemp(join(tmpdir(), 'madoguchi-desktop-'))
  const parts = createParts()
  const guests: (() => Promise<void>)[] = []
  const close = async () => {
    await Promise.all(guests.map((end) => end()))
    await parts.end()
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
  try {
    const env = await homeEnv(home)
    const screen = parts.start('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], env)
    env['DISPLAY'] = `:${await said(screen)}`
    const bus = parts.start('dbus-daemon', ['--session', '--nofork', '--nosyslog', '--print-address=3'], env)
    env['DBUS_SESSION_BUS_ADDRESS'] = await said(bus)
    const log = join(home, 'popups.log')
    parts.start('dunst', ['-conf', await dunstConfig(home, log)], env)
    await nameOnBus('org.freedesktop.Notifications', env)
    if (keyring) {
      // Chromium chooses its secret store by the name of the desktop.
      env['XDG_CURRENT_DESKTOP'] = 'GNOME'
      const daemon = parts.start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], env)
      daemon.stdin!.end('test')
      await nameOnBus('org.freedesktop.secrets', env)
    }
    return {
      env,
      popups: () => readPopups(log),
      screenshot: async (file) => void (await execute('import', ['-window', 'root', file], { env })),
      onClose: (end) => void guests.push(end),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** The programs a desktop is made of. They end with it, or with the test process. */
function createParts() {
  const running: ChildProcess[] = []
  const killAll = () => {
    for (const child of running) child.kill('SIGKILL')
  }
  process.once('exit', killAll)
  return {
    /** Standard input and the file descriptor 3 are pipes. */
    start: (command: string, args: string[], env: Record<string, string>) => {
      const child = spawn(command, args, { env, stdio: ['pipe', 'ignore', 'ignore', 'pipe'] })
      running.push(child)
      return child
    },
    end: async () => {
      process.off('exit', killAll)
      const left = running.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
      const ended = left.map((child) => once(child, 'exit'))
      for (const child of left) child.kill()
      await Promise.all(ended)
    },
  }
}

/** A home with nothing in it, so that no setting or keyring of the person who runs the tests is read or changed. */
async function homeEnv(home: string): Promise<Record<string, string>> {
  const folders = {
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: join(home, 'run'),
  }
  for (const folder of Object.values(folders)) await mkdir(folder, { mode: 0o700 })
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: process.env['TZ'] ?? 'Asia/Tokyo',
    ...folders,
  }
}

/** What a program writes to file descriptor 3: Xvfb its display number, dbus-daemon its address. */
function said(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdio[3]!.once('data', (data: Buffer) => resolve(data.toString().trim()))
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`${child.spawnfile} ended at once`)))
  })
}

async function nameOnBus(name: string, env: Record<string, string>): Promise<void> {
  const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.GetNameOwner']
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const isThere = await execute('dbus-send', [...args, `string:${name}`], { env }).then(
      () => true,
      () => false,
    )
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nobody took the name ${name} on the test's session bus`)
}

/** dunst calls the script with application, title and body; zero bytes keep them apart whatever they hold. */
async function dunstConfig(home: string, log: string): Promise<string> {
  const script = join(home, 'popup-shown')
  await writeFile(script, `#!/bin/sh\nprintf '%s\\0%s\\0%s\\0' "$1" "$2" "$3" >>'${log}'\n`)
  await chmod(script, 0o755)
  const config = join(home, 'dunstrc')
  await writeFile(
    config,
    `[global]\n  font = Noto Sans CJK JP 11\n  width = 360\n  origin = top-right\n  offset = 16x16\n  stack_duplicates = false\n` +
      `  mouse_left_click = do_action, close_current\n  timeout = 0\n[log]\n  summary = "*"\n  script = ${script}\n`,
  )
  return config
}

async function readPopups(log: string): Promise<Popup[]> {
  if (!existsSync(log)) return []
  const words = (await readFile(log, 'utf8')).split('\0').slice(0, -1)
  const popups: Popup[] = []
  for (let i = 0; i + 2 < words.length; i += 3)
    popups.push({ app: words[i]!, title: words[i + 1]!, body: words[i + 2]! })
  return popups
}
