import type { Output } from '../../preload/contract.ts'
import type { MessageId, Rule, RuleDraft, RuleId, RulePreview, RuleRunId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { compileRules, evaluate, type CompiledRule, type RuleOutcome } from '../core/rules/evaluate.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import type { RuleActs } from './rule-acts.ts'
import type { RuleFactsReader, Subject } from './rule-facts.ts'
import { createWaits, epochOf, isTimeRule } from './rules-in-time.ts'
import { checkPatterns } from './rules.ts'

const DAY_MS = 86_400_000
/** Tickets looked at before the window gets its turn. */
const CHUNK = 50
/** Messages read of the index at once. */
const PAGE = 500
/** A rule that has not been saved has no number. */
const UNSAVED = { id: 0 as RuleId, position: 0 }

type Tools = { store: Store; clock: Clock; changes: Changes; facts: RuleFactsReader; acts: RuleActs }
/** A ticket a rule would be asked about, the message it is asked about, and of a time rule the wait. */
type Candidate = { ticketId: TicketId; messageId: MessageId; epoch: string | null }
type Match = { subject: Subject; outcome: RuleOutcome; epoch: string | null }

/** A rule asked of what is there already: what it would do, and doing it. */
export function createRulesOverAll({ store, clock, changes, facts, acts }: Tools) {
  const waits = createWaits(store)

  /** A rule on arrival: the newest message that came into each ticket in these days. A rule on time: who waits now. */
  function candidates(rule: Rule, days: number): Generator<Candidate> {
    return isTimeRule(rule) ? waiting(rule, clock.now()) : arrived(clock.now() - days * DAY_MS)
  }

  function* waiting(rule: Rule, now: number): Generator<Candidate> {
    if (!isTimeRule(rule)) return
    for (const ticketId of waits.candidates(rule.when, now)) {
      const wait = waits.longerThan(ticketId, rule.when, now)
      const messageId = wait && store.ruleSubjects.messageOf(ticketId)
      if (wait && messageId) yield { ticketId, messageId, epoch: epochOf(wait) }
    }
  }

  function* arrived(since: number): Generator<Candidate> {
    const seen = new Set<TicketId>()
    let page = store.ruleSubjects.arrivedSince(since, null, PAGE)
    while (page.length > 0) {
      for (const { ticketId, messageId } of page) {
        if (seen.has(ticketId)) continue
        seen.add(ticketId)
        yield { ticketId, messageId, epoch: null }
      }
      page = store.ruleSubjects.arrivedSince(since, page.at(-1)!, PAGE)
    }
  }

  function ask(compiled: CompiledRule, { messageId, epoch }: Candidate, isOld: boolean): Match | null {
    const at = epoch === null ? null : clock.now()
    const subject = facts.read(messageId, { at, isOld })
    const outcome = subject && evaluate([compiled], subject.facts, acts.world).outcomes[0]
    return outcome ? { subject, outcome, epoch } : null
  }

  function carryOut(compiled: CompiledRule, chunk: readonly Candidate[], runId: RuleRunId): TicketId[] {
    return store.transaction(() =>
      chunk.flatMap((candidate) => {
        const match = ask(compiled, candidate, true)
        if (!match || match.outcome.changes.length === 0) return []
        const { subject, outcome, epoch } = match
        acts.carryOut(subject.row, [outcome], { type: 'run', runId, epoch })
        return subject.row.ticketId
      }),
    )
  }

  return {
    /**
     * What a rule would change of what is there, saved or not, asked alone: as if no rule stood above it. Changes nothing.
     * Nobody is told of anything old: see RuleRefusal.
     */
    async preview(draft: RuleDraft, days: number, limit: number): Promise<RulePreview> {
      checkPatterns(draft)
      const rule: Rule = { ...draft, ...UNSAVED }
      const compiled = compileRules([rule])[0]!
      const preview: RulePreview = { examined: 0, total: 0, tickets: [] }
      for (const candidate of candidates(rule, days)) {
        const match = ask(compiled, candidate, true)
        if (match && ++preview.total <= limit) preview.tickets.push(toRow(match))
        if (++preview.examined % CHUNK === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      return preview
    },
    /** Sends a saved rule over what is there, also one that is switched off. Each step is whole; `undo` takes all of it back. */
    async run(id: RuleId, days: number): Promise<Output<'rules.run'>> {
      const rule = store.rules.get(id)
      if (!rule) throw new AppError('not-found', `No rule ${id}`)
      const compiled = compileRules([rule])[0]!
      const runId = store.transaction(() => {
        const data = { ruleId: id, name: rule.name }
        store.journal.append({ at: clock.now(), actor: 'staff', type: 'rule.run', ticketId: null, data })
        return store.ruleEffects.insertRun(id, clock.now())
      })
      // Gathered first: what the run changes must not change whom it asks.
      const all = [...candidates(rule, days)]
      let changed = 0
      for (let start = 0; start < all.length; start += CHUNK) {
        const touched = carryOut(compiled, all.slice(start, start + CHUNK), runId)
        changed += touched.length
        if (touched.length > 0) changes.note('tickets', touched)
        await new Promise((resolve) => setImmediate(resolve))
      }
      changes.note('rules')
      return { runId, examined: all.length, changed }
    },
  }
}

function toRow({ subject: { row }, outcome }: Match): RulePreview['tickets'][number] {
  const { ticketId: id, subject, customerName, lastMessageAt } = row
  const { because, changes, tells, refused } = outcome
  return { id, subject, customerName, lastMessageAt, because, changes, tells: tells.map(({ type }) => type), refused }
}
