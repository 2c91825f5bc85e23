import type { ImapFlow } from 'imapflow'
import { AppError } from '../../../preload/errors.ts'
import { mailError, refusedReason, scrub, transportReason, type LibraryError, type MailReason } from './errors.ts'
import { loadClient } from './imap-client.ts'
import { isLoopback, type MailSecrets, type MailServer, type MailSettings } from './settings.ts'
import { tlsOptions, verifyPeer, type PeerCheck } from './trust.ts'

/** Bounds in ms, injected so that a hanging server takes a test no longer than it must. */
export type Timeouts = {
  /** Name, TCP and TLS together. */
  connectMs: number
  /** Until an IMAP server says hello. */
  greetingMs: number
  /** Longest silence in the middle of a command. */
  silenceMs: number
  /** Longest wait for the answer to a finished message; RFC 5321, 4.5.3.2.6 asks for ten minutes. */
  acceptMs: number
}
export const DEFAULT_TIMEOUTS: Timeouts = {
  connectMs: 15_000,
  greetingMs: 10_000,
  silenceMs: 60_000,
  acceptMs: 600_000,
}

/** IDLE starts this long after the last command. Short, because nothing else is asked on the connection meanwhile. */
const IDLE_AFTER_MS = 500
/** RFC 2177 asks for less than 29 minutes; home routers forget a silent connection far sooner. */
const RENEW_IDLE_MS = 9 * 60_000
/** A mail of 50 MB must pass; a server that announces gigabytes must not take the memory. */
const LARGEST_LITERAL_BYTES = 256 * 1024 * 1024

/** One connection, logged in. Only AppError leaves, with a reason of `MAIL_REASONS`. The password is in no log or error. */
export async function openImap(
  settings: MailSettings,
  secrets: Pick<MailSecrets, 'imapPassword' | 'accessToken'>,
  timeouts: Timeouts,
  signal: AbortSignal,
  check: PeerCheck = verifyPeer,
): Promise<ImapFlow> {
  const server = settings.imap
  const Client = await loadClient()
  if (signal.aborted) throw mailError('stopped', 'Stopped before connecting')
  refuseInsecure(server, settings.allowInsecure)
  const client: ImapFlow = new Client({
    host: server.host,
    port: server.port,
    secure: server.tls === 'implicit',
    // Never undefined: that would go on in plain text when somebody on the way strips the offer.
    doSTARTTLS: server.tls === 'starttls',
    tls: tlsOptions(settings),
    auth: shownLate(server.user, secrets, () => {
      check(settings, client === undefined ? null : (client as unknown as { socket: unknown }).socket)
    }),
    logger: false,
    emitLogs: false,
    // A mailbox is mostly base64: deflating it costs more time than it saves.
    disableCompression: true,
    // UTF8=ACCEPT and IMAP4rev2 change what a server sends; plain IMAP4rev1 is what every server has been tried with.
    disableAutoEnable: true,
    disableIMAP4rev2: true,
    autoIdleDelay: IDLE_AFTER_MS,
    maxIdleTime: RENEW_IDLE_MS,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    maxLiteralSize: LARGEST_LITERAL_BYTES,
    maxLineLength: 16 * 1024 * 1024,
  })
  let firstError: LibraryError | null = null
  // Without a listener a broken socket would end the program; whoever waits gets the same error by its own promise.
  client.on('error', (error: LibraryError) => (firstError ??= error))
  const abort = () => client.close()
  signal.addEventListener('abort', abort, { once: true })
  try {
    await client.connect()
    return client
  } catch (error) {
    const { received } = client.stats()
    client.close()
    if (signal.aborted) throw mailError('stopped', 'Stopped while connecting')
    if ((error as LibraryError).code === 'GREETING_TIMEOUT' && received > 0) {
      throw mailError('not-imap', `${server.host}:${server.port} speaks, but not IMAP`)
    }
    throw imapError(error, secrets, firstError)
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** Read by imapflow when it logs in and not before: the last moment to see who is at the other end. */
function shownLate(user: string, secrets: Pick<MailSecrets, 'imapPassword' | 'accessToken'>, look: () => void) {
  const { imapPassword, accessToken } = secrets
  const late = (secret: string) => {
    look()
    return secret
  }
  if (accessToken === undefined)
    return {
      user,
      get pass() {
        return late(imapPassword)
      },
    }
  return {
    user,
    get accessToken() {
      return late(accessToken)
    },
  }
}

/** Plain text only where nobody can listen, or where a person has said that it may be so. */
export function refuseInsecure(server: MailServer, allowInsecure: boolean): void {
  if (server.tls === 'none' && !allowInsecure && !isLoopback(server.host)) {
    throw mailError('insecure', `${server.host} would get the password without encryption`)
  }
}

/** What went wrong with an IMAP command or connection, in the program's terms. */
export function imapError(
  error: unknown,
  secrets: Pick<MailSecrets, 'imapPassword' | 'accessToken'>,
  first?: LibraryError | null,
) {
  if (error instanceof AppError) return error
  const failure = error as LibraryError
  const said = scrub(failure.responseText || failure.message || 'IMAP failed', secrets)
  const reason =
    transportReason(failure) === 'closed' && first ? (transportReason(first) ?? 'closed') : transportReason(failure)
  if (reason && reason !== 'closed') return mailError(reason, said)
  if (failure.code === 'GREETING_TIMEOUT') return mailError('timeout', said)
  if (failure.authenticationFailed) return refusedLogin(failure, said, refusedReason(secrets))
  if (failure.tlsFailed) return mailError('tls-not-offered', said)
  if (failure.code?.startsWith('ParserError') || failure.code === 'MissingTag' || failure.code === 'UnexpectedTag') {
    return mailError('not-imap', said)
  }
  if (failure.code === 'ETHROTTLE') return new AppError('rate-limited', said)
  if (failure.responseStatus === 'NO' || failure.responseStatus === 'BAD') {
    return new AppError('rejected', said)
  }
  return mailError('closed', said)
}

/** A refused login is a wrong password unless the server says that it has trouble of its own (RFC 5530). */
function refusedLogin(failure: LibraryError, said: string, reason: MailReason) {
  const code = failure.serverResponseCode ?? ''
  if (/^(UNAVAILABLE|SERVERBUG|INUSE)$/.test(code)) return mailError('closed', said)
  if (/^(LIMIT|OVERQUOTA)$/.test(code)) return new AppError('rate-limited', said)
  if (code === 'PRIVACYREQUIRED') return mailError('tls-not-offered', said)
  return mailError(reason, said)
}
