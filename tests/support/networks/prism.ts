import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const engine = fileURLToPath(new URL('../../engines/prism/', import.meta.url))
const specs = fileURLToPath(new URL('../../../../shared/specs/', import.meta.url))

/** Why a description cannot be served here; null where it can. */
export function whyNoPrism(description: string): string | null {
  if (!fs.existsSync(join(specs, description))) return `../shared/specs/${description} is not there`
  if (fs.existsSync(join(engine, 'node_modules/@stoplight/prism-cli'))) return null
  return 'prism is not installed: node tests/engines/prism/install.mjs'
}

/** Where a description goes against what its vendor says and does. `put` sets it right in our copy. */
export type Amendment<D> = { why: string; put: (document: D) => void }

export type Exchange = {
  method: string
  /** Without the query. */
  path: string
  status: number
  /** What prism did not take of the request, in words; empty where it took it. */
  refused: string[]
}
type Settings<D> = {
  description: string
  amendments?: readonly Amendment<D>[]
  /** An answer that goes against the description is an error of prism too. */
  checksAnswers?: boolean
}
export type Prism = Awaited<ReturnType<typeof startPrism>>

/**
 * prism on loopback with a published description: refuses what the description does not allow, and answers in its terms. A thin
 * server before it notes what was asked and refused, and says in whose words is answered: `makeUp` false for the examples
 * of the description, true for data made up by its schemas, the same at every run.
 */
export async function startPrism<D>({ description, amendments = [], checksAnswers = false }: Settings<D>) {
  const folder = fs.mkdtempSync(join(tmpdir(), 'prism-'))
  const document = JSON.parse(fs.readFileSync(join(specs, description), 'utf8')) as D
  for (const { put } of amendments) put(document)
  const file = join(folder, 'description.json')
  fs.writeFileSync(file, JSON.stringify(document))
  const options = ['-p', '0', '--seed', 'madoguchi', ...(checksAnswers ? ['--errors'] : [])]
  const child = spawn(process.execPath, ['serve.mjs', 'mock', ...options, file], {
    cwd: engine,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const port = await portIn(child.stdout)
  child.stdout.resume()
  child.stderr.resume()

  const exchanges: Exchange[] = []
  let makesUp = false
  const relay = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, prefer: `dynamic=${makesUp}` }
    const asked = request({ host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers }, (answer) =>
      pass(incoming, answer, outgoing),
    )
    asked.once('error', () => outgoing.destroy())
    incoming.pipe(asked)
  })

  function pass(incoming: IncomingMessage, answer: IncomingMessage, outgoing: ServerResponse): void {
    const chunks: Buffer[] = []
    answer.on('data', (chunk: Buffer) => chunks.push(chunk))
    answer.once('end', () => {
      const bytes = Buffer.concat(chunks)
      const { pathname } = new URL(incoming.url ?? '/', 'http://127.0.0.1')
      const status = answer.statusCode ?? 0
      exchanges.push({ method: incoming.method ?? '', path: pathname, status, refused: refusedIn(answer, bytes) })
      outgoing.writeHead(status, { 'content-type': answer.headers['content-type'] ?? 'application/json' }).end(bytes)
    })
  }

  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const address = relay.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    exchanges,
    makeUp: (isMadeUp: boolean) => void (makesUp = isMadeUp),
    /** What was asked since the last time, as `GET /path`, each once. */
    takeAsked(): string[] {
      return [...new Set(exchanges.splice(0).map(({ method, path }) => `${method} ${path}`))]
    },
    refused: () =>
      exchanges.flatMap(({ method, path, refused }) => refused.map((fault) => `${method} ${path}: ${fault}`)),
    async stop(): Promise<void> {
      relay.closeAllConnections()
      await new Promise((resolve) => relay.close(resolve))
      child.stdin.end()
      await ended
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** prism names its port in the last line of its greeting. Rejects where it ends before. */
async function portIn(output: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface({ input: output })) {
    const port = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    if (port) return Number(port)
  }
  throw new Error('prism ended by itself')
}

/** Faults of the request stand in a header before those of the answer; what has no answer in the description is a problem of its own. */
function refusedIn(answer: IncomingMessage, bytes: Buffer): string[] {
  const header = String(answer.headers['sl-violations'] ?? '')
  const faults = [...header.matchAll(/\{"location":\["request"(.*?)\],.*?"message":"((?:[^"\\]|\\.)*)"\}/g)].map(
    ([, where, words]) => `${where!.replaceAll('"', '').replace(',', '')}: ${words}`,
  )
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json')
  return isProblem && faults.length === 0 ? [bytes.toString('utf8').slice(0, 300)] : faults
}
