import iconv from 'iconv-lite'
import { decodeEucJpMs } from './eucjp-ms.ts'
import { decodeEucJis2004 } from './jisx0213.ts'

const ESC = 0x1b
const SHIFT_OUT = 0x0e
const SHIFT_IN = 0x0f

/** The EUC form that a set is turned into; ASCII is in all of them. */
type Family = 'japanese' | 'jisx0213' | 'chinese' | 'korean' | 'latin1' | 'greek'

type CharacterSet = { family: Family; width: 1 | 2; prefix: number | null }

const ASCII = null
const KANA: CharacterSet = { family: 'japanese', width: 1, prefix: 0x8e }
const JIS_X_0208: CharacterSet = { family: 'japanese', width: 2, prefix: null }
const JIS_X_0212: CharacterSet = { family: 'japanese', width: 2, prefix: 0x8f }
const JIS_X_0213: CharacterSet = { family: 'jisx0213', width: 2, prefix: null }
const JIS_X_0213_SECOND: CharacterSet = { family: 'jisx0213', width: 2, prefix: 0x8f }
const GB_2312: CharacterSet = { family: 'chinese', width: 2, prefix: null }
const KS_C_5601: CharacterSet = { family: 'korean', width: 2, prefix: null }
/** Sets that we have no table for: each of their characters becomes one replacement. */
const CNS_11643: CharacterSet = { family: 'japanese', width: 2, prefix: 0x80 }

/** The set for what follows (G0), the one between SO and SI (G1), the one of the character behind ESC N (G2). */
type Slot = 'text' | 'shifted' | 'single'

/** What follows ESC, and what it selects: ISO-2022-JP with -1, -2, -3 and -2004 (RFC 1468, 1554, 2237), -KR (1557), -CN (1922). */
const ESCAPES: readonly [string, Slot, CharacterSet | null][] = [
  ['$B', 'text', JIS_X_0208],
  ['$@', 'text', JIS_X_0208],
  ['(B', 'text', ASCII],
  ['(J', 'text', ASCII],
  ['(H', 'text', ASCII],
  ['(I', 'text', KANA],
  ['$(D', 'text', JIS_X_0212],
  ['$(B', 'text', JIS_X_0208],
  ['$(@', 'text', JIS_X_0208],
  ['$(O', 'text', JIS_X_0213],
  ['$(Q', 'text', JIS_X_0213],
  ['$(P', 'text', JIS_X_0213_SECOND],
  ['$A', 'text', GB_2312],
  ['$(A', 'text', GB_2312],
  ['$(C', 'text', KS_C_5601],
  ['$(G', 'text', CNS_11643],
  ['$(H', 'text', CNS_11643],
  ['$)A', 'shifted', GB_2312],
  ['$)C', 'shifted', KS_C_5601],
  ['$)G', 'shifted', CNS_11643],
  [')I', 'shifted', KANA],
  ['.A', 'single', { family: 'latin1', width: 1, prefix: null }],
  ['.F', 'single', { family: 'greek', width: 1, prefix: null }],
  ['$*H', 'single', CNS_11643],
  // "Revised": says which edition of JIS X 0208 the escape behind it means.
  ['&@', 'text', JIS_X_0208],
]

const DECODE: Readonly<Record<Family, (bytes: Buffer) => string>> = {
  japanese: decodeEucJpMs,
  jisx0213: decodeEucJis2004,
  chinese: (bytes) => iconv.decode(bytes, 'gb18030'),
  korean: (bytes) => iconv.decode(bytes, 'cp949'),
  latin1: (bytes) => iconv.decode(bytes, 'iso-8859-1'),
  greek: (bytes) => iconv.decode(bytes, 'iso-8859-7'),
}

/**
 * ISO-2022-JP in the form mailers really send (cp50220, cp50221, "-MS"): with NEC row 13 (①㈱), the NEC-selected IBM
 * extensions (髙﨑), half-width kana by ESC ( I, by SO/SI or as bare 8-bit bytes, and JIS X 0212; and what the larger
 * members of its family (-2, -3, -2004, -KR, -CN) switch to. Turned into EUC first, whose tables hold all of these; the
 * WHATWG decoder refuses some of them and is not the same in every Electron.
 */
export const decodeIso2022Jp = (bytes: Buffer): string => decodeIso2022(bytes, KANA)
export const decodeIso2022Kr = (bytes: Buffer): string => decodeIso2022(bytes, KS_C_5601)
export const decodeIso2022Cn = (bytes: Buffer): string => decodeIso2022(bytes, GB_2312)

