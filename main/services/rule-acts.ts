import type {
  ChecklistId,
  Rule,
  RuleAction,
  RuleChange,
  RuleField,
  RuleRunId,
  RuleSnooze,
  ShopId,
  StaffId,
  TicketId,
} from '../../preload/domain.ts'
import type { RuleOutcome } from '../core/rules/evaluate.ts'
import type { RuleWorld } from '../core/rules/rule-facts.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { Decision } from '../store/rule-effects.ts'
import type { RuleSubject } from '../store/rule-subjects.ts'

const MINUTE_MS = 60_000

type SetField = Exclude<RuleField, 'status'>
/** What set the rule off: a message, the end of a wait, or a person who sent it over everything. */
export type RuleCause =
  { type: 'arrival' } | { type: 'time'; epoch: string } | { type: 'run'; runId: RuleRunId; epoch: string | null }
/** What others own and rules set in motion. Each writes its own line of the journal. */
export type RuleHands = {
  categorise: (id: TicketId, key: string | null) => void
  assign: (id: TicketId, staffId: StaffId | null) => void
  startChecklist: (id: TicketId, checklistId: ChecklistId) => void
  snooze: (id: TicketId, until: number) => void
  openingAfter: (shopId: ShopId, at: number) => number | null
  answer: (row: RuleSubject, action: Extract<RuleAction, { type: 'auto-answer' }>, rule: Rule, cause: RuleCause) => void
  tellByMail: (
    row: RuleSubject,
    action: Extract<RuleAction, { type: 'mail-notice' }>,
    rule: Rule,
    cause: RuleCause,
  ) => void
  /** Brings status and deadlines in line. */
  settle: (id: TicketId) => void
}
export type RuleActs = ReturnType<typeof createRuleActs>

/** Carries out what rules decided, and takes a change back. Everything here runs inside a transaction. */
export function createRuleActs(store: Store, clock: Clock, hands: RuleHands, world: RuleWorld) {
  function set(row: RuleSubject, { field, after }: RuleChange): void {
    if (field === 'status') return resolve(row)
    put(row, field, after)
    if (field === 'kind' && after === 'ticket') countMachineMail(row)
  }

  /** The value of one field, as a rule or the undoing of one wants it. */
  function put({ ticketId, customerId }: RuleSubject, field: SetField, value: RuleChange['after']): void {
    if (field === 'category') return hands.categorise(ticketId, value as string | null)
    if (field === 'assignee') return hands.assign(ticketId, value as StaffId | null)
    if (field === 'policy') return store.work.setPolicy(ticketId, value as string | null)
    if (field === 'customer-mark') return store.ruleSubjects.setMark(customerId!, value as string | null)
    store.ruleSubjects.set(ticketId, field, value)
  }

  function resolve({ ticketId, reopenedAt, lastMessageAt }: RuleSubject): void {
    // Never before the newest message: the clock of this PC may be behind the mail server's.
    const resolvedAt = Math.max(clock.now(), lastMessageAt, reopenedAt ?? 0)
    store.tickets.setDecision(ticketId, { resolvedAt, reopenedAt })
    const data = { reason: 'rule' }
    store.journal.append({ at: clock.now(), actor: 'system', type: 'ticket.resolved', ticketId, data })
  }

  /** Machine mail that is to be answered waits from the moment it came. */
  function countMachineMail({ ticketId, lastMessageAt }: RuleSubject): void {
    const { lastInboundAt, resolvedAt } = store.tickets.facts(ticketId)!
    if (lastInboundAt === null) store.tickets.setDecision(ticketId, { resolvedAt, reopenedAt: lastMessageAt })
  }

  function tell(row: RuleSubject, action: RuleAction, outcome: RuleOutcome, cause: RuleCause): void {
    if (action.type === 'checklist') return hands.startChecklist(row.ticketId, action.checklistId)
    if (action.type === 'snooze') return snooze(row, action.until)
    if (action.type === 'auto-answer') return hands.answer(row, action, outcome.rule, cause)
    if (action.type === 'mail-notice') return hands.tellByMail(row, action, outcome.rule, cause)
    if (action.type === 'popup') popUp(row, outcome, cause)
  }

  /** While the shop is open there is no opening to wait for. */
  function snooze({ ticketId, shopId }: RuleSubject, wanted: RuleSnooze): void {
    const now = clock.now()
    const until = wanted.type === 'minutes' ? now + wanted.minutes * MINUTE_MS : hands.openingAfter(shopId, now)
    if (until !== null && until > now) hands.snooze(ticketId, until)
  }

  function popUp(row: RuleSubject, { rule }: RuleOutcome, cause: RuleCause): void {
    // A new message that is told anyway is not told twice.
    const key = cause.type === 'time' ? ruleKey(row, rule, cause) : `new-message:${row.messageId}`
    const { ticketId, accountId } = row
    const at = cause.type === 'time' ? clock.now() : row.messageAt
    const kind = cause.type === 'time' ? 'rule' : 'new-message'
    store.alerts.add({ key, kind, ticketId, accountId, at, dueAt: null })
  }

  const decisionOf = (id: TicketId): Decision => {
    const { resolvedAt, reopenedAt } = store.tickets.facts(id)!
    return { resolvedAt, reopenedAt }
  }

  /** Several rules may have matched: the ticket is settled once, after all of them. */
  function carryOut(row: RuleSubject, outcomes: readonly RuleOutcome[], cause: RuleCause): void {
    const { ticketId } = row
    const at = clock.now()
    for (const outcome of outcomes) {
      const before = decisionOf(ticketId)
      for (const change of outcome.changes) set(row, change)
      const after = decisionOf(ticketId)
      note(row, outcome, cause, at, sameDecision(before, after) ? null : { before, after })
    }
    if (outcomes.some(({ changes }) => changes.length > 0)) hands.settle(ticketId)
    // After it has settled, which ticks off what was told of a ticket that is nothing to do any more.
    for (const outcome of outcomes) for (const action of outcome.tells) tell(row, action, outcome, cause)
  }

  function note(
    { ticketId }: RuleSubject,
    { rule, changes, tells, refused }: RuleOutcome,
    cause: RuleCause,
    at: number,
    decisions: { before: Decision; after: Decision } | null,
  ): void {
    const outcome = { changes, tells: tells.map(({ type }) => type), refused }
    const runId = cause.type === 'run' ? cause.runId : null
    const epoch = cause.type === 'arrival' ? null : cause.epoch
    store.ruleEffects.add({ ruleId: rule.id, ticketId, runId, epoch, at, outcome, decisions })
    const data = { ruleId: rule.id, name: rule.name, cause: cause.type, runId, ...outcome }
    store.journal.append({ at, actor: 'system', type: 'rule.applied', ticketId, data })
  }

  return { carryOut, put, decisionOf, world }
}

export const sameDecision = (one: Decision, other: Decision): boolean =>
  one.resolvedAt === other.resolvedAt && one.reopenedAt === other.reopenedAt

/** Names what a rule does once: about a message, or in a wait. */
export function ruleKey({ ticketId, messageId }: RuleSubject, { id }: Rule, cause: RuleCause): string {
  return cause.type === 'time' ? `rule:${id}:${ticketId}:${cause.epoch}` : `rule:${id}:message:${messageId}`
}
