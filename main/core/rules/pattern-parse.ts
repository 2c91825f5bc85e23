import type { PatternProblem } from '../../../preload/domain.ts'

/** First and last UTF-16 unit of each stretch. */
export type Ranges = readonly (readonly [first: number, last: number])[]
export type PatternNode =
  | { type: 'set'; ranges: Ranges }
  | { type: 'line-start' | 'line-end' }
  | { type: 'sequence' | 'choice'; nodes: readonly PatternNode[] }
  /** `most` null: without end. */
  | { type: 'repeat'; node: PatternNode; least: number; most: number | null }

const LONGEST = 200
const MOST_REPEATS = 100
const LAST_UNIT = 0xffff
const NEWLINE: Ranges = [[10, 10]]
const DIGIT: Ranges = [[0x30, 0x39]]
const WORD: Ranges = [...DIGIT, [0x5f, 0x5f], [0x61, 0x7a]]
const BLANK: Ranges = [
  [9, 13],
  [0x20, 0x20],
]
const CLASSES: Record<string, Ranges> = {
  d: DIGIT,
  w: WORD,
  s: BLANK,
  D: without(DIGIT),
  W: without(WORD),
  S: without(BLANK),
}
const CONTROLS: Record<string, number> = { n: 10, r: 13, t: 9 }

class Refused extends Error {
  readonly problem: PatternProblem
  constructor(problem: PatternProblem) {
    super(problem.reason)
    this.problem = problem
  }
}

/**
 * Reads a regular expression: literals, `.`, classes, `\d \w \s` and their contraries, `^ $` at lines, groups, `|`, `* + ?` and
 * `{n,m}`. No look-around and no back-references: what is left can be matched in one walk over the text, however the
 * pattern nests. Width and case do not matter; a full-width （ is the character and not a group.
 */
export function parsePattern(pattern: string): { node: PatternNode } | { problem: PatternProblem } {
  try {
    if (pattern.length > LONGEST) throw new Refused({ reason: 'too-long', at: LONGEST })
    return { node: createParser(plain(pattern)).whole() }
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem }
    throw error
  }
}

/** Wide forms of the signs that mean something are the signs themselves. */
function plain(pattern: string): string {
  return pattern
    .replace(/\\?[！-～]/g, (sign) => {
      const narrow = sign.at(-1)!.normalize('NFKC')
      return /[\\^$.*+?()[\]{}|]/.test(narrow) ? `\\${narrow}` : sign
    })
    .normalize('NFKC')
}

function createParser(text: string) {
  let at = 0
  const peek = () => text[at]
  const refuse = (reason: PatternProblem['reason'], where = at) => new Refused({ reason, at: where })

  function whole(): PatternNode {
    const node = choice()
    if (at < text.length) throw refuse('not-closed')
    return node
  }

  function choice(): PatternNode {
    const nodes = [sequence()]
    while (peek() === '|') {
      at++
      nodes.push(sequence())
    }
    return nodes.length === 1 ? nodes[0]! : { type: 'choice', nodes }
  }

  function sequence(): PatternNode {
    const nodes: PatternNode[] = []
    while (at < text.length && peek() !== '|' && peek() !== ')') nodes.push(repeated(one()))
    return { type: 'sequence', nodes }
  }

  function repeated(node: PatternNode): PatternNode {
    const from = at
    const count = quantifier()
    if (!count) return node
    if (node.type === 'line-start' || node.type === 'line-end') throw refuse('nothing-to-repeat', from)
    // Greedy or not is the same where only "does it occur" is asked.
    if (peek() === '?') at++
    if (quantifier()) throw refuse('nothing-to-repeat', from)
    return { type: 'repeat', node, ...count }
  }

  function quantifier(): { least: number; most: number | null } | null {
    const sign = peek()
    if (sign === '*' || sign === '+' || sign === '?') {
      at++
      return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : null }
    }
    const counted = /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(text.slice(at, at + 12))
    if (!counted) return null
    const least = Number(counted[1])
    const most = counted[2] === '' ? least : counted[3] === '' ? null : Number(counted[3])
    if (least > MOST_REPEATS || (most !== null && (most > MOST_REPEATS || most < least))) throw refuse('bad-count')
    at += counted[0].length
    return { least, most }
  }

  function one(): PatternNode {
    const from = at
    const sign = text[at++]!
    if (sign === '(') return group(from)
    if (sign === '[') return { type: 'set', ranges: characterClass(from) }
    if (sign === '\\') return { type: 'set', ranges: escaped() }
    if (sign === '.') return { type: 'set', ranges: without(NEWLINE) }
    if (sign === '^') return { type: 'line-start' }
    if (sign === '$') return { type: 'line-end' }
    if (sign === '*' || sign === '+' || sign === '?') throw refuse('nothing-to-repeat', from)
    return { type: 'set', ranges: anyCase(sign.charCodeAt(0), sign.charCodeAt(0)) }
  }

  function group(from: number): PatternNode {
    if (peek() === '?') {
      if (text[at + 1] !== ':') throw refuse('unsupported', from)
      at += 2
    }
    const node = choice()
    if (peek() !== ')') throw refuse('not-closed', from)
    at++
    return node
  }

  function escaped(): Ranges {
    const sign = text[at++]
    if (sign === undefined) throw refuse('not-closed', at - 2)
    const ranges = CLASSES[sign]
    if (ranges) return ranges
    const unit = CONTROLS[sign] ?? (/[a-z0-9]/i.test(sign) ? null : sign.charCodeAt(0))
    if (unit === null) throw refuse('unsupported', at - 2)
    return [[unit, unit]]
  }

  function characterClass(from: number): Ranges {
    const isNegated = peek() === '^'
    if (isNegated) at++
    const ranges: (readonly [number, number])[] = []
    while (peek() !== ']') {
      if (at >= text.length) throw refuse('not-closed', from)
      const first = member()
      if (peek() === '-' && text[at + 1] !== ']' && text[at + 1] !== undefined) {
        at++
        const last = member()
        if (typeof first !== 'number' || typeof last !== 'number' || last < first) throw refuse('bad-range')
        ranges.push(...anyCase(first, last))
        continue
      }
      ranges.push(...(typeof first === 'number' ? anyCase(first, first) : first))
    }
    at++
    return isNegated ? without(ranges) : ranges
  }

  function member(): number | Ranges {
    const sign = text[at++]!
    if (sign !== '\\') {
      // Two units, of which a class knows one.
      if (/[\ud800-\udfff]/.test(sign)) throw refuse('unsupported', at - 1)
      return sign.charCodeAt(0)
    }
    const ranges = escaped()
    const [only] = ranges
    return ranges.length === 1 && only![0] === only![1] ? only![0] : ranges
  }

  return { whole }
}

/** A stretch of letters as it is in text that has been put in lower case. */
function anyCase(first: number, last: number): Ranges {
  const ranges: (readonly [number, number])[] = [[first, last]]
  // Beyond it there are letters with case too, but nobody means one by a stretch of thousands.
  for (let unit = first; unit <= Math.min(last, first + 1000); unit++) {
    const lower = String.fromCharCode(unit).toLowerCase()
    if (lower.length === 1 && lower.charCodeAt(0) !== unit) ranges.push([lower.charCodeAt(0), lower.charCodeAt(0)])
  }
  return ranges
}

function without(ranges: Ranges): Ranges {
  const rest: (readonly [number, number])[] = []
  let next = 0
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (first > next) rest.push([next, first - 1])
    next = Math.max(next, last + 1)
  }
  if (next <= LAST_UNIT) rest.push([next, LAST_UNIT])
  return rest
}
