import type { TLSSocket } from 'node:tls'
import type { AppError, ErrorCode } from '../../../preload/errors.ts'
import type { Clock } from '../../jobs/clock.ts'
import { mailError, type MailReason } from './errors.ts'
import { findFolders, type Folders } from './folders.ts'
import { DEFAULT_TIMEOUTS, imapError, openImap, type Timeouts } from './imap-open.ts'
import { withLogin, type MailLogin } from './login.ts'
import type { MailSecrets, MailSettings } from './settings.ts'
import { openSmtp, smtpError } from './smtp.ts'
import { readCertificate, type PeerCertificate, type PeerCheck } from './trust.ts'

/** Longest a person waits for an answer of the wizard, in ms. */
const PATIENCE_MS = 15_000

export type CheckFailure = {
  ok: false
  code: ErrorCode
  reason: MailReason | null
  /** The server's words, free of secrets. */
  explanation: string
  /** With reason `certificate`: what was shown, for a person to compare and trust. */
  certificate: PeerCertificate | null
}
export type AccountCheck = { imap: { ok: true; folders: Folders } | CheckFailure; smtp: { ok: true } | CheckFailure }

/** Tries both servers at once, for the wizard. Never throws; changes nothing on the servers; at most 15 s. */
export async function testAccount(
  settings: MailSettings,
  login: MailLogin,
  signal: AbortSignal,
  clock: Clock,
  timeouts: Timeouts = DEFAULT_TIMEOUTS,
): Promise<AccountCheck> {
  const [imap, smtp] = await Promise.all([
    bounded(signal, clock, (bound) => checkImap(settings, login, timeouts, bound)),
    bounded(signal, clock, (bound) => checkSmtp(settings, login, timeouts, clock, bound)),
  ])
  return { imap, smtp }
}

/** Shown to nobody yet. */
const NOTHING: MailSecrets = { imapPassword: '', smtpPassword: '' }

async function checkImap(settings: MailSettings, login: MailLogin, timeouts: Timeouts, signal: AbortSignal) {
  let shown = NOTHING
  try {
    const open = (secrets: MailSecrets) => openImap(settings, (shown = secrets), timeouts, signal)
    const client = await withLogin(login, open, signal)
    try {
      return { ok: true as const, folders: await findFolders(client) }
    } finally {
      client.close()
    }
  } catch (error) {
    const probe = (check: PeerCheck) =>
      openImap(trustAnything(settings), { imapPassword: '-' }, timeouts, signal, check)
    return failure(imapError(error, shown), probe)
  }
}

async function checkSmtp(
  settings: MailSettings,
  login: MailLogin,
  timeouts: Timeouts,
  clock: Clock,
  signal: AbortSignal,
) {
  let shown = NOTHING
  try {
    const open = (secrets: MailSecrets) => openSmtp({ settings, secrets: (shown = secrets), timeouts, clock }, signal)
    const connection = await withLogin(login, open, signal)
    connection.quit()
    return { ok: true as const }
  } catch (error) {
    const context = { settings: trustAnything(settings), secrets: { smtpPassword: '-' }, timeouts, clock }
    return failure(smtpError(error, { secrets: shown, clock }), (check) => openSmtp(context, signal, check))
  }
}

async function failure(error: AppError, probe: (check: PeerCheck) => Promise<unknown>): Promise<CheckFailure> {
  const certificate = error.code === 'certificate' && error.reason === 'certificate' ? await lookAt(probe) : null
  const reason = error.reason as MailReason | null
  return { ok: false, code: error.code, reason, explanation: error.message, certificate }
}

/** Connects once more only to see the certificate; the check throws before any password could be sent. */
async function lookAt(probe: (check: PeerCheck) => Promise<unknown>): Promise<PeerCertificate | null> {
  let seen: PeerCertificate | null = null
  const look: PeerCheck = (_, socket) => {
    seen = readCertificate(socket as TLSSocket)
    throw mailError('certificate', 'Only looked at')
  }
  await probe(look).catch(() => {})
  return seen
}

function trustAnything(settings: MailSettings): MailSettings {
  return { ...settings, trustedFingerprint: 'only to look at' }
}

/** Ends by itself after the patience of a person, whatever the server does. */
async function bounded<T>(signal: AbortSignal, clock: Clock, run: (signal: AbortSignal) => Promise<T | CheckFailure>) {
  const bound = new AbortController()
  const stop = () => bound.abort()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  let isLate = false
  const cancel = clock.setTimer(() => {
    isLate = true
    bound.abort()
  }, PATIENCE_MS)
  try {
    const result = await run(bound.signal)
    if (!isLate) return result
    const late: CheckFailure = {
      ok: false,
      code: 'offline',
      reason: 'timeout',
      explanation: 'No answer in time',
      certificate: null,
    }
    return late
  } finally {
    cancel()
    signal.removeEventListener('abort', stop)
  }
}
