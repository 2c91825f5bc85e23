import { beginsWord, joinedNumbers, LONGEST_SURE_WORD, type Run, splitRuns } from './japanese-text.ts'
import type { SearchField, SearchQuery, SearchTerm } from './search-query.ts'
import { findPhone, phoneOf, phonePhrases } from './written-phones.ts'

/** The folded text of a message, a field each. */
export type FoldedText = { [field in SearchField]: string }

/** How to ask the index. */
export type SearchMatch = {
  /** FTS5 expression that every hit fulfils; `null`: the index cannot help, the texts must be read. */
  wanted: string | null
  /** FTS5 expression that no hit fulfils. */
  unwanted: string | null
  /** What the index cannot say for certain, to be checked with `matchesTerm` on each candidate. */
  checks: SearchTerm[]
  /** False when a part stands inside so many words that not all were asked for. */
  isComplete: boolean
}

/** The known words of letters and digits that hold `part`, but not at their beginning. At most `MOST_WORDS` + 1. */
export type FindWordsInside = (part: string) => string[]

/** More words than this in one question cost more than they find. */
export const MOST_WORDS = 1000
/** Shorter parts are looked for at the beginning of words only: "to" stands inside half of all words. */
export const SHORTEST_INSIDE = 3

const FIELDS: SearchField[] = ['subject', 'body', 'sender', 'recipients', 'files']

type Way = { expression: string | null; isSure: boolean; isComplete: boolean }

/** Translates a query for FTS5. The index may propose too much (then `checks` says what to look at), never too little. */
export function toMatch(query: SearchQuery, findWordsInside: FindWordsInside): SearchMatch {
  const needed: string[] = []
  const unwanted: string[] = []
  const checks: SearchTerm[] = []
  let isComplete = true
  for (const term of query.terms) {
    const { expression, isSure, isComplete: isWhole } = askForTerm(term, findWordsInside)
    if (!isWhole) isComplete = false
    if (!isSure) checks.push(term)
    if (expression === null) continue
    if (!term.isExcluded) needed.push(expression)
    if (term.isExcluded && isSure) unwanted.push(expression)
  }
  // NOT needs something to take away from; without it the texts are read.
  if (needed.length === 0) return { wanted: null, unwanted: null, checks: query.terms, isComplete }
  const without = unwanted.length === 0 ? null : unwanted.join(' OR ')
  return { wanted: needed.join(' AND '), unwanted: without, checks, isComplete }
}

/**
 * Whether the folded text fulfils the term: what search means, said once for index, check and test. A term is found as a
 * part of the text, except that one beginning with one or two letters or digits must begin where a word begins. A number
 * is also found when only the dashes differ, a whole telephone number however it is written.
 */
export function matchesTerm(term: SearchTerm, text: FoldedText): boolean {
  const fields = term.field === null ? FIELDS : [term.field]
  const ways = waysToWrite(term.text)
  return fields.some((field) => ways.some((way) => findIn(text[field], way))) !== term.isExcluded
}

function findIn(text: string, way: string): boolean {
  return findPart(text, way, 0) !== -1 || findInNumbers(text, way).length > 0
}

/** The numbers written with dashes that hold `part` when the dashes are left out, and telephone numbers that are it. */
export function findInNumbers(text: string, part: string): { start: number; end: number }[] {
  const phones = phoneOf(part) === part ? findPhone(text, part) : []
  return [...findBesideDashes(text, part), ...phones]
}

function findBesideDashes(text: string, part: string): { start: number; end: number }[] {
  if (!/^[a-z0-9]+$/.test(part) || !text.includes('ー')) return []
  const isShort = part.length < SHORTEST_INSIDE
  return joinedNumbers(text).filter(({ joined }) => (isShort ? joined.startsWith(part) : joined.includes(part)))
}

/** Where `part` stands in the folded text at or after `from`, by the rule of `matchesTerm`; -1 when it does not. */
export function findPart(text: string, part: string, from: number): number {
  const mustBegin = beginsShort(part)
  for (let at = text.indexOf(part, from); at !== -1; at = text.indexOf(part, at + 1)) {
    if (!mustBegin || beginsWord(text, at)) return at
  }
  return -1
}

/** The term as typed and, for a number with dashes and a telephone number, without its signs. */
export function waysToWrite(text: string): string[] {
  const whole = joinedNumbers(text).filter(({ joined }) => joined.length === text.replaceAll('ー', '').length)
  return [...new Set([text, ...whole.map(({ joined }) => joined), phoneOf(text) ?? text])]
}

function beginsShort(part: string): boolean {
  const [first] = splitRuns(part)
  return first !== undefined && first.start === 0 && !first.isJapanese && first.end < SHORTEST_INSIDE
}

