import { AppError } from '../../../preload/errors.ts'
import type { Adapter, Channel, ChannelTools, CheckedAccount, LoginTools } from '../adapter.ts'
import { createReach, withProgress } from '../catch-up.ts'
import { createChat } from './chat.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { lookAt, type Watch } from './fetch.ts'
import { Author, listOf, Convo } from './schemas.ts'
import { createSender, IMAGES } from './send.ts'
import { createSession, type Session } from './session.ts'
import { fields, looksLikeAppPassword, readSettings } from './settings.ts'

/** How often posts that were handed out are looked at again, and a chat that was closed to us is knocked at, in ms. */
const SELDOM_MS = 30 * 60_000

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

async function check(
  typed: Readonly<Record<string, string>>,
  typedSecrets: Readonly<Record<string, string>>,
  tools: LoginTools,
  signal: AbortSignal,
): Promise<CheckedAccount> {
  const { settings, secrets } = readSettings(typed, { appPassword: typedSecrets['appPassword'] })
  if (!looksLikeAppPassword(secrets.appPassword))
    throw new AppError('invalid-input', 'This is not an app password.', { reason: 'not-app-password' })
  let kept: Record<string, string> = { appPassword: secrets.appPassword.trim() }
  const session = createSession(settings, { appPassword: secrets.appPassword.trim() }, tools, (tokens) => {
    kept = { ...kept, ...tokens }
  })
  const did = await session.did(signal)
  if (settings.dm === 'yes') await mustReachChat(session, signal)
  const profile = await profileOf(session, did, signal)
  const handle = profile?.handle || settings.handle
  return {
    address: `@${handle}`,
    externalId: did,
    name: profile?.displayName || handle,
    secrets: kept,
    expiresAt: null,
  }
}

async function mustReachChat(session: Session, signal: AbortSignal): Promise<void> {
  try {
    listOf(await session.read('chat.bsky.convo.listConvos', { limit: 1 }, signal, 'chat'), 'convos', Convo)
  } catch (error) {
    if (!isClosed(error)) throw error
    throw new AppError('invalid-input', 'This app password does not open direct messages.', { reason: 'no-dm-access' })
  }
}

/** Only for the name: an account without a public profile is one too. */
async function profileOf(session: Session, actor: string, signal: AbortSignal): Promise<Author | null> {
  const answer = await session.read('app.bsky.actor.getProfile', { actor }, signal).catch(() => null)
  const profile = Author.safeParse(answer)
  return profile.success ? profile.data : null
}

const isClosed = (error: unknown): boolean =>
  error instanceof AppError && ['rejected', 'unsupported', 'auth-expired'].includes(error.code)

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
  let lookedAgainAt = now()
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
    isDue() {
      if (now() - lookedAgainAt < SELDOM_MS) return false
      lookedAgainAt = now()
      return true
    },
  }

  function look(start: Cursor, signal: AbortSignal) {
    const isChatOpen = settings.dm === 'yes' && now() >= chatClosedUntil
    return lookAt(start, session, { ...watch, chat: isChatOpen ? openChat : null }, signal)
  }

  return {
    fetchSince: (cursor, signal) => withProgress(reach.follow(cursor, look(readCursor(reach.startOf(cursor)), signal))),
    send: sender.send,
    findSent: sender.findSent,
    fileSent: () => Promise.resolve(),
    watch: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  }
}
