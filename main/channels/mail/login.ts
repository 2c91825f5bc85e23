import { AppError } from '../../../preload/errors.ts'
import type { ChannelTools } from '../adapter.ts'
import { refreshTokens } from '../oauth-loopback.ts'
import { MAIL_OAUTH, tokenSecrets, type MailProviders } from './oauth.ts'
import type { MailSecrets, MailSettings } from './settings.ts'

/** A token that ends within so long is replaced first, in ms. */
const EARLY_MS = 5 * 60_000

export type LoginTools = Pick<ChannelTools, 'clock' | 'fetch' | 'saveSecrets'>
/** What a server is shown to be let in. */
export type MailLogin = {
  /** Throws AppError `auth-expired`, reason `token-refused`, when the person has to sign in anew; `offline`. */
  secrets(signal: AbortSignal): Promise<MailSecrets>
  /** Others than `used`, which a server refused; null where there are none. */
  renewed(used: MailSecrets, signal: AbortSignal): Promise<MailSecrets | null>
}

export function createMailLogin(
  { oauth }: Pick<MailSettings, 'oauth'>,
  stored: Readonly<Record<string, string>>,
  tools: LoginTools,
  providers: MailProviders = MAIL_OAUTH,
): MailLogin {
  if (oauth === null) {
    const { imapPassword = '', smtpPassword = '' } = stored
    return { secrets: () => Promise.resolve({ imapPassword, smtpPassword }), renewed: () => Promise.resolve(null) }
  }
  const client = { id: oauth.clientId, secret: stored['oauthClientSecret'] ?? null }
  let access = stored['oauthAccess'] ?? ''
  let refresh = stored['oauthRefresh'] ?? ''
  let expiresAt = Number(stored['oauthExpiresAt'] || NaN)
  /** Two connections at once must not both spend a refresh token that may be replaced at every use. */
  let renewing: Promise<MailSecrets> | null = null
  const asSecrets = (): MailSecrets => ({ imapPassword: '', smtpPassword: '', accessToken: access })

  async function renew(signal: AbortSignal): Promise<MailSecrets> {
    if (refresh === '') throw new AppError('auth-expired', 'Nobody is signed in', { reason: 'token-refused' })
    const fresh = await refreshTokens(providers[oauth!.provider], client, refresh, tools, signal)
    // Before anything else is tried with it: the old refresh token may be dead from here on.
    tools.saveSecrets(tokenSecrets(fresh), null)
    access = fresh.accessToken
    refresh = fresh.refreshToken ?? refresh
    expiresAt = fresh.expiresAt ?? NaN
    return asSecrets()
  }
  function renewOnce(signal: AbortSignal): Promise<MailSecrets> {
    renewing ??= renew(signal).finally(() => (renewing = null))
    return renewing
  }
  return {
    secrets: async (signal) =>
      access === '' || expiresAt - EARLY_MS <= tools.clock.now() ? renewOnce(signal) : asSecrets(),
    renewed: async (used, signal) => (used.accessToken === access ? renewOnce(signal) : asSecrets()),
  }
}

/** Tries with what there is; where a server refuses that, once more with a token that was fetched just now. */
export async function withLogin<T>(
  login: MailLogin,
  run: (secrets: MailSecrets) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const used = await login.secrets(signal)
  try {
    return await run(used)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'auth-expired') throw error
    const fresh = await login.renewed(used, signal)
    if (fresh === null) throw error
    return run(fresh)
  }
}
