import { z } from 'zod'
import { AppError } from '../../../preload/errors.ts'
import type { LoginTools } from '../adapter.ts'
import { ask, askToRead, type HttpAnswer, type HttpRequest, retryAtOf } from '../http.ts'
import type { MastodonSettings } from './settings.ts'

export type Line = ReturnType<typeof createLine>

const Failure = z.object({ error: z.string().catch('') }).catch({ error: '' })

/** The connection to one server, with the token of one account. */
export function createLine({ server }: MastodonSettings, token: string, tools: Pick<LoginTools, 'fetch' | 'clock'>) {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const urlOf = (path: string, query: readonly (readonly [string, string])[] = []) => {
    const url = new URL(path, server)
    for (const [name, value] of query) url.searchParams.append(name, value)
    return url.href
  }

  function refused(answer: HttpAnswer): AppError {
    const { error } = Failure.parse(answer.json ?? {})
    const words = `Mastodon answered ${answer.status}: ${error.replaceAll(token, '***').slice(0, 200)}`
    if (answer.status === 429) {
      const retryAt = retryAtOf(answer.headers, tools.clock.now(), 'x-ratelimit-reset')
      return new AppError('rate-limited', 'Mastodon asks for a pause.', { retryAt })
    }
    if (answer.status === 401 || answer.status === 403)
      return new AppError('auth-expired', words, { reason: 'token-refused' })
    if (answer.status >= 500) return new AppError('offline', words)
    return new AppError('rejected', words)
  }

  return {
    /** Null where there is no such thing (404, 410). Every other refusal is an AppError. */
    async read(path: string, query: readonly (readonly [string, string])[], signal: AbortSignal): Promise<unknown> {
      const answer = await askToRead(tools, urlOf(path, query), { headers }, signal)
      if (answer.status === 404 || answer.status === 410) return null
      if (answer.status >= 300) throw refused(answer)
      return answer.json
    },
    /** Asks once. Throws LostAnswer where nobody knows whether it was taken. */
    write: (path: string, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> =>
      ask(tools, urlOf(path), { method: 'POST', ...request, headers: { ...headers, ...request.headers } }, signal),
    refused,
  }
}
