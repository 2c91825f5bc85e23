import { isUtf8 } from 'node:buffer'
import { decodeForced, decodeText, likelyJapanese, type Hint } from './charset.ts'
import { unflow } from './flowed.ts'
import { MAX_TEXT_LENGTH } from './limits.ts'
import type { Part } from './structure.ts'
import { base64Length, decodeBase64, decodeQuotedPrintable, decodeUuencoded } from './transfer.ts'

/** The bytes of a leaf, decoded. */
export function contentOf(part: Part): Buffer {
  const body = part.bytes.subarray(part.start, part.end)
  if (part.encoding === 'base64') return decodeBase64(body.toString('latin1'))
  if (part.encoding === 'quoted-printable') return decodeQuotedPrintable(body)
  return part.encoding === 'uuencode' ? decodeUuencoded(body.toString('latin1')) : body
}

export function contentLengthOf(part: Part): number {
  if (part.encoding === 'base64') return base64Length(part.bytes.subarray(part.start, part.end))
  return contentOf(part).length
}

/** The bytes of a text leaf, also where its Content-Transfer-Encoding is missing or a lie. */
export function textBytesOf(part: Part, defects: Set<string>): Buffer {
  const body = part.bytes.subarray(part.start, part.end)
  const withFooter = part.encoding === 'base64' ? splitFooter(body) : null
  if (withFooter) {
    defects.add('plain text stood behind base64')
    return withFooter
  }
  if (part.encoding === 'base64' && !looksLikeBase64(body)) {
    defects.add('a part said base64 and was none')
    return body
  }
  if (part.hasEncoding || body.length > 65_536) return contentOf(part)
  const text = body.toString('latin1')
  if (/(?:=[89A-F][0-9A-F]){3}/.test(text) && !/[\x80-\xff]/.test(text)) {
    defects.add('a part did not say that it was quoted-printable')
    return decodeQuotedPrintable(body)
  }
  const decoded = unnamedBase64(text)
  if (decoded) defects.add('a part did not say that it was base64')
  return decoded ?? contentOf(part)
}

/** The text of bytes in the charset of the part, as one kind of line end and without NULs. */
export function decodePartText(bytes: Buffer, part: Part, hint: Hint, defects: Set<string>): string {
  const text = hint.isForced ? decodeForced(bytes, hint.charset) : decodeByLabel(bytes, part, hint, defects)
  const lines = normalizeLines(text)
  const flowed = part.type === 'text/plain' && part.parameters.get('format')?.trim().toLowerCase() === 'flowed'
  const whole = flowed ? unflow(lines, part.parameters.get('delsp')?.trim().toLowerCase() === 'yes') : lines
  if (whole.length <= MAX_TEXT_LENGTH) return whole
  defects.add('the text was too long and was cut')
  return whole.slice(0, MAX_TEXT_LENGTH)
}

export function normalizeLines(text: string): string {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const lines = plain.includes('\r') ? plain.replace(/\r{0,3}\n|\r/g, '\n') : plain
  return lines.includes('\0') ? lines.replaceAll('\0', '') : lines
}

function decodeByLabel(bytes: Buffer, part: Part, hint: Hint, defects: Set<string>): string {
  const label = part.parameters.get('charset') || (part.type === 'text/html' ? metaCharset(bytes) : '')
  const { text, defect } = decodeText(bytes, label, hint.charset)
  if (defect) defects.add(defect)
  return text
}

function metaCharset(bytes: Buffer): string {
  return /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(bytes.toString('latin1', 0, 4_096))?.[1] ?? ''
}

function looksLikeBase64(body: Buffer): boolean {
  const sample = body.toString('latin1', 0, 4_096)
  const foreign = sample.replace(/[A-Za-z0-9+/=\s]/g, '').length
  const inside = sample.match(/[^\s] [^\s]/g)?.length ?? 0
  return (foreign + inside) * 20 <= sample.length || (inside === 0 && readsAsBase64(body))
}

/** A short text in which much is junk (RFC 2045 section 6.8 has it ignored), and which is one without it. */
function readsAsBase64(body: Buffer): boolean {
  if (body.length > 4_096) return false
  const kept = body.toString('latin1').replace(/[^A-Za-z0-9+/]/g, '')
  const decoded = Buffer.from(kept, 'base64')
  return (
    kept.length >= 8 &&
    kept.length % 4 !== 1 &&
    isUtf8(decoded) &&
    !/[\x00-\x08\x0e-\x1f]/.test(decoded.toString('latin1'))
  )
}

/** Mailing lists append their footer to base64 without encoding it. */
function splitFooter(body: Buffer): Buffer | null {
  if (body.length > 262_144) return null
  const text = body.toString('latin1').trim()
  const foreign = /\n(?=[^\r\n]*[^A-Za-z0-9+/=\s])/.exec(text)
  if (!foreign) return null
  const encoded = text.slice(0, foreign.index).replace(/\s+/g, '')
  const footer = text.slice(foreign.index)
  if (encoded.length < 16 || encoded.length % 4 !== 0 || /^[A-Za-z0-9+/]{20,}={0,2}\r?$/m.test(footer)) return null
  return /^[A-Za-z0-9+/]+={0,2}$/.test(encoded)
    ? Buffer.concat([decodeBase64(encoded), Buffer.from(footer, 'latin1')])
    : null
}

function unnamedBase64(text: string): Buffer | null {
  const compact = text.replace(/\s+/g, '')
  if (compact.length < 24 || compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return null
  if (/[^\r\n] [^\r\n]/.test(text)) return null
  const decoded = Buffer.from(compact, 'base64')
  const { text: read, defect } = decodeText(decoded, 'utf-8')
  const isText = defect === null && /[\u3040-\u30ff\u4e00-\u9fff]{2}/.test(read)
  return isText || likelyJapanese(decoded, '') ? decoded : null
}
