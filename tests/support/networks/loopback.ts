import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type WebRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
  /** The body as JSON; null where it is none. */
  json: unknown
}
export type WebAnswer = {
  status?: number
  json?: unknown
  headers?: Record<string, string>
  bytes?: Uint8Array
}

/**
 * What goes wrong with the next request, of any method or the one named, whose path holds `at`. `lost`: it is carried out and the line breaks before the answer;
 * `closed`: it breaks before anything is done; `cut`: half the JSON; `html`: the page of a proxy, with status 200; `extra`: every object
 * has fields that nobody knows; `holes`: odd things stand among the entries of every list; `numbers`: long ids are no strings.
 */
export type Fault =
  | { at: string; method?: string; what: 'lost' | 'closed' | 'cut' | 'html' | Odd }
  | { at: string; method?: string; what: 'status'; status: number; json?: unknown; headers?: Record<string, string> }

type Odd = 'extra' | 'holes' | 'numbers'

/** A web API of our own on loopback, with faults on request and a note of what was asked. */
export async function startLoopback(answer: (request: WebRequest) => WebAnswer) {
  const asked: WebRequest[] = []
  let faults: Fault[] = []

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => respond(readRequest(incoming, Buffer.concat(chunks)), outgoing))
  })

  function respond(request: WebRequest, outgoing: ServerResponse): void {
    asked.push(request)
    const fault = faults.find(
      ({ at, method = request.method }) => request.path.includes(at) && method === request.method,
    )
    faults = faults.filter((one) => one !== fault)
    if (fault?.what === 'closed') return void outgoing.destroy()
    if (fault?.what === 'status')
      return send(outgoing, { status: fault.status, json: fault.json, headers: fault.headers ?? {} })
    if (fault?.what === 'html')
      return void outgoing
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html><body>メンテナンス中</body></html>')
    const result = answer(request)
    if (fault?.what === 'lost') return void outgoing.destroy()
    if (fault?.what === 'extra' || fault?.what === 'holes' || fault?.what === 'numbers')
      return void outgoing
        .writeHead(result.status ?? 200, { 'content-type': 'application/json', ...result.headers })
        .end(oddly(fault.what, result.json))
    send(outgoing, result, fault?.what === 'cut')
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** All requests so far, oldest first. */
    asked,
    fail: (...next: Fault[]) => void (faults = [...faults, ...next]),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function readRequest(incoming: IncomingMessage, body: Buffer): WebRequest {
  const url = new URL(incoming.url ?? '/', 'http://localhost')
  const { method = 'GET', headers } = incoming
  return { method, path: url.pathname, query: url.searchParams, headers, body, json: jsonOf(body) }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}

function send(outgoing: ServerResponse, { status = 200, json, headers = {}, bytes }: WebAnswer, isCut = false): void {
  if (bytes) return void outgoing.writeHead(status, headers).end(bytes)
  const text = json === undefined ? '' : JSON.stringify(json)
  outgoing
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(isCut ? text.slice(0, Math.floor(text.length / 2)) : text)
}

function oddly(how: Odd, json: unknown): string {
  if (how === 'numbers') return JSON.stringify(json).replaceAll(/"(\d{16,})"/g, '$1')
  return JSON.stringify(json, (_, value: unknown) => {
    if (how === 'holes' && Array.isArray(value)) return [null, 7, {}, { id: {} }, ...(value as unknown[])]
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return how === 'extra' && isObject ? { ...value, of_tomorrow: [null, 1] } : value
  })
}
