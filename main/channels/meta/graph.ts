import type { AppError } from '../../../preload/errors.ts'
import type { LoginTools } from '../adapter.ts'
import { ask, askToRead, type HttpAnswer, LostAnswer } from '../http.ts'
import { errorOf, failureOf, usageOf } from './errors.ts'
import { VERSION } from './settings.ts'

export type Params = Record<string, string | number | undefined>

/** The line to the Graph API. Throws AppError. The token goes in a header. */
export type Graph = {
  get(path: string, params: Params, signal: AbortSignal): Promise<unknown>
  /** The answer whatever it says; null where nobody knows whether it was taken. */
  post(path: string, body: Record<string, unknown>, signal: AbortSignal): Promise<HttpAnswer | null>
  errorOf(answer: HttpAnswer): AppError
  /** Until when it is better left alone, because nearly all that Meta allows is used up. */
  restsUntil(): number | null
}

/** From this share of what Meta allows on, looks are made less often. Answers are sent all the same. */
const NEARLY_ALL_PERCENT = 85
const REST_MS = 20 * 60_000

export function createGraph(host: string, token: () => string, tools: Pick<LoginTools, 'clock' | 'fetch'>): Graph {
  let restsUntil: number | null = null
  const headers = () => ({ authorization: `Bearer ${token()}`, accept: 'application/json' })
  const addressOf = (path: string) => `${host}/${VERSION}/${path}`

  function noteUsage(answer: HttpAnswer): HttpAnswer {
    const { percent, shutOutMs } = usageOf(answer.headers)
    const rest = shutOutMs > 0 ? shutOutMs : percent >= NEARLY_ALL_PERCENT ? REST_MS : 0
    restsUntil = rest === 0 ? null : tools.clock.now() + rest
    return answer
  }

  return {
    async get(path, params, signal) {
      const answer = noteUsage(
        await askToRead(tools, `${addressOf(path)}${queryOf(params)}`, { headers: headers() }, signal),
      )
      if (answer.status !== 200 || failureOf(answer)) throw errorOf(answer, tools.clock.now())
      return answer.json
    },
    async post(path, body, signal) {
      const request = {
        method: 'POST',
        headers: { ...headers(), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }
      const answer = await ask(tools, addressOf(path), request, signal).catch((error: unknown) => {
        if (error instanceof LostAnswer) return null
        throw error
      })
      return answer && noteUsage(answer)
    },
    errorOf: (answer) => errorOf(answer, tools.clock.now()),
    restsUntil: () => restsUntil,
  }
}

function queryOf(params: Params): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) if (value !== undefined) query.append(name, String(value))
  return query.size === 0 ? '' : `?${query.toString()}`
}
