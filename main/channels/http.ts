import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'

/** An answer of a web API, read completely. `json` is null where it was no JSON at all. */
export type HttpAnswer = { status: number; headers: Headers; json: unknown; text: string }

export type HttpRequest = {
  method?: string
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array<ArrayBuffer> | FormData | URLSearchParams
}

/** A server that says nothing for so long is as good as away, in ms. */
const PATIENCE_MS = 60_000
/** No answer that we ask for is longer. */
const MOST_BYTES = 20_000_000

/** The connection broke after the request may have been taken: for writes, nobody knows. `AppError` otherwise. */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer'
}

/**
 * Asks once and reads the whole answer. Throws AppError `offline` (reason `stopped` when `signal` says so) where no
 * connection came about, and LostAnswer where it broke later: a read may treat both alike, a write must not.
 */
export async function ask(
  tools: { fetch: typeof fetch; clock: Clock },
  url: string,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  if (signal.aborted) throw stopped()
  const bound = new AbortController()
  const stop = () => bound.abort()
  signal.addEventListener('abort', stop, { once: true })
  const cancel = tools.clock.setTimer(stop, PATIENCE_MS)
  try {
    const response = await tools.fetch(url, { ...request, redirect: 'error', signal: bound.signal })
    const bytes = await readAtMost(response, MOST_BYTES)
    if (bytes === null) throw new LostAnswer('The answer was longer than any that we ask for.')
    const text = new TextDecoder().decode(bytes)
    return { status: response.status, headers: response.headers, text, json: parseExactJson(text) }
  } catch (error) {
    if (signal.aborted) throw stopped()
    if (error instanceof LostAnswer) throw error
    if (neverArrived(error)) throw new AppError('offline', 'The network cannot be reached.', { cause: error })
    throw new LostAnswer('The connection broke before the answer came.', { cause: error })
  } finally {
    cancel()
    signal.removeEventListener('abort', stop)
  }
}

/** As `ask`, for what may be asked again at will. Every fault of the line or of the server is AppError `offline`. */
export async function askToRead(
  tools: { fetch: typeof fetch; clock: Clock },
  url: string,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const answer = await ask(tools, url, request, signal).catch((error: unknown) => {
    if (error instanceof LostAnswer) throw new AppError('offline', error.message, { cause: error })
    throw error
  })
  if (answer.status >= 500 || (answer.status < 300 && answer.json === undefined))
    throw new AppError('offline', `The server answered ${answer.status} and nothing that can be read.`)
  return answer
}

/** What an answer holds, read completely; null where that is more than `most` bytes, of which no more are fetched. */
export async function readAtMost(response: Response, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of response.body ?? []) {
    length += piece.byteLength
    // Leaving the loop cancels the rest.
    if (length > most) return null
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces, length))
}

const stopped = () => new AppError('offline', 'Stopped', { reason: 'stopped' })

/** Errors that come before a byte of the request has left. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

function neverArrived(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
  return typeof cause?.code === 'string' && BEFORE_SENDING.has(cause.code)
}

/**
 * JSON whose whole numbers of more than 15 digits become strings, because ids pass 2^53 and JSON.parse would round them.
 * Undefined where it is no JSON (an HTML page of a proxy, a cut answer); null for an empty text.
 */
export function parseExactJson(text: string): unknown {
  if (text.trim() === '') return null
  // Numbers are taken whole: the digits behind a point (1.3333333333333333, the shape of a picture) are no id.
  const exact = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (part) =>
    /^-?\d{16,}$/.test(part) ? `"${part}"` : part,
  )
  try {
    return JSON.parse(exact) as unknown
  } catch {
    return undefined
  }
}

/** When a rate limit ends: `Retry-After` in seconds or as a date, or a header with an epoch or an ISO date; null: unknown. */
export function retryAtOf(headers: Headers, now: number, resetHeader: string | null = null): number | null {
  const later = headers.get('retry-after')
  if (later !== null) {
    const at = /^\d+$/.test(later.trim()) ? now + Number(later) * 1000 : Date.parse(later)
    if (Number.isFinite(at)) return Math.max(at, now)
  }
  const reset = resetHeader === null ? null : headers.get(resetHeader)
  if (reset === null) return null
  const at = /^\d+$/.test(reset.trim()) ? Number(reset) * 1000 : Date.parse(reset)
  return Number.isFinite(at) ? Math.max(at, now) : null
}
