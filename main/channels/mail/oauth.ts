import type { MailOAuth } from '../../../preload/domain.ts'
import type { LoginTools } from '../adapter.ts'
import { signInByBrowser } from '../oauth-loopback.ts'
import type { OAuthProvider, OAuthTokens } from '../oauth-steps.ts'

export type MailProviders = Record<MailOAuth['provider'], OAuthProvider>

/**
 * Microsoft: learn.microsoft.com, "Authenticate an IMAP, POP or SMTP connection using OAuth" and "OAuth 2.0 authorization
 * code flow" (read 2026-11-22): scopes of outlook.office.com and not of Graph, a public client, `http://localhost` with any
 * port. `common` takes apps that are open to other organisations and personal accounts.
 * Google: developers.google.com, "OAuth 2.0 for desktop apps" and "XOAUTH2 protocol" (read 2026-11-22): a client of type
 * Desktop, 127.0.0.1 with any port, one scope for IMAP and SMTP; only `prompt=consent` brings a refresh token each time.
 */
export const MAIL_OAUTH: MailProviders = {
  microsoft: {
    name: 'Microsoft',
    issuer: 'https://login.microsoftonline.com/common/v2.0',
    authorizationEndpoint: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenEndpoint: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scopes: [
      'https://outlook.office.com/IMAP.AccessAsUser.All',
      'https://outlook.office.com/SMTP.Send',
      'offline_access',
    ],
    redirect: { host: 'localhost', port: 0, path: '/' },
    extraParameters: { prompt: 'select_account' },
  },
  google: {
    name: 'Google',
    issuer: 'https://accounts.google.com',
    authorizationEndpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenEndpoint: 'https://oauth2.googleapis.com/token',
    scopes: ['https://mail.google.com/'],
    redirect: { host: '127.0.0.1', port: 0, path: '/' },
    secretIn: 'body',
    extraParameters: { access_type: 'offline', prompt: 'consent' },
  },
}

/** Names under which the safe keeps what a sign-in brought. */
export type MailTokens = { oauthAccess: string; oauthRefresh?: string; oauthExpiresAt: string }

export const tokenSecrets = ({ accessToken, refreshToken, expiresAt }: OAuthTokens): MailTokens => ({
  oauthAccess: accessToken,
  ...(refreshToken !== null && { oauthRefresh: refreshToken }),
  oauthExpiresAt: String(expiresAt ?? ''),
})

/**
 * Signs in by the browser for one mailbox; what comes back belongs into the safe. Throws AppError as `signInByBrowser` does.
 * The page proposes the address, so that nobody signs in as somebody else by habit.
 */
export async function signInToMail(
  { provider, clientId }: MailOAuth,
  address: string,
  clientSecret: string,
  tools: LoginTools,
  signal: AbortSignal,
  providers: MailProviders = MAIL_OAUTH,
): Promise<Record<string, string>> {
  const asked = providers[provider]
  const hinted = { ...asked, extraParameters: { ...asked.extraParameters, login_hint: address } }
  const client = { id: clientId, secret: clientSecret === '' ? null : clientSecret }
  const tokens = await signInByBrowser(hinted, client, tools, signal)
  return { ...tokenSecrets(tokens), ...(clientSecret !== '' && { oauthClientSecret: clientSecret }) }
}

export type SignInToMail = typeof signInToMail
