import { decodeText, type Hint } from './charset.ts'
import { decodeRaw, decodeWords } from './encoded-words.ts'

/** A Content-Type or Content-Disposition: the value in lower case and its parameters, decoded. */
export type Structured = { value: string; parameters: Map<string, string> }

type Section = { index: number; value: string; isEncoded: boolean }

const MAX_PARAMETERS = 1_000

/**
 * Reads a structured field as mailers write it, not only as RFC 2045 and 2231 allow: raw 8-bit, encoded words in quotes,
 * unquoted values with spaces, missing semicolons, continuations in any order. Of a doubled parameter the first counts.
 */
export function parseStructured(raw: string, hint: Hint, defects: Set<string>): Structured {
  const text = decodeRaw(raw, hint, defects)
  // A field that begins with a parameter has forgotten its value.
  const head = /^\s*(?![a-z][a-z0-9*-]{2,30}=)([^\s;,]*(?:\s*\/\s*[^\s;,]+)?)/i.exec(text.slice(0, 1_000))
  const value = (head?.[1] ?? '').replace(/\s+/g, '').toLowerCase().replace(/^"|"$/g, '')
  const plain = new Map<string, string>()
  const sections = new Map<string, Section[]>()
  let count = 0
  for (const [name, content] of parameterPairs(text, head?.[0].length ?? 0)) {
    if (++count > MAX_PARAMETERS) break
    const extended = /^([^*]+)\*(?:(\d{1,4})(\*)?)?$/.exec(name)
    if (!extended) {
      if (!plain.has(name)) plain.set(name, content)
      continue
    }
    const list = sections.get(extended[1]!) ?? []
    const isWhole = extended[2] === undefined
    list.push({ index: isWhole ? 0 : Number(extended[2]), value: content, isEncoded: isWhole || extended[3] === '*' })
    sections.set(extended[1]!, list)
  }
  const parameters = new Map<string, string>()
  for (const [name, content] of plain)
    parameters.set(name, name === 'boundary' ? content : decodePlain(content, defects))
  for (const [name, list] of sections) parameters.set(name, joinSections(list, hint, defects))
  return { value, parameters }
}

function* parameterPairs(text: string, from: number): Generator<[string, string]> {
  let at = from
  while (at < text.length) {
    at = skipFiller(text, at)
    const nameEnd = endOfName(text, at)
    if (nameEnd === at) {
      at++
      continue
    }
    const name = text.slice(at, nameEnd).trim().toLowerCase()
    if (text.charAt(nameEnd) !== '=') {
      at = nameEnd
      continue
    }
    const [value, end] = readValue(text, nameEnd + 1)
    yield [name, value]
    at = end
  }
}

/** Blanks, semicolons and comments before a parameter name. */
function skipFiller(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '(') {
      const close = text.indexOf(')', at)
      if (close < 0) return text.length
      at = close + 1
    } else if (/[\s;,]/.test(character)) at++
    else break
  }
  return at
}

function endOfName(text: string, from: number): number {
  let at = from
  while (at < text.length && !/[=;\s]/.test(text.charAt(at))) at++
  const equals = /^\s{1,20}=/.exec(text.slice(at, at + 22))
  return equals ? at + equals[0].length - 1 : at
}

function readValue(text: string, from: number): [string, number] {
  let at = from
  while (/\s/.test(text.charAt(at))) at++
  if (text.charAt(at) === '"') {
    const quoted = readQuoted(text, at + 1)
    if (quoted) return quoted
    at++
  }
  const semicolon = text.indexOf(';', at)
  const end = semicolon < 0 ? text.length : semicolon
  const value = text.slice(at, end)
  // Where the semicolon was forgotten, the next "name=" begins a parameter all the same.
  const next = /\s[a-z][a-z0-9*-]{2,30}=/i.exec(value)
  const own = next && !value.startsWith('=?') ? value.slice(0, next.index) : value
  return [withoutComment(own).trim(), at + own.length]
}

/** Only `\"` and `\\` are escapes: Windows mailers put bare paths into quotes. */
function readQuoted(text: string, from: number): [string, number] | null {
  let value = ''
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') return [value, at + 1]
    if (character === '\\' && (text.charAt(at + 1) === '"' || text.charAt(at + 1) === '\\')) at++
    value += text.charAt(at)
  }
  return null
}

const withoutComment = (value: string) => {
  const open = value.search(/\s\(/)
  return open >= 0 && value.trimEnd().endsWith(')') ? value.slice(0, open) : value
}

function decodePlain(content: string, defects: Set<string>): string {
  if (content.includes('=?')) return decodeWords(content, defects)
  const bare = /^([a-z0-9_-]{2,40})'[a-z-]*'(.*%[0-9a-f]{2}.*)$/i.exec(content)
  if (bare) return decodeText(percentBytes(bare[2]!), bare[1]).text
  if (!/%[89a-f][0-9a-f]%[89ab][0-9a-f]/i.test(content)) return content
  const decoded = decodeText(percentBytes(content), 'utf-8')
  return decoded.defect === null ? decoded.text : content
}

function joinSections(list: Section[], hint: Hint, defects: Set<string>): string {
  list.sort((one, other) => one.index - other.index)
  const [first] = list
  const head = first?.isEncoded ? /^([^']{0,80})'[^']{0,40}'/.exec(first.value) : null
  const isAnyEncoded = list.some((section) => section.isEncoded)
  if (!isAnyEncoded) return decodePlain(list.map((section) => section.value).join(''), defects)
  const { text } = decodeText(sectionBytes(list, head?.[0].length ?? 0), head?.[1] ?? '', hint.charset)
  return text.includes('=?') ? decodeWords(text, defects) : text
}

/** Neighbouring encoded sections are joined first: some mailers cut inside "%8E". */
function sectionBytes(list: readonly Section[], headLength: number): Buffer {
  const pieces: Buffer[] = []
  let encoded = ''
  list.forEach(({ value, isEncoded }, index) => {
    const rest = index === 0 ? value.slice(headLength) : value
    if (isEncoded) encoded += rest
    else {
      pieces.push(percentBytes(encoded), Buffer.from(rest, 'utf8'))
      encoded = ''
    }
  })
  return Buffer.concat([...pieces, percentBytes(encoded)])
}

function percentBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8').toString('latin1')
  return Buffer.from(
    bytes.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
