import { MAX_FIELD_LENGTH, MAX_HEADER_BYTES, MAX_HEADER_FIELDS } from './limits.ts'

/** One header field: its name in lower case and its unfolded value, one character a byte. */
export type Field = { name: string; raw: string }

export type HeaderBlock = { fields: Field[]; bodyStart: number }

/** Names that prove that a block of headers goes on behind a line of junk. */
const WELL_KNOWN =
  /^(?:received|from|to|cc|bcc|subject|date|message-id|mime-version|content-[a-z-]+|reply-to|sender|references|in-reply-to|return-path|delivered-to|dkim-signature|authentication-results|arc-[a-z-]+|list-[a-z-]+|precedence|auto-submitted|x-[a-z0-9_-]+|importance|organization|user-agent|thread-(?:topic|index)|errors-to|received-spf|domainkey-signature|status)[ \t]*:/i

const FIELD = /^([!-9;-~]{1,200})[ \t]*:/

/**
 * The header block that begins at `start`. Ends at the first empty line, or where the first line stands that can be no
 * header and is not followed by one (the empty line is missing); lines of junk between fields are dropped.
 */
export function readFields(bytes: Buffer, start: number, limit: number, defects: Set<string>): HeaderBlock {
  const text = headerText(bytes, start, limit)
  const fields: Field[] = []
  const names = new Set<string>()
  let parts: string[] = []
  let name = ''
  let length = 0
  const flush = () => {
    const isFull = fields.length >= MAX_HEADER_FIELDS
    if (name !== '' && (!isFull || isMissed(names, name))) {
      fields.push({ name, raw: parts.join('').trim() })
      names.add(name)
    }
    if (name !== '' && isFull) defects.add('too many header fields; the rest was not read')
    name = ''
    parts = []
    length = 0
  }
  const add = (value: string) => {
    const room = MAX_FIELD_LENGTH - length
    if (value.length > room) defects.add('a header field was too long and was cut')
    if (room > 0) parts.push(value.slice(0, room))
    length += value.length
  }
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at)
    const next = newline < 0 ? text.length : newline + 1
    const line = trimLineEnd(text.slice(at, newline < 0 ? text.length : newline))
    if (line === '') return finish(next)
    const isContinuation = line.startsWith(' ') || line.startsWith('\t')
    if (isContinuation && line.trim() === '') {
      if (!headerFollows(text, next)) return finish(next)
    } else if (isContinuation && (name !== '' || headerFollows(text, next))) {
      if (name !== '') add(` ${line.trimStart()}`)
    } else {
      const match = FIELD.exec(line)
      if (match) {
        flush()
        name = match[1]!.toLowerCase()
        add(line.slice(match[0].length))
      } else if (/^>?From /.test(line)) {
        flush()
      } else if (headerFollows(text, next)) {
        flush()
        defects.add('a line among the headers was no header')
      } else {
        defects.add('the empty line between headers and body was missing')
        return finish(at)
      }
    }
    at = next
  }
  if (start + text.length < limit) defects.add('the headers were too long; the rest was taken for the body')
  return finish(text.length)

  function finish(at: number): HeaderBlock {
    flush()
    return { fields, bodyStart: start + at }
  }
}

/** What a mail is about may stand behind thousands of fields that say nothing. */
const isMissed = (names: ReadonlySet<string>, name: string) =>
  names.size < 2 * MAX_HEADER_FIELDS &&
  !names.has(name) &&
  WELL_KNOWN.test(`${name}:`) &&
  !/^(?:x-|received|arc-)/.test(name)

/** Reads little at first: nearly all headers end within 8 KB, and a source may be many megabytes. */
function headerText(bytes: Buffer, start: number, limit: number): string {
  const end = Math.min(limit, start + MAX_HEADER_BYTES)
  for (let size = 8192; start + size < end; size *= 4) {
    const text = bytes.toString('latin1', start, start + size)
    const blank = /\n\r*\n/.exec(text)
    // A little more than the block, so that the line behind its end can be judged.
    if (blank || /^\r*\n/.test(text)) return text
  }
  return bytes.toString('latin1', start, end)
}

const trimLineEnd = (line: string) => (line.endsWith('\r') ? line.replace(/\r{1,3}$/, '') : line)

/** Whether one of the next lines, before an empty one, is a field that mails have. */
function headerFollows(text: string, at: number): boolean {
  let from = at
  for (let lines = 0; lines < 4 && from < text.length; lines++) {
    const newline = text.indexOf('\n', from)
    const line = trimLineEnd(text.slice(from, Math.min(newline < 0 ? text.length : newline, from + 300)))
    if (line === '') return false
    if (WELL_KNOWN.test(line)) return true
    if (newline < 0) return false
    from = newline + 1
  }
  return false
}
