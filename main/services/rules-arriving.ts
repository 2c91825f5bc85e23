import { compileRules, evaluate, type CompiledRule } from '../core/rules/evaluate.ts'
import type { Store } from '../store/index.ts'
import type { Arrival } from './intake.ts'
import type { Log } from './ports.ts'
import type { RuleActs } from './rule-acts.ts'
import type { RuleFactsReader } from './rule-facts.ts'
import type { RuleService } from './rules.ts'

type Tools = { store: Store; rules: RuleService; facts: RuleFactsReader; acts: RuleActs; log: Log }
type Ready = { version: number; compiled: CompiledRule[] }

/** The rules on arrival: asked of every message of others, in the transaction that stores it. */
export function createRulesArriving({ store, rules, facts, acts, log }: Tools) {
  let ready: Ready | null = null

  function compiled(): CompiledRule[] {
    const version = rules.version()
    if (ready?.version === version) return ready.compiled
    const active = store.rules.list().filter(({ isOn, when }) => isOn && when.type === 'arrival')
    ready = { version, compiled: compileRules(active) }
    return ready.compiled
  }

  function ask(active: readonly CompiledRule[], { messageId, inbound }: Arrival): void {
    const { subject, body } = inbound.search.text
    const asked = facts.read(messageId, { at: null, folded: { subject, body } })!
    const { outcomes } = evaluate(active, asked.facts, acts.world)
    if (outcomes.length > 0) acts.carryOut(asked.row, outcomes, { type: 'arrival' })
  }

  return {
    /** A rule that fails never keeps a mail from coming in: what it had begun is taken back and the log says so. */
    onArrival(arrival: Arrival): void {
      const { classification } = arrival
      try {
        const active = compiled()
        // A bounce speaks of our own mail and quotes it.
        if (active.length === 0 || classification.kind === 'own' || classification.isBounce) return
        store.transaction(() => ask(active, arrival))
      } catch (error) {
        log.error(`rules failed on message ${arrival.messageId}`, error)
      }
    },
  }
}
