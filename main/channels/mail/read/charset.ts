import { isAscii as isAsciiNative, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { NAMES_NOTHING, normalizeCharset, withoutEdition } from './charset-names.ts'
import { decodeEucJpMs } from './eucjp-ms.ts'
import { decodeIso2022Cn, decodeIso2022Jp, decodeIso2022Kr, restoreStrippedEscapes } from './iso-2022-jp.ts'
import { decodeEucJis2004, decodeShiftJis2004 } from './jisx0213.ts'
import { decodeCp932 } from './multibyte.ts'

export type Decoded = {
  text: string
  /** The charset that was used, in our own spelling. */
  charset: string
  /** Why it is not the one that was named; null when it is. */
  defect: string | null
}

/**
 * Bytes as text, by their label where it can be true and by what they look like where it cannot. `hint` is a charset
 * that the rest of the mail names, asked when label and looks leave Shift_JIS and EUC-JP open.
 */
export function decodeText(bytes: Buffer, label: string | null | undefined, hint = ''): Decoded {
  const named = normalizeCharset(label)
  const isWide = named.startsWith('utf-16') || named.startsWith('utf-32') || named === 'ucs-2'
  if (!isWide) {
    const escape = bytes.indexOf(0x1b)
    if (escape >= 0 && !OTHER_ISO_2022.has(named) && hasJisEscape(bytes, escape)) {
      const text = decodeWithJisRuns(bytes)
      return named === 'iso-2022-jp' ? { text, charset: named, defect: null } : guessed(text, 'iso-2022-jp', label)
    }
    if (isAsciiOnly(bytes)) return decodeAscii(bytes, named, escape, label)
  }
  const bom = byteOrderMark(bytes)
  if (bom)
    return {
      text: bom.text,
      charset: bom.charset,
      defect: named && named !== bom.charset && !isWide ? `charset "${short(label)}" was ${bom.charset}` : null,
    }
  if (isWide) return decodeWide(bytes, named, label)
  if (named === '' || NAMES_NOTHING.has(named)) return decodeUnnamed(bytes, named, label, hint)
  if (named === 'utf-8') {
    if (isUtf8(bytes)) return { text: bytes.toString('utf8'), charset: 'utf-8', defect: null }
    return decodeBrokenUtf8(bytes, label)
  }
  if (isUtf8(bytes) && hasThreeByteSequence(bytes)) return guessed(bytes.toString('utf8'), 'utf-8', label)
  return decodeNamed(bytes, named, label, hint)
}

/** Decodes with one charset and nothing else: what a person asks for by "文字コードを変える". */
export function decodeForced(bytes: Buffer, label: string): string {
  return decodeWith(bytes, normalizeCharset(label)) ?? bytes.toString('utf8')
}

/** Whether `decodeForced` knows the charset. */
export function isKnownCharset(label: string): boolean {
  return decodeWith(Buffer.alloc(0), normalizeCharset(label)) !== null
}

/** What is known beside the label: a charset the mail names elsewhere, or the one a person chose (which then decides). */
export type Hint = { charset: string; isForced: boolean }

/** The text of bytes that name no charset: a raw header, the body of a mail without Content-Type. */
export function sniffText(bytes: Buffer, hint: Hint): Decoded {
  if (hint.isForced)
    return { text: decodeForced(bytes, hint.charset), charset: normalizeCharset(hint.charset), defect: null }
  return decodeText(bytes, '', hint.charset)
}

/** ISO-2022-JP, also where a program put pieces of it into UTF-8, or a gateway its footer in another charset below. */
function decodeWithJisRuns(bytes: Buffer): string {
  if (isAsciiOnly(bytes)) return decodeIso2022Jp(bytes)
  if (!isUtf8(bytes)) return linesOf(bytes).map(decodeJisLine).join('')
  const text = bytes.toString('utf8')
  return text.replace(JIS_RUN, (run, at: number) => {
    const isClosed = run.endsWith('\x1b(B') || run.endsWith('\x1b(J') || at + run.length === text.length
    return isClosed ? decodeIso2022Jp(Buffer.from(run, 'latin1')) : run
  })
}

/** From the escape into another set to the one back to ASCII. Whatever follows, it matches, so that no escape is tried twice. */
const JIS_RUN = /(?:\x1b(?:\$|\((?![BJ]))[^\x1b]*)+(?:\x1b\([BJ])?|\x1b\([BJ]/g

/** 8-bit bytes beside escapes, or in the range of half-width kana alone, are such kana; else the line is of another charset. */
function decodeJisLine(line: Buffer): string {
  const isForeign = !line.includes(0x1b) && line.some((byte) => byte >= 0x80 && (byte < 0xa1 || byte > 0xdf))
  const other = !isForeign ? null : isUtf8(line) ? 'utf-8' : likelyJapanese(line, '')
  return other === null ? decodeIso2022Jp(line) : (decodeWith(line, other) ?? '')
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let from = 0; from < bytes.length;) {
    const newline = bytes.indexOf(0x0a, from)
    const end = newline < 0 ? bytes.length : newline + 1
    lines.push(bytes.subarray(from, end))
    from = end
  }
  return lines
}

function decodeAscii(bytes: Buffer, named: string, escape: number, label: string | null | undefined): Decoded {
  if (named === 'iso-2022-jp') {
    // SO and SI name no set: half-width kana may stand between them without any escape.
    const isShifted = bytes.includes(0x0e) && bytes.includes(0x0f)
    if (escape >= 0 || isShifted) return { text: decodeIso2022Jp(bytes), charset: named, defect: null }
    const restored = restoreStrippedEscapes(bytes.toString('latin1'))
    if (restored === null) return { text: bytes.toString('latin1'), charset: named, defect: null }
    return {
      text: decodeIso2022Jp(Buffer.from(restored, 'latin1')),
      charset: named,
      defect: 'escape sequences of ISO-2022-JP were missing',
    }
  }
  if (named === 'utf-7' && bytes.includes(0x2b)) return { text: decodeUtf7(bytes), charset: 'utf-7', defect: null }
  if (OTHER_ISO_2022.has(named)) return { text: decodeWith(bytes, named) ?? '', charset: named, defect: null }
  if (named === 'hz-gb-2312') return { text: decodeHz(bytes), charset: named, defect: null }
  const text = bytes.toString('latin1')
  if (named === '' && escape < 0 && text.includes('$B')) {
    const restored = restoreStrippedEscapes(text)
    if (restored !== null) return guessed(decodeIso2022Jp(Buffer.from(restored, 'latin1')), 'iso-2022-jp', label)
  }
  return { text, charset: named || 'us-ascii', defect: null }
}

function decodeUnnamed(bytes: Buffer, named: string, label: string | null | undefined, hint: string): Decoded {
  if (isUtf8(bytes) || looksMostlyUtf8(bytes)) return guessed(bytes.toString('utf8'), 'utf-8', label)
  const japanese = likelyJapanese(bytes, hint)
  if (japanese) return guessed(decodeWith(bytes, japanese) ?? '', japanese, label)
  const other = normalizeCharset(hint)
  if (other && !NAMES_NOTHING.has(other) && other !== 'utf-8') {
    const text = decodeWith(bytes, other)
    if (text !== null && !text.includes('\ufffd')) return guessed(text, other, label)
  }
  const latin = named === 'iso-8859-15' ? named : 'windows-1252'
  const isPlainLatin = named === 'iso-8859-1' || named === latin || named === 'cp1252'
  const text = iconv.decode(bytes, latin)
  return isPlainLatin ? { text, charset: latin, defect: null } : guessed(text, latin, label)
}

function decodeNamed(bytes: Buffer, named: string, label: string | null | undefined, hint: string): Decoded {
  if (named === 'iso-2022-jp') {
    // 8-bit bytes beside escapes are half-width kana; without any escape the label is wrong.
    if (bytes.includes(0x1b)) return { text: decodeIso2022Jp(bytes), charset: named, defect: null }
    return decodeUnnamed(bytes, '', label, hint)
  }
  const family = withoutEdition(named)
  if (family === 'shift_jis' || family === 'euc-jp') {
    const text = decodeWith(bytes, named) ?? ''
    const other = family === 'shift_jis' ? 'euc-jp' : 'shift_jis'
    if (!text.includes('\ufffd') && !isMostlyHalfKana(text)) return { text, charset: named, defect: null }
    const otherText = decodeWith(bytes, other) ?? ''
    const isBetter = text.includes('\ufffd') ? japaneseScore(otherText) > japaneseScore(text) : isJapanese(otherText)
    if (!otherText.includes('\ufffd') && isBetter) return guessed(otherText, other, label)
    if (!text.includes('\ufffd')) return { text, charset: named, defect: null }
    return { text, charset: named, defect: `some bytes are not ${named}` }
  }
  const text = decodeWith(bytes, named)
  if (text === null) return decodeUnnamed(bytes, '', label, hint)
  // Mailers on a Chinese or Korean Windows name their own charset also for text that came to them as Shift_JIS.
  if (ASIAN.has(named)) {
    const japanese = decodeCp932(bytes)
    if (!japanese.includes('\ufffd') && isJapanese(japanese)) return guessed(japanese, 'shift_jis', label)
  }
  return { text, charset: named, defect: text.includes('\ufffd') ? `some bytes are not ${named}` : null }
}

const OTHER_ISO_2022: ReadonlySet<string> = new Set(['iso-2022-kr', 'iso-2022-cn'])

const ASIAN: ReadonlySet<string> = new Set(['gb18030', 'big5', 'big5-hkscs', 'cp949'])

/** Text that can only be Japanese: a good part of it hiragana. */
function isJapanese(text: string): boolean {
  const sample = text.slice(0, 4096)
  const hiragana = sample.match(/[\u3041-\u3093]/g)?.length ?? 0
  return hiragana >= 4 && hiragana * 5 >= (sample.match(/[^\x00-\x7f]/g)?.length ?? 0)
}

/** As EUC-JP looks where it is read as Shift_JIS. */
function isMostlyHalfKana(text: string): boolean {
  const sample = text.slice(0, 4096)
  const kana = sample.match(/[\uff61-\uff9f]/g)?.length ?? 0
  return kana >= 4 && kana * 5 >= 2 * (sample.match(/[^\x00-\x7f]/g)?.length ?? 0)
}

function decodeBrokenUtf8(bytes: Buffer, label: string | null | undefined): Decoded {
  if (looksMostlyUtf8(bytes) || isCutUtf8(bytes))
    return { text: bytes.toString('utf8'), charset: 'utf-8', defect: 'some bytes are not utf-8' }
  const japanese = likelyJapanese(bytes, '')
  if (japanese) return guessed(decodeWith(bytes, japanese) ?? '', japanese, label)
  return guessed(iconv.decode(bytes, 'windows-1252'), 'windows-1252', label)
}

/** UTF-8 that lacks some bytes of its first or last character. */
function isCutUtf8(bytes: Buffer): boolean {
  let from = 0
  while (from < 3 && (bytes[from] ?? 0) >> 6 === 2) from++
  let to = bytes.length
  while (to > bytes.length - 3 && (bytes[to - 1] ?? 0) >> 6 === 2) to--
  const isWhole = (end: number) => isUtf8(bytes.subarray(from, end)) && hasThreeByteSequence(bytes.subarray(from, end))
  return isWhole(bytes.length) || ((bytes[to - 1] ?? 0) >= 0xc2 && isWhole(to - 1))
}

function decodeWide(bytes: Buffer, named: string, label: string | null | undefined): Decoded {
  if (bytes.includes(0)) return { text: decodeWith(bytes, named) ?? '', charset: named, defect: null }
  // Real UTF-16 of any Western or Japanese text holds a zero byte at the latest in its line ends.
  const asBytes = isAsciiOnly(bytes) || isUtf8(bytes)
  if (asBytes) return guessed(bytes.toString('utf8'), 'utf-8', label)
  return { text: decodeWith(bytes, named) ?? '', charset: named, defect: null }
}

function decodeWith(bytes: Buffer, charset: string): string | null {
  if (charset === 'utf-8' || charset === '') return bytes.toString('utf8')
  if (charset === 'us-ascii' || charset === 'iso-8859-1') return iconv.decode(bytes, 'windows-1252')
  if (charset === 'iso-2022-jp') return decodeIso2022Jp(bytes)
  if (charset === 'euc-jp') return decodeEucJpMs(bytes)
  if (charset === 'shift_jis') return decodeCp932(bytes)
  if (charset === 'euc-jis-2004') return decodeEucJis2004(bytes)
  if (charset === 'shift_jis-2004') return decodeShiftJis2004(bytes)
  if (charset === 'iso-2022-kr') return isAsciiOnly(bytes) ? decodeIso2022Kr(bytes) : iconv.decode(bytes, 'cp949')
  if (charset === 'iso-2022-cn') return isAsciiOnly(bytes) ? decodeIso2022Cn(bytes) : iconv.decode(bytes, 'gb18030')
  if (charset === 'hz-gb-2312') return decodeHz(bytes)
  if (charset === 'utf-7') return decodeUtf7(bytes)
  if (charset === 'ucs-2') return iconv.decode(bytes, 'utf-16le')
  return iconv.encodingExists(charset) ? iconv.decode(bytes, charset) : null
}

/** RFC 2152. What stands behind a plus and is no UTF-16 stays as it is. */
function decodeUtf7(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/\+([A-Za-z0-9+/]*)(-?)/g, (whole, encoded: string, end: string) => {
    if (encoded === '') return end === '' ? whole : '+'
    const units = Buffer.from(encoded, 'base64')
    const length = units.length & ~1
    return length === 0 ? whole : Buffer.from(units.subarray(0, length)).swap16().toString('utf16le')
  })
}

function decodeHz(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/~\{([!-}]*)~\}|~~|~\n/g, (whole, body: string | undefined) => {
    if (body === undefined) return whole === '~~' ? '~' : ''
    return iconv.decode(
      Buffer.from(body, 'latin1').map((byte) => byte | 0x80),
      'gb18030',
    )
  })
}

