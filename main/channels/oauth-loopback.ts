import * as oauth from 'oauth4webapi'
import { AppError } from '../../preload/errors.ts'
import type { LoginTools } from './adapter.ts'
import { sendToBrowser } from './browser-return.ts'
import { authorizationUrl, type OAuthClient, type OAuthProvider, type OAuthTokens, tokensOf } from './oauth-steps.ts'

/** A provider's token endpoint that says nothing for so long is away, in ms. */
const ANSWER_MS = 60_000

/**
 * Signs in by the person's own browser (RFC 8252). A client that the provider makes for every sign-in is asked for once the
 * address is known that the browser comes back to. Throws AppError `auth-expired` (reason `login-denied`), `offline` (reasons
 * `login-timeout`, `stopped`), `conflict` (reason `port-taken`), `invalid-input` where the provider does not know the app.
 */
export async function signInByBrowser(
  provider: OAuthProvider,
  clientFor: OAuthClient | ((redirect: string) => Promise<OAuthClient>),
  tools: LoginTools,
  signal: AbortSignal,
): Promise<OAuthTokens> {
  const state = oauth.generateRandomState()
  const verifier = oauth.generateRandomCodeVerifier()
  const challenge = await oauth.calculatePKCECodeChallenge(verifier)
  let client: OAuthClient | null = null
  try {
    const { redirect, parameters } = await sendToBrowser(
      provider,
      { parameter: 'state', value: state },
      async (address) => {
        client = typeof clientFor === 'function' ? await clientFor(address) : clientFor
        return authorizationUrl(provider, { clientId: client.id, redirect: address, state, challenge })
      },
      tools,
      signal,
    )
    return await tokensFor(provider, client!, { state, verifier, redirect }, parameters, tools, signal)
  } catch (error) {
    throw asAppError(error)
  }
}

async function tokensFor(
  provider: OAuthProvider,
  client: OAuthClient,
  { state, verifier, redirect }: { state: string; verifier: string; redirect: string },
  returned: URLSearchParams,
  tools: LoginTools,
  signal: AbortSignal,
): Promise<OAuthTokens> {
  const as = serverOf(provider)
  const parameters = oauth.validateAuthResponse(as, { client_id: client.id }, returned, state)
  const response = await exchange(provider, tools, signal, (options) =>
    oauth.authorizationCodeGrantRequest(
      as,
      { client_id: client.id },
      authOf(provider, client),
      parameters,
      redirect,
      provider.hasPkce === false ? oauth.nopkce : verifier,
      options,
    ),
  )
  const answer = await oauth.processAuthorizationCodeResponse(as, { client_id: client.id }, response)
  return tokensOf(answer, tools.clock.now())
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
