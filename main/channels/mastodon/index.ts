import type { Adapter, Channel, ChannelTools } from '../adapter.ts'
import { withProgress } from '../catch-up.ts'
import { fediverseFields, tokenIn } from '../fediverse.ts'
import { createSeldom, POLLED } from '../posting.ts'
import { check, whoAmI } from './check.ts'
import { readCursor } from './cursor.ts'
import { lookAt, type Memory } from './fetch.ts'
import { handleOf, type Me } from './handle.ts'
import { createLine } from './line.ts'
import { signInToMastodon } from './oauth.ts'
import { createSender, FILES } from './send.ts'
import { hostOf, readSettings } from './settings.ts'

/** Threads whose root is remembered. */
const MOST_ROOTS = 5000

/** Mentions and direct messages of one Mastodon account. See docs/channels/mastodon.md. */
export const mastodonChannel: Channel = {
  id: 'mastodon',
  capabilities: { subject: false, attachments: FILES, maxTextLength: 500, isPublic: true, continuesPrivately: true },
  pollIntervalMs: 2 * 60_000,
  fields: fediverseFields,
  async login(typed, _secrets, tools, signal) {
    const token = await signInToMastodon(readSettings(typed).server, tools, signal)
    return { secrets: { token }, expiresAt: null }
  },
  check,
  connect,
}

function connect(untyped: unknown, secrets: Readonly<Record<string, string>>, tools: ChannelTools): Adapter {
  const settings = readSettings(untyped)
  const { clock } = tools
  const { accountId, handle } = settings
  const host = hostOf(settings)
  const line = createLine(settings, tokenIn(secrets), tools)
  const memory: Memory = { roots: new Map(), missing: new Set(), isDue: createSeldom(clock) }
  let known: Me | null = accountId === '' ? null : { id: accountId, handle, name: handle, host }

  /** Settings of an account that was checked hold it; asked for where they do not. */
  async function whoWeAre(signal: AbortSignal): Promise<Me> {
    if (known) return known
    const account = await whoAmI(line, signal)
    return (known = { id: account.id, handle: handleOf(account, host), name: account.display_name, host })
  }

  async function* batches(cursor: string | null, signal: AbortSignal) {
    if (memory.roots.size > MOST_ROOTS) memory.roots.clear()
    yield* lookAt(readCursor(cursor), line, await whoWeAre(signal), memory, clock.now, signal)
  }

  const sender = createSender(line, () => whoWeAre(new AbortController().signal), clock)
  return {
    ...POLLED,
    fetchSince: (cursor, signal) => withProgress(batches(cursor, signal)),
    send: sender.send,
    findSent: sender.findSent,
  }
}
