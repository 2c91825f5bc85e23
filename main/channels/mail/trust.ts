import { TLSSocket, type ConnectionOptions } from 'node:tls'
import { mailError } from './errors.ts'
import type { MailSettings } from './settings.ts'

/** Looks at the other end right before a password would go there, and throws when it must not. */
export type PeerCheck = (settings: MailSettings, socket: unknown) => void

/** What a person is shown before trusting a certificate that nobody vouches for. */
export type PeerCertificate = { fingerprint: string; subject: string; issuer: string; validTo: string }

/**
 * With a trusted fingerprint, Node's own verdict is only recorded during the handshake and `verifyPeer` decides; without
 * one Node refuses. Node calls no hook of ours for a certificate that it distrusts, so this cannot be said to it directly.
 */
export function tlsOptions(settings: MailSettings): ConnectionOptions {
  return { rejectUnauthorized: settings.trustedFingerprint === null, minVersion: 'TLSv1.2' }
}

export const verifyPeer: PeerCheck = (settings, socket) => {
  if (settings.trustedFingerprint === null) return
  if (!(socket instanceof TLSSocket)) return
  if (socket.authorized) return
  if (settings.trustedFingerprint.split(' ').includes(socket.getPeerCertificate().fingerprint256)) return
  throw mailError('certificate', 'The certificate is not the one that was trusted')
}

export function readCertificate(socket: TLSSocket): PeerCertificate {
  const found = socket.getPeerCertificate()
  const name = (part: { CN?: string | string[]; O?: string | string[] } | undefined) =>
    String(part?.CN ?? part?.O ?? '')
  return {
    fingerprint: found.fingerprint256 ?? '',
    subject: name(found.subject),
    issuer: name(found.issuer),
    validTo: found.valid_to ?? '',
  }
}
