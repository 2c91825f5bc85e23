import type { Agent } from 'node:http'
import { AppError } from '../../../preload/errors.ts'
import type { Clock } from '../../jobs/clock.ts'
import { LostAnswer } from '../http.ts'
import { type Ask, askX, type RateLimit, Refusal, stopped, type XAnswer } from './line.ts'
import type { XLogin } from './login.ts'

/** Without a word of X when a refused quota begins anew, it is left alone for so long, in ms. */
const UNKNOWN_RESET_MS = 60_000

export type XAccount = ReturnType<typeof createXAccount>

/** Requests of one account: with tokens that are fresh, within the quotas X tells, and in the errors of this program. */
export function createXAccount(login: XLogin, line: { httpAgent: Agent; clock: Clock }) {
  const limits = new Map<string, RateLimit>()

  async function ask(request: Ask, signal: AbortSignal): Promise<XAnswer> {
    const used = await login.tokens(signal)
    try {
      return await counted(request, askX(used, request, line, signal))
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401) throw error
      // A token may be taken back before its time; one that was replaced meanwhile is worth a second try.
      const fresh = await login.renewed(used, signal)
      if (fresh === null) throw error
      return counted(request, askX(fresh, request, line, signal))
    }
  }

  async function counted(request: Ask, asking: Promise<XAnswer>): Promise<XAnswer> {
    try {
      const answer = await asking
      if (answer.limit) limits.set(keyOf(request), answer.limit)
      return answer
    } catch (error) {
      if (error instanceof Refusal && error.status === 429) {
        const resetAt = error.limit?.resetAt ?? line.clock.now() + UNKNOWN_RESET_MS
        limits.set(keyOf(request), { remaining: 0, resetAt })
      }
      throw error
    }
  }

  return {
    /** For what may be asked again at will. Every fault of the line or of the server is AppError `offline`. */
    async read(request: Ask, signal: AbortSignal): Promise<unknown> {
      try {
        return (await ask(request, signal)).body
      } catch (error) {
        if (error instanceof LostAnswer) throw signal.aborted ? stopped() : new AppError('offline', error.message)
        throw error instanceof Refusal ? asAppError(error, line.clock.now()) : error
      }
    },
    /** Throws LostAnswer where X may have taken it, Refusal where it says no. */
    async write(request: Ask, signal: AbortSignal): Promise<unknown> {
      try {
        return (await ask(request, signal)).body
      } catch (error) {
        if (error instanceof Refusal && error.status >= 500)
          throw new LostAnswer(`X answered with an error of its own (${error.status}).`)
        throw error
      }
    },
    /** Whether the quota of an endpoint is used up. Asking all the same would be refused. */
    isExhausted(request: Pick<Ask, 'method' | 'endpoint'>): boolean {
      const limit = limits.get(keyOf(request))
      return limit !== undefined && limit.remaining <= 0 && line.clock.now() < limit.resetAt
    },
  }
}

const keyOf = ({ method, endpoint }: Pick<Ask, 'method' | 'endpoint'>) => `${method} ${endpoint}`

/**
 * The app or its token lacks a right, whatever is asked (403): `oauth1-permissions` as quoted in plhery/node-twitter-api-v2#493,
 * the others in the list of problems of docs.x.com, Response codes and errors.
 */
const RIGHT_PROBLEMS = new Set(['oauth1-permissions', 'client-forbidden', 'unsupported-authentication'])

/** A refusal in the codes of the program. 402: the credits bought in advance are used up. */
export function asAppError({ status, message, limit, problem }: Refusal, now: number): AppError {
  const words = `X answered ${status}${message === '' ? '' : `: ${message}`}`
  if (status === 429) return new AppError('rate-limited', words, { retryAt: limit?.resetAt ?? now + UNKNOWN_RESET_MS })
  if (status === 401) return new AppError('auth-expired', words, { reason: 'token-refused' })
  if (status === 402) return new AppError('rejected', words, { reason: 'x-no-credits' })
  if (status === 403) {
    const reason = RIGHT_PROBLEMS.has(problem) ? 'x-no-permission' : 'x-not-allowed'
    return new AppError('rejected', words, { reason })
  }
  return status >= 500 ? new AppError('offline', words) : new AppError('rejected', words)
}
