import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
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
        return ask(address()!, `(${String(what)})(require('electron'), ${JSON.stringify(given)})`)
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
  id: number
  error?: { message: string }
  result?: { result: { value?: unknown }; exceptionDetails?: { text: string; exception?: { description?: string } } }
}
type Asked<Answer> = { isDone: boolean; answer?: Answer; problem?: string }

/**
 * The answer is looked for until it lies there: a promise that the inspector is told to wait for may be collected first,
 * because nothing else holds it. Over a line of its own, so that no debugger is left for the program to wait for when it ends.
 */
async function ask<Answer>(address: string, expression: string): Promise<Answer> {
  const line = await openLine(address)
  const place = `globalThis[${JSON.stringify(randomUUID())}]`
  try {
    await line.evaluate(`{
      const asked = (${place} = { isDone: false })
      const end = (part) => Object.assign(asked, part, { isDone: true })
      const answer = ${expression}
      if (answer instanceof Promise) answer.then((answer) => end({ answer }), (error) => end({ problem: String(error?.stack) }))
      else end({ answer })
    }`)
    for (;;) {
      const { isDone, answer, problem } = (await line.evaluate(place)) as Asked<Answer>
      if (problem) throw new Error(problem)
      if (isDone) return answer as Answer
      await setTimeout(20)
    }
  } finally {
    line.close()
  }
}

async function openLine(address: string) {
  const line = new WebSocket(address)
  const gone = new Promise<never>((_, reject) =>
    line.addEventListener('close', () => reject(new Error('the program ended while main was asked'))),
  )
  // It is closed at the end, when nobody waits for it any more.
  gone.catch(() => {})
  await Promise.race([once(line, 'open'), gone])
  let asked = 0
  return {
    close: () => line.close(),
    async evaluate(expression: string): Promise<unknown> {
      const id = ++asked
      const answer = new Promise<Evaluated>((resolve) =>
        line.addEventListener('message', function take({ data }) {
          const found = JSON.parse(data as string) as Evaluated
          if (found.id !== id) return
          line.removeEventListener('message', take)
          resolve(found)
        }),
      )
      // `require` belongs to the command line of the inspector.
      const params = { expression, includeCommandLineAPI: true, returnByValue: true }
      line.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }))
      const { error, result } = await Promise.race([answer, gone])
      const thrown = error?.message ?? result?.exceptionDetails?.exception?.description
      if (thrown ?? result?.exceptionDetails) throw new Error(thrown ?? 'main threw')
      return result?.result.value
    },
  }
}
