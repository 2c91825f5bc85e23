import type { RuleAction, RuleChange, RuleField, RuleRefusal } from '../../../preload/domain.ts'
import type { RuleFacts, RuleState, RuleWorld } from './rule-facts.ts'

/** What a matching rule does to a ticket: what it changes, what it does beside that, and what it must not do. */
export type Decided = { changes: RuleChange[]; tells: RuleAction[]; refused: RuleRefusal[]; state: RuleState }
type Reason = RuleRefusal['reason']
/** One change, a reason against it, or an act that changes nothing of the ticket. */
type Step = { field: RuleField; after: RuleChange['after']; state: Partial<RuleState> } | { reason: Reason } | 'tell'

/** The actions of a rule, one after the other. An action that finds what it wants does nothing. */
export function decideActions(
  actions: readonly RuleAction[],
  facts: RuleFacts,
  from: RuleState,
  world: RuleWorld,
): Decided {
  const decided: Decided = { changes: [], tells: [], refused: [], state: from }
  for (const action of actions) {
    const step = stepOf(action, facts, world)
    if (step === 'tell') {
      decided.tells.push(action)
      continue
    }
    if ('reason' in step) {
      decided.refused.push({ action: action.type, reason: step.reason })
      continue
    }
    const before = valueOf(decided.state, step.field)
    if (before === step.after) continue
    if (facts.isDecided(step.field)) {
      decided.refused.push({ action: action.type, reason: 'person' })
      continue
    }
    decided.changes.push({ field: step.field, before, after: step.after })
    decided.state = { ...decided.state, ...step.state }
  }
  return decided
}

type StepOf<Type> = (action: Extract<RuleAction, { type: Type }>, facts: RuleFacts, world: RuleWorld) => Step

const STEPS: { [Type in RuleAction['type']]: StepOf<Type> } = {
  category: ({ category }, _, { hasCategory }) =>
    hasCategory(category) ? { field: 'category', after: category, state: { category } } : { reason: 'gone' },
  urgent: ({ isUrgent }) => ({ field: 'urgent', after: isUrgent, state: { isUrgent } }),
  assign: ({ staffId }, _, { hasStaff }) =>
    hasStaff(staffId) ? { field: 'assignee', after: staffId, state: { assigneeId: staffId } } : { reason: 'gone' },
  policy: ({ policyId }, _, { hasPolicy }) =>
    hasPolicy(policyId) ? { field: 'policy', after: policyId, state: { policyId } } : { reason: 'gone' },
  'customer-mark': ({ mark }, { hasCustomer }) =>
    hasCustomer ? { field: 'customer-mark', after: mark, state: { mark } } : { reason: 'gone' },
  kind({ kind }, facts) {
    const reason = kind === 'notice' ? againstHiding(facts) : null
    return reason ? { reason } : { field: 'kind', after: kind, state: { kind } }
  },
  resolve(_, { isUnreadable, isHeld }) {
    if (isUnreadable) return { reason: 'unreadable' }
    return isHeld ? { reason: 'held' } : { field: 'status', after: 'resolved', state: { status: 'resolved' } }
  },
  checklist: ({ checklistId }, _, { hasChecklist }) => (hasChecklist(checklistId) ? 'tell' : { reason: 'gone' }),
  snooze: (_, { isOld }) => (isOld ? { reason: 'old' } : 'tell'),
  popup: (_, { isOld }) => (isOld ? { reason: 'old' } : 'tell'),
  'mail-notice': (_, { isOld }) => (isOld ? { reason: 'old' } : 'tell'),
  'auto-answer'({ templateId }, { isOld }, { hasTemplate }) {
    if (isOld) return { reason: 'old' }
    return hasTemplate(templateId) ? 'tell' : { reason: 'gone' }
  },
}

/** Each action goes to the step of its own type, which the type system cannot see. */
const stepOf = (action: RuleAction, facts: RuleFacts, world: RuleWorld): Step =>
  (STEPS[action.type] as StepOf<RuleAction['type']>)(action, facts, world)

/** Filing takes a ticket out of sight: not what nobody could read, and not what people have talked in. */
function againstHiding({ isUnreadable, isConversation }: RuleFacts): Reason | null {
  if (isUnreadable) return 'unreadable'
  return isConversation ? 'conversation' : null
}

const VALUES: { [field in RuleField]: (state: RuleState) => RuleChange['before'] } = {
  category: ({ category }) => category,
  'customer-mark': ({ mark }) => mark,
  assignee: ({ assigneeId }) => assigneeId,
  urgent: ({ isUrgent }) => isUrgent,
  policy: ({ policyId }) => policyId,
  kind: ({ kind }) => kind,
  status: ({ status }) => status,
}

/** What a field of the log stands for, as it is. */
export const valueOf = (state: RuleState, field: RuleField): RuleChange['before'] => VALUES[field](state)
