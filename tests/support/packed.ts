import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { chromium, type ElectronApplication } from 'playwright-core'
import { APP_URL } from '../../main/platform/addresses.ts'
import type { RunningApp } from './electron.ts'

/** The packaged program that the tests shall drive instead of the built one, or null. */
export const packedProgram = process.env['MADOGUCHI_PACKED'] ?? null

type Driven = Omit<RunningApp, 'isWindowShown' | 'closeWindow'>

const SWITCHES = ['--no-sandbox', '--disable-gpu']
const PORT_WAIT_MS = 60_000

type Program = { program: string; args: string[]; env: Record<string, string>; dataDir: string }

/**
 * Starts a packaged program and waits for its first window. Its fuses let no inspector into main, so that it is driven
 * as a browser: what a test does in main itself cannot be done here.
 */
export async function launchPacked({ program, args, env, dataDir }: Program): Promise<Driven> {
  const command = [...SWITCHES, ...args]
  const child = spawn(program, [...command, '--remote-debugging-port=0'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = once(child, 'exit')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()))
  const kill9 = async () => {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await gone
  }
  try {
    const browser = await chromium.connectOverCDP(await addressOf(child, () => output))
    const context = browser.contexts()[0]!
    const window = context.pages()[0] ?? (await context.waitForEvent('page'))
    await window.waitForLoadState()
    return {
      // Nothing of it can be asked: its main process has no inspector.
      app: undefined as unknown as ElectronApplication,
      window,
      dataDir,
      output: () => output,
      startAgain: async () => void (await promisify(execFile)(program, command, { env })),
      kill9,
      ended: async () => void (await gone),
      async close() {
        // As the system ends it when its user logs out.
        child.kill('SIGTERM')
        await gone
      },
    }
  } catch (error) {
    await kill9()
    throw new Error(`no window was opened; the program said:\n${output}`, { cause: error })
  }
}

/** Chromium chooses the port and says it on standard error. A browser that is asked before it has a page answers nothing. */
async function addressOf(child: ChildProcess, said: () => string): Promise<string> {
  const signal = AbortSignal.timeout(PORT_WAIT_MS)
  const address = () => /DevTools listening on ws:\/\/([^/]+)/.exec(said())?.[1]
  while (!address()) await once(child.stderr!, 'data', { signal })
  const server = `http://${address()}`
  while (!(await pagesOf(server, signal)).some(({ url }) => url === APP_URL)) await setTimeout(100, null, { signal })
  return server
}

const pagesOf = async (server: string, signal: AbortSignal) =>
  (await (await fetch(`${server}/json/list`, { signal })).json()) as { url: string }[]
