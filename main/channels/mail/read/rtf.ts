import { decodeText } from './charset.ts'

/** The dictionary every compressed RTF starts from (MS-OXRTFCP section 2.1.2.1). */
const DICTIONARY =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'
const WINDOW = 4096
const COMPRESSED = 0x75465a4c
const UNCOMPRESSED = 0x414c454d

/** Unpacks PR_RTF_COMPRESSED (MS-OXRTFCP); null when it is none. Stops at `limit` bytes whatever the header promises. */
export function unpackRtf(packed: Buffer, limit: number): { bytes: Buffer; isCut: boolean } | null {
  if (packed.length < 16) return null
  const kind = packed.readUInt32LE(8)
  if (kind === UNCOMPRESSED) return { bytes: packed.subarray(16), isCut: false }
  if (kind !== COMPRESSED) return null
  const promised = packed.readUInt32LE(4)
  // 17 bytes is the longest run a two-byte reference can give.
  const size = Math.min(promised, limit, packed.length * 9)
  const out = Buffer.alloc(size)
  const window = Buffer.alloc(WINDOW)
  let write = window.write(DICTIONARY, 'latin1')
  let length = 0
  const emit = (byte: number) => {
    if (length < size) out[length++] = byte
    window[write] = byte
    write = (write + 1) % WINDOW
  }
  for (let at = 16; at < packed.length && length < size;) {
    const flags = packed[at++]!
    for (let bit = 0; bit < 8 && at < packed.length && length < size; bit++) {
      if ((flags & (1 << bit)) === 0) {
        emit(packed[at++]!)
        continue
      }
      const reference = (packed[at]! << 8) | (packed[at + 1] ?? 0)
      at += 2
      const offset = reference >> 4
      if (offset === write) return { bytes: out.subarray(0, length), isCut: false }
      for (let index = 0; index < (reference & 15) + 2; index++) emit(window[(offset + index) % WINDOW]!)
    }
  }
  return { bytes: out.subarray(0, length), isCut: promised > limit }
}

/** Groups that hold no text of the letter. */
const HIDDEN =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|object|generator|listtable|listoverridetable|themedata|xmlnstbl|htmltag|mhtmltag|pntext)$/
const BREAKS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
}

/** The plain text of RTF: paragraphs, tabs, \'xx bytes in the named code page, \u characters. */
export function rtfToText(rtf: string): string {
  const out: string[] = []
  const stack: { hidden: boolean; skip: number }[] = []
  let state = { hidden: false, skip: 1 }
  let charset = 'windows-1252'
  let bytes: number[] = []
  let toSkip = 0
  const flush = () => {
    if (bytes.length > 0) out.push(decodeText(Buffer.from(bytes), charset).text)
    bytes = []
  }
  const emit = (text: string) => {
    if (state.hidden) return
    flush()
    out.push(text)
  }
  const token = /\\'([0-9a-f]{2})|\\u(-?\d{1,6}) ?|\\([a-z]{1,32})(-?\d{1,9})? ?|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi
  for (const [, hex, unicode, word, number, symbol, brace, text] of rtf.matchAll(token)) {
    if (brace === '{') {
      if (stack.length < 1_000) stack.push({ ...state })
    } else if (brace === '}') {
      flush()
      state = stack.pop() ?? { hidden: false, skip: 1 }
    } else if (hex !== undefined) {
      if (toSkip > 0) toSkip--
      else if (!state.hidden) bytes.push(Number.parseInt(hex, 16))
    } else if (unicode !== undefined) {
      emit(String.fromCharCode(Number(unicode) & 0xffff))
      toSkip = state.skip
    } else if (word !== undefined) {
      const name = word.toLowerCase()
      if (name === 'ansicpg')
        charset = number === '932' ? 'shift_jis' : number === '65001' ? 'utf-8' : `windows-${number ?? '1252'}`
      else if (name === 'uc') state.skip = Number(number ?? 1)
      else if (HIDDEN.test(name)) state.hidden = true
      else if (BREAKS[name] !== undefined) emit(BREAKS[name])
    } else if (symbol !== undefined) {
      if (symbol === '*') state.hidden = true
      else if (symbol === '~') emit(' ')
      else if (symbol === '\\' || symbol === '{' || symbol === '}') emit(symbol)
    } else if (text !== undefined) {
      const rest = toSkip > 0 ? text.slice(toSkip) : text
      toSkip = Math.max(0, toSkip - text.length)
      if (rest !== '') emit(rest)
    }
  }
  flush()
  return out.join('')
}
