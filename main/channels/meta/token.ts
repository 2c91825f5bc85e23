import type { ChannelTools } from '../adapter.ts'
import { askToRead } from '../http.ts'
import { Renewed } from './schemas.ts'
import { endOf, markOfToken, type MetaSecrets, type MetaSettings } from './settings.ts'

/** Tokens of Instagram live so long (Access Token, read 2026-11-22), in ms. */
export const TOKEN_MS = 60 * 86_400_000
/** A token has to be a day old to be renewed: one whose age is not known is tried once a day, in ms. */
const TRY_MS = 24 * 3_600_000
/** Renewed so often that a computer may be off for seven weeks, in ms. */
const RENEW_MS = 7 * TRY_MS

export type Token = {
  value(): string
  endsAt(): number | null
  /** Renews it when it is time. A renewal that does not come about is tried again the next day. */
  keepFresh(signal: AbortSignal): Promise<void>
}

export function createToken(
  settings: Pick<MetaSettings, 'host'>,
  secrets: MetaSecrets,
  tools: Pick<ChannelTools, 'clock' | 'fetch' | 'saveSecrets'>,
): Token {
  let value = secrets.token
  let endsAt = endOf(secrets)
  let renewedAt = endsAt === null ? 0 : Number(secrets.renewedAt ?? 0)
  let triedAt = 0

  async function renew(now: number, signal: AbortSignal): Promise<void> {
    // The token stands in the address, because Meta takes it nowhere else here; no error of ours ever holds an address.
    const query = new URLSearchParams({ grant_type: 'ig_refresh_token', access_token: value })
    const answer = await askToRead(tools, `${settings.host}/refresh_access_token?${query.toString()}`, {}, signal)
    const renewed = Renewed.safeParse(answer.json)
    if (answer.status !== 200 || !renewed.success) return
    value = renewed.data.access_token
    endsAt = now + renewed.data.expires_in * 1000
    renewedAt = now
    tools.saveSecrets(
      { token: value, endsAt: String(endsAt), endsOf: markOfToken(value), renewedAt: String(now) },
      endsAt,
    )
  }

  return {
    value: () => value,
    endsAt: () => endsAt,
    async keepFresh(signal) {
      const now = tools.clock.now()
      if (now - renewedAt < RENEW_MS || now - triedAt < TRY_MS) return
      triedAt = now
      await renew(now, signal).catch((error: unknown) => {
        if (signal.aborted) throw error
      })
    },
  }
}
