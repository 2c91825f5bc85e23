import { normaliseAddress } from '../sender.ts'
import { normaliseSubject } from '../subject.ts'
import type { LearnedRule } from './classify.ts'
import { matchesSender } from './match-rule.ts'
import { rulePack } from './rule-pack.ts'

/** Shorter than this, words stand in anybody's subject. */
const SHORTEST_SUBJECT = 4

/**
 * What 今後も… means for a mail of this sender. A sender that writes for many (a marketplace or cart of the rule pack, a form
 * or relay in whose name a customer writes, ourselves) is narrowed to the words of the subject that come again: what is taught
 * of an order notice must not file the buyer's question. Null where nothing is left to narrow by.
 *
 * @param from the address in From
 * @param writer the sender of record
 */
export function teachFrom(
  from: string,
  writer: string,
  subject: string,
  ownAddresses: readonly string[],
): Pick<LearnedRule, 'from' | 'subjectIncludes'> | null {
  const address = normaliseAddress(from)
  const own = ownAddresses.map(normaliseAddress)
  const isShared =
    own.includes(address) ||
    !isSameHouse(address, normaliseAddress(writer)) ||
    rulePack.rules.some(({ when }) => when.from.some((sender) => matchesSender(sender, address)))
  if (!isShared) return { from: address, subjectIncludes: '' }
  const words = lastingWords(subject)
  return words.length < SHORTEST_SUBJECT ? null : { from: address, subjectIncludes: words }
}

/** A newsletter asks for answers at another address of its own; a relay at that of the person it writes for. */
function isSameHouse(from: string, writer: string): boolean {
  const [one, other] = [from, writer].map((address) => `.${address.slice(address.lastIndexOf('@') + 1)}`)
  return from === writer || one!.endsWith(other!) || other!.endsWith(one!)
}

/** The longest piece of a subject without numbers: numbers, dates and counters differ in the next mail. */
function lastingWords(subject: string): string {
  const pieces = normaliseSubject(subject)
    .split(/[a-z]{0,6}[-#]?\d[\d\-/:.,年月日時分]*/)
    .map((piece) => piece.replace(/^[\s\])）】」:：]+|[\s[(（【「:：#]+$/g, ''))
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '')
}
