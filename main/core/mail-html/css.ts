import { type CSSToken, tokenizer } from '@csstools/css-tokenizer'

/** Decides about one address in CSS: the address to write, or null for none. */
export type CssUrl = (url: string) => string | null

/** Style beyond this is left away as a whole: half a rule could show what the other half hides. */
const MAX_CSS_LENGTH = 400_000
/** A browser reads nested blocks and brackets by recursion. */
const MAX_NESTING = 40
/** Errors in strings and urls cost the tokenizer a stack trace each. */
const MAX_ERRORS = 500

const [TYPE, RAW, DATA] = [0, 1, 4] as const

/** An at-rule with a block that only groups or animates. `@font-face`, `@import` and all that is unknown go. */
const GROUPING = new Set([
  'media',
  'supports',
  'layer',
  'container',
  'keyframes',
  '-webkit-keyframes',
  '-moz-keyframes',
])

/**
 * Functions that can name nothing outside the mail. A list of what is allowed, because every new one that loads
 * (`image-set()`, `cross-fade()`, `src()`, `element()`) would be a hole in a list of what is not.
 */
const FUNCTIONS = new Set(
  `rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark calc min max clamp round mod rem abs sign pow sqrt
   var env linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient
   -webkit-linear-gradient -moz-linear-gradient -o-linear-gradient -ms-linear-gradient -webkit-radial-gradient
   -moz-radial-gradient -webkit-gradient from to color-stop matrix matrix3d translate translatex translatey translatez
   translate3d scale scalex scaley scalez scale3d rotate rotatex rotatey rotatez rotate3d skew skewx skewy perspective
   cubic-bezier steps linear blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia counter
   counters repeat minmax fit-content inset circle ellipse polygon rect local format alpha not is where has matches
   -webkit-any -moz-any nth-child nth-last-child nth-of-type nth-last-of-type lang dir selector and or`.split(/\s+/),
)

const FORBIDDEN_PROPERTIES = new Set(
  'behavior -ms-behavior -moz-binding -o-link -o-link-source app-region -webkit-app-region color-scheme'.split(' '),
)

const POSITIONS: Record<string, string> = { fixed: 'absolute', sticky: 'relative', '-webkit-sticky': 'relative' }
const KEPT_POSITIONS = new Set('static relative absolute inherit initial unset revert !important'.split(' '))

const SILENT = new Set<string>(['whitespace-token', 'comment', 'CDO-token', 'CDC-token'])

const CLOSERS: Record<string, string> = {
  'function-token': ')-token',
  '(-token': ')-token',
  '[-token': ']-token',
  '{-token': '}-token',
}

/** A style sheet with every address decided by `url`, safe to stand in a `<style>` element. Linear, never throws. */
export function sanitizeStyleSheet(css: string, url: CssUrl): string {
  if (css.length > MAX_CSS_LENGTH) return ''
  return checked(css, 'sheet', url)
}

/** The same for the value of a `style` attribute. */
export function sanitizeStyleAttribute(css: string, url: CssUrl): string {
  if (css.length > MAX_CSS_LENGTH) return ''
  return checked(css, 'block', url).trim()
}

/** Rewrites, then reads the result as a browser will: if writing made a token that was not there, nothing is kept. */
function checked(css: string, start: 'sheet' | 'block', url: CssUrl): string {
  const kept = new Set<string>()
  const out = rewrite(readTokens(css), start, (value) => {
    const address = url(value)
    if (address !== null) kept.add(address)
    return address
  })
  const read = readTokens(out)
  const isSafe = read.every((token, at) => {
    if (token[TYPE] === 'url-token' || token[TYPE] === 'bad-url-token') return false
    if (token[TYPE] !== 'function-token') return true
    if (nameOf(token) === 'url') return kept.has(quotedUrl(read.slice(at + 1, at + 3)))
    return FUNCTIONS.has(nameOf(token))
  })
  return isSafe && !/<\/?[a-z!]/i.test(out) ? out : ''
}

function readTokens(css: string): CSSToken[] {
  const tokens: CSSToken[] = []
  let errors = 0
  const reader = tokenizer({ css }, { onParseError: () => void (errors += 1) })
  while (!reader.endOfFile() && errors < MAX_ERRORS) tokens.push(reader.nextToken())
  return errors < MAX_ERRORS ? tokens.filter((token) => token[TYPE] !== 'EOF-token') : []
}

/**
 * CSS Syntax 3, section 5, on a flat list: gather a prelude up to `;`, `{` or `}`, then judge it. What is kept is
 * written as it was read, so that hacks for old mail programs go on meaning what they meant.
 */
function rewrite(tokens: readonly CSSToken[], start: 'sheet' | 'block', url: CssUrl): string {
  let out = ''
  let depth = 0
  let at = 0
  while (at < tokens.length) {
    const inBlock = depth > 0 || start === 'block'
    const end = endOfPrelude(tokens, at, inBlock)
    const prelude = tokens.slice(at, end)
    const stop = tokens[end]?.[TYPE]
    at = end + 1
    if (stop === '{-token') {
      const opening = depth < MAX_NESTING ? openBlock(prelude, url) : null
      if (opening === null) {
        at = skipBlock(tokens, end)
        continue
      }
      out += opening
      depth += 1
      continue
    }
    if (inBlock) out += declaration(prelude, url)
    if (stop !== '}-token' || depth === 0) continue
    out += '}\n'
    depth -= 1
  }
  return out + '}'.repeat(depth)
}

