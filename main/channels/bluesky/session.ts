import { z } from 'zod'
import { AppError } from '../../../preload/errors.ts'
import type { LoginTools } from '../adapter.ts'
import { ask, askToRead, type HttpAnswer, type HttpRequest } from '../http.ts'
import { errorOf, failureOf } from './errors.ts'
import { type BlueskySecrets, type BlueskySettings, isTrusted } from './settings.ts'

/** Who answers: the account's own server, or the direct messages behind it. */
export type Service = 'pds' | 'chat'

/** The signed-in connection: what it is asked comes with a fresh token. Throws AppError; `write` also LostAnswer. */
export type Session = {
  /** Of the account, known from the first login on. */
  did(signal: AbortSignal): Promise<string>
  read(method: string, params: Params, signal: AbortSignal, service?: Service): Promise<unknown>
  /** The answer whatever it says, but never one that only asks for a fresh token. */
  write(method: string, body: Record<string, unknown>, signal: AbortSignal, service?: Service): Promise<HttpAnswer>
  upload(bytes: Uint8Array, type: string, signal: AbortSignal): Promise<HttpAnswer>
}
export type Params = Record<string, string | number | readonly string[] | undefined>

/** Direct messages live elsewhere; the account's server passes them on (docs.bsky.app, Chat; lexicon chat.bsky.*). */
const PROXY: Record<Service, Readonly<Record<string, string>>> = {
  pds: {},
  chat: { 'atproto-proxy': 'did:web:api.bsky.chat#bsky_chat' },
}
/** Logins are limited to 30 in five minutes and 300 a day: a password that was refused is not tried again for so long, in ms. */
const REFUSED_MS = 15 * 60_000

const Tokens = z.looseObject({
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  did: z.string().min(1),
  handle: z.string().catch(''),
  didDoc: z
    .looseObject({ service: z.array(z.looseObject({ id: z.string(), serviceEndpoint: z.string() })).catch([]) })
    .nullish()
    .catch(null),
})

export function createSession(
  settings: BlueskySettings,
  secrets: BlueskySecrets,
  tools: Pick<LoginTools, 'clock' | 'fetch'>,
  save: (secrets: Record<string, string>) => void,
): Session {
  let known = { ...secrets }
  let renewing: Promise<void> | null = null
  let refused: { error: AppError; until: number } | null = null

  const addressOf = (method: string) => `${known.pds ?? settings.server}/xrpc/${method}`

  async function withToken(
    send: (authorization: string) => Promise<HttpAnswer>,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    if (!known.accessJwt) await renew(undefined, signal)
    const used = known.accessJwt
    const answer = await send(`Bearer ${used}`)
    if (!isStale(answer)) return answer
    await renew(used, signal)
    return send(`Bearer ${known.accessJwt}`)
  }

  /** One renewal at a time: a refresh token can be used once. `used` is the token that was refused. */
  async function renew(used: string | undefined, signal: AbortSignal): Promise<void> {
    if (known.accessJwt !== used) return
    renewing ??= refresh(signal).finally(() => (renewing = null))
    await renewing
  }

  async function refresh(signal: AbortSignal): Promise<void> {
    if (known.refreshJwt) {
      const answer = await askToRead(
        tools,
        addressOf('com.atproto.server.refreshSession'),
        { method: 'POST', headers: { authorization: `Bearer ${known.refreshJwt}` } },
        signal,
      )
      if (answer.status === 200) return keep(answer)
      if (answer.status === 429) throw errorOf(answer, tools.clock.now())
    }
    await login(signal)
  }

  async function login(signal: AbortSignal): Promise<void> {
    if (refused && refused.until > tools.clock.now()) throw refused.error
    const answer = await askToRead(
      tools,
      `${settings.server}/xrpc/com.atproto.server.createSession`,
      post({ identifier: known.did ?? settings.handle, password: known.appPassword }),
      signal,
    )
    if (answer.status === 200) return keep(answer)
    const error = refusalOf(answer, tools.clock.now())
    if (error.code === 'auth-expired') refused = { error, until: tools.clock.now() + REFUSED_MS }
    throw error
  }

  function keep(answer: HttpAnswer): void {
    const tokens = Tokens.safeParse(answer.json)
    if (!tokens.success) throw new AppError('offline', 'Bluesky answered a login in an unknown form.')
    const { accessJwt, refreshJwt, did, didDoc } = tokens.data
    const host = didDoc?.service.find(({ id }) => id.endsWith('#atproto_pds'))?.serviceEndpoint.replace(/\/+$/, '')
    known = { ...known, accessJwt, refreshJwt, did, ...(host && isTrusted(host) ? { pds: host } : {}) }
    refused = null
    save({ accessJwt, refreshJwt, did, ...(known.pds ? { pds: known.pds } : {}) })
  }

  return {
    async did(signal) {
      if (!known.did) await renew(undefined, signal)
      return known.did!
    },
    async read(method, params, signal, service = 'pds') {
      const answer = await withToken(
        (authorization) =>
          askToRead(
            tools,
            `${addressOf(method)}${queryOf(params)}`,
            { headers: { authorization, ...PROXY[service] } },
            signal,
          ),
        signal,
      )
      if (answer.status !== 200) throw errorOf(answer, tools.clock.now())
      return answer.json
    },
    write: (method, body, signal, service = 'pds') =>
      withToken((authorization) => {
        const { headers, ...request } = post(body)
        return ask(
          tools,
          addressOf(method),
          { ...request, headers: { ...headers, authorization, ...PROXY[service] } },
          signal,
        )
      }, signal),
    upload: (bytes, type, signal) =>
      withToken(
        (authorization) =>
          ask(
            tools,
            addressOf('com.atproto.repo.uploadBlob'),
            { method: 'POST', headers: { authorization, 'content-type': type }, body: new Uint8Array(bytes) },
            signal,
          ),
        signal,
      ),
  }
}

/** A token that has ended: 400 ExpiredToken or InvalidToken (PDS of dev-env 0.6.7), 401 elsewhere. */
const isStale = (answer: HttpAnswer): boolean =>
  answer.status === 401 || ['ExpiredToken', 'InvalidToken'].includes(failureOf(answer))

function refusalOf(answer: HttpAnswer, now: number): AppError {
  const failure = failureOf(answer)
  if (failure === 'AuthFactorTokenRequired')
    return new AppError('auth-expired', 'A code from a mail is asked for: this is no app password.', {
      reason: 'not-app-password',
    })
  if (answer.status === 401 && failure === 'AuthenticationRequired')
    return new AppError('auth-expired', 'Handle or app password is wrong.', { reason: 'wrong-password' })
  return errorOf(answer, now)
}

const post = (body: Record<string, unknown>) =>
  ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }) satisfies HttpRequest

function queryOf(params: Params): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value]) query.append(name, String(one))
  }
  return query.size === 0 ? '' : `?${query.toString()}`
}
