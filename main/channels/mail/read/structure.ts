import type { Hint } from './charset.ts'
import { readFields, type Field } from './fields.ts'
import { MAX_DEPTH, MAX_PARTS } from './limits.ts'
import { parseStructured, type Structured } from './parameters.ts'
import { prepareSource, startOfHeaders } from './source.ts'
import { decodeBase64, decodeQuotedPrintable, transferEncodingOf } from './transfer.ts'

/** One node of the MIME tree. The body is `bytes` from `start` to `end`, still encoded. */
export type Part = {
  bytes: Buffer
  start: number
  end: number
  fields: Field[]
  /** Lower case, never empty: text/plain where nothing readable is named. */
  type: string
  parameters: Map<string, string>
  disposition: Structured
  encoding: 'base64' | 'quoted-printable' | 'uuencode' | '8bit'
  /** Whether a Content-Transfer-Encoding was there at all. */
  hasEncoding: boolean
  contentId: string | null
  parent: Part | null
  children: Part[]
}

type Context = { defects: Set<string>; hint: Hint; parts: number }

/** `hint` is the first charset that any part names: the best guess for what names none. */
export type Structure = { root: Part; hint: Hint }

type Slice = { start: number; end: number }

/** The MIME tree of a source, as offsets: nothing is decoded and nothing but headers is looked at byte by byte. */
export function readStructure(source: Uint8Array, forced: string | null, defects: Set<string>): Structure {
  const bytes = prepareSource(source, defects)
  const hint = { charset: forced ?? '', isForced: forced !== null }
  const context = { defects, hint, parts: 0 }
  const root = readPart(bytes, { start: startOfHeaders(bytes, defects), end: bytes.length }, null, context)
  split(root, 0, context)
  return { root, hint }
}

function readPart(bytes: Buffer, { start, end }: Slice, parent: Part | null, context: Context): Part {
  context.parts++
  const { fields, bodyStart } = readFields(bytes, start, end, context.defects)
  const value = (name: string) => fields.find((field) => field.name === name)?.raw ?? ''
  const contentType = parseStructured(typeField(fields), context.hint, context.defects)
  const charset = contentType.parameters.get('charset')
  if (charset && context.hint.charset === '') context.hint.charset = charset
  const encoding = value('content-transfer-encoding')
  const disposition = parseStructured(value('content-disposition'), context.hint, context.defects)
  return {
    bytes,
    start: Math.min(bodyStart, end),
    end,
    fields,
    type: normalizeType(contentType.value, parent, isFile(contentType, disposition)),
    parameters: contentType.parameters,
    disposition,
    encoding: transferEncodingOf(encoding),
    hasEncoding: encoding.trim() !== '',
    contentId: /<?\s*([^<>]*[^<>\s])\s*>?/.exec(value('content-id').slice(0, 1000))?.[1] ?? null,
    parent,
    children: [],
  }
}

