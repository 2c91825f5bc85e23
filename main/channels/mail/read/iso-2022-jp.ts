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

/**
 * JIS whose ESC bytes were stripped on the way (`$B$3$s(B`), put back. Null when the text does not look so: every run
 * must be closed and hold whole pairs.
 */
export function restoreStrippedEscapes(text: string): string | null {
  const run = /\$[@B]((?:[\x21-\x7e]{2}){1,4096}?)\([BJ]/g
  const isLikely = [...text.matchAll(run)].some(([, body]) => /[$%][!-v]|[0-O][!-~]/.test(body ?? ''))
  if (!isLikely) return null
  return text.replace(run, (whole) => `\x1b${whole.slice(0, -2)}\x1b${whole.slice(-2)}`)
}
