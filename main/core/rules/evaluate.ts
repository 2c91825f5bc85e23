import type { Rule, RuleDraft, RuleId } from '../../../preload/domain.ts'
import { createConditionCompiler, type Test } from './conditions.ts'
import { decideActions, type Decided } from './decide.ts'
import type { RuleFacts, RuleState, RuleWorld } from './rule-facts.ts'

export type CompiledRule<R extends RuleDraft = Rule> = { rule: R; tests: readonly Test[] }
/** A rule that matched, the conditions that decided (as indexes), and what it does. */
export type RuleOutcome = Decided & { rule: Rule; because: number[] }
export type Evaluation = { outcomes: RuleOutcome[]; stoppedBy: RuleId | null }
export type Explanation = { isMatch: boolean; because: number[] }

/** Rules ready to be asked, in the order given. */
export function compileRules<R extends RuleDraft>(rules: readonly R[]): CompiledRule<R>[] {
  const { compile } = createConditionCompiler()
  return rules.map((rule) => ({ rule, tests: rule.conditions.map(compile) }))
}

/**
 * Asks each rule in turn. A later rule sees what an earlier one has made of the ticket. A matching rule that says "stop here"
 * is the last one asked.
 */
export function evaluate(rules: readonly CompiledRule[], facts: RuleFacts, world: RuleWorld): Evaluation {
  const outcomes: RuleOutcome[] = []
  let { state } = facts
  for (const compiled of rules) {
    if (!matches(compiled, facts, state)) continue
    const { rule } = compiled
    const decided = decideActions(rule.actions, facts, state, world)
    outcomes.push({ ...decided, rule, because: explain(compiled, facts, state).because })
    state = decided.state
    if (rule.stopHere) return { outcomes, stoppedBy: rule.id }
  }
  return { outcomes, stoppedBy: null }
}

function matches({ rule, tests }: CompiledRule<RuleDraft>, facts: RuleFacts, state: RuleState): boolean {
  if (tests.length === 0) return true
  if (rule.match === 'all') return tests.every((test) => test(facts, state))
  return tests.some((test) => test(facts, state))
}

/**
 * Which conditions decided. Of `all` that match: every one; that do not: the ones that fail. Of `any`: the ones that hold, or
 * every one when none does.
 */
export function explain(compiled: CompiledRule<RuleDraft>, facts: RuleFacts, state = facts.state): Explanation {
  const isMatch = matches(compiled, facts, state)
  const isWanted = compiled.rule.match === 'all' ? isMatch : true
  const deciding = compiled.tests.flatMap((test, index) => (test(facts, state) === isWanted ? index : []))
  return { isMatch, because: isMatch || deciding.length > 0 ? deciding : compiled.tests.map((_, index) => index) }
}
