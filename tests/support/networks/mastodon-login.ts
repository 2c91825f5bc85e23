import { createHash } from 'node:crypto'
import type { WebAnswer, WebRequest } from './loopback.ts'

type App = { id: string; secret: string; redirect: string; scopes: string }
type Registration = { client_name: string; redirect_uris: string | string[]; scopes: string }
type Grant = { app: App; challenge: string | null }

/** How a made-up Mastodon lets apps in: they register, the person agrees on a page, a code becomes a token. */
export function createMastodonLogin(server: () => { url: string; token: string }) {
  const apps: App[] = []
  const grants = new Map<string, Grant>()
  let version: '4.7' | '4.2' = '4.7'
  let doesAgree = true

  function route(request: WebRequest): WebAnswer | null {
    const { method, path } = request
    if (path === '/.well-known/oauth-authorization-server' && version === '4.7') return { json: metadata() }
    if (path === '/api/v1/apps' && method === 'POST') return register(request)
    if (path === '/oauth/authorize' && method === 'GET') return authorize(request)
    if (path === '/oauth/token' && method === 'POST') return exchange(new URLSearchParams(request.body.toString()))
    return null
  }

  function metadata() {
    const { url } = server()
    return {
      issuer: `${url}/`,
      service_documentation: 'https://docs.joinmastodon.org/',
      authorization_endpoint: `${url}/oauth/authorize`,
      token_endpoint: `${url}/oauth/token`,
      app_registration_endpoint: `${url}/api/v1/apps`,
      revocation_endpoint: `${url}/oauth/revoke`,
      scopes_supported: ['read', 'write', 'profile'],
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      code_challenge_methods_supported: ['S256'],
      grant_types_supported: ['authorization_code', 'client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    }
  }

  function register({ json }: WebRequest): WebAnswer {
    const { client_name: name, redirect_uris: addresses, scopes } = json as Registration
    const redirect = version === '4.7' ? addresses[0] : addresses
    if (!name || typeof redirect !== 'string') return { status: 422, json: { error: 'Validation failed' } }
    const app = { id: `app-${apps.length + 1}`, secret: `secret-of-app-${apps.length + 1}`, redirect, scopes }
    apps.push(app)
    return {
      json: {
        id: String(apps.length),
        name,
        website: null,
        scopes: scopes.split(' '),
        redirect_uri: redirect,
        redirect_uris: [redirect],
        client_id: app.id,
        client_secret: app.secret,
        client_secret_expires_at: 0,
        vapid_key: 'BMAIjoaMYTDbJtfrfocuzO8pzDHI47dzmw0rha6Y=',
      },
    }
  }

  /** What the browser shows, and where it goes when the person has pressed a button. */
  function authorize({ query }: WebRequest): WebAnswer {
    const app = apps.find(({ id }) => id === query.get('client_id'))
    if (!app || query.get('redirect_uri') !== app.redirect || query.get('scope') !== app.scopes)
      return { status: 400, json: { error: 'The redirect uri or the scope is not the registered one' } }
    const back = new URL(app.redirect)
    back.searchParams.set('state', query.get('state') ?? '')
    if (doesAgree) {
      const code = `code-${grants.size + 1}`
      grants.set(code, { app, challenge: version === '4.7' ? query.get('code_challenge') : null })
      back.searchParams.set('code', code)
    } else back.searchParams.set('error', 'access_denied')
    return { status: 302, headers: { location: back.href } }
  }

  function exchange(form: URLSearchParams): WebAnswer {
    const grant = grants.get(form.get('code') ?? '')
    grants.delete(form.get('code') ?? '')
    const isOurs = form.get('client_id') === grant?.app.id && form.get('client_secret') === grant?.app.secret
    if (!grant || !isOurs) return { status: 401, json: { error: 'invalid_client' } }
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isSame = grant.challenge === null || grant.challenge === verifier
    if (!isSame || form.get('redirect_uri') !== grant.app.redirect)
      return { status: 400, json: { error: 'invalid_grant' } }
    const { token } = server()
    return { json: { access_token: token, token_type: 'Bearer', scope: grant.app.scopes, created_at: 1_790_000_000 } }
  }

  return {
    route,
    apps,
    isOld: () => version === '4.2',
    /** What the person presses on the page that asks. */
    agree: (does: boolean) => void (doesAgree = does),
    /** 4.2 says nothing of its endpoints and knows no PKCE. */
    runAs: (next: '4.7' | '4.2') => void (version = next),
  }
}
