import { z } from 'zod'
import { AppError } from '../../../preload/errors.ts'
import { type HttpAnswer, retryAtOf } from '../http.ts'

const Failure = z.looseObject({
  error: z.looseObject({
    message: z.string().catch(''),
    code: z.number().catch(0),
    error_subcode: z.number().catch(0),
    is_transient: z.boolean().catch(false),
    error_user_msg: z.string().catch(''),
  }),
})
type Failure = z.infer<typeof Failure>['error']

/** Graph API, Handling Errors and Rate Limits (read 2026-11-22). 80000 to 80014 are the limits by business use case. */
const PAUSES = new Set([4, 17, 32, 341, 613])
const isPause = ({ code }: Failure): boolean => PAUSES.has(code) || (code >= 80_000 && code <= 80_014)
const isTokenGone = ({ code }: Failure): boolean => code === 190 || code === 102
const isPermission = ({ code }: Failure): boolean => code === 10 || code === 3 || (code >= 200 && code < 300)
/** "This message is sent outside of allowed window": code 10 with these subcodes. */
const OUTSIDE_WINDOW = new Set([2018278, 2534022])
/** The comment or the message is not there, or not shown to us. */
const isGone = ({ code, error_subcode }: Failure): boolean => code === 100 && error_subcode === 33

/**
 * "An unknown error occurred. Missing permissions can cause this issue" (Messenger Platform, Common Error Codes of
 * 2026-03-18, read 2026-11-22): what Messenger says to an app without Advanced Access, and what may pass by itself.
 */
const VEILED = { code: 1, error_subcode: 99 } as const
export const isVeiled = (error: unknown): boolean => error instanceof AppError && error.cause === VEILED

/** Null for an answer that is no failure. */
export function failureOf({ json }: HttpAnswer): Failure | null {
  const failure = Failure.safeParse(json)
  return failure.success ? failure.data.error : null
}

/** What an answer that is no success means to us. `now` for the headers of a rate limit. */
export function errorOf(answer: HttpAnswer, now: number): AppError {
  const failure = failureOf(answer) ?? Failure.parse({ error: {} }).error
  const words = `Meta refused (${failure.code}): ${plain(failure.error_user_msg || failure.message)}`
  if (answer.status === 429 || isPause(failure))
    return new AppError('rate-limited', 'Meta asks for a pause.', { retryAt: pauseEnd(answer.headers, now) })
  if (answer.status === 401 || isTokenGone(failure))
    return new AppError('auth-expired', 'Meta does not take this token any more.', { reason: 'meta-token-ended' })
  if (OUTSIDE_WINDOW.has(failure.error_subcode)) return new AppError('rejected', words, { reason: 'window-closed' })
  if (failure.code === 551) return new AppError('rejected', words, { reason: 'blocked' })
  if (isPermission(failure)) return new AppError('rejected', words, { reason: 'meta-no-permission' })
  if (isGone(failure)) return new AppError('rejected', words, { reason: 'post-gone' })
  if (failure.code === 1 || failure.code === 2 || failure.is_transient || answer.status >= 500)
    return new AppError('offline', `Meta answered ${answer.status} (${failure.code}).`, {
      cause: failure.code === VEILED.code && failure.error_subcode === VEILED.error_subcode ? VEILED : undefined,
    })
  return new AppError('rejected', words)
}

export const lacksPermission = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'rejected' && error.reason === 'meta-no-permission'

/** One line, bounded. Meta repeats a malformed token in its words: what is longer than an id is left out. */
const plain = (words: string): string =>
  words
    .replaceAll(/[\w-]{24,}/g, '***')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200)

const Share = z.looseObject({
  call_count: z.number().catch(0),
  total_cputime: z.number().catch(0),
  total_time: z.number().catch(0),
  /** Minutes. */
  estimated_time_to_regain_access: z.number().catch(0),
})
const Shares = z.record(z.string(), z.array(Share))

/** How much of what Meta allows is used up, in percent, and for how long we are shut out, in ms. */
export function usageOf(headers: Headers): { percent: number; shutOutMs: number } {
  const app = Share.safeParse(jsonIn(headers, 'x-app-usage'))
  const business = Shares.safeParse(jsonIn(headers, 'x-business-use-case-usage'))
  const shares = [...(app.success ? [app.data] : []), ...(business.success ? Object.values(business.data).flat() : [])]
  const percents = shares.flatMap(({ call_count, total_cputime, total_time }) => [
    call_count,
    total_cputime,
    total_time,
  ])
  const minutes = shares.map(({ estimated_time_to_regain_access: left }) => left)
  return { percent: Math.max(0, ...percents), shutOutMs: Math.max(0, ...minutes) * 60_000 }
}

function jsonIn(headers: Headers, name: string): unknown {
  try {
    return JSON.parse(headers.get(name) ?? 'null') as unknown
  } catch {
    return null
  }
}

function pauseEnd(headers: Headers, now: number): number | null {
  const { shutOutMs } = usageOf(headers)
  return shutOutMs > 0 ? now + shutOutMs : retryAtOf(headers, now)
}
