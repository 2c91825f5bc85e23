import { z } from 'zod'
import { AppError } from '../../../preload/errors.ts'
import type { LoginTools } from '../adapter.ts'
import { ask, askToRead, type HttpAnswer, type HttpRequest, retryAtOf } from '../http.ts'
import type { MisskeySettings } from './settings.ts'

export type Line = ReturnType<typeof createLine>

const Failure = z
  .object({ error: z.object({ code: z.string().catch(''), message: z.string().catch('') }) })
  .catch({ error: { code: '', message: '' } })

/** The name that Misskey gives a failure, as NO_SUCH_NOTE; '' when it gives none. */
export const codeOf = ({ json }: HttpAnswer): string => Failure.parse(json).error.code

const TOKEN_IS_OVER = new Set(['AUTHENTICATION_FAILED', 'CREDENTIAL_REQUIRED', 'YOUR_ACCOUNT_SUSPENDED'])
const NOT_THERE = new Set(['NO_SUCH_NOTE', 'NO_SUCH_USER', 'UNKNOWN_API_ENDPOINT'])

/**
 * The connection to one server, with the token of one account. Everything is asked by POST, and the token stands in the body
 * as `i`, which every version takes; later ones take a header too.
 */
export function createLine({ server }: MisskeySettings, token: string, tools: Pick<LoginTools, 'fetch' | 'clock'>) {
  const urlOf = (endpoint: string) => new URL(`/api/${endpoint}`, server).href

  function requestOf(parameters: Record<string, unknown>): HttpRequest {
    const body = JSON.stringify({ i: token, ...parameters })
    return { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body }
  }

  function refused(answer: HttpAnswer): AppError {
    const { code, message } = Failure.parse(answer.json).error
    const hidden = token === '' ? message : message.replaceAll(token, '***')
    const words = `Misskey answered ${answer.status} ${code}: ${hidden.slice(0, 200)}`
    if (answer.status === 429) {
      const retryAt = retryAtOf(answer.headers, tools.clock.now())
      return new AppError('rate-limited', 'Misskey asks for a pause.', { retryAt })
    }
    if (code === 'PERMISSION_DENIED') return new AppError('auth-expired', words, { reason: 'missing-permission' })
    if (answer.status === 401 || TOKEN_IS_OVER.has(code))
      return new AppError('auth-expired', words, { reason: 'token-refused' })
    // A guard in front of the server, as Cloudflare's: nothing is said about the account.
    if (answer.status >= 500 || (answer.status === 403 && code === '')) return new AppError('offline', words)
    return new AppError('rejected', words)
  }

  return {
    /** Null where there is no such thing. Every other refusal is an AppError. */
    async read(endpoint: string, parameters: Record<string, unknown>, signal: AbortSignal): Promise<unknown> {
      const answer = await askToRead(tools, urlOf(endpoint), requestOf(parameters), signal)
      if (answer.status < 300) return answer.json
      if (NOT_THERE.has(codeOf(answer)) || answer.status === 404) return null
      throw refused(answer)
    },
    /** Asks once. Throws LostAnswer where nobody knows whether it was taken. */
    write: (endpoint: string, parameters: Record<string, unknown>, signal: AbortSignal): Promise<HttpAnswer> =>
      ask(tools, urlOf(endpoint), requestOf(parameters), signal),
    /** As `write`, a file and what belongs to it. */
    upload(endpoint: string, body: FormData, signal: AbortSignal): Promise<HttpAnswer> {
      body.append('i', token)
      return ask(tools, urlOf(endpoint), { method: 'POST', body }, signal)
    },
    refused,
  }
}