/** Shift_JIS or EUC-JP when the bytes read as Japanese in one of them; null when in neither. */
export function likelyJapanese(bytes: Buffer, hint: string): 'shift_jis' | 'euc-jp' | null {
  const sample = bytes.length > 8192 ? bytes.subarray(0, 8192) : bytes
  const hinted = withoutEdition(normalizeCharset(hint))
  const isExpected = hinted === 'shift_jis' || hinted === 'euc-jp' || hinted === 'iso-2022-jp'
  if (!isExpected && !hasRowsOfHighBytes(sample)) return null
  const shiftJis = japaneseScore(decodeCp932(sample)) + (hinted === 'shift_jis' ? 0.3 : 0)
  const eucJp = japaneseScore(decodeEucJpMs(sample)) + (hinted === 'euc-jp' ? 0.3 : 0)
  const best = Math.max(shiftJis, eucJp)
  if (best < 0.5) return null
  return eucJp > shiftJis ? 'euc-jp' : 'shift_jis'
}

/** First bytes of everyday Shift_JIS that Western text of Windows-1252 hardly ever holds. */
const RARE_IN_LATIN = new Set([0x81, 0x82, 0x83, 0x88, 0x8b, 0x8d, 0x8f, 0x90, 0x98])

/** Accented Latin letters stand alone among ASCII; the bytes of Japanese stand in rows. */
function hasRowsOfHighBytes(bytes: Buffer): boolean {
  let high = 0
  let beside = 0
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue
    if (RARE_IN_LATIN.has(bytes[at]!)) return true
    high++
    if ((bytes[at + 1] ?? 0) >= 0x80 || (bytes[at - 1] ?? 0) >= 0x80) beside++
  }
  return beside >= 2 && beside >= high * 0.6
}

