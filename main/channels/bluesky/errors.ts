import { z } from 'zod'
import { AppError } from '../../../preload/errors.ts'
import { type HttpAnswer, retryAtOf } from '../http.ts'

const Failure = z
  .object({ error: z.string().catch(''), message: z.string().catch('') })
  .catch({ error: '', message: '' })

/** The name that XRPC gives a failure, as `ExpiredToken`; '' when it gives none (atproto.com/specs/xrpc, 2026-11-22). */
export const failureOf = (answer: HttpAnswer): string => Failure.parse(answer.json ?? {}).error

/** Failures that say who may come in, not what was asked. */
const CLOSED = new Set([
  'AccountTakedown',
  'AccountDeactivated',
  'AccountSuspended',
  'AuthMissing',
  'AuthenticationRequired',
  'ExpiredToken',
  'InvalidToken',
])

/** What an answer that is no success means to us. `now` for the headers of a rate limit. */
export function errorOf(answer: HttpAnswer, now: number): AppError {
  const { error, message } = Failure.parse(answer.json ?? {})
  if (answer.status === 429)
    return new AppError('rate-limited', 'Bluesky asks for a pause.', {
      retryAt: retryAtOf(answer.headers, now, 'ratelimit-reset'),
    })
  if (answer.status === 401 || CLOSED.has(error))
    return new AppError('auth-expired', `Bluesky does not let us in: ${plain(error)}`)
  if (answer.status === 501 || error === 'MethodNotImplemented' || error === 'XRPCNotSupported')
    return new AppError('unsupported', 'This server cannot do that.')
  if (answer.status >= 500) return new AppError('offline', `Bluesky answered ${answer.status}.`)
  return new AppError('rejected', `Bluesky refused: ${plain(message || error || String(answer.status))}`)
}

/** Whether a part of the network is closed to us, and not the line or the server at fault. */
export const isClosed = (error: unknown): boolean =>
  error instanceof AppError && ['rejected', 'unsupported', 'auth-expired'].includes(error.code)

/** One line, bounded, and nothing that looks like a token. */
const plain = (words: string): string =>
  words
    .replaceAll(/[\w-]{16,}\.[\w-]{8,}\.[\w-]{8,}/g, '***')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200)
