import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import type { Desktop } from './desktop.ts'

const projectDir = fileURLToPath(new URL('../..', import.meta.url))

/** What scripts/electron.mjs answers. */
export type Runtime = { executable: string; version: string; isFallback: boolean; nativeBinding: string | null }

export type RunningApp = {
  app: ElectronApplication
  window: Page
  dataDir: string
  /** What the program wrote to its standard output and error so far. */
  output(): string
  /** Quits as a person would; when that takes longer than a minute, the process is killed and this rejects. */
  close(): Promise<void>
  /** As when the power fails. Resolves when the process is gone. */
  kill9(): Promise<void>
}

export type LaunchOptions = {
  desktop: Desktop
  /** Default: a new one that goes with the desktop. Give the one of an earlier run to start the same shop again. */
  dataDir?: string
  /** More arguments for the program. */
  args?: string[]
  env?: Record<string, string>
}

/** Which Electron to run; installs one where none is cached yet. */
export async function findElectron(): Promise<Runtime> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(projectDir, 'scripts', 'electron.mjs')])
  return JSON.parse(stdout) as Runtime
}

/** Starts the built app (`npm run build`) in real Electron and waits for its first window. */
export async function launchApp({ desktop, dataDir, args = [], env = {} }: LaunchOptions): Promise<RunningApp> {
  const runtime = await findElectron()
  const folder = dataDir ?? (await mkdtemp(join(desktop.env['HOME']!, 'shop-')))
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: ['--disable-gpu', projectDir, '--data', folder, ...args],
    env: {
      ...desktop.env,
      ...(runtime.nativeBinding && { MADOGUCHI_SQLITE_BINDING: runtime.nativeBinding }),
      ...env,
    },
  })
  const child = app.process()
  const gone = child.exitCode === null ? once(child, 'exit') : Promise.resolve()
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (output += data.toString()))

  const kill9 = async () => {
    child.kill('SIGKILL')
    await gone
  }
  desktop.onClose(kill9)
  const close = async () => {
    const isLate = await Promise.race([app.close().then(() => false), late(60_000)])
    if (!isLate) return
    await kill9()
    throw new Error(`the program did not quit in a minute; it said:\n${output}`)
  }
  try {
    const window = await app.firstWindow()
    return { app, window, dataDir: folder, output: () => output, close, kill9 }
  } catch (error) {
    await kill9()
    throw new Error(`no window was opened; the program said:\n${output}`, { cause: error })
  }
}

const late = (ms: number) => new Promise<true>((resolve) => setTimeout(resolve, ms, true).unref())
