import type { PatternProblem } from '../../../preload/domain.ts'
import { parsePattern, type PatternNode, type Ranges } from './pattern-parse.ts'

export type Pattern = {
  /** Whether it occurs in text that `textForPattern` has made. Takes time in the length of the text, whatever the pattern. */
  occursIn(text: string): boolean
  /** Letters that every match holds, in one piece; '' where there are none. Without dashes and blanks, which are folded apart. */
  needed: string
}

/** Looked through so far, in characters. */
const LONGEST_TEXT = 20_000
const MOST_STEPS = 2_000
/** Kept of the states that texts led to; beyond it they are made anew. */
const MOST_STATES = 500
const NEWLINE = 10

/** As patterns see it: one width, lower case, line breaks as one sign. */
export function textForPattern(text: string): string {
  return text.slice(0, LONGEST_TEXT).normalize('NFKC').toLowerCase().replace(/\r\n?/g, '\n')
}

/** What is wrong with a pattern, or null. */
export function problemOfPattern(pattern: string): PatternProblem | null {
  const read = compilePattern(pattern)
  return 'problem' in read ? read.problem : null
}

/**
 * A regular expression as a machine that walks over the text once and never back (Thompson's construction, its states made
 * as texts need them), so that no pattern can hold up main.
 */
export function compilePattern(pattern: string): Pattern | { problem: PatternProblem } {
  const parsed = parsePattern(pattern)
  if ('problem' in parsed) return parsed
  const steps = stepsOf(parsed.node)
  if (!steps) return { problem: { reason: 'too-big', at: 0 } }
  const needed = neededText(parsed.node)
  const machine = createMachine(steps)
  return {
    occursIn: (text) => (needed === '' || text.includes(needed)) && machine(text),
    needed: longest(needed.match(/(?:(?!ー)[\p{L}\p{N}])+/gu) ?? []),
  }
}

type Step =
  | { type: 'set'; ranges: Ranges; next: number }
  | { type: 'line-start' | 'line-end'; next: number }
  | { type: 'fork'; next: number; other: number }
  | { type: 'found' }

/** The pattern as steps, the first one first; null when they are too many. */
function stepsOf(node: PatternNode): Step[] | null {
  const steps: Step[] = []
  let isTooBig = false
  const add = (step: Step): number => {
    if (steps.length >= MOST_STEPS) isTooBig = true
    else steps.push(step)
    return steps.length - 1
  }
  /** Adds what `part` needs so that it goes on with `next`, and says where it begins. */
  function lay(part: PatternNode, next: number): number {
    if (isTooBig) return next
    if (part.type === 'set') return add({ type: 'set', ranges: part.ranges, next })
    if (part.type === 'sequence') return part.nodes.reduceRight((after, one) => lay(one, after), next)
    if (part.type === 'choice')
      return part.nodes.map((one) => lay(one, next)).reduce((a, b) => add({ type: 'fork', next: a, other: b }))
    if (part.type === 'repeat') return layRepeat(part, next)
    return add({ type: part.type, next })
  }
  function layRepeat({ node: one, least, most }: Extract<PatternNode, { type: 'repeat' }>, next: number): number {
    let begin = next
    if (most === null) {
      begin = add({ type: 'fork', next, other: next })
      const body = lay(one, begin)
      if (!isTooBig) steps[begin] = { type: 'fork', next: body, other: next }
    }
    for (let n = least; n < (most ?? least); n++) begin = add({ type: 'fork', next: lay(one, begin), other: next })
    for (let n = 0; n < least; n++) begin = lay(one, begin)
    return begin
  }
  const found = add({ type: 'found' })
  const begin = lay(node, found)
  // Where to begin stands first, so that nobody has to be told.
  return isTooBig ? null : [{ type: 'fork', next: begin + 1, other: begin + 1 }, ...steps.map(moved)]
}

function moved(step: Step): Step {
  if (step.type === 'found') return step
  if (step.type === 'fork') return { ...step, next: step.next + 1, other: step.other + 1 }
  return { ...step, next: step.next + 1 }
}

type State = { steps: readonly number[]; isLineStart: boolean; isFound: boolean; after: (State | undefined)[] }

