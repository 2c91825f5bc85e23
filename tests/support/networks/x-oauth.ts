import { createHash, createHmac } from 'node:crypto'
import type { XState } from './x-state.ts'

/** Whether a request may come in: a bearer token that is known, or a signature of OAuth 1.0a (RFC 5849) that is right. */
export function isAuthorized(state: XState, method: string, url: URL, header: string): boolean {
  if (header.startsWith('Bearer ')) return state.bearers.has(header.slice('Bearer '.length))
  return header.startsWith('OAuth ') && isSigned(state, method, url, header)
}

function isSigned({ keys }: XState, method: string, url: URL, header: string): boolean {
  const given = new Map(
    [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, decodeURIComponent(value!)]),
  )
  const signature = given.get('oauth_signature')
  given.delete('oauth_signature')
  if (given.get('oauth_consumer_key') !== keys.appKey || given.get('oauth_token') !== keys.accessToken) return false
  const parameters = [...given, ...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort()
  const base = [method, `https://api.x.com${url.pathname}`, parameters.join('&')].map(encode).join('&')
  const expected = createHmac('sha1', `${encode(keys.appSecret)}&${encode(keys.accessSecret)}`)
    .update(base)
    .digest('base64')
  return signature === expected
}

const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** `/2/oauth2/token`: a code with the verifier that belongs to it, or a refresh token, each good for one use. */
export function createTokenEndpoint(state: XState, clientId: string) {
  const codes = new Map<string, { challenge: string; redirect: string }>()
  let issued = 0

  function issue() {
    issued++
    const access = `access-${issued}`
    const refresh = `refresh-${issued}`
    state.bearers.add(access)
    state.refreshTokens.add(refresh)
    return {
      status: 200,
      body: {
        token_type: 'bearer',
        expires_in: 7200,
        access_token: access,
        refresh_token: refresh,
        scope: 'tweet.read',
      },
    }
  }
  const refuse = (status: number, error: string) => ({
    status,
    body: { error, error_description: 'Value passed was invalid.' },
  })

  return {
    /** What the page of X does once the person has agreed. */
    agree(authorization: string): string {
      const asked = new URL(authorization).searchParams
      const code = `code-${codes.size + 1}`
      codes.set(code, { challenge: asked.get('code_challenge')!, redirect: asked.get('redirect_uri')! })
      return `${asked.get('redirect_uri')}?state=${encodeURIComponent(asked.get('state')!)}&code=${code}`
    },
    answer(form: URLSearchParams): { status: number; body: unknown } {
      if (form.get('client_id') !== clientId) return refuse(401, 'invalid_client')
      if (form.get('grant_type') === 'refresh_token') {
        // A refresh token is replaced at every use; the old one is dead at once, and so are the access tokens of before.
        if (!state.refreshTokens.delete(form.get('refresh_token') ?? '')) return refuse(400, 'invalid_request')
        state.bearers.clear()
        return issue()
      }
      const code = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      const isRight = code?.challenge === challenge && code.redirect === form.get('redirect_uri')
      return isRight ? issue() : refuse(400, 'invalid_request')
    },
  }
}
