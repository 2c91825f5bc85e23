import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { AppError } from '../../../preload/errors.ts'
import type { SendResult } from '../adapter.ts'
import type { Clock } from '../../jobs/clock.ts'
import { mailError, refusedReason, scrub, transportReason, type LibraryError } from './errors.ts'
import { refuseInsecure, type Timeouts } from './imap-open.ts'
import type { MailSecrets, MailSettings } from './settings.ts'
import { tlsOptions, verifyPeer, type PeerCheck } from './trust.ts'

export type SmtpContext = {
  settings: MailSettings
  secrets: Pick<MailSecrets, 'smtpPassword' | 'accessToken'>
  timeouts: Timeouts
  clock: Clock
}

/** A busy server (4xx) is asked again after this long: greylisting asks for 5 minutes at the most usual setting. */
const BUSY_RETRY_MS = 5 * 60_000
const CHUNK_BYTES = 16 * 1024

/** Connects and logs in, and nothing more. `quit` ends it politely. */
export async function openSmtp(context: SmtpContext, signal: AbortSignal, check: PeerCheck = verifyPeer) {
  const { settings, secrets, timeouts } = context
  const server = settings.smtp
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  if (signal.aborted) throw mailError('stopped', 'Stopped before connecting')
  refuseInsecure(server, settings.allowInsecure)
  const connection = new Connection({
    host: server.host,
    port: server.port,
    secure: server.tls === 'implicit',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    tls: tlsOptions(settings),
    // The name of this computer is nobody's business; an address literal is allowed (RFC 5321, 4.1.3).
    name: '[127.0.0.1]',
    connectionTimeout: timeouts.connectMs,
    // Servers let strangers wait on purpose (postscreen, tarpits); RFC 5321, 4.5.3.2.1 grants them minutes.
    greetingTimeout: timeouts.silenceMs,
    socketTimeout: timeouts.silenceMs,
    socketCloseTimeout: 0,
    logger: false,
  })
  const { failed, forget } = failureOf(connection, signal)
  const step = <T>(run: (done: (error: Error | null | undefined, value?: T) => void) => void) =>
    Promise.race([
      failed,
      new Promise<T | undefined>((resolve, reject) => run((error, value) => (error ? reject(error) : resolve(value)))),
    ])
  try {
    await step<void>((done) => connection.connect((error) => done(error)))
    check(settings, connection._socket)
    // A relay in the shop's own network may ask for no password; one that wants it refuses MAIL FROM with 530.
    if (connection.allowsAuth) await step<boolean>((done) => connection.login(loginOf(server.user, secrets), done))
    return connection
  } catch (error) {
    connection.close()
    throw smtpError(error, context)
  } finally {
    forget()
  }
}

