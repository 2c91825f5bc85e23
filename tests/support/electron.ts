import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { en } from '../../preload/locales/en.ts'
import { ja } from '../../preload/locales/ja.ts'
import type { Bridge } from '../../preload/bridge.ts'
import type { Desktop } from './desktop.ts'
import { drive, SWITCHES, type InMain } from './driven.ts'

const execute = promisify(execFile)
const projectDir = fileURLToPath(new URL('../..', import.meta.url))

/** What scripts/electron.mjs answers. */
export type Runtime = { executable: string; version: string; isFallback: boolean; nativeBinding: string | null }

export type RunningApp = {
  window: Page
  dataDir: string
  /** Not in the packaged program, whose fuses let no inspector into main. */
  inMain: InMain
  /** What the program wrote to its standard output and error so far. */
  output(): string
  /** Whether the window can be seen on the screen. */
  isWindowShown(): Promise<boolean>
  /** Closes the window by its keys. */
  closeWindow(): Promise<void>
  /** Starts the program once more with the same data, as a person who has closed its window. Resolves when it has ended. */
  startAgain(): Promise<void>
  /** Ends it; when it is not gone within a minute, it is killed and this rejects. */
  close(): Promise<void>
  /** Waits until the program, which is ending by itself, is gone; otherwise like `close`. */
  ended(): Promise<void>
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
  const { stdout } = await execute(process.execPath, [join(projectDir, 'scripts', 'electron.mjs')])
  return JSON.parse(stdout) as Runtime
}

/** The packaged program that the tests shall drive instead of the built one, or null. */
export const packedProgram = process.env['MADOGUCHI_PACKED'] ?? null

/** Starts the built app (`npm run build`), or the packaged one, in real Electron and waits for its first window. */
export async function launchApp({ desktop, dataDir, args = [], env = {} }: LaunchOptions): Promise<RunningApp> {
  const folder = dataDir ?? (await mkdtemp(join(desktop.env['HOME']!, 'shop-')))
  const { executable, own, binding } = await program()
  const command = [...own, '--data', folder, ...args]
  const surroundings = { ...desktop.env, ...binding, ...env }
  const { child, window, gone, output, kill9, inMain } = await drive({
    executable,
    args: command,
    env: surroundings,
    inspected: packedProgram === null,
  })
  desktop.onClose(kill9)
  window.setDefaultTimeout(60_000)
  // The page comes before the program behind it, which answers as soon as it is there.
  await window.evaluate(() => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke('app.info', {}))
  const ended = async () => {
    const isLate = await Promise.race([gone.then(() => false), late(60_000)])
    if (!isLate) return
    await kill9()
    throw new Error(`the program did not quit in a minute; it said:\n${output()}`)
  }
  return {
    window,
    dataDir: folder,
    output,
    inMain,
    ...atScreen(desktop),
    startAgain: async () => void (await execute(executable, [...SWITCHES, ...command], { env: surroundings })),
    close: () => {
      // As the system ends it when its user logs out.
      child.kill('SIGTERM')
      return ended()
    },
    ended,
    kill9,
  }
}

async function program() {
  if (packedProgram) return { executable: packedProgram, own: [], binding: {} }
  const { executable, nativeBinding } = await findElectron()
  return { executable, own: [projectDir], binding: nativeBinding ? { MADOGUCHI_SQLITE_BINDING: nativeBinding } : {} }
}

/** What a person at the screen sees and does. Asked of the X server: a page that is driven always counts itself as visible. */
function atScreen({ env }: Desktop) {
  const which = ['--onlyvisible', '--name', `^(${ja.common.appName}|${en.common.appName})$`]
  return {
    isWindowShown: () =>
      execute('xdotool', ['search', ...which], { env }).then(
        () => true,
        () => false,
      ),
    closeWindow: async () =>
      void (await execute('xdotool', ['search', '--sync', ...which, 'windowfocus', '--sync', 'key', 'ctrl+w'], {
        env,
      })),
  }
}

const late = (ms: number) => new Promise<true>((resolve) => setTimeout(resolve, ms, true).unref())
