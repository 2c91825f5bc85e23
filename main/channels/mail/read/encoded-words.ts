import { normalizeCharset } from './charset-names.ts'
import { decodeText, sniffText, type Hint } from './charset.ts'
import { decodeBase64 } from './transfer.ts'

type Word = { start: number; end: number; charset: string; isBase64: boolean; payload: string }

const MAX_CHARSET_LENGTH = 80

/**
 * A raw header value (one character a byte) as text: raw 8-bit or ISO-2022-JP first, then the encoded words in it.
 * `hint` is a charset the mail names elsewhere.
 */
export function decodeHeader(raw: string, hint: Hint, defects: Set<string>): string {
  return decodeWords(decodeRaw(raw, hint, defects), defects)
}

/** Only the raw bytes of a header value: what must happen before its commas and quotes can be trusted. */
export function decodeRaw(raw: string, hint: Hint, defects: Set<string>): string {
  if (!/[\x1b\x80-\xff]|\$B/.test(raw)) return raw
  const { text, charset } = sniffText(Buffer.from(raw, 'latin1'), hint)
  if (text !== raw) defects.add(`raw ${charset} in a header`)
  return text
}

/**
 * RFC 2047 encoded words wherever they stand: also in quotes and comments, with spaces inside, without padding, with a
 * language tag, not closed. The bytes of adjacent words of one charset are joined before decoding, because mailers cut
 * them inside a character. `wrap` sees each decoded run.
 */
export function decodeWords(text: string, defects: Set<string>, wrap = (decoded: string) => decoded): string {
  if (!text.includes('=?')) return text
  const out: string[] = []
  const lastClose = text.lastIndexOf('?=')
  let run: Word[] = []
  let from = 0
  const flush = () => {
    if (run.length > 0) out.push(wrap(decodeAgain(decodeRun(run, defects), defects)))
    run = []
  }
  for (let at = text.indexOf('=?'); at >= 0; at = text.indexOf('=?', at)) {
    const word = wordAt(text, at, lastClose)
    if (!word) {
      at += 2
      continue
    }
    const between = text.slice(from, at)
    if (run.length === 0 || between.trim() !== '') {
      flush()
      out.push(between)
    }
    run.push(word)
    from = at = word.end
  }
  flush()
  out.push(text.slice(from))
  return out.join('')
}

/** Some gateways encode what is encoded already. Twice is enough: nobody meets more, and it cannot be driven deep. */
function decodeAgain(text: string, defects: Set<string>): string {
  if (!/=\?[\w.*-]{2,40}\?[bq]\?[^?\s]+\?=/i.test(text)) return text
  defects.add('an encoded word inside another')
  return text.replace(/=\?[\w.*-]{2,40}\?[bq]\?[^?\s]+\?=(?:\s+=\?[\w.*-]{2,40}\?[bq]\?[^?\s]+\?=)*/gi, (words) => {
    const inner: Word[] = []
    for (const one of words.split(/\s+/)) {
      const word = wordAt(one, 0, one.lastIndexOf('?='))
      if (word) inner.push(word)
    }
    return decodeRun(inner, defects)
  })
}

function wordAt(text: string, start: number, lastClose: number): Word | null {
  const charsetEnd = text.slice(start + 2, start + 3 + MAX_CHARSET_LENGTH).indexOf('?') + start + 2
  if (charsetEnd < start + 3) return null
  const charset = text.slice(start + 2, charsetEnd)
  const encoding = text.charAt(charsetEnd + 1)
  if (/\s/.test(charset) || !/[bq]/i.test(encoding) || text.charAt(charsetEnd + 2) !== '?') return null
  const isBase64 = /b/i.test(encoding)
  const from = charsetEnd + 3
  const close = lastClose < from ? -1 : closeOf(text, from, isBase64)
  if (close >= 0) {
    const payload = text.slice(from, close)
    // The text stands in the word as it is, only its frame is that of an encoded one.
    if (/[^\x00-\x7f]/.test(payload)) return { start, end: close + 2, charset: 'utf-8', isBase64: false, payload }
    return { start, end: close + 2, charset, isBase64, payload }
  }
  const cut = /[\s"]/.exec(text.slice(from, from + 1000))
  const end = cut ? from + cut.index : Math.min(text.length, from + 1000)
  return end > from ? { start, end, charset, isBase64, payload: text.slice(from, end).replace(/\?$/, '') } : null
}

/** A "?=" that goes on with two hex digits may be a question mark and an escape of Q, where another end follows. */
function closeOf(text: string, from: number, isBase64: boolean): number {
  const first = text.indexOf('?=', from)
  if (first < 0 || isBase64 || !/^[0-9A-F]{2}/i.test(text.slice(first + 2, first + 4))) return first
  const rest = /^[^\s?]*(?:\?[^\s?=][^\s?]*)*\?=(?![0-9A-F]{2})/i.exec(text.slice(first + 2, first + 200))
  return rest ? first + 2 + rest[0].length - 2 : first
}

function decodeRun(run: Word[], defects: Set<string>): string {
  let text = ''
  for (let from = 0; from < run.length;) {
    const charset = normalizeCharset(run[from]!.charset)
    let to = from + 1
    while (to < run.length && normalizeCharset(run[to]!.charset) === charset) to++
    text += decodeGroup(run.slice(from, to), run[from]!.charset, defects)
    from = to
  }
  return text
}

function decodeGroup(words: Word[], charset: string, defects: Set<string>): string {
  const decoded = decodeText(Buffer.concat(words.map(bytesOf)), charset)
  if (decoded.text.includes('\ufffd') && words.length > 1 && words.every((word) => word.isBase64)) {
    // Base64 cut inside a group of four: the payloads only make sense as one.
    const joined = decodeText(decodeBase64(words.map((word) => word.payload).join('')), charset)
    if (!joined.text.includes('\ufffd')) return joined.text
  }
  if (decoded.defect) defects.add(decoded.defect)
  return decoded.text
}

function bytesOf({ payload, isBase64 }: Word): Buffer {
  if (isBase64) return decodeBase64(payload)
  const raw = /[^\x00-\xff]/.test(payload) ? Buffer.from(payload, 'utf8').toString('latin1') : payload
  const text = raw
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(text, 'latin1')
}
