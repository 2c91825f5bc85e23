import { z } from 'zod'
import { AppError } from '../../../preload/errors.ts'
import type { LoginTools } from '../adapter.ts'
import { ask, askToRead, LostAnswer } from '../http.ts'
import { signInByBrowser } from '../oauth-loopback.ts'
import type { OAuthClient, OAuthProvider } from '../oauth-steps.ts'

/** As the page of the server says it that asks the person to agree. */
const APP_NAME = 'Madoguchi'
/** What the program does there, and no more (docs.joinmastodon.org/api/oauth-scopes, read 2026-11-22). */
const SCOPES = ['read:accounts', 'read:notifications', 'read:statuses', 'write:media', 'write:statuses']

/** RFC 8414, since Mastodon 4.3 (docs.joinmastodon.org/methods/oauth, read 2026-11-22). */
const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  code_challenge_methods_supported: z.array(z.unknown()).catch([]),
})
const App = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) })

/**
 * A token by the browser. Every sign-in registers an app of its own, because the address that the browser comes back to has
 * a port that was free just then, and Mastodon compares it letter by letter. Throws AppError as `signInByBrowser` does, and
 * `invalid-input` (reason `not-a-server`) where nothing can be registered.
 */
export async function signInToMastodon(server: string, tools: LoginTools, signal: AbortSignal): Promise<string> {
  const said = await askWhere(server, tools, signal)
  const provider = providerOf(server, said)
  // Lists of addresses came with 4.3, and so did what a server says of itself.
  const addresses = (redirect: string) => (said === null ? redirect : [redirect])
  const client = (redirect: string) => register(server, addresses(redirect), tools, signal)
  const { accessToken } = await signInByBrowser(provider, client, tools, signal)
  return accessToken
}

/** What the server says of itself; where it says nothing, what every Mastodon has. */
function providerOf(server: string, said: z.infer<typeof Metadata> | null): OAuthProvider {
  const endpoint = (path: string) => new URL(path, server).href
  const knowsPkce = said?.code_challenge_methods_supported.includes('S256') === true
  return {
    name: new URL(server).host,
    issuer: said?.issuer ?? server,
    authorizationEndpoint: said?.authorization_endpoint ?? endpoint('/oauth/authorize'),
    tokenEndpoint: said?.token_endpoint ?? endpoint('/oauth/token'),
    scopes: SCOPES,
    redirect: { host: '127.0.0.1', port: 0, path: '/callback' },
    secretIn: 'body',
    extraParameters: {},
    ...(knowsPkce ? {} : { hasPkce: false as const }),
  }
}

/** Null where the server does not say: before Mastodon 4.3, and of other makes. */
async function askWhere(server: string, tools: LoginTools, signal: AbortSignal) {
  const url = new URL('/.well-known/oauth-authorization-server', server).href
  const answer = await ask(tools, url, { headers: { accept: 'application/json' } }, signal).catch((error: unknown) => {
    throw error instanceof LostAnswer ? new AppError('offline', error.message) : error
  })
  const said = Metadata.safeParse(answer.status < 300 ? answer.json : null)
  if (!said.success) return null
  const { protocol } = new URL(server)
  const endpoints = [said.data.authorization_endpoint, said.data.token_endpoint]
  // A page of another kind must not be opened for a person, and a secret must not leave in the clear.
  return endpoints.every((one) => new URL(one).protocol === protocol) ? said.data : null
}

async function register(
  server: string,
  addresses: string | string[],
  tools: LoginTools,
  signal: AbortSignal,
): Promise<OAuthClient> {
  const body = JSON.stringify({ client_name: APP_NAME, redirect_uris: addresses, scopes: SCOPES.join(' ') })
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const answer = await askToRead(tools, new URL('/api/v1/apps', server).href, { method: 'POST', headers, body }, signal)
  const app = App.safeParse(answer.json)
  if (answer.status >= 300 || !app.success)
    throw new AppError('invalid-input', 'No app can be registered there.', { reason: 'not-a-server' })
  return { id: app.data.client_id, secret: app.data.client_secret }
}
