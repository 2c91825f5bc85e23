import { AppError } from '../../../preload/errors.ts'
import type { CheckAccount } from '../adapter.ts'
import { isClosed } from './errors.ts'
import { Author, Convo, listOf } from './schemas.ts'
import { createSession, type Session } from './session.ts'
import { looksLikeAppPassword, readSettings } from './settings.ts'

/** Finds whose the app password is, and whether it opens the direct messages that are wanted. */
export const check: CheckAccount = async (typed, typedSecrets, tools, signal) => {
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
