import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MailProviders } from '../../main/channels/mail/oauth.ts'
import { startLoopback } from './networks/loopback.ts'

const HOUR_S = 3600

export type MailProvider = Awaited<ReturnType<typeof startMailProvider>>

/** A provider of mailboxes on loopback: signs in by the browser, replaces refresh tokens, and tells servers whose a token is. */
export async function startMailProvider(options: { clientId?: string; clientSecret?: string; address?: string } = {}) {
  const { clientId = 'shop-client', clientSecret, address = 'shop' } = options
  const codes = new Map<string, { challenge: string; redirect: string }>()
  const access = new Set<string>()
  const refresh = new Set<string>()
  let issued = 0
  let isRefusing = false

  function issue() {
    issued += 1
    access.add(`access-${issued}`)
    refresh.add(`refresh-${issued}`)
    return {
      token_type: 'Bearer',
      expires_in: HOUR_S,
      access_token: `access-${issued}`,
      refresh_token: `refresh-${issued}`,
    }
  }
  const refuse = (error: string) => ({ status: 400, json: { error } })

  function answerToken(form: URLSearchParams) {
    const isKnown = form.get('client_id') === clientId && (form.get('client_secret') ?? undefined) === clientSecret
    if (!isKnown) return refuse('invalid_client')
    if (form.get('grant_type') === 'refresh_token') {
      if (isRefusing || !refresh.delete(form.get('refresh_token') ?? '')) return refuse('invalid_grant')
      return { json: issue() }
    }
    const code = codes.get(form.get('code') ?? '')
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isRight = code?.challenge === proof && code.redirect === form.get('redirect_uri')
    return isRight ? { json: issue() } : refuse('invalid_grant')
  }

  const web = await startLoopback(({ path, query, body }) => {
    if (path === '/token') return answerToken(new URLSearchParams(body.toString()))
    const shown = query.get('access_token') ?? ''
    return access.has(shown) ? { json: { email: address } } : { status: 401, json: { error: 'invalid_token' } }
  })
  const endpoints = { authorizationEndpoint: `${web.url}/authorize`, tokenEndpoint: `${web.url}/token` }
  const redirect = { port: 0, path: '/' }
  const providers: MailProviders = {
    microsoft: {
      name: 'Microsoft',
      issuer: web.url,
      scopes: ['imap', 'smtp', 'offline_access'],
      redirect: { host: 'localhost', ...redirect },
      extraParameters: {},
      ...endpoints,
    },
    google: {
      name: 'Google',
      issuer: web.url,
      scopes: ['https://mail.google.com/'],
      redirect: { host: '127.0.0.1', ...redirect },
      secretIn: 'body',
      extraParameters: { access_type: 'offline' },
      ...endpoints,
    },
  }
  return {
    providers,
    clientId,
    asked: web.asked,
    /** Tokens as after a sign-in that went well. */
    issue,
    /** The newest token of a kind. */
    issued: (kind: 'access' | 'refresh') => `${kind}-${issued}`,
    /** Whose an access token is, for the servers that take it. */
    isGood: (token: string) => access.has(token),
    /** What the page does once the person has agreed: the address to which the browser goes back. */
    agree(authorization: string): string {
      const asked = new URL(authorization).searchParams
      const code = `code-${codes.size + 1}`
      codes.set(code, { challenge: asked.get('code_challenge')!, redirect: asked.get('redirect_uri')! })
      return `${asked.get('redirect_uri')}?state=${encodeURIComponent(asked.get('state')!)}&code=${code}`
    },
    /** Access tokens die at once, as when their hour is over. */
    expireAccess: () => access.clear(),
    /** The owner has withdrawn the leave, or changed the password. */
    refuseRefresh: (yes: boolean) => void (isRefusing = yes),
    /** The lines by which a Dovecot asks this provider about tokens. */
    dovecotConfig() {
      const file = join(tmpdir(), `dovecot-oauth2-${process.pid}-${new URL(web.url).port}.conf.ext`)
      writeFileSync(file, `tokeninfo_url = ${web.url}/tokeninfo?access_token=\nusername_attribute = email\n`)
      return `
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${file}
}
`
    },
    close: web.close,
  }
}
