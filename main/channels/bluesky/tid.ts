import { createHash } from 'node:crypto'

/** Digits of a TID: base 32 in an order in which texts sort as numbers (atproto.com/specs/tid, 2026-11-22). */
const DIGITS = '234567abcdefghijklmnopqrstuvwxyz'
const LENGTH = 13

/**
 * The record key of a post of ours: always the same for the same row of the outbox, so that a post whose answer was lost is
 * looked up exactly, and the server refuses to take it twice. A TID, because that is what the lexicon of posts asks for: the
 * moment it was queued, to the millisecond, and where TIDs have microseconds and the number of a clock a digest of the key.
 */
export function recordKeyOf(queuedAt: number, key: string): string {
  const digest = createHash('sha256').update(key).digest()
  const micros = BigInt(queuedAt) * 1000n + BigInt(digest.readUInt32BE(0) % 1000)
  return encode((micros << 10n) | BigInt(digest.readUInt16BE(4) & 0x3ff))
}

function encode(value: bigint): string {
  let rest = value
  let text = ''
  for (let place = 0; place < LENGTH; place++) {
    text = DIGITS[Number(rest & 31n)]! + text
    rest >>= 5n
  }
  return text
}

/** When a record with this key was made (ms UTC); null where the key is no TID. */
export function timeOfRecordKey(rkey: string): number | null {
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(rkey)) return null
  let value = 0n
  for (const digit of rkey) value = (value << 5n) | BigInt(DIGITS.indexOf(digit))
  return Number((value >> 10n) / 1000n)
}
