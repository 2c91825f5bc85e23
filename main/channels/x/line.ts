import type { Agent } from 'node:http'
import type { Socket } from 'node:net'
import type { ITwitterApiClientPlugin, TwitterApi, TwitterApiTokens } from 'twitter-api-v2'
import { AppError } from '../../../preload/errors.ts'
import type { Clock } from '../../jobs/clock.ts'
import { LostAnswer, parseExactJson } from '../http.ts'
import { problemOf, problemTypeOf } from './answers.ts'

/** A server that says nothing for so long is as good as away, in ms. */
const PATIENCE_MS = 60_000

/** Four keys of OAuth 1.0a, or a bearer token of OAuth 2.0. */
export type XTokens = TwitterApiTokens | string

export type XAnswer = { body: unknown; limit: RateLimit | null }
/** What is left of an endpoint's quota; `resetAt` in ms UTC. */
export type RateLimit = { remaining: number; resetAt: number }

/** What X says no to. `status` is the HTTP status. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly limit: RateLimit | null
  /** The kind of problem, the end of its `type`; '' where X names none. */
  readonly problem: string

  constructor(status: number, words: string, limit: RateLimit | null, problem = '') {
    super(words)
    this.status = status
    this.limit = limit
    this.problem = problem
  }
}

export type Ask = {
  method: 'GET' | 'POST'
  /** Below `/2/`, with `:names` for `params`. */
  endpoint: string
  params?: Record<string, string>
  query?: Record<string, string | number>
  body?: Record<string, unknown>
  bodyMode?: 'form-data'
}

/**
 * One request through twitter-api-v2. Throws Refusal for a status of 400 and above, AppError `offline` where nothing can have
 * arrived, LostAnswer where nobody knows. Answers are read by us: the library parses JSON inside an event handler, where an
 * odd answer would end the program, and rounds long numbers; for the same reason nothing is asked for compressed.
 */
export async function askX(
  tokens: XTokens,
  asked: Ask,
  { httpAgent, clock }: { httpAgent: Agent; clock: Clock },
  signal: AbortSignal,
): Promise<XAnswer> {
  if (signal.aborted) throw stopped()
  // Loaded with the first account of X: it costs a start 0.2 s.
  const { TwitterApi } = await import('twitter-api-v2')
  const wire = watchWire()
  const settings = { httpAgent, compression: 'identity' as const, plugins: [wire.plugin] }
  const client = typeof tokens === 'string' ? new TwitterApi(tokens, settings) : new TwitterApi(tokens, settings)
  signal.addEventListener('abort', wire.cut, { once: true })
  const cancel = clock.setTimer(wire.cut, PATIENCE_MS)
  try {
    return await request(client, asked)
  } catch (error) {
    if (error instanceof LostAnswer) throw error
    const refusal = refusalOf(error)
    if (refusal) throw refusal
    if (!wire.wasSent()) throw signal.aborted ? stopped() : new AppError('offline', 'X cannot be reached.')
    // Its own errors carry the request with its keys, so they are not passed on as a cause.
    throw new LostAnswer('The connection to X broke before the answer came.')
  } finally {
    cancel()
    signal.removeEventListener('abort', wire.cut)
  }
}

async function request(client: TwitterApi, asked: Ask): Promise<XAnswer> {
  const { method, endpoint, params, query = {}, body = {}, bodyMode } = asked
  const how = {
    fullResponse: true as const,
    forceParseMode: 'text' as const,
    ...(params && { params }),
    ...(bodyMode && { forceBodyMode: bodyMode }),
  }
  const answer =
    method === 'GET'
      ? await client.v2.get<string>(endpoint, query, how)
      : await client.v2.post<string>(endpoint, body, { ...how, query })
  const parsed = parseExactJson(answer.data)
  if (typeof parsed !== 'object' || parsed === null) throw new LostAnswer('X answered something that cannot be read.')
  return { body: parsed, limit: limitOf(answer.rateLimit) }
}

/** The sockets of a request, so that it can be cut, and whether anything of it can have left. */
function watchWire() {
  const sockets = new Set<Socket & { encrypted?: boolean }>()
  let isCut = false
  let wasSent = false
  const plugin: ITwitterApiClientPlugin = {
    onBeforeRequest({ params }) {
      params.requestEventDebugHandler = (event: string, data?: { socket?: Socket & { encrypted?: boolean } }) => {
        const socket = data?.socket
        if (event !== 'socket' || !socket) return
        sockets.add(socket)
        if (socket.connecting) socket.once(socket.encrypted ? 'secureConnect' : 'connect', () => (wasSent = true))
        else wasSent = true
        if (isCut) socket.destroy()
      }
    },
  }
  return {
    plugin,
    wasSent: () => wasSent,
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
  }
}

function refusalOf(error: unknown): Refusal | null {
  const { code, data, rateLimit } = (error ?? {}) as { code?: unknown; data?: unknown; rateLimit?: LibraryLimit }
  if (typeof code !== 'number' || code < 400) return null
  const answer = typeof data === 'string' ? parseExactJson(data) : null
  return new Refusal(code, problemOf(answer).slice(0, 300), limitOf(rateLimit), problemTypeOf(answer))
}

type LibraryLimit = { remaining: number; reset: number; userDay?: LibraryLimit; day?: LibraryLimit }

/** The tightest of the limits that X tells: those of fifteen minutes and of the day. */
function limitOf(limit: LibraryLimit | undefined): RateLimit | null {
  if (!limit) return null
  const known = [limit, limit.userDay, limit.day].flatMap((one) =>
    one && Number.isFinite(one.remaining) && Number.isFinite(one.reset)
      ? [{ remaining: one.remaining, resetAt: one.reset * 1000 }]
      : [],
  )
  return known.sort((a, b) => a.remaining - b.remaining || b.resetAt - a.resetAt)[0] ?? null
}

export const stopped = () => new AppError('offline', 'Stopped', { reason: 'stopped' })
