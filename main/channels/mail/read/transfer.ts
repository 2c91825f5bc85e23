const EQUALS = 0x3d

/** What a Content-Transfer-Encoding field means, for the spellings met in mail. */
export function transferEncodingOf(value: string): 'base64' | 'quoted-printable' | 'uuencode' | '8bit' {
  const name = value.toLowerCase().replace(/[\s_"']/g, (character) => (character === '_' ? '-' : ''))
  if (name.startsWith('base64') || name.startsWith('base-64')) return 'base64'
  if (name.startsWith('quoted-printable') || name.startsWith('quotedprintable')) return 'quoted-printable'
  if (/^(?:x-)?uu(?:e$|encode)/.test(name)) return 'uuencode'
  return '8bit'
}

/** Base64 with line breaks, junk between, no padding, or several padded pieces one after another. Never throws. */
export function decodeBase64(text: string): Buffer {
  const padding = text.indexOf('=')
  if (padding < 0 || isOnlyPadding(text, padding)) return Buffer.from(text, 'base64')
  // Node stops at the first padding; mailers that encode line by line pad every line.
  const pieces = text.split(/=+/, 100_000).map((piece) => Buffer.from(piece, 'base64'))
  return Buffer.concat(pieces)
}

function isOnlyPadding(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code !== EQUALS && code > 0x20) return false
  }
  return true
}

/** The length that `decodeBase64` would give, without decoding where all lines are of one length. */
export function base64Length(bytes: Buffer): number {
  const lineEnd = bytes.indexOf(0x0a)
  const end = trimmedEnd(bytes)
  const last = bytes.toString('latin1', Math.max(0, end - 2), end)
  const padding = last.endsWith('==') ? 2 : last.endsWith('=') ? 1 : 0
  const line = lineEnd < 0 || lineEnd >= end ? end : lineEnd + 1
  if (line > 1 && line <= 1000 && isRegular(bytes, line, end)) {
    const breakLength = lineEnd >= end || lineEnd < 0 ? 0 : bytes[lineEnd - 1] === 0x0d ? 2 : 1
    const fullLines = Math.floor(end / line)
    const rest = end - fullLines * line
    return Math.floor(((fullLines * (line - breakLength) + rest - padding) * 3) / 4)
  }
  return decodeBase64(bytes.toString('latin1')).length
}

/** Whether a line break stands where lines of one length put it, at some twenty places over the body. */
function isRegular(bytes: Buffer, line: number, end: number): boolean {
  const lines = Math.floor(end / line)
  if (lines < 1 || bytes[line - 1] !== 0x0a) return false
  const step = Math.max(1, Math.floor(lines / 20))
  for (let index = 1; index <= lines; index += step) if (bytes[index * line - 1] !== 0x0a) return false
  if (bytes[lines * line - 1] !== 0x0a) return false
  const tail = bytes.toString('latin1', Math.max(0, lines * line - 2 * line), end)
  return /^[A-Za-z0-9+/\r\n]*={0,2}$/.test(tail)
}

function trimmedEnd(bytes: Buffer): number {
  let end = bytes.length
  while (end > 0 && bytes[end - 1]! <= 0x20) end--
  return end
}

/** Quoted-printable. A broken escape stays as it stands; raw 8-bit bytes pass. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const first = bytes.indexOf(EQUALS)
  if (first < 0) return bytes
  const out = Buffer.allocUnsafe(bytes.length)
  let length = bytes.copy(out, 0, 0, first)
  for (let at = first; at < bytes.length;) {
    const byte = bytes[at]!
    if (byte !== EQUALS) {
      out[length++] = byte
      at++
      continue
    }
    const high = hexValue(bytes[at + 1])
    const low = hexValue(bytes[at + 2])
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      at += 3
      continue
    }
    const lineEnd = softBreakEnd(bytes, at + 1)
    if (lineEnd > 0) {
      at = lineEnd
      continue
    }
    out[length++] = byte
    at++
  }
  return out.subarray(0, length)
}

/** Where the next line begins when only blanks stand between `at` and the line end; -1 otherwise. */
function softBreakEnd(bytes: Buffer, at: number): number {
  let end = at
  while (end < at + 100 && (bytes[end] === 0x20 || bytes[end] === 0x09)) end++
  if (end >= bytes.length) return end
  if (bytes[end] === 0x0d) return bytes[end + 1] === 0x0a ? end + 2 : end + 1
  return bytes[end] === 0x0a ? end + 1 : -1
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte & 0xdf
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : -1
}

export type UuFile = { name: string; start: number; end: number }

/** The uuencoded files inside a text (one character a byte): `begin 644 name` … `end`, with offsets of the whole block. */
export function findUuencoded(text: string): UuFile[] {
  const files: UuFile[] = []
  const begin = /^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?$/gm
  for (let match = begin.exec(text); match && files.length < 100; match = begin.exec(text)) {
    const body = match.index + match[0].length + 1
    const firstLine = text.slice(body, text.indexOf('\n', body) < 0 ? text.length : text.indexOf('\n', body))
    if (!isUuLine(firstLine.replace(/\r$/, ''))) continue
    const end = /^end[ \t]*\r?$/m
    const rest = text.slice(body)
    const close = end.exec(rest)
    const stop = close ? body + close.index + close[0].length : text.length
    files.push({ name: match[1]!.trim(), start: match.index, end: stop })
    begin.lastIndex = stop
  }
  return files
}

const isUuLine = (line: string) => {
  const count = (line.charCodeAt(0) - 32) & 63
  return (
    /^[\x20-\x60]+$/.test(line) &&
    line.length >= Math.ceil(count / 3) * 4 &&
    line.length <= Math.ceil(count / 3) * 4 + 3
  )
}

/** The bytes of one uuencoded block as `findUuencoded` cut it. */
export function decodeUuencoded(block: string): Buffer {
  const lines = block.split(/\r?\n/)
  const out: Buffer[] = []
  for (const line of lines.slice(lines[0]?.startsWith('begin') ? 1 : 0)) {
    if (/^end\s*$/.test(line)) break
    const count = line === '' ? 0 : (line.charCodeAt(0) - 32) & 63
    if (count > 0) out.push(decodeUuLine(line, count))
  }
  return Buffer.concat(out)
}

function decodeUuLine(line: string, count: number): Buffer {
  const bytes = Buffer.alloc(Math.ceil(count / 3) * 3)
  const value = (at: number) => (at < line.length ? (line.charCodeAt(at) - 32) & 63 : 0)
  for (let group = 0; group * 3 < count; group++) {
    const at = 1 + group * 4
    const bits = (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3)
    bytes.writeUIntBE(bits, group * 3, 3)
  }
  return bytes.subarray(0, count)
}
