import type { ChecklistId, ShopId, StaffId } from '../../preload/domain.ts'
import { nextOpening } from '../core/business-hours.ts'
import type { RuleWorld } from '../core/rules/rule-facts.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { CategoryService } from './categories.ts'
import type { Changes } from './changes.ts'
import type { ChecklistService } from './checklists.ts'
import type { Log } from './ports.ts'
import { createRuleActs, type RuleHands } from './rule-acts.ts'
import type { DeadlineRules } from './deadline-rules.ts'
import { createRuleFacts } from './rule-facts.ts'
import { createRulesArriving } from './rules-arriving.ts'
import { createRulesInTime } from './rules-in-time.ts'
import { createRulesOverAll } from './rules-over-all.ts'
import { createRulesUndo } from './rules-undo.ts'
import { createRuleService } from './rules.ts'
import type { SnoozeService } from './snooze.ts'
import type { StaffService } from './staff.ts'
import type { TicketService } from './tickets.ts'

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  tickets: TicketService
  staff: StaffService
  categories: CategoryService
  checklists: ChecklistService
  snooze: SnoozeService
  deadlineRules: (shopId: ShopId | null) => DeadlineRules
  /** What answers and tells by mail: asked for by rules, owned elsewhere. */
  outside: Pick<RuleHands, 'answer' | 'tellByMail'> & Pick<RuleWorld, 'hasTemplate'>
  log: Log
}

/** The rules that a person writes, connected with what they set in motion. */
export function createRuleEngine(tools: Tools) {
  const { store, clock, changes, tickets, staff, categories, checklists, snooze, deadlineRules, outside } = tools
  const hands: RuleHands = {
    categorise: (id, key) => categories.assign([id], key, 'rule'),
    assign: (id, staffId) => staff.assign([id], staffId, 'system'),
    startChecklist: (id, checklistId) => checklists.start(id, checklistId, 'system'),
    snooze: (id, until) => void snooze.snooze([id], until, 'system'),
    openingAfter: (shopId, at) => nextOpening(deadlineRules(shopId).hours, at),
    answer: outside.answer,
    tellByMail: outside.tellByMail,
    settle: (id) => void tickets.settle(id, 'system', clock.now()),
  }
  const world: RuleWorld = {
    hasStaff: (id) => store.staff.list().some((row) => row.id === (id as StaffId) && row.removedAt === null),
    hasCategory: (key) => store.categories.list().some((row) => row.key === key && row.removedAt === null),
    hasChecklist: (id) =>
      store.categories.checklists().some((row) => row.id === (id as ChecklistId) && row.removedAt === null),
    hasTemplate: outside.hasTemplate,
    hasPolicy: (id) => deadlineRules(null).policies.some((policy) => policy.id === id),
  }
  const rules = createRuleService(store, clock, changes)
  const facts = createRuleFacts(store, (shopId) => deadlineRules(shopId).hours)
  const acts = createRuleActs(store, clock, hands, world)
  const shared = { ...tools, rules, facts, acts, hands }

  return {
    ...rules,
    ...createRulesOverAll(shared),
    ...createRulesUndo(shared),
    log: store.ruleEffects.log,
    onArrival: createRulesArriving(shared).onArrival,
    job: createRulesInTime(shared).job,
  }
}
