import type { AccountId } from '../../preload/domain.ts'
import type { ChannelTools, ReadSources } from '../channels/adapter.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { AccountSecrets } from './account-secrets.ts'
import type { Metering } from './metering.ts'

type Tools = { store: Store; clock: Clock; secrets: AccountSecrets; metering: Metering; read: ReadSources }

/** What the channel of one account is given, for one connection. */
export function createChannelTools({ store, clock, secrets, metering, read }: Tools): (id: AccountId) => ChannelTools {
  /** Sources are on disk before their page is stored: the disk works while this thread is at the page before. */
  const readAndKeep: ReadSources = async (sources, signal) => {
    const results = await read(sources, signal)
    await store.sources.append(results.map(({ sourceHash, source }) => ({ hash: sourceHash, bytes: source })))
    return results
  }
  return (id) => {
    const keep = secrets.renewing(id)
    return {
      clock,
      read: readAndKeep,
      fetch: globalThis.fetch,
      saveSecrets: (next, expiresAt) =>
        store.transaction(() => {
          if (keep(next)) store.accounts.setExpiry(id, expiresAt)
        }),
      meter: (use) => metering.note(id, use),
    }
  }
}

const LOOPBACK = /^(?:https?:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)(?:[:/]|$)/i

/** A server of this computer proves nothing about the real one. */
export const isOnLoopback = (settings: string): boolean => {
  const values: unknown[] = Object.values(JSON.parse(settings) as Record<string, unknown>)
  return values.some((value) => {
    const host = typeof value === 'object' && value !== null && 'host' in value ? value.host : value
    return typeof host === 'string' && LOOPBACK.test(host)
  })
}
