import type { RulePlace } from '../../../preload/domain.ts'
import { foldForSearch } from '../japanese-text.ts'
import { splitQuoted } from '../quoting.ts'
import type { WordFinder } from './find-words.ts'
import { textForPattern } from './pattern.ts'

/** Looked through so far, in characters; nobody writes what a rule is about below that. */
const LONGEST = 60_000

export type RuleText = {
  /** Whether one of the words with these numbers stands there. */
  hasWord(finder: WordFinder, numbers: readonly number[], place: RulePlace): boolean
  /** As `hasWord`, of the whole text with what is quoted: cheaper, and no where there is none. */
  mayHaveWord(finder: WordFinder, number: number, place: RulePlace): boolean
  /** As patterns see it. */
  forPattern(place: 'subject' | 'body'): string
}
/** `folded` is the text as the search index has it, where somebody has folded it already. */
export type MessageText = { subject: string; body: string; folded?: { subject: string; body: string } }
/** By the numbers of the words; null where no word stands at all, which is what most texts are. */
type Hits = Uint8Array | null

/** The text of one message, cut and folded when somebody asks and once. Quoted text is somebody else's words. */
export function createRuleText({ subject, body, folded }: MessageText): RuleText {
  let own: string | null = null
  let subjectHits: Hits | undefined
  let wholeHits: Hits | undefined
  let ownHits: Hits | undefined
  const asPattern: { subject?: string; body?: string } = {}

  const ownText = () => (own ??= splitQuoted(body.slice(0, LONGEST)).own)

  function inSubject(finder: WordFinder): Hits {
    if (subjectHits === undefined) subjectHits = hitsOf(finder, folded?.subject ?? foldForSearch(subject))
    return subjectHits
  }

  function inWhole(finder: WordFinder): Hits {
    if (wholeHits === undefined) wholeHits = hitsOf(finder, folded?.body ?? foldForSearch(body.slice(0, LONGEST)))
    return wholeHits
  }

  /** Most texts hold no word at all, or quote nothing: only for the rest is the own part folded apart. */
  function inOwn(finder: WordFinder): Hits {
    if (ownHits !== undefined) return ownHits
    const whole = inWhole(finder)
    ownHits = whole === null || ownText().length === body.length ? whole : hitsOf(finder, foldForSearch(ownText()))
    return ownHits
  }

  return {
    hasWord: (finder, numbers, place) =>
      (place !== 'body' && hasAny(inSubject(finder), numbers)) ||
      (place !== 'subject' && hasAny(inOwn(finder), numbers)),
    mayHaveWord: (finder, number, place) =>
      (place !== 'body' && inSubject(finder)?.[number] === 1) ||
      (place !== 'subject' && inWhole(finder)?.[number] === 1),
    forPattern: (place) => (asPattern[place] ??= textForPattern(place === 'subject' ? subject : ownText())),
  }
}

function hitsOf(finder: WordFinder, text: string): Hits {
  const hits = finder.find(text)
  return hits.includes(1) ? hits.slice() : null
}

function hasAny(hits: Hits, numbers: readonly number[]): boolean {
  if (hits === null) return false
  for (const number of numbers) if (hits[number] === 1) return true
  return false
}
