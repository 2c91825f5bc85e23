import type { MAIL_REASONS } from '../../../preload/domain.ts'
import { AppError, type ErrorCode } from '../../../preload/errors.ts'
import type { MailSecrets } from './settings.ts'

export type MailReason = (typeof MAIL_REASONS)[number]

const CODES: Record<MailReason, ErrorCode> = {
  'name-not-found': 'offline',
  refused: 'offline',
  timeout: 'offline',
  closed: 'offline',
  stopped: 'offline',
  'not-imap': 'offline',
  'not-smtp': 'offline',
  certificate: 'certificate',
  'wrong-password': 'auth-expired',
  'token-refused': 'auth-expired',
  'tls-not-offered': 'certificate',
  insecure: 'invalid-input',
}

const BY_SYSTEM_CODE: Record<string, MailReason> = {
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_NODATA: 'name-not-found',
  EAI_NONAME: 'name-not-found',
  ENODATA: 'name-not-found',
  ESERVFAIL: 'name-not-found',
  EDNS: 'name-not-found',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENETDOWN: 'refused',
  EACCES: 'refused',
  ETIMEDOUT: 'timeout',
  ETIMEOUT: 'timeout',
  CONNECT_TIMEOUT: 'timeout',
  UPGRADE_TIMEOUT: 'timeout',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  CERT_UNTRUSTED: 'certificate',
  CERT_REJECTED: 'certificate',
  CERT_REVOKED: 'certificate',
  CERT_SIGNATURE_FAILURE: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  HOSTNAME_MISMATCH: 'certificate',
  // A server that answers a TLS greeting with plain words.
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-not-offered',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-not-offered',
  ERR_SSL_HTTP_REQUEST: 'tls-not-offered',
  STARTTLS_INJECTION: 'tls-not-offered',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  NoConnection: 'closed',
  EConnectionClosed: 'closed',
  ClosedAfterConnectTLS: 'closed',
  ClosedAfterConnectText: 'closed',
}

/** What imapflow, nodemailer and Node hang on their errors. */
export type LibraryError = Error & {
  code?: string
  originalCode?: string
  command?: string
  response?: unknown
  responseText?: string
  responseCode?: number
  responseStatus?: string
  serverResponseCode?: string
  authenticationFailed?: boolean
  tlsFailed?: boolean
  _err?: Error
}

/** The reason that the transport gives, or null when the failure is not one of the transport. */
export function transportReason(error: LibraryError): MailReason | null {
  for (const code of [error.originalCode, error.code]) {
    const reason = code && BY_SYSTEM_CODE[code]
    if (reason) return reason
  }
  if (/wrong version number|packet length too long|http request/i.test(error.message)) return 'tls-not-offered'
  if (/self.signed|certificate|altname/i.test(error.message)) return 'certificate'
  return error._err ? transportReason(error._err) : null
}

/** What a refused login is about: what a person typed, or what the browser brought. */
export const refusedReason = ({ accessToken }: Partial<MailSecrets>): MailReason =>
  accessToken === undefined ? 'wrong-password' : 'token-refused'

export function mailError(reason: MailReason, words: string): AppError {
  return new AppError(CODES[reason], words, { reason })
}

/** Words safe for a log and a person: one line, bounded, and no password in any form it can cross the wire in. */
export function scrub(words: string, secrets: Partial<MailSecrets>): string {
  let clean = words
  for (const secret of [secrets.imapPassword, secrets.smtpPassword, secrets.accessToken]) {
    if (!secret) continue
    clean = clean.replaceAll(secret, '***').replaceAll(Buffer.from(secret).toString('base64'), '***')
  }
  // SASL PLAIN packs user and password into one base64 word, which the replacement above cannot see.
  return clean
    .replace(/\b[A-Za-z0-9+/]{24,}={0,2}(?![A-Za-z0-9])/g, '***')
    .replace(/[\r\n\t]+/g, ' ')
    .slice(0, 300)
}
