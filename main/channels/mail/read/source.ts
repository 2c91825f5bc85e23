import iconv from 'iconv-lite'

const LINE_FEED = 0x0a
const RETURN = 0x0d

/**
 * The source as the reader sees it. Deterministic, so that an offset found when the mail was read still fits when an
 * attachment is opened. Only sources that no scanner for "\n" could read are copied: UTF-16, and lines ended by CR alone.
 */
export function prepareSource(source: Uint8Array, defects: Set<string>): Buffer {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return fromUtf16(bytes, 'utf-16le', defects)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return fromUtf16(bytes, 'utf-16be', defects)
  return withLineFeeds(bytes, defects)
}

/** Where the headers begin: behind a byte order mark, empty lines and the "From " line of an mbox. */
export function startOfHeaders(bytes: Buffer, defects: Set<string>): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const first = at
  while (at < bytes.length && (bytes[at] === LINE_FEED || bytes[at] === RETURN || bytes[at] === 0)) at++
  if (at > first) defects.add('empty lines stood before the headers')
  return at
}

function fromUtf16(bytes: Buffer, charset: string, defects: Set<string>): Buffer {
  defects.add('the whole source was UTF-16')
  return Buffer.from(iconv.decode(bytes, charset).replace(/\r\n?/g, '\n'), 'utf8')
}

function withLineFeeds(bytes: Buffer, defects: Set<string>): Buffer {
  const firstReturn = bytes.indexOf(RETURN)
  if (firstReturn < 0 || bytes[firstReturn + 1] === LINE_FEED) return bytes
  const firstFeed = bytes.indexOf(LINE_FEED)
  const start = bytes.toString('latin1', 0, Math.min(firstFeed < 0 ? bytes.length : firstFeed, 65_536))
  if (!/\r[!-9;-~]{1,80}[ \t]*:/.test(start)) return bytes
  defects.add('lines were ended by CR alone')
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf(RETURN); at >= 0; at = copy.indexOf(RETURN, at + 1)) {
    if (copy[at + 1] !== LINE_FEED && copy[at + 1] !== RETURN) copy[at] = LINE_FEED
    else if (copy[at + 1] === RETURN && copy[at + 2] !== LINE_FEED) copy[at] = LINE_FEED
  }
  return copy
}
