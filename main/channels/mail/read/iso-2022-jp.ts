import { decodeEucJpMs } from './eucjp-ms.ts'

const ESC = 0x1b
const SHIFT_OUT = 0x0e
const SHIFT_IN = 0x0f

type Mode = 'ascii' | 'kana' | 'jis0208' | 'jis0212'

/** What follows ESC, and the set it selects. The 2004 and 0213 forms share most of their cells with JIS X 0208. */
const ESCAPES: readonly [string, Mode][] = [
  ['$B', 'jis0208'],
  ['$@', 'jis0208'],
  ['(B', 'ascii'],
  ['(J', 'ascii'],
  ['(H', 'ascii'],
  ['(I', 'kana'],
  ['$(D', 'jis0212'],
  ['$(B', 'jis0208'],
  ['$(@', 'jis0208'],
  ['$(O', 'jis0208'],
  ['$(Q', 'jis0208'],
  ['&@', 'jis0208'],
]

/**
 * ISO-2022-JP in the form mailers really send (cp50220, cp50221, "-MS"): with NEC row 13 (①㈱), the NEC-selected IBM
 * extensions (髙﨑), half-width kana by ESC ( I, by SO/SI or as bare 8-bit bytes, and JIS X 0212. Turned into EUC first,
 * whose table holds all of these; the WHATWG decoder refuses some of them and is not the same in every Electron.
 */
export function decodeIso2022Jp(bytes: Buffer): string {
  const euc = Buffer.allocUnsafe(bytes.length * 3)
  let length = 0
  let mode: Mode = 'ascii'
  let kanaShift = false
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!
    if (byte === ESC) {
      const escape = escapeAt(bytes, at + 1)
      if (escape) {
        mode = escape[1]
        at += 1 + escape[0].length
        continue
      }
      at++
      continue
    }
    if (byte === SHIFT_OUT || byte === SHIFT_IN) {
      kanaShift = byte === SHIFT_OUT
      at++
      continue
    }
    // RFC 1468 ends every line in ASCII. A line that does not is from a mailer that forgot; the next one starts afresh.
    if (byte === 0x0a || byte === 0x0d) mode = 'ascii'
    const isGraphic = byte >= 0x21 && byte <= 0x7e
    if ((mode === 'kana' || kanaShift) && isGraphic && byte <= 0x5f) {
      euc[length++] = 0x8e
      euc[length++] = byte | 0x80
      at++
      continue
    }
    if ((mode === 'jis0208' || mode === 'jis0212') && isGraphic && isTrail(bytes[at + 1])) {
      if (mode === 'jis0212') euc[length++] = 0x8f
      euc[length++] = byte | 0x80
      euc[length++] = bytes[at + 1]! | 0x80
      at += 2
      continue
    }
    if (byte >= 0xa1 && byte <= 0xdf) euc[length++] = 0x8e
    euc[length++] = byte < 0x80 || (byte >= 0xa1 && byte <= 0xdf) ? byte : 0x3f
    at++
  }
  return decodeEucJpMs(euc.subarray(0, length))
}

function escapeAt(bytes: Buffer, at: number): [string, Mode] | null {
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
