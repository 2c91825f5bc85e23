import type { Output } from '../../preload/contract.ts'
import type { RuleChange, RuleRunId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { valueOf } from '../core/rules/decide.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { RuleEffect } from '../store/rule-effects.ts'
import type { RuleSubject } from '../store/rule-subjects.ts'
import type { Changes } from './changes.ts'
import { sameDecision, type RuleActs, type RuleHands } from './rule-acts.ts'
import { stateOf } from './rule-facts.ts'

const CHUNK = 50

type Tools = { store: Store; clock: Clock; changes: Changes; acts: RuleActs; hands: RuleHands }

/** Takes a run of a rule back: each field where nobody has changed it since. */
export function createRulesUndo({ store, clock, changes, acts, hands }: Tools) {
  /** True when everything the rule changed on the ticket is as it was. */
  function takeBack(effect: RuleEffect): boolean {
    const ticketId = store.tickets.living(effect.ticketId)
    const messageId = store.ruleSubjects.messageOf(ticketId)
    const row = messageId && store.ruleSubjects.get(messageId)
    if (!row || ticketId !== effect.ticketId) return false
    const kept = effect.outcome.changes.filter((change) => !restore(row, change, effect))
    hands.settle(ticketId)
    const data = { ruleId: effect.ruleId, runId: effect.runId, kept: kept.map(({ field }) => field) }
    store.journal.append({ at: clock.now(), actor: 'staff', type: 'rule.undone', ticketId, data })
    return kept.length === 0
  }

  function restore(row: RuleSubject, { field, before, after }: RuleChange, { decisions }: RuleEffect): boolean {
    if (field === 'status') return restoreDecision(row.ticketId, decisions)
    if (valueOf(stateOf(row), field) !== after) return false
    if (field === 'kind' && row.kindSet !== null) return false
    if (field === 'category' && row.categorySetBy === 'staff') return false
    acts.put(row, field, before)
    if (field === 'kind' && decisions) restoreDecision(row.ticketId, decisions)
    return true
  }

  function restoreDecision(id: TicketId, decisions: RuleEffect['decisions']): boolean {
    if (!decisions || !sameDecision(acts.decisionOf(id), decisions.after)) return false
    store.tickets.setDecision(id, decisions.before)
    return true
  }

  return {
    /** Throws AppError `not-found`, and `conflict` for a run that was taken back already. */
    async undoRun(runId: RuleRunId): Promise<Output<'rules.undoRun'>> {
      const run = store.ruleEffects.run(runId)
      if (!run) throw new AppError('not-found', `No run ${runId}`)
      if (run.undoneAt !== null)
        throw new AppError('conflict', 'The run was taken back already.', { reason: 'undone-before' })
      let [restored, kept] = [0, 0]
      let page = store.ruleEffects.ofRun(runId, Number.MAX_SAFE_INTEGER, CHUNK)
      while (page.length > 0) {
        const effects = page
        const done = store.transaction(() => effects.filter(takeBack).length)
        restored += done
        kept += effects.length - done
        changes.note(
          'tickets',
          effects.map(({ ticketId }) => ticketId),
        )
        await new Promise((resolve) => setImmediate(resolve))
        page = store.ruleEffects.ofRun(runId, effects.at(-1)!.id, CHUNK)
      }
      store.transaction(() => store.ruleEffects.setUndone(runId, clock.now()))
      changes.note('rules')
      return { restored, kept }
    },
  }
}