/** From 1 (all of the non-ASCII text is everyday Japanese) down; below 0.5 it is hardly Japanese. */
function japaneseScore(text: string): number {
  let points = 0
  let count = 0
  let previousIsHalfKana = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) {
      previousIsHalfKana = false
      continue
    }
    count++
    const isHalfKana = code >= 0xff61 && code <= 0xff9f
    if (code === 0xfffd || (code >= 0x80 && code < 0xa0) || (code >= 0xe000 && code <= 0xf8ff))
      points -= at >= text.length - 1 ? 0 : 4
    else if (code >= 0x3041 && code <= 0x30fc) points += 1
    else if (code >= 0x3000 && code <= 0x303f) points += 1
    else if (code >= 0x4e00 && code <= 0x9fff) points += 0.85
    else if (isHalfKana) points += previousIsHalfKana ? 0.55 : 0.2
    else if (code >= 0xff01 && code <= 0xff5e) points += 0.9
    else points += 0.3
    previousIsHalfKana = isHalfKana
  }
  return count === 0 ? 0 : points / count
}

function hasJisEscape(bytes: Buffer, from: number): boolean {
  for (let at = from; at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    const [first, second] = [bytes[at + 1], bytes[at + 2]]
    // "$B", "$@", "$A", and the longer ones; "(I"; ".A" and ".F" of ISO-2022-JP-2.
    if (first === 0x24 && second !== undefined && '@AB()'.includes(String.fromCharCode(second))) return true
    if (first === 0x28 && second === 0x49) return true
    if (first === 0x2e && (second === 0x41 || second === 0x46)) return true
  }
  return false
}

