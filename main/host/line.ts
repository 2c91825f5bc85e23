import type { TlsOptions } from 'node:tls'
import { z } from 'zod'
import { MessageId } from '../../preload/domain.ts'

/**
 * The line between two PCs of a shop: TLS with a key that both have (RFC 5489, RFC 7905), no certificates. ECDHE keeps what was
 * recorded closed even if a key is lost later. Spoken by Node and by the TLS of Electron 33 (tried 2026-11-22).
 */
export const LINE: TlsOptions = {
  ciphers: 'ECDHE-PSK-CHACHA20-POLY1305',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
}
/** The name under which a PC comes that has only a code. */
export const NEWCOMER = 'new'

/** An attachment of 25 MB in base64, and what stands around it. */
export const LONGEST_FRAME = 48 * 1024 * 1024
/** For whom has shown no more than a code. */
export const LONGEST_GREETING = 4096
export const PING_MS = 15_000
/** Nothing was heard for so long: the other PC sleeps or the cable is out. */
export const SILENCE_MS = 40_000

const Key = z.uuid()
export const PcName = z.string().trim().min(1).max(60)

/** What a PC may ask. A call is asked again with the same key when its answer was lost, and carried out once. */
export const Asked = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ping') }),
  z.strictObject({ type: z.literal('call'), key: Key, method: z.string().max(100), input: z.unknown() }),
  z.strictObject({ type: z.literal('mail'), key: Key, url: z.string().max(500) }),
  z.strictObject({ type: z.literal('file'), key: Key, messageId: MessageId, index: z.int().nonnegative() }),
  /** The answer to this key has arrived. */
  z.strictObject({ type: z.literal('got'), key: Key }),
])
export type Asked = z.infer<typeof Asked>
export const Greeting = z.strictObject({ type: z.literal('pair'), name: PcName })

/** What the host says; it is trusted by whoever has its key, so this is for the eye and not for a wall. */
export type Said =
  | { type: 'ping' }
  /** `run` is another one after each start of the host: what it was asked before, it does not remember. */
  | { type: 'hello'; version: string; run: string }
  | { type: 'paired'; id: string; key: Uint8Array }
  | { type: 'answer'; key: string; envelope: unknown }
  | { type: 'event'; event: unknown }
  | { type: 'popup'; popup: unknown }
