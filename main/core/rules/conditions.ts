import type { RuleCondition } from '../../../preload/domain.ts'
import { foldForSearch } from '../japanese-text.ts'
import { createWordFinder, type WordFinder } from './find-words.ts'
import { compilePattern } from './pattern.ts'
import type { RuleFacts, RuleState } from './rule-facts.ts'

/** `state` is what the rules above have made of the ticket so far. */
export type Test = (facts: RuleFacts, state: RuleState) => boolean

/** Gathers the words of all rules, so that one walk over a text finds them all. */
export function createConditionCompiler() {
  const words: string[] = []
  const numbers = new Map<string, number>()
  let finder: WordFinder | null = null

  function numberOf(word: string): number[] {
    const folded = foldForSearch(word)
    if (folded === '') return []
    const known = numbers.get(folded)
    if (known !== undefined) return [known]
    numbers.set(folded, words.length)
    return [words.push(folded) - 1]
  }

  function testOf(condition: RuleCondition): Test {
    if (condition.type === 'words') {
      const wanted = condition.words.flatMap(numberOf)
      return ({ text }) => text.hasWord((finder ??= createWordFinder(words)), wanted, condition.place)
    }
    return condition.type === 'pattern' ? patternTest(condition) : plainTest(condition)
  }

  /** A pattern that cannot be used holds nowhere; nobody could have saved it. */
  function patternTest({ pattern, place }: Extract<RuleCondition, { type: 'pattern' }>): Test {
    const compiled = compilePattern(pattern)
    if ('problem' in compiled) return () => false
    const needed = numberOf(compiled.needed)[0]
    return ({ text }) => {
      // One look at what has been found already spares nearly every walk.
      if (needed !== undefined && !text.mayHaveWord((finder ??= createWordFinder(words)), needed, place)) return false
      return (
        (place !== 'body' && compiled.occursIn(text.forPattern('subject'))) ||
        (place !== 'subject' && compiled.occursIn(text.forPattern('body')))
      )
    }
  }

  return {
    /** Every condition is compiled before the first test is asked. */
    compile(condition: RuleCondition): Test {
      const test = testOf(condition)
      return condition.isNot ? (facts, state) => !test(facts, state) : test
    },
  }
}

type Plain = Exclude<RuleCondition, { type: 'words' | 'pattern' }>
type TestOf<Type> = (condition: Extract<RuleCondition, { type: Type }>) => Test

const TESTS: { [Type in Plain['type']]: TestOf<Type> } = {
  account: ({ accountIds }) => one(accountIds, ({ accountId }) => accountId),
  shop: ({ shopIds }) => one(shopIds, ({ shopId }) => shopId),
  channel: ({ channels }) => one(channels, ({ channel }) => channel),
  sender: senderTest,
  'order-number': () => (facts) => facts.hasOrderNumber,
  attachment: () => (facts) => facts.hasAttachment,
  'first-contact': () => (facts) => facts.isFirstContact,
  'open-hours': () => (facts) => facts.isOpen(),
  'customer-mark': ({ marks }) =>
    one(marks, ({ isFirstContact }, { mark }) => mark ?? (isFirstContact ? 'first' : null)),
  category: ({ categories }) => one(categories, (_, { category }) => category),
  // A notice has no status that anybody sees.
  status: ({ statuses }) => one(statuses, (_, { kind, status }) => (kind === 'ticket' ? status : null)),
  assigned: ({ staffIds }) =>
    staffIds.length === 0
      ? (_, { assigneeId }) => assigneeId !== null
      : one(staffIds, (_, { assigneeId }) => assigneeId),
}

/** Each condition goes to the test of its own type, which the type system cannot see. */
const plainTest = (condition: Plain): Test => (TESTS[condition.type] as TestOf<Plain['type']>)(condition)

function one(
  values: readonly (string | number | null)[],
  valueOf: (facts: RuleFacts, state: RuleState) => string | number | null,
): Test {
  const wanted = new Set(values)
  return (facts, state) => wanted.has(valueOf(facts, state))
}

function senderTest({ by, values }: Extract<RuleCondition, { type: 'sender' }>): Test {
  if (by === 'name') {
    const parts = values.map(foldForSearch).filter((part) => part !== '')
    return ({ name }) => {
      const folded = foldForSearch(name)
      return parts.some((part) => folded.includes(part))
    }
  }
  const wanted = values.map((value) => value.normalize('NFKC').toLowerCase().replace(/^@/, ''))
  if (by === 'address') return ({ addresses }) => addresses.some((address) => wanted.includes(address))
  return ({ addresses }) =>
    addresses.some((address) => {
      const domain = address.slice(address.lastIndexOf('@') + 1)
      return wanted.some((value) => domain === value || domain.endsWith(`.${value}`))
    })
}