function loginOf(
  user: string,
  { smtpPassword, accessToken }: SmtpContext['secrets'],
): Parameters<SMTPConnection['login']>[0] {
  if (accessToken === undefined) return { user, pass: smtpPassword }
  // The frame of XOAUTH2 by developers.google.com, "XOAUTH2 protocol", which Microsoft shares (read 2026-11-22).
  const oauth2 = {
    buildXOAuth2Token: (token: string) =>
      Buffer.from(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`).toString('base64'),
    // A second time is asked for when the server has refused the first: it would refuse the same token again.
    getToken: (isRefused: boolean, done: (error: Error | null, token?: string) => void) =>
      isRefused ? done(new Error('The server refused the token')) : done(null, accessToken),
  }
  return { type: 'OAUTH2', user, oauth2 } as unknown as Parameters<SMTPConnection['login']>[0]
}

/** Rejects when the line breaks or the person stops. `forget` takes the ear off the signal, which may live for days. */
function failureOf(connection: SMTPConnection, signal: AbortSignal) {
  let forget = () => {}
  const failed = new Promise<never>((_, reject) => {
    const stop = () => reject(mailError('stopped', 'Stopped by the person'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    // Stays on the connection: an error after the last answer has nobody else to hear it and would end the program.
    connection.on('error', reject)
    forget = () => signal.removeEventListener('abort', stop)
  })
  failed.catch(() => {})
  return { failed, forget }
}

/**
 * Hands one message to the server. `unclear` only from the moment on at which the last byte may have left: before it the
 * server cannot have taken the message (RFC 5321, 4.1.1.4), after it only the server's answer can tell.
 */
export async function sendSource(
  context: SmtpContext,
  envelope: { from: string; to: string[] },
  source: Uint8Array,
  signal: AbortSignal,
): Promise<SendResult> {
  const connection = await openSmtp(context, signal)
  const body = sourceStream(source)
  body.onLastByte(() => extendPatience(connection, context.timeouts.acceptMs))
  const { failed, forget } = failureOf(connection, signal)
  try {
    const sent = new Promise<{ rejected: string[] }>((resolve, reject) => {
      if (signal.aborted) return
      const size = source.length
      connection.send({ ...envelope, size }, body.stream, (error, info) => (error ? reject(error) : resolve(info)))
    })
    const info = await Promise.race([failed, sent])
    connection.quit()
    return { outcome: 'accepted', rejectedRecipients: info.rejected, source }
  } catch (error) {
    connection.close()
    const answer = (error as LibraryError).responseCode
    if (body.isHandedOver() && !(answer && answer >= 400)) {
      const explanation = scrub((error as Error).message, context.secrets)
      return { outcome: 'unclear', explanation, source }
    }
    throw smtpError(error, context)
  } finally {
    forget()
  }
}

function extendPatience(connection: SMTPConnection, ms: number): void {
  if (connection._socket) connection._socket.setTimeout(ms)
}

/** Gives the bytes out in pieces and knows whether the last one has been taken. */
function sourceStream(source: Uint8Array) {
  let offset = 0
  let handedOver = false
  let lastByte = () => {}
  const stream = new Readable({
    highWaterMark: CHUNK_BYTES,
    read() {
      const end = Math.min(offset + CHUNK_BYTES, source.length)
      if (end === source.length) {
        handedOver = true
        lastByte()
      }
      this.push(Buffer.from(source.buffer, source.byteOffset + offset, end - offset))
      offset = end
      if (handedOver) this.push(null)
    },
  })
  return { stream, isHandedOver: () => handedOver, onLastByte: (run: () => void) => (lastByte = run) }
}

/** What went wrong before the message can have been taken, in the program's terms. */
export function smtpError(error: unknown, { secrets, clock }: Pick<SmtpContext, 'secrets' | 'clock'>): AppError {
  if (error instanceof AppError) return error
  const failure = error as LibraryError
  const answer = failure.responseCode ?? 0
  const said = scrub(typeof failure.response === 'string' ? failure.response : failure.message, secrets)
  const busy = () => new AppError('rate-limited', said, { retryAt: clock.now() + BUSY_RETRY_MS })
  if (failure.code === 'EAUTH') {
    if (answer >= 400 && answer < 500) return busy()
    // 538 and 530 5.7.0 ask for encryption first; everything else is about the password.
    return answer === 538 ? mailError('tls-not-offered', said) : mailError(refusedReason(secrets), said)
  }
  const reason = transportReason(failure)
  if (answer >= 400 && answer < 500 && failure.command !== 'STARTTLS') return busy()
  if (failure.code === 'ETLS') return mailError(reason === 'certificate' ? 'certificate' : 'tls-not-offered', said)
  if (failure.code === 'EPROTOCOL' && answer === 0) return mailError('not-smtp', said)
  if (failure.command === 'EHLO' && /STARTTLS/.test(failure.message)) return mailError('tls-not-offered', said)
  if (answer === 530) return mailError(refusedReason(secrets), said)
  if (answer >= 500) return new AppError('rejected', said)
  if (failure.code === 'EENVELOPE' || failure.code === 'EMESSAGE') return new AppError('rejected', said)
  return mailError(reason ?? 'closed', said)
}
