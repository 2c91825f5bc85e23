import type { RuleAction, RuleCondition, RuleDraft } from '../../preload/domain.ts'
import type { Clause, RuleNames } from '../../preload/locales/rule-names.ts'
import type { Catalog } from '../i18n.ts'

type Words = Catalog['ruleSentence']
type Part = RuleCondition | RuleAction
type Clauses = Partial<Record<string, (one: Part, names: RuleNames) => Clause>>

/** The clause of one condition or action, by its type. */
function clauseOf(words: object, one: Part, names: RuleNames): Clause {
  return (words as Clauses)[one.type]?.(one, names) ?? { end: one.type, and: one.type }
}

export const conditionWords = (words: Words, one: RuleCondition, names: RuleNames) =>
  clauseOf(words.condition, one, names).end

/** The whole rule in one sentence, as one says it; what nobody has chosen yet is left open. */
export function sentenceOf(
  words: Words,
  { when, match, conditions, actions, stopHere }: Omit<RuleDraft, 'isOn' | 'name'>,
  names: RuleNames,
) {
  return words.of(
    words.when(when),
    conditions.map((one) => clauseOf(words.condition, one, names)),
    { match, stopHere, deeds: actions.map((one) => clauseOf(words.action, one, names)) },
  )
}