/** `shifted`: what stands between SO and SI where the mail does not say. */
function decodeIso2022(bytes: Buffer, shifted: CharacterSet): string {
  const slots: Record<Slot, CharacterSet | null> = { text: ASCII, shifted, single: ASCII }
  const euc = Buffer.allocUnsafe(bytes.length * 3)
  let length = 0
  let family: Family = 'japanese'
  let isShifted = false
  let out = ''
  const enter = (next: Family) => {
    if (next === family) return
    out += DECODE[family](euc.subarray(0, length))
    length = 0
    family = next
  }
  /** One character of `set`; 0 where none of it stands here. */
  const take = (set: CharacterSet | null, at: number): number => {
    const byte = bytes[at] ?? 0
    if (set === null || byte < 0x20 || byte > 0x7f) return 0
    if (set.width === 2 && !(isTrail(byte) && isTrail(bytes[at + 1]))) return 0
    if (set === KANA && (byte < 0x21 || byte > 0x5f)) return 0
    enter(set.family)
    if (set.prefix !== null) euc[length++] = set.prefix
    if (set === CNS_11643) return 2
    euc[length++] = byte | 0x80
    if (set.width === 2) euc[length++] = bytes[at + 1]! | 0x80
    return set.width
  }
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!
    if (byte === ESC) {
      const escape = escapeAt(bytes, at + 1)
      if (escape) slots[escape[1]] = escape[2]
      at += 1 + (escape?.[0].length ?? 0)
      // SS2: one character of the set for single ones. Without it ESC N means nothing.
      if (!escape && bytes[at] === 0x4e && slots.single !== null) at += 1 + take(slots.single, at + 1)
      continue
    }
    if (byte === SHIFT_OUT || byte === SHIFT_IN) {
      isShifted = byte === SHIFT_OUT
      at++
      continue
    }
    // RFC 1468 ends every line in ASCII. A line that does not is from a mailer that forgot; the next one starts afresh,
    // unless it is Japanese to its end: then a server broke one that was too long.
    const isLineEnd = byte === 0x0a || (byte === 0x0d && bytes[at + 1] !== 0x0a)
    if (isLineEnd && !(slots.text?.width === 2 && goesOnInPairs(bytes, at + 1))) slots.text = ASCII
    const width = take(isShifted ? slots.shifted : slots.text, at)
    if (width > 0) {
      at += width
      continue
    }
    const isBareKana = byte >= 0xa1 && byte <= 0xdf
    if (isBareKana) {
      enter('japanese')
      euc[length++] = 0x8e
    }
    euc[length++] = byte < 0x80 || isBareKana ? byte : 0x3f
    at++
  }
  return out + DECODE[family](euc.subarray(0, length))
}

/** Nothing but pairs up to the next escape or line end, two of them kana at least. */
function goesOnInPairs(bytes: Buffer, from: number): boolean {
  let kana = 0
  let at = from
  for (; isTrail(bytes[at]); at += 2) {
    if (!isTrail(bytes[at + 1])) return false
    if ((bytes[at] === 0x24 || bytes[at] === 0x25) && bytes[at + 1]! <= 0x76) kana++
  }
  const next = bytes[at]
  return kana >= 2 && (next === undefined || next === ESC || next === 0x0a || next === 0x0d)
}

function escapeAt(bytes: Buffer, at: number): (typeof ESCAPES)[number] | null {
  const following = bytes.toString('latin1', at, at + 3)
  return ESCAPES.find(([sequence]) => following.startsWith(sequence)) ?? null
}

const isTrail = (byte: number | undefined) => byte !== undefined && byte >= 0x21 && byte <= 0x7e

const MAX_RESTORED_LENGTH = 256 * 1024
const MAX_RUN_LENGTH = 1_000

/**
 * JIS whose ESC bytes were stripped on the way (`$B$3$s(B`), put back. Null when the text does not look so: every run
 * must be closed, hold whole pairs, and one of them kana or everyday kanji.
 */
export function restoreStrippedEscapes(text: string): string | null {
  if (text.length > MAX_RESTORED_LENGTH) return null
  const out: string[] = []
  let from = 0
  let isLikely = false
  for (const { index } of text.matchAll(/\$[B@]/g)) {
    if (index < from) continue
    const end = endOfRun(text, index + 2)
    if (end < 0) continue
    isLikely ||= /^(?:[!-~]{2})*?(?:[$%][!-v]|[0-O][!-~])/.test(text.slice(index + 2, end))
    out.push(text.slice(from, index), '\x1b', text.slice(index, end), '\x1b', text.slice(end, end + 2))
    from = end + 2
  }
  return isLikely ? out.join('') + text.slice(from) : null
}

/** Where "(B" or "(J" stands a whole number of pairs behind `start`; -1 when it does not. */
function endOfRun(text: string, start: number): number {
  const limit = Math.min(text.length - 1, start + MAX_RUN_LENGTH)
  for (let at = start; at < limit; at += 2) {
    const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)]
    if (at > start && first === 0x28 && (second === 0x42 || second === 0x4a)) return at
    if (!isTrail(first) || !isTrail(second)) return -1
  }
  return -1
}