function endOfPrelude(tokens: readonly CSSToken[], from: number, inBlock: boolean): number {
  const nest: string[] = []
  const isAtRule = firstSolid(tokens, from)?.[TYPE] === 'at-keyword-token'
  for (let at = from; at < tokens.length; at += 1) {
    const type = tokens[at]![TYPE]
    if (nest.length > 0 && type === nest.at(-1)) {
      nest.pop()
      continue
    }
    if (nest.length === 0 && (type === '{-token' || type === '}-token')) return at
    if (nest.length === 0 && type === 'semicolon-token' && (inBlock || isAtRule)) return at
    const closer = CLOSERS[type]
    if (closer) nest.push(closer)
  }
  return tokens.length
}

/** The index after the block that opens at `from`. */
function skipBlock(tokens: readonly CSSToken[], from: number): number {
  const nest: string[] = []
  for (let at = from; at < tokens.length; at += 1) {
    const type = tokens[at]![TYPE]
    if (type === nest.at(-1)) nest.pop()
    else if (CLOSERS[type]) nest.push(CLOSERS[type])
    if (nest.length === 0) return at + 1
  }
  return tokens.length
}

function openBlock(prelude: readonly CSSToken[], url: CssUrl): string | null {
  const first = firstSolid(prelude, 0)
  if (!first || isTooDeep(prelude)) return null
  if (first[TYPE] !== 'at-keyword-token') return `${write(prelude, url)}{`
  if (!GROUPING.has(nameOf(first))) return null
  // The paper under the mail stays white in dark mode, so the mail's own dark design would be unreadable on it.
  if (prelude.some((token) => token[TYPE] === 'ident-token' && nameOf(token) === 'prefers-color-scheme')) return null
  return `${write(prelude, url)}{`
}

function isTooDeep(tokens: readonly CSSToken[]): boolean {
  let depth = 0
  return tokens.some((token) => {
    if (CLOSERS[token[TYPE]]) depth += 1
    else if (/^[)\]}]-token$/.test(token[TYPE])) depth -= 1
    return depth > MAX_NESTING
  })
}

function declaration(tokens: readonly CSSToken[], url: CssUrl): string {
  const name = firstSolid(tokens, 0)
  if (name?.[TYPE] !== 'ident-token') return ''
  const property = nameOf(name)
  const colon = tokens.findIndex((token) => token[TYPE] === 'colon-token')
  if (colon < 0 || FORBIDDEN_PROPERTIES.has(property) || isTooDeep(tokens)) return ''
  if (tokens.some((token) => token[TYPE] === 'bad-string-token' || token[TYPE] === 'bad-url-token')) return ''
  if (property === 'position') return position(tokens.slice(colon + 1))
  return `${write(tokens, url)};`
}

/** A mail may not hang over the window it is shown in, nor over the mark beside a deceptive link. */
function position(tokens: readonly CSSToken[]): string {
  const words = tokens
    .filter((token) => !isSilent(token))
    .map((token) => (token[TYPE] === 'ident-token' ? nameOf(token) : token[RAW]))
    .join(' ')
    .replace(/! important$/, '!important')
    .split(' ')
    .map((word) => POSITIONS[word] ?? word)
  return words.every((word) => KEPT_POSITIONS.has(word)) ? `position:${words.join(' ')};` : ''
}

function write(tokens: readonly CSSToken[], url: CssUrl): string {
  let out = ''
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!
    if (token[TYPE] !== 'function-token' || FUNCTIONS.has(nameOf(token))) {
      out += writeToken(token, url)
      continue
    }
    const end = skipBlock(tokens, at)
    out += nameOf(token) === 'url' ? writeUrl(quotedUrl(tokens.slice(at + 1, end)), url) : ' none '
    at = end - 1
  }
  return out
}

function writeToken(token: CSSToken, url: CssUrl): string {
  if (token[TYPE] === 'url-token') return writeUrl(textOf(token), url)
  if (token[TYPE] === 'bad-url-token' || token[TYPE] === 'bad-string-token') return ' '
  if (token[TYPE] === 'string-token') return quote(textOf(token))
  // Two tokens that a comment kept apart must not become one: url/**/(
  if (isSilent(token)) return token[TYPE] === 'whitespace-token' ? token[RAW] : '/**/'
  if (token[TYPE] === 'delim-token' && token[RAW] === '<') return ' < '
  // A name with an escaped < in it: written anew it could fall into two, and no mail needs it.
  return token[RAW].includes('<') ? ' none ' : token[RAW]
}

function quotedUrl(tokens: readonly CSSToken[]): string {
  const solid = firstSolid(tokens, 0)
  return solid?.[TYPE] === 'string-token' ? textOf(solid) : ''
}

function writeUrl(value: string, url: CssUrl): string {
  const kept = url(value)
  return kept === null ? ' none ' : ` url(${quote(kept)}) `
}

/** A CSS string that can stand in a `<style>` element and in an attribute. */
function quote(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return `"${text.replace(/["\\<>&\u0000-\u001f\u007f]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)}"`
}

function isSilent(token: CSSToken): boolean {
  return SILENT.has(token[TYPE])
}

function firstSolid(tokens: readonly CSSToken[], from: number): CSSToken | undefined {
  for (let at = from; at < tokens.length; at += 1) {
    if (!isSilent(tokens[at]!)) return tokens[at]
  }
  return undefined
}

/** What the token says once its escapes are read. */
function textOf(token: CSSToken): string {
  const data = token[DATA] as { value?: unknown } | undefined
  return typeof data?.value === 'string' ? data.value : ''
}

function nameOf(token: CSSToken): string {
  return textOf(token).toLowerCase()
}
