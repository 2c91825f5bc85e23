import { z } from 'zod'
import { AppError } from '../../../preload/errors.ts'
import type { LoginTools } from '../adapter.ts'
import { ask, askToRead, type HttpAnswer, type HttpRequest, LostAnswer, readAtMost, retryAtOf } from '../http.ts'
import type { RmesseSecrets, RmesseSettings } from './settings.ts'

const INQUIRIES = '/es/1.0/inquirymng-api'
/** A file of an inquiry is 5 MB at most; a server that sends more is not believed. */
const MOST_FILE_BYTES = 20_000_000
/** A file may take so long, in ms. */
const FILE_PATIENCE_MS = 60_000

/** The line to RMS, with the shop's key on every question. Throws AppError; `write` also LostAnswer. */
export type Line = {
  read(path: string, params: Record<string, string>, signal: AbortSignal): Promise<unknown>
  /** As `read`, of LicenseManagementAPI. */
  keyEnd(signal: AbortSignal): Promise<unknown>
  write(method: 'POST' | 'PATCH', path: string, body: object | FormData, signal: AbortSignal): Promise<HttpAnswer>
  download(params: Record<string, string>, signal: AbortSignal): Promise<{ type: string; bytes: Uint8Array }>
  errorOf(answer: HttpAnswer): AppError
}

export function createLine(
  settings: RmesseSettings,
  secrets: RmesseSecrets,
  tools: Pick<LoginTools, 'clock' | 'fetch'>,
): Line {
  const key = Buffer.from(`${secrets.serviceSecret}:${secrets.licenseKey}`).toString('base64')
  const headers = { authorization: `ESA ${key}`, accept: 'application/json' }
  const json = { ...headers, 'content-type': 'application/json; charset=utf-8' }
  const base = `${settings.host}${INQUIRIES}`

  async function get(url: string, signal: AbortSignal): Promise<unknown> {
    const answer = await askToRead(tools, url, { headers: json }, signal)
    // "Nothing fits what was asked for" (404) is an answer, not a fault.
    if (answer.status === 404) return null
    if (answer.status !== 200) throw errorOf(answer)
    return answer.json
  }

  const errorOf = (answer: HttpAnswer): AppError => toError(answer, tools.clock.now())

  return {
    read: (path, params, signal) => get(`${base}${path}${queryOf(params)}`, signal),
    // The key stands in the address, as the page of license.expiryDate.get asks for; no error of ours ever holds an address.
    keyEnd: (signal) =>
      get(
        `${settings.host}/es/1.0/license-management/license-key/expiry-date${queryOf({ licenseKey: secrets.licenseKey })}`,
        signal,
      ),
    write(method, path, body, signal) {
      const request: HttpRequest =
        body instanceof FormData ? { method, headers, body } : { method, headers: json, body: JSON.stringify(body) }
      return ask(tools, `${base}${path}`, request, signal)
    },
    async download(params, signal) {
      const bound = new AbortController()
      const stop = () => bound.abort()
      signal.addEventListener('abort', stop, { once: true })
      const cancel = tools.clock.setTimer(stop, FILE_PATIENCE_MS)
      try {
        const response = await tools.fetch(`${base}/attachment${queryOf(params)}`, {
          headers,
          redirect: 'error',
          signal: bound.signal,
        })
        if (!response.ok)
          throw new AppError(response.status === 404 ? 'not-found' : 'offline', 'The file did not come.')
        const bytes = await readAtMost(response, MOST_FILE_BYTES)
        if (bytes === null) throw new AppError('rejected', 'The file is too big.')
        return { type: response.headers.get('content-type') ?? 'application/octet-stream', bytes }
      } catch (error) {
        if (error instanceof AppError) throw error
        throw new AppError('offline', 'The file did not come.', { cause: error })
      } finally {
        cancel()
        signal.removeEventListener('abort', stop)
      }
    },
    errorOf,
  }
}

const Failure = z.looseObject({
  error: z.looseObject({ code: z.string().catch(''), targets: z.record(z.string(), z.string()).catch({}) }),
})

function toError(answer: HttpAnswer, now: number): AppError {
  if (answer.status === 401)
    return new AppError('auth-expired', 'RMS does not know this key.', { reason: 'rmesse-key-ended' })
  if (answer.status === 403)
    return new AppError('auth-expired', 'RMS does not open R-Messe to this key.', { reason: 'rmesse-not-allowed' })
  if (answer.status === 429)
    return new AppError('rate-limited', 'RMS asks for a pause.', { retryAt: retryAtOf(answer.headers, now) })
  if (answer.status >= 500) return new AppError('offline', `RMS answered ${answer.status}.`)
  const failure = Failure.safeParse(answer.json)
  const words = failure.success ? `${failure.data.error.code} ${targetsOf(failure.data.error.targets)}` : ''
  return new AppError('rejected', `RMS refused (${answer.status}): ${words}`.slice(0, 300))
}

const targetsOf = (targets: Record<string, string>): string =>
  Object.entries(targets)
    .map(([field, why]) => `${field}: ${why}`)
    .join('; ')

const queryOf = (params: Record<string, string>): string => {
  const query = new URLSearchParams(params).toString()
  return query === '' ? '' : `?${query}`
}

/** A write whose answer was lost: null. Everything else as it is. */
export async function orLost(writing: Promise<HttpAnswer>): Promise<HttpAnswer | null> {
  return writing.catch((error: unknown) => {
    if (error instanceof LostAnswer) return null
    throw error
  })
}
