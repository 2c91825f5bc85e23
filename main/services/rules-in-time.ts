import type { Rule, RuleSince, TicketId } from '../../preload/domain.ts'
import { compileRules, evaluate, type CompiledRule } from '../core/rules/evaluate.ts'
import { settledUntil } from '../core/ticket.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import type { Log } from './ports.ts'
import type { RuleActs } from './rule-acts.ts'
import type { RuleFactsReader } from './rule-facts.ts'
import type { RuleService } from './rules.ts'

const MINUTE_MS = 60_000
/** How late a wait may be noticed. */
const LOOK_MS = 30_000
/** Tickets looked at before the window gets its turn. */
const CHUNK = 50
/** What was asked in vain is asked again after this, also when nothing happened to it. */
const AGAIN_MS = 5 * MINUTE_MS
const MOST_KNOWN = 100_000

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  rules: RuleService
  facts: RuleFactsReader
  acts: RuleActs
  log: Log
}
type TimeRule = Rule & { when: Extract<Rule['when'], { type: 'time' }> }
/** A wait of a ticket: what for, and since when. It ends with an answer, and the next one is another. */
export type Wait = { since: RuleSince; from: number }
export type Waits = ReturnType<typeof createWaits>

/** Since when tickets wait, read from what happened to them. */
export function createWaits(store: Store) {
  /** The wait of a ticket that has lasted for `minutes` or longer, or null. */
  function longerThan(id: TicketId, { since, minutes }: TimeRule['when'], now: number): Wait | null {
    const from = startOf(id, since)
    return from !== null && from <= now - minutes * MINUTE_MS ? { since, from } : null
  }

  function startOf(id: TicketId, since: RuleSince): number | null {
    const { status, isSnoozed, dueAt, lastAnswerAt } = store.ruleSubjects.times(id)
    if (isSnoozed === 1) return null
    if (since === 'overdue') return dueAt
    if (since === 'waiting') return status === 'waiting' ? lastAnswerAt : null
    if (status !== 'new' && status !== 'open') return null
    const ticket = store.tickets.facts(id)!
    return store.messages.firstUnansweredAt(id, settledUntil(ticket)) ?? ticket.reopenedAt
  }

  return {
    longerThan,
    /** Tickets that may have waited for so long, whatever else: from an index alone. */
    candidates: ({ since, minutes }: TimeRule['when'], now: number) =>
      store.ruleSubjects.waiting(since, now - minutes * MINUTE_MS),
  }
}

export const epochOf = ({ since, from }: Wait): string => `${since}:${from}`
export const isTimeRule = (rule: Rule): rule is TimeRule => rule.when.type === 'time'

/**
 * The rules on time. Nothing is planned ahead: each look asks who waits for long enough at this moment, so that sleep, restart
 * and a changed clock lose nothing. The log of effects keeps a rule from acting twice in one wait.
 */
export function createRulesInTime({ store, clock, changes, rules, facts, acts, log }: Tools) {
  const waits = createWaits(store)
  let ready: { version: number; compiled: CompiledRule<TimeRule>[] } | null = null
  /** By rule and ticket: the state it was in then. */
  const askedInVain = new Map<string, string>()
  let nextLookAt = 0

  function compiled(): CompiledRule<TimeRule>[] {
    const version = rules.version()
    if (ready?.version === version) return ready.compiled
    const active = store.rules.list().filter((rule) => rule.isOn)
    ready = { version, compiled: compileRules(active.filter(isTimeRule)) }
    askedInVain.clear()
    nextLookAt = 0
    return ready.compiled
  }

  /** Which rules to ask about each ticket, in their order. */
  function candidates(now: number): Map<TicketId, CompiledRule<TimeRule>[]> {
    const found = new Map<TicketId, CompiledRule<TimeRule>[]>()
    for (const one of compiled()) {
      for (const id of waits.candidates(one.rule.when, now)) {
        const asked = found.get(id)
        if (asked) asked.push(one)
        else found.set(id, [one])
      }
    }
    return found
  }

  /** True when a rule acted. Each rule sees what the one before it has left. */
  function judge(id: TicketId, asked: readonly CompiledRule<TimeRule>[], now: number): boolean {
    let hasActed = false
    for (const one of asked) {
      const wait = waits.longerThan(id, one.rule.when, now)
      if (!wait) continue
      if (store.ruleEffects.hasActed(one.rule.id, id, epochOf(wait))) {
        if (one.rule.stopHere) return hasActed
        continue
      }
      if (isKnown(one, id, wait, now)) continue
      const messageId = store.ruleSubjects.messageOf(id)
      const subject = messageId && facts.read(messageId, { at: now })
      if (!subject) return hasActed
      const { outcomes, stoppedBy } = evaluate([one], subject.facts, acts.world)
      if (outcomes.length === 0) continue
      acts.carryOut(subject.row, outcomes, { type: 'time', epoch: epochOf(wait) })
      hasActed = true
      if (stoppedBy !== null) return true
    }
    return hasActed
  }

  /** Asked in vain, and nothing has happened to the ticket since. Opening hours and marks are looked at again in a while. */
  function isKnown({ rule }: CompiledRule<TimeRule>, id: TicketId, wait: Wait, now: number): boolean {
    const key = `${rule.id}:${id}`
    const state = `${epochOf(wait)}:${store.journal.lastSeqOf(id)}:${Math.floor(now / AGAIN_MS)}`
    if (askedInVain.get(key) === state) return true
    if (askedInVain.size > MOST_KNOWN) askedInVain.clear()
    askedInVain.set(key, state)
    return false
  }

  async function look(): Promise<void> {
    const now = clock.now()
    nextLookAt = now + LOOK_MS
    const touched: TicketId[] = []
    let count = 0
    for (const [id, rulesOf] of candidates(now)) {
      try {
        if (store.transaction(() => judge(id, rulesOf, now))) touched.push(id)
      } catch (error) {
        log.error(`rules failed on ticket ${id}`, error)
      }
      if (++count % CHUNK === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    if (touched.length === 0) return
    changes.note('tickets', touched)
    changes.note('alerts')
    changes.note('rules')
  }

  const job: Job = {
    name: 'rules',
    isPatient: true,
    dueAt() {
      if (compiled().length === 0) return null
      // A look further ahead than any look is planned means that the clock was set back.
      return nextLookAt > clock.now() + LOOK_MS ? 0 : nextLookAt
    },
    run: look,
  }
  return { job }
}
