import type { Adapter, Channel, ChannelTools } from '../adapter.ts'
import { createReach, withProgress } from '../catch-up.ts'
import { createSeldom, POLLED, SELDOM_MS } from '../posting.ts'
import { createChat } from './chat.ts'
import { check } from './check.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { isClosed } from './errors.ts'
import { lookAt, type Watch } from './fetch.ts'
import { createSender, IMAGES } from './send.ts'
import { createSession } from './session.ts'
import { fields, readSettings } from './settings.ts'

/** Mentions, replies, quotes and direct messages of one Bluesky account. See docs/channels/bluesky.md. */
export const blueskyChannel: Channel = {
  id: 'bluesky',
  capabilities: {
    subject: false,
    attachments: IMAGES,
    privateAttachments: false,
    maxTextLength: 300,
    isPublic: true,
    continuesPrivately: true,
  },
  pollIntervalMs: 2 * 60_000,
  fields,
  check,
  connect,
}

function connect(
  untypedSettings: unknown,
  untypedSecrets: Readonly<Record<string, string>>,
  tools: ChannelTools,
): Adapter {
  const { settings, secrets } = readSettings(untypedSettings, untypedSecrets)
  const now = () => tools.clock.now()
  const session = createSession(settings, secrets, tools, (tokens) => tools.saveSecrets(tokens, null))
  const chat = createChat(session, now)
  const sender = createSender(session, now)
  let chatClosedUntil = 0
  const reach = createReach()

  /** A chat that is closed to this password must not keep the posts out. */
  const openChat: typeof chat.lookAt = async function* (place, floor, signal) {
    try {
      yield* chat.lookAt(place, floor, signal)
    } catch (error) {
      if (!isClosed(error)) throw error
      chatClosedUntil = now() + SELDOM_MS
    }
  }

  const watch: Watch = {
    now,
    handle: `@${settings.handle}`,
    chat: null,
    missing: new Set(),
    isDue: createSeldom(tools.clock),
  }

  function look(start: Cursor, signal: AbortSignal) {
    const isChatOpen = settings.dm === 'yes' && now() >= chatClosedUntil
    return lookAt(start, session, { ...watch, chat: isChatOpen ? openChat : null }, signal)
  }

  return {
    ...POLLED,
    fetchSince: (cursor, signal) => withProgress(reach.follow(cursor, look(readCursor(reach.startOf(cursor)), signal))),
    send: sender.send,
    findSent: sender.findSent,
  }
}