function createMachine(steps: readonly Step[]): (text: string) => boolean {
  const { kindOf, count, sample } = kindsOf(steps)
  const states = new Map<string, State>()
  const newlineKind = kindOf[NEWLINE]!

  /** Every step that can be stood on without reading, in order. */
  function reach(from: readonly number[], isLineStart: boolean, isLineEnd: boolean): number[] {
    const reached = new Set<number>()
    const open = [...from]
    while (open.length > 0) {
      const at = open.pop()!
      if (reached.has(at)) continue
      reached.add(at)
      const step = steps[at]!
      if (step.type === 'fork') open.push(step.other, step.next)
      if (step.type === 'line-start' && isLineStart) open.push(step.next)
      if (step.type === 'line-end' && isLineEnd) open.push(step.next)
    }
    return [...reached].sort((a, b) => a - b)
  }

  const isFound = (reached: readonly number[]) => reached.some((at) => steps[at]!.type === 'found')

  /** A new try begins at every place of the text. */
  function state(from: readonly number[], isLineStart: boolean): State {
    const reached = reach([...from, 0], isLineStart, false)
    const key = `${isLineStart ? '^' : ''}${reached.join()}`
    const known = states.get(key)
    if (known) return known
    if (states.size >= MOST_STATES) states.clear()
    const after = Array.from<State | undefined>({ length: count })
    const made: State = { steps: reached, isLineStart, isFound: isFound(reached), after }
    states.set(key, made)
    return made
  }

  function read(from: State, kind: number): State {
    const isNewline = kind === newlineKind
    const here = isNewline ? reach(from.steps, from.isLineStart, true) : from.steps
    if (isNewline && isFound(here)) return FOUND
    const unit = sample[kind]!
    const next = here.flatMap((at) => {
      const step = steps[at]!
      return step.type === 'set' && holds(step.ranges, unit) ? step.next : []
    })
    const after = state(next, isNewline)
    from.after[kind] = after
    return after
  }

  return (text) => {
    let now = state([], true)
    for (let at = 0; at < text.length; at++) {
      if (now.isFound) return true
      const kind = kindOf[text.charCodeAt(at)]!
      now = now.after[kind] ?? read(now, kind)
    }
    return now.isFound || isFound(reach(now.steps, now.isLineStart, true))
  }
}

const FOUND: State = { steps: [], isLineStart: false, isFound: true, after: [] }

const holds = (ranges: Ranges, unit: number) => ranges.some(([first, last]) => first <= unit && unit <= last)

/** Units that no step tells apart are one kind; `sample` has one unit of each. */
function kindsOf(steps: readonly Step[]): { kindOf: Uint16Array; count: number; sample: number[] } {
  const cuts = new Set([0, NEWLINE, NEWLINE + 1])
  for (const step of steps) {
    if (step.type !== 'set') continue
    for (const [first, last] of step.ranges) cuts.add(first).add(last + 1)
  }
  const sample = [...cuts].filter((cut) => cut <= 0xffff).sort((a, b) => a - b)
  const kindOf = new Uint16Array(0x10000)
  for (const [kind, first] of sample.entries()) kindOf.fill(kind, first, sample[kind + 1] ?? 0x10000)
  return { kindOf, count: sample.length, sample }
}

/** The longest plain text that every match holds. */
function neededText(node: PatternNode): string {
  if (node.type !== 'sequence') return ''
  let longest = ''
  let current = ''
  for (const part of node.nodes) {
    const unit = part.type === 'set' ? plainUnit(part.ranges) : null
    current = unit === null ? '' : current + unit
    if (current.length > longest.length) longest = current
  }
  return longest
}

const longest = (texts: readonly string[]) => texts.toSorted((a, b) => b.length - a.length)[0] ?? ''

function plainUnit(ranges: Ranges): string | null {
  const units = new Set(ranges.flatMap(([first, last]) => (first === last ? [first] : [first, last])))
  const lower = new Set([...units].map((unit) => String.fromCharCode(unit).toLowerCase()))
  return lower.size === 1 && ranges.every(([first, last]) => first === last) ? [...lower][0]! : null
}
