import type { RulePlace } from '../../../preload/domain.ts'
import { foldForSearch } from '../japanese-text.ts'
import { splitQuoted } from '../quoting.ts'
import { textForPattern } from './pattern.ts'
import type { WordFinder } from './find-words.ts'

/** Looked through so far, in characters; nobody writes what a rule is about below that. */
const LONGEST = 60_000

export type RuleText = {
  /** Whether one of the words with these numbers stands there. */
  hasWord(finder: WordFinder, numbers: readonly number[], place: RulePlace): boolean
  /** As patterns see it. */
  forPattern(place: 'subject' | 'body'): string
}
/** `folded` is the text as the search index has it, where somebody has folded it already. */
export type MessageText = { subject: string; body: string; folded?: { subject: string; body: string } }

/** The text of one message, cut and folded when somebody asks and once. Quoted text is somebody else's words. */
export function createRuleText({ subject, body, folded }: MessageText): RuleText {
  const own = once(() => splitQuoted(body.slice(0, LONGEST)).own)
  const subjectHits = once((finder: WordFinder) => finder.find(folded?.subject ?? foldForSearch(subject)).slice())
  const bodyHits = once((finder: WordFinder) => {
    // The whole is folded already and mostly holds no word at all; only then is the quote looked for.
    if (folded && !finder.find(folded.body).includes(1)) return new Uint8Array(0)
    return finder.find(foldForSearch(own())).slice()
  })
  const patternSubject = once(() => textForPattern(subject))
  const patternBody = once(() => textForPattern(own()))

  return {
    hasWord: (finder, numbers, place) =>
      (place !== 'body' && numbers.some((number) => subjectHits(finder)[number] === 1)) ||
      (place !== 'subject' && numbers.some((number) => bodyHits(finder)[number] === 1)),
    forPattern: (place) => (place === 'subject' ? patternSubject() : patternBody()),
  }
}

function once<Args extends unknown[], T>(make: (...args: Args) => T): (...args: Args) => T {
  let made: { value: T } | null = null
  return (...args) => (made ??= { value: make(...args) }).value
}
