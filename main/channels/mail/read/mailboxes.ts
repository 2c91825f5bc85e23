/** One mailbox as it stands in a field: still with whatever is odd about name and address. */
export type Mailbox = { name: string; address: string }

/** A stretch of a mailbox outside its brackets; `isQuoted`: the `text` stood in quotes, `raw` still has them. */
type Word = { text: string; raw: string; isQuoted: boolean; isApart: boolean }

type Found = { words: Word[]; comments: string[]; angles: string[] }

const UNQUOTED = /[^\s"(<[,;:]+/y

/**
 * The mailboxes of an address field (RFC 5322 section 3.4 with its obsolete forms), groups flattened: comments anywhere, also
 * nested and inside an address, blanks around dots and signs, routes, `address (name)`, semicolons between addresses.
 * What is not closed is taken as it stands. Linear in the length of the text.
 */
export function readMailboxes(text: string, limit: number): Mailbox[] {
  const mailboxes: Mailbox[] = []
  const lastSemicolon = text.lastIndexOf(';')
  const closed = { comments: true, quotes: true }
  let found: Found = { words: [], comments: [], angles: [] }
  let isApart = false
  const finish = () => {
    mailboxes.push(...mailboxesOf(found))
    found = { words: [], comments: [], angles: [] }
  }
  for (let at = 0; at < text.length && mailboxes.length < limit;) {
    const character = text.charAt(at)
    const inside =
      character === '(' ? commentAt(text, at, closed) : character === '"' ? quotedAt(text, at, closed) : null
    if (inside) {
      if (character === '(') found.comments.push(inside.text)
      else found.words.push({ text: inside.text, raw: text.slice(at, inside.end), isQuoted: true, isApart })
      isApart = character === '('
      at = inside.end
    } else if (character === '<') {
      const end = endOfAngle(text, at + 1)
      found.angles.push(text.slice(at + 1, end))
      isApart = true
      at = text.charAt(end) === '>' ? end + 1 : end
    } else if (character === ',' || character === ';') {
      finish()
      at++
    } else if (character === ':' && at < lastSemicolon) {
      // The name of a group; a colon that no semicolon closes is part of a name.
      found = { words: [], comments: [], angles: [] }
      at++
    } else if (/\s/.test(character)) {
      isApart = true
      at++
    } else {
      const end = character === '[' ? endOfLiteral(text, at) : endOfUnquoted(text, at)
      const raw = text.slice(at, end)
      found.words.push({ text: raw, raw, isQuoted: false, isApart })
      isApart = false
      at = end
    }
  }
  finish()
  return mailboxes.slice(0, limit)
}

function mailboxesOf({ words, comments, angles }: Found): Mailbox[] {
  const address = angles.find((angle) => angle.includes('@')) ?? angles.at(-1)
  if (address !== undefined) {
    const others = angles.filter((angle) => angle !== address && angle.trim() !== '').map((angle) => `<${angle}>`)
    const name = [nameOf(words), ...others].filter(Boolean).join(' ') || comments.join(' ')
    return [{ name, address: withoutComments(address) }]
  }
  if (words.length === 0) return []
  const tokens = tokensOf(words)
  const addresses = tokens.filter(({ isAddress }) => isAddress)
  if (addresses.length === 0) return [{ name: nameOf(words), address: '' }]
  const rest = tokens.filter(({ isAddress }) => !isAddress).map(({ text }) => text)
  const name = rest.join(' ') || comments.join(' ')
  return addresses.map(({ raw }) => ({ name: addresses.length === 1 ? name : '', address: raw }))
}

const nameOf = (words: readonly Word[]) =>
  words.map(({ text, isApart }, index) => (index > 0 && isApart ? ` ${text}` : text)).join('')

/** Words that stand together, those of an address also where blanks or comments stand around its dots and its sign. */
function tokensOf(words: readonly Word[]): { text: string; raw: string; isAddress: boolean }[] {
  const tokens: { words: Word[]; isAddress: boolean }[] = []
  // Only the word before is looked at: to ask a text that grows how it ends copies all of it each time.
  let before = ''
  for (const word of words) {
    const { raw, isQuoted, isApart } = word
    const last = tokens.at(-1)
    const isSign = !isQuoted && raw.startsWith('@')
    const goesOn =
      last !== undefined &&
      (!isApart || isSign || before.endsWith('@') || (last.isAddress && (raw.startsWith('.') || before.endsWith('.'))))
    const isAddress = !isQuoted && raw.includes('@')
    if (goesOn) {
      last.words.push(word)
      last.isAddress ||= isAddress
    } else tokens.push({ words: [word], isAddress })
    before = raw
  }
  return tokens.map(({ words: joined, isAddress }) => ({
    text: joined.map(({ text }) => text).join(''),
    raw: joined.map(({ raw }) => raw).join(''),
    isAddress,
  }))
}

type Inside = { text: string; end: number }

/** A comment with those inside it; null where it is not closed, and then none behind it is looked for either. */
function commentAt(text: string, start: number, closed: { comments: boolean }): Inside | null {
  if (!closed.comments) return null
  let depth = 0
  let content = ''
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\' && at + 1 < text.length) {
      content += text.charAt(++at)
      continue
    }
    if (character === '(' && depth++ === 0) continue
    if (character === ')' && --depth === 0) return { text: content, end: at + 1 }
    content += character
  }
  closed.comments = false
  return null
}

function quotedAt(text: string, start: number, closed: { quotes: boolean }): Inside | null {
  if (!closed.quotes) return null
  let content = ''
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') return { text: content, end: at + 1 }
    content += character === '\\' && at + 1 < text.length ? text.charAt(++at) : character
  }
  closed.quotes = false
  return null
}

/** The bracket that closes, one inside quotes left out; where there is none, the address ends with its list entry. */
function endOfAngle(text: string, start: number): number {
  const limited = text.slice(start, start + MAX_ADDRESS_LENGTH)
  const close = limited.indexOf('>')
  if (close < 0) {
    const comma = /[,;]/.exec(limited)
    return comma ? start + comma.index : Math.min(text.length, start + MAX_ADDRESS_LENGTH)
  }
  const isInQuotes = limited.slice(0, close).split('"').length % 2 === 0
  const quote = isInQuotes ? limited.indexOf('"', close) : -1
  const behind = quote < 0 ? -1 : limited.indexOf('>', quote)
  return start + (behind < 0 ? close : behind)
}

/** More than any server takes: RFC 5321 allows 254. */
const MAX_ADDRESS_LENGTH = 2_000

function endOfLiteral(text: string, start: number): number {
  const end = text.slice(start, start + 100).indexOf(']')
  return end < 0 ? start + 1 : start + end + 1
}

function endOfUnquoted(text: string, start: number): number {
  UNQUOTED.lastIndex = start
  const match = UNQUOTED.exec(text)
  return match ? start + match[0].length : start + 1
}

function withoutComments(address: string): string {
  if (!address.includes('(')) return address
  const bare = address.replace(/"(?:[^"\\]|\\.){0,500}"|\((?:[^()\\]|\\.){0,500}\)/g, (piece) =>
    piece.startsWith('"') ? piece : '',
  )
  return bare.includes('@') ? bare : address
}
