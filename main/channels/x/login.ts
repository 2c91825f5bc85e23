import { AppError } from '../../../preload/errors.ts'
import type { ChannelTools } from '../adapter.ts'
import { refreshTokens } from '../oauth-loopback.ts'
import type { OAuthProvider, OAuthTokens } from '../oauth-steps.ts'
import type { XTokens } from './line.ts'
import type { XSecrets, XSettings } from './settings.ts'

/** A token that ends within so long is replaced first, in ms. */
const EARLY_MS = 5 * 60_000

export type XLogin = {
  /** Throws AppError `auth-expired` when there is nothing to sign in with. */
  tokens(signal: AbortSignal): Promise<XTokens>
  /** Others than `used`, which X refused; null where there are none. */
  renewed(used: XTokens, signal: AbortSignal): Promise<XTokens | null>
}

/** What the safe keeps of tokens that came by the browser. */
export const secretsOf = ({ accessToken, refreshToken, expiresAt }: OAuthTokens): Record<string, string> => ({
  oauthAccess: accessToken,
  ...(refreshToken !== null && { oauthRefresh: refreshToken }),
  oauthExpiresAt: String(expiresAt ?? ''),
})

export function createLogin(
  settings: Pick<XSettings, 'login' | 'clientId'>,
  secrets: XSecrets,
  provider: OAuthProvider,
  tools: Pick<ChannelTools, 'clock' | 'fetch' | 'saveSecrets'>,
): XLogin {
  return settings.login === 'keys' ? pastedKeys(secrets) : browserTokens(settings, secrets, provider, tools)
}

function pastedKeys({ appKey = '', appSecret = '', accessToken = '', accessSecret = '' }: XSecrets): XLogin {
  const tokens = { appKey, appSecret, accessToken, accessSecret }
  return {
    tokens() {
      const isComplete = Object.values(tokens).every((key) => key !== '')
      return isComplete
        ? Promise.resolve(tokens)
        : Promise.reject(new AppError('auth-expired', 'Keys of X are missing', { reason: 'token-refused' }))
    },
    renewed: () => Promise.resolve(null),
  }
}

function browserTokens(
  { clientId }: Pick<XSettings, 'clientId'>,
  secrets: XSecrets,
  provider: OAuthProvider,
  tools: Pick<ChannelTools, 'clock' | 'fetch' | 'saveSecrets'>,
): XLogin {
  let access = secrets.oauthAccess ?? ''
  let refresh = secrets.oauthRefresh ?? ''
  let expiresAt = Number(secrets.oauthExpiresAt || NaN)
  /** Two requests at once must not both spend the one refresh token. */
  let renewing: Promise<string> | null = null

  async function renew(signal: AbortSignal): Promise<string> {
    if (refresh === '') throw new AppError('auth-expired', 'The login at X has ended', { reason: 'token-refused' })
    const client = { id: clientId, secret: secrets.clientSecret ?? null }
    const fresh = await refreshTokens(provider, client, refresh, tools, signal)
    // The old refresh token is dead from here on: the new one goes into the safe before anything else is tried with it.
    tools.saveSecrets(secretsOf(fresh), null)
    access = fresh.accessToken
    refresh = fresh.refreshToken ?? refresh
    expiresAt = fresh.expiresAt ?? NaN
    return access
  }

  function renewOnce(signal: AbortSignal): Promise<string> {
    renewing ??= renew(signal).finally(() => (renewing = null))
    return renewing
  }

  return {
    tokens: async (signal) => (access === '' || expiresAt - EARLY_MS <= tools.clock.now() ? renewOnce(signal) : access),
    renewed: async (used, signal) => (used === access ? renewOnce(signal) : access),
  }
}