/** Of several Content-Type fields the one that names a type counts, the first of them. */
function typeField(fields: readonly Field[]): string {
  const all = fields.filter((field) => field.name === 'content-type')
  return (all.find(({ raw }) => /^\s*"?[\w.+-]+\/[\w.+*-]+/.test(raw)) ?? all[0])?.raw ?? ''
}

/** What cannot be read as a type is text (RFC 2045 section 5.2), unless it comes as a file. */
function normalizeType(named: string, parent: Part | null, isFile: boolean): string {
  const value = named.replace('\\', '/')
  const fallback = parent?.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  if (value === '' || value === 'text' || value === 'plain' || value === 'plain/text') return fallback
  if (value === 'html' || value === 'text/htm' || value === 'application/xhtml+xml') return 'text/html'
  if (value === 'multipart') return 'multipart/mixed'
  if (/^[\w.+-]+\/[\w.+*-]+$/.test(value)) return value
  return isFile ? 'application/octet-stream' : fallback
}

const isFile = (contentType: Structured, disposition: Structured) =>
  disposition.value === 'attachment' || disposition.parameters.has('filename') || contentType.parameters.has('name')

function split(part: Part, depth: number, context: Context): void {
  if (!part.type.startsWith('multipart/')) return
  if (depth >= MAX_DEPTH) {
    context.defects.add(`multiparts nested more than ${MAX_DEPTH} deep; the rest is one attachment`)
    part.type = 'application/octet-stream'
    return
  }
  const slices = sliceParts(part, context)
  if (slices === null) {
    context.defects.add('a multipart without any boundary was read as text')
    part.type = 'text/plain'
    return
  }
  for (const slice of slices) {
    if (context.parts >= MAX_PARTS) {
      context.defects.add(`more than ${MAX_PARTS} parts; the rest was not read`)
      return
    }
    const child = readPart(part.bytes, slice, part, context)
    part.children.push(child)
    split(child, depth + 1, context)
  }
}

function sliceParts(part: Part, context: Context): Slice[] | null {
  const declared = part.parameters.get('boundary') ?? ''
  const slices = declared === '' ? null : sliceAt(part, declared, context)
  if (slices) return slices
  if (decodeWhole(part, context)) return sliceAt(part, declared, context)
  const guess = guessBoundary(part)
  if (guess === null) return null
  context.defects.add(declared === '' ? 'the boundary was not named' : 'the boundary named was not the one used')
  return sliceAt(part, guess, context, 'latin1')
}

/** A multipart may not be encoded (RFC 2045 section 6.4); some are, and only decoding shows the boundary. */
function decodeWhole(part: Part, context: Context): boolean {
  if (part.encoding !== 'base64' && part.encoding !== 'quoted-printable') return false
  const body = part.bytes.subarray(part.start, part.end)
  part.bytes = part.encoding === 'base64' ? decodeBase64(body.toString('latin1')) : decodeQuotedPrintable(body)
  part.start = 0
  part.end = part.bytes.length
  part.encoding = '8bit'
  context.defects.add('a multipart was transfer-encoded as a whole')
  return true
}

/** The slices between the lines "--boundary"; null when there is no such line. The preamble and epilogue fall away. */
function sliceAt(part: Part, boundary: string, context: Context, encoding: 'utf8' | 'latin1' = 'utf8'): Slice[] | null {
  const region = part.bytes.subarray(0, part.end)
  const needle = Buffer.from(`--${boundary}`, encoding)
  const slices: Slice[] = []
  let open = -1
  for (let at = region.indexOf(needle, part.start); at >= 0; at = region.indexOf(needle, at + needle.length)) {
    const line = delimiterAt(region, part.start, at, needle.length)
    if (!line) continue
    if (open >= 0) slices.push({ start: open, end: withoutLineBreak(region, open, at) })
    if (slices.length >= MAX_PARTS) {
      context.defects.add(`more than ${MAX_PARTS} parts; the rest was not read`)
      return slices
    }
    open = line.next
    if (line.isLast) {
      // A close in the middle is a mistake of a gateway when another part follows it.
      const another = region.indexOf(needle, line.next)
      if (another < 0 || !delimiterAt(region, part.start, another, needle.length)) return slices
      open = -1
    }
  }
  if (open >= 0 && open <= region.length) {
    slices.push({ start: open, end: region.length })
    context.defects.add('the last boundary was missing')
  }
  return slices.length > 0 || open >= 0 ? slices : null
}

function delimiterAt(
  region: Buffer,
  from: number,
  at: number,
  length: number,
): { next: number; isLast: boolean } | null {
  if (at > from && region[at - 1] !== 0x0a && region[at - 1] !== 0x0d) return null
  let end = at + length
  const isLast = region[end] === 0x2d && region[end + 1] === 0x2d
  if (isLast) end += 2
  while (region[end] === 0x20 || region[end] === 0x09) end++
  if (end >= region.length) return { next: region.length, isLast }
  if (region[end] === 0x0a) return { next: end + 1, isLast }
  if (region[end] !== 0x0d) return null
  while (region[end] === 0x0d) end++
  return { next: region[end] === 0x0a ? end + 1 : end, isLast }
}

/** The line break before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1). */
function withoutLineBreak(region: Buffer, start: number, at: number): number {
  let end = at
  if (end > start && region[end - 1] === 0x0a) end--
  while (end > start && region[end - 1] === 0x0d) end--
  return end
}

/** A line that looks like a delimiter: "--something", then a content header, or an empty line where it is closed later. */
function guessBoundary(part: Part): string | null {
  const text = part.bytes.toString('latin1', part.start, Math.min(part.end, part.start + 65_536))
  const withHeader = /(?:^|\n)--([^\s][^\r\n]{0,200}?)[ \t]*\r?\n(?:content-[a-z-]+:|mime-version:)/i.exec(text)
  if (withHeader) return withHeader[1]!
  const bare = /(?:^|\n)--([^\s-][^\r\n]{0,200}?)[ \t]*\r?\n\r?\n/.exec(text)?.[1]
  return bare !== undefined && text.includes(`\n--${bare}--`) ? bare : null
}
