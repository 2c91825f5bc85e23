import type { Adapter, Channel, ChannelTools } from '../adapter.ts'
import { createReach, withProgress } from '../catch-up.ts'
import { fediverseFields, tokenIn } from '../fediverse.ts'
import { createSeldom, POLLED } from '../posting.ts'
import { check, whoAmI } from './check.ts'
import { readCursor } from './cursor.ts'
import { lookAt, type Watch } from './fetch.ts'
import { createLine } from './line.ts'
import { signInByMiAuth } from './miauth.ts'
import { handleOf, type Me } from './read-note.ts'
import { createSender, FILES } from './send.ts'
import { readSettings } from './settings.ts'

/** Threads whose root is remembered. */
const MOST_ROOTS = 5000

/** Mentions, answers and direct messages of one Misskey account. See docs/channels/misskey.md. */
export const misskeyChannel: Channel = {
  id: 'misskey',
  capabilities: { subject: false, attachments: FILES, maxTextLength: 3000, isPublic: true, continuesPrivately: true },
  pollIntervalMs: 2 * 60_000,
  fields: fediverseFields,
  async login(typed, _secrets, tools, signal) {
    const token = await signInByMiAuth(readSettings(typed).server, tools, signal)
    return { secrets: { token }, expiresAt: null }
  },
  check,
  connect,
}

function connect(untyped: unknown, secrets: Readonly<Record<string, string>>, tools: ChannelTools): Adapter {
  const settings = readSettings(untyped)
  const { clock } = tools
  const { server, accountId, handle } = settings
  const line = createLine(settings, tokenIn(secrets), tools)
  const watch: Watch = { now: clock.now, isDue: createSeldom(clock), roots: new Map() }
  const reach = createReach()
  let known: Me | null = accountId === '' ? null : { id: accountId, handle, name: handle, server }

  /** Settings of an account that was checked hold it; asked for where they do not. */
  async function whoWeAre(signal: AbortSignal): Promise<Me> {
    if (known) return known
    const user = await whoAmI(line, signal)
    return (known = { id: user.id, handle: handleOf(user, server), name: user.name || user.username, server })
  }

  async function* batches(cursor: string | null, signal: AbortSignal) {
    if (watch.roots.size > MOST_ROOTS) watch.roots.clear()
    yield* lookAt(readCursor(reach.startOf(cursor)), line, await whoWeAre(signal), watch, signal)
  }

  const sender = createSender(line, () => whoWeAre(new AbortController().signal))
  return {
    ...POLLED,
    fetchSince: (cursor, signal) => withProgress(reach.follow(cursor, batches(cursor, signal))),
    send: sender.send,
    findSent: sender.findSent,
  }
}
