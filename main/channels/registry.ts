import { AppError } from '../../preload/errors.ts'
import type { MailSettings, ServerCheck } from '../../preload/domain.ts'
import type { Channel, Inbound } from './adapter.ts'
import { blueskyChannel } from './bluesky/index.ts'
import { mastodonChannel } from './mastodon/index.ts'
import { createMailLogin, mailChannel, mailSettings, testAccount, type LoginTools } from './mail/index.ts'
import { createInternetLookup } from './mail/autoconfig/internet.ts'
import { isKnownCharset } from './mail/read/charset.ts'
import { openAttachment, readSource } from './mail/read/read-mail.ts'
import { searchTextOfMail } from './mail/read/read-result.ts'
import { facebookChannel } from './meta/facebook.ts'
import { instagramChannel } from './meta/instagram.ts'
import { misskeyChannel } from './misskey/index.ts'
import { rmesseChannel } from './rmesse/index.ts'
import { xChannel } from './x/index.ts'

export { safeNameOf } from './mail/read/safe-name.ts'
export { inboundOf, type Post } from './post.ts'
export { readAtMost } from './http.ts'
export { findMail } from './mail/autoconfig/find.ts'
export { signInToMail, type SignInToMail } from './mail/oauth.ts'
export type { MailLookup } from './mail/autoconfig/internet.ts'

/** Asks the real internet where the servers of an address are. */
export const internetLookup = createInternetLookup()

/** Every kind of network the program can connect. A new one is a folder and a line here. */
export const channels: readonly Channel[] = [
  mailChannel,
  xChannel,
  instagramChannel,
  facebookChannel,
  blueskyChannel,
  mastodonChannel,
  misskeyChannel,
  rmesseChannel,
]

export function findChannel(id: string): Channel | undefined {
  return channels.find((channel) => channel.id === id)
}

/** Tries the servers of a mail account that is not stored yet. Never throws for what a server does. */
export async function testMailAccount(
  settings: MailSettings,
  secrets: Readonly<Record<string, string>>,
  signal: AbortSignal,
  tools: LoginTools,
): Promise<{ imap: ServerCheck; smtp: ServerCheck }> {
  const parsed = mailSettings.parse(settings)
  const login = createMailLogin(parsed, secrets, tools)
  const { imap, smtp } = await testAccount(parsed, login, signal, tools.clock)
  return { imap: toCheck(imap), smtp: toCheck(smtp) }
}

function toCheck(check: Awaited<ReturnType<typeof testAccount>>['imap' | 'smtp']): ServerCheck {
  if (check.ok) return { ok: true }
  return {
    ok: false,
    reason: check.reason ?? 'other',
    detail: check.explanation,
    fingerprint: check.certificate?.fingerprint ?? null,
  }
}

/** The bytes of one file of a mail, decoded from its source. Throws AppError `not-found`. */
export function openMailAttachment(source: Uint8Array, index: number): Uint8Array {
  const bytes = openAttachment(source, index)
  if (bytes === null) throw new AppError('not-found', `The mail has no file ${index}`)
  return bytes
}

/** Reads a mail once more, in the charset that a person chose; null: as it says itself. */
export function readAgain(
  source: Uint8Array,
  charset: string | null,
): Pick<Inbound, 'message' | 'unreadable' | 'search'> {
  const { message, unreadable } = readSource(source, { charset })
  return { message, unreadable, search: searchTextOfMail(message) }
}

export const isCharset = isKnownCharset
