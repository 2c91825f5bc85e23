import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as oauth from 'oauth4webapi'
import { AppError } from '../../preload/errors.ts'
import type { LoginTools } from './adapter.ts'
import {
  authorizationUrl,
  closingPage,
  type OAuthClient,
  type OAuthProvider,
  type OAuthTokens,
  readCallback,
  redirectUri,
  tokensOf,
} from './oauth-steps.ts'

/** Who has not signed in after so long has given up, in ms. */
const PATIENCE_MS = 10 * 60_000
/** A provider's token endpoint that says nothing for so long is away, in ms. */
const ANSWER_MS = 60_000

/**
 * Signs in by the person's own browser (RFC 8252): a server on 127.0.0.1 waits for the one redirect that carries our state,
 * answers it and goes. Throws AppError `auth-expired` (reason `login-denied`), `offline` (reasons `login-timeout`, `stopped`),
 * `conflict` (reason `port-taken`), `invalid-input` where the provider does not know the app.
 */
export async function signInByBrowser(
  provider: OAuthProvider,
  client: OAuthClient,
  tools: LoginTools,
  signal: AbortSignal,
): Promise<OAuthTokens> {
  const state = oauth.generateRandomState()
  const verifier = oauth.generateRandomCodeVerifier()
  const challenge = await oauth.calculatePKCECodeChallenge(verifier)
  const server = createServer()
  try {
    const redirect = redirectUri(provider.redirect, await listen(server, provider.redirect.port))
    const callback = waitForCallback(server, provider, { redirect, state }, tools, signal)
    tools.openUrl(authorizationUrl(provider, { clientId: client.id, redirect, state, challenge }))
    const parameters = oauth.validateAuthResponse(serverOf(provider), { client_id: client.id }, await callback, state)
    const response = await exchange(provider, tools, signal, (options) =>
      oauth.authorizationCodeGrantRequest(
        serverOf(provider),
        { client_id: client.id },
        authOf(provider, client),
        parameters,
        redirect,
        verifier,
        options,
      ),
    )
    const answer = await oauth.processAuthorizationCodeResponse(serverOf(provider), { client_id: client.id }, response)
    return tokensOf(answer, tools.clock.now())
  } catch (error) {
    throw asAppError(error)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

/** A new access token. Throws AppError `auth-expired` when the person has to sign in again, `offline` when it may be tried later. */
export async function refreshTokens(
  provider: OAuthProvider,
  client: OAuthClient,
  refreshToken: string,
  tools: Pick<LoginTools, 'clock' | 'fetch'>,
  signal: AbortSignal,
): Promise<OAuthTokens> {
  const as = serverOf(provider)
  try {
    const response = await exchange(provider, tools, signal, (options) =>
      oauth.refreshTokenGrantRequest(as, { client_id: client.id }, authOf(provider, client), refreshToken, options),
    )
    return tokensOf(await oauth.processRefreshTokenResponse(as, { client_id: client.id }, response), tools.clock.now())
  } catch (error) {
    const failure = asAppError(error)
    // Whatever is wrong with it, only a new sign-in helps.
    throw failure.code === 'invalid-input'
      ? new AppError('auth-expired', failure.message, { reason: 'token-refused' })
      : failure
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', () =>
      reject(new AppError('conflict', `Port ${port} of this computer is taken`, { reason: 'port-taken' })),
    )
    // Never on all interfaces: nobody else in the shop's network has a say in this.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function waitForCallback(
  server: Server,
  provider: OAuthProvider,
  expected: { redirect: string; state: string },
  { clock }: Pick<LoginTools, 'clock'>,
  signal: AbortSignal,
): Promise<URLSearchParams> {
  return new Promise((resolve, reject) => {
    const giveUp = (reason: string) => () => reject(new AppError('offline', 'Nobody signed in', { reason }))
    const stop = giveUp('stopped')
    if (signal.aborted) stop()
    const cancel = clock.setTimer(giveUp('login-timeout'), PATIENCE_MS)
    signal.addEventListener('abort', stop, { once: true })
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const read = readCallback(request.url ?? '', request.headers.host, expected)
      if (request.method !== 'GET' || typeof read === 'string') {
        void show(response, read === 'elsewhere' ? 404 : 400, closingPage('unknown', provider.name))
        return
      }
      cancel()
      signal.removeEventListener('abort', stop)
      // The page is out before the server goes.
      show(response, 200, closingPage(read.has('error') ? 'denied' : 'done', provider.name)).then(
        () => resolve(read),
        reject,
      )
    })
  })
}

function show(response: ServerResponse, status: number, page: string): Promise<void> {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  })
  return new Promise((resolve) => {
    response.once('close', resolve)
    response.end(page)
  })
}

type Options = oauth.TokenEndpointRequestOptions

async function exchange(
  { tokenEndpoint }: OAuthProvider,
  { fetch, clock }: Pick<LoginTools, 'clock' | 'fetch'>,
  signal: AbortSignal,
  request: (options: Options) => Promise<Response>,
): Promise<Response> {
  const bound = new AbortController()
  const stop = () => bound.abort()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  const cancel = clock.setTimer(stop, ANSWER_MS)
  try {
    const response = await request({
      [oauth.customFetch]: (url, init) => fetch(url, init),
      // Only a test can name such an endpoint: those of the program stand in its source.
      [oauth.allowInsecureRequests]: tokenEndpoint.startsWith('http://127.0.0.1:'),
      signal: bound.signal,
    })
    // Read to the end while the patience lasts.
    return new Response(await response.text(), { status: response.status, headers: response.headers })
  } catch (error) {
    if (signal.aborted) throw new AppError('offline', 'Stopped', { reason: 'stopped' })
    throw error
  } finally {
    cancel()
    signal.removeEventListener('abort', stop)
  }
}

const serverOf = (provider: OAuthProvider): oauth.AuthorizationServer => ({
  issuer: provider.issuer,
  authorization_endpoint: provider.authorizationEndpoint,
  token_endpoint: provider.tokenEndpoint,
})

function authOf({ secretIn }: OAuthProvider, { secret }: OAuthClient): oauth.ClientAuth {
  if (secret === null || secret === '') return oauth.None()
  return secretIn === 'body' ? oauth.ClientSecretPost(secret) : oauth.ClientSecretBasic(secret)
}

/** `cause` is left out: errors of the library carry the whole answer, tokens and all. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof oauth.AuthorizationResponseError)
    return new AppError('auth-expired', `Sign-in refused: ${error.error}`, { reason: 'login-denied' })
  if (error instanceof oauth.WWWAuthenticateChallengeError) return unknownApp()
  if (error instanceof oauth.ResponseBodyError && error.status < 500)
    return ['invalid_client', 'unauthorized_client'].includes(error.error)
      ? unknownApp()
      : new AppError('auth-expired', `The provider wants a new sign-in: ${error.error}`, { reason: 'token-refused' })
  return new AppError('offline', 'The sign-in service gave no answer that can be read.')
}

const unknownApp = () => new AppError('invalid-input', 'The provider does not know this app', { reason: 'unknown-app' })