function askForTerm(term: SearchTerm, findWordsInside: FindWordsInside): Way {
  const ways = waysToWrite(term.text).map((way) => askForWay(way, findWordsInside))
  const isComplete = ways.every((way) => way.isComplete)
  if (ways.some((way) => way.expression === null)) return { expression: null, isSure: false, isComplete }
  const phone = phoneOf(term.text)
  const phrases = phone === null ? [] : phonePhrases(phone)
  const anyWay = `(${[...ways.map((way) => way.expression), ...phrases].join(' OR ')})`
  const expression = term.field === null ? anyWay : `{${term.field}} : ${anyWay}`
  return { expression, isSure: phone === null && ways.every((way) => way.isSure), isComplete }
}

function askForWay(way: string, findWordsInside: FindWordsInside): Way {
  // A long-vowel mark alone is a dash, and not in the index.
  const runs = splitRuns(way).filter((run) => way.slice(run.start, run.end) !== 'ー')
  const [first] = runs
  if (first === undefined) return { expression: null, isSure: false, isComplete: true }
  const isWhole = runs.length === 1 && first.start === 0 && first.end === way.length
  if (isWhole && first.isJapanese) return { expression: askForJapanese(way), isSure: true, isComplete: true }
  if (isWhole) return askForWord(way, findWordsInside)
  const { expressions, isComplete } = askForRuns(way, runs, findWordsInside)
  return { expression: expressions.length === 0 ? null : `(${expressions.join(' AND ')})`, isSure: false, isComplete }
}

/** Pairs in their order; a single character begins a pair or stands alone. */
function askForJapanese(run: string): string {
  const characters = [...run]
  if (characters.length === 1) return `"${run}"*`
  return `"${pairs(characters).join(' ')}"`
}

function pairs(characters: string[]): string[] {
  return characters.slice(1).map((character, i) => characters[i]! + character)
}

/** A word alone: at the beginning of words, and inside those known to hold it, each taken up to the end of the part. */
function askForWord(word: string, findWordsInside: FindWordsInside): Way {
  const part = cutPart(word)
  const inside = part.length < SHORTEST_INSIDE ? [] : findWordsInside(part)
  const heads = new Set<string>()
  for (const known of inside) {
    for (let at = known.indexOf(part, 1); at !== -1; at = known.indexOf(part, at + 1)) {
      heads.add(known.slice(0, at + part.length))
    }
  }
  const others = [...heads].map((head) => ` OR "${head}"*`)
  return {
    expression: `("${part}"*${others.join('')})`,
    isSure: part === word,
    isComplete: inside.length <= MOST_WORDS,
  }
}

/** Words beyond this length are in the index in pieces that overlap by as much. */
function cutPart(word: string): string {
  if (word.length <= LONGEST_SURE_WORD) return word
  const last = word.charCodeAt(LONGEST_SURE_WORD - 1)
  return word.slice(0, last >= 0xd800 && last <= 0xdbff ? LONGEST_SURE_WORD - 1 : LONGEST_SURE_WORD)
}

/**
 * Several runs: their words in a row, as the index has them. What stands between the runs is for the check. A word at the
 * very beginning may be the end of a longer one, so it stands for itself.
 */
function askForRuns(way: string, runs: Run[], findWordsInside: FindWordsInside) {
  const expressions: string[] = []
  let isComplete = true
  let row: string[] = []
  const closeRow = (star = '') => {
    if (row.length > 0) expressions.push(`"${row.join(' ')}"${star}`)
    row = []
  }
  for (const [i, run] of runs.entries()) {
    const text = way.slice(run.start, run.end)
    const isOpen = i === runs.length - 1 && run.end === way.length
    if (run.isJapanese) {
      const characters = [...text]
      row.push(...pairs(characters))
      if (!isOpen || characters.length === 1) row.push(characters.at(-1)!)
      if (isOpen) closeRow(characters.length === 1 ? '*' : '')
      continue
    }
    if (text.length > LONGEST_SURE_WORD) {
      closeRow()
      if (i > 0 || run.start > 0) expressions.push(`"${cutPart(text)}"*`)
      continue
    }
    if (run.start > 0 || text.length < SHORTEST_INSIDE) {
      row.push(text)
      if (isOpen) closeRow('*')
      continue
    }
    const inside = findWordsInside(text)
    if (inside.length > MOST_WORDS) isComplete = false
    const others = inside.filter((word) => word.endsWith(text)).map((word) => ` OR "${word}"`)
    expressions.push(`("${text}"${others.join('')})`)
  }
  closeRow()
  return { expressions, isComplete }
}
