import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { chromium, type Page } from 'playwright-core'

const START_MS = 60_000
/** What Electron needs on the screen of a test. */
export const SWITCHES = ['--no-sandbox', '--disable-gpu']

type Program = {
  executable: string
  args: string[]
  env: Record<string, string>
  /** Whether main may be asked by an inspector. A packaged program has none. */
  inspected: boolean
}

export type Driven = {
  child: ChildProcess
  window: Page
  /** Resolves when the process has ended. */
  gone: Promise<unknown>
  /** What the program wrote to its standard output and error so far. */
  output(): string
  kill9(): Promise<void>
  inMain: InMain
}

/** Does something in main, and answers what came of it. Function, argument and answer go as text. */
export type InMain = <Answer, Given = undefined>(
  what: (electron: typeof Electron.CrossProcessExports, given: Given) => Answer | Promise<Answer>,
  given?: Given,
) => Promise<Answer>

/**
 * Starts an Electron program, waits for its first window and drives that as a browser. Main opens an inspector only when a test
 * first asks something of it: one that attaches while Electron starts, as Playwright's own launch does, crashed or stopped it
 * about once in a hundred launches.
 */
export async function drive(program: Program, isAgain = false): Promise<Driven> {
  const { executable, args, env, inspected } = program
  const command = [...(inspected ? ['--inspect-port=0'] : []), ...SWITCHES, ...args]
  const child = spawn(executable, [...command, '--remote-debugging-port=0'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()))
  const kill9 = async () => {
    child.kill('SIGKILL')
    await gone
  }
  const signal = AbortSignal.timeout(START_MS)
  const starting = new AbortController()
  try {
    const window = await Promise.race([
      firstWindow(child, () => output, AbortSignal.any([signal, starting.signal])),
      gone.then(([code, by]) => Promise.reject(new Error(`the program ended with ${code ?? by}`))),
    ])
    return {
      child,
      window,
      gone,
      output: () => output,
      kill9,
      inMain: async (what, given) => {
        if (!inspected) throw new Error('nobody is let into main of a packaged program')
        const address = () => /^Debugger listening on (ws:\/\/.*)$/m.exec(output)?.[1]
        if (!address()) child.kill('SIGUSR1')
        while (!address()) await once(child.stderr, 'data', { signal: AbortSignal.timeout(START_MS) })
        return evaluate(address()!, `(${String(what)})(require('electron'), ${JSON.stringify(given)})`)
      },
    }
  } catch (error) {
    starting.abort()
    await kill9()
    if (child.signalCode === 'SIGSEGV' && !isAgain && !output.includes('DevTools listening')) {
      process.stderr.write('Electron crashed before Chromium had begun; it is started once more\n')
      return drive(program, true)
    }
    throw new Error(`no window was opened; the program said:\n${output}`, { cause: error })
  }
}

/** Chromium chooses the port and says it on standard error. A browser that is asked before it has a page answers nothing. */
async function firstWindow(child: ChildProcess, said: () => string, signal: AbortSignal): Promise<Page> {
  const address = () => /DevTools listening on ws:\/\/([^/]+)/.exec(said())?.[1]
  while (!address()) await once(child.stderr!, 'data', { signal })
  const server = `http://${address()}`
  while (!(await hasPage(server, signal))) await setTimeout(50, null, { signal })
  const browser = await chromium.connectOverCDP(server)
  const context = browser.contexts()[0]!
  const window = context.pages()[0] ?? (await context.waitForEvent('page'))
  await window.waitForLoadState()
  return window
}

async function hasPage(server: string, signal: AbortSignal): Promise<boolean> {
  const targets = (await (await fetch(`${server}/json/list`, { signal })).json()) as { type: string; url: string }[]
  return targets.some(({ type, url }) => type === 'page' && url !== '' && url !== 'about:blank')
}

type Evaluated = {
  id?: number
  error?: { message: string }
  result?: { result: { value?: unknown }; exceptionDetails?: { text: string; exception?: { description?: string } } }
}

/** Over a line of its own, so that no debugger is left for the program to wait for when it ends. */
async function evaluate<Answer>(address: string, expression: string): Promise<Answer> {
  const line = new WebSocket(address)
  const answer = new Promise<Answer>((resolve, reject) => {
    line.addEventListener('close', () => reject(new Error('the program ended while main was asked')))
    line.addEventListener('message', ({ data }) => {
      const { id, error, result } = JSON.parse(data as string) as Evaluated
      if (id !== 1) return
      const thrown = error?.message ?? result?.exceptionDetails?.exception?.description
      if (thrown ?? result?.exceptionDetails) reject(new Error(thrown ?? 'main threw'))
      else resolve(result?.result.value as Answer)
    })
  })
  try {
    await Promise.race([once(line, 'open'), answer])
    // `require` belongs to the command line of the inspector.
    const params = { expression, includeCommandLineAPI: true, awaitPromise: true, returnByValue: true }
    line.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }))
    return await answer
  } finally {
    line.close()
  }
}