function byteOrderMark(bytes: Buffer): { text: string; charset: string } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { text: bytes.subarray(3).toString('utf8'), charset: 'utf-8' }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: iconv.decode(bytes, 'utf-16le'), charset: 'utf-16le' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: iconv.decode(bytes, 'utf-16be'), charset: 'utf-16be' }
  return null
}

/** A cut or a stray byte in what is UTF-8 all the same: nearly all of its sequences hold. */
function looksMostlyUtf8(bytes: Buffer): boolean {
  const sample = bytes.length > 8192 ? bytes.subarray(0, 8192) : bytes
  let good = 0
  let bad = 0
  for (const character of sample.toString('utf8')) {
    if (character === '\ufffd') bad++
    else if (character > '\x7f') good++
  }
  return good > bad * 4 && good >= 3
}

function hasThreeByteSequence(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! >= 0xe0) return true
  return false
}

export function isAsciiOnly(bytes: Buffer): boolean {
  if (bytes.length > 64) return isAsciiNative(bytes)
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! >= 0x80) return false
  return true
}

function guessed(text: string, charset: string, label: string | null | undefined): Decoded {
  return {
    text,
    charset,
    defect: label ? `charset "${short(label)}" was ${charset}` : `no charset named, read as ${charset}`,
  }
}

const short = (label: string | null | undefined) => (label ?? '').slice(0, 40)
