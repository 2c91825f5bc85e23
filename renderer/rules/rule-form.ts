import type {
  ChecklistId,
  RuleAction,
  RuleCondition,
  RuleDraft,
  RuleId,
  StaffId,
  TemplateId,
} from '../../preload/domain.ts'
import type { RuleFault } from '../../preload/locales/rule-names.ts'

const LONGEST_MINUTES = 525_600

/** A part of the form with a name that it keeps while others come and go. */
export type FormRow<T> = { key: number; value: T }

/** A rule while it is written. Numbers that are none yet are NaN, choices that nobody made are '' or 0. */
export type RuleForm = Omit<RuleDraft, 'conditions' | 'actions'> & {
  /** Null for a new one. */
  id: RuleId | null
  conditions: FormRow<RuleCondition>[]
  actions: FormRow<RuleAction>[]
  nextKey: number
  /** As it is saved, for telling whether something changed. */
  saved: string
  /** Somebody pressed a button: from now on the fields say what is wrong. */
  isChecked: boolean
}

/** Faults by the place they belong to: name, minutes, actions, or the key of a row. */
export type RuleFaults = Partial<Record<string, RuleFault>>

const NEW: RuleDraft = {
  name: '',
  isOn: true,
  when: { type: 'arrival' },
  match: 'all',
  conditions: [{ type: 'words', isNot: false, words: [], place: 'both' }],
  actions: [{ type: 'category', category: '' }],
  stopHere: false,
}

export function formOf(rule: RuleDraft = NEW, id: RuleId | null = null): RuleForm {
  const count = rule.conditions.length
  const form = {
    ...pick(rule),
    id,
    conditions: rule.conditions.map((value, index) => ({ key: index, value })),
    actions: rule.actions.map((value, index) => ({ key: count + index, value })),
    nextKey: count + rule.actions.length,
    saved: '',
    isChecked: false,
  }
  return { ...form, saved: JSON.stringify(draftOf(form)) }
}

const pick = ({ name, isOn, when, match, stopHere }: Omit<RuleDraft, 'conditions' | 'actions'>) => ({
  name,
  isOn,
  when,
  match,
  stopHere,
})

export function draftOf(form: RuleForm): RuleDraft {
  const { conditions, actions } = form
  return {
    ...pick(form),
    name: form.name.trim(),
    conditions: conditions.map(({ value }) => value),
    actions: actions.map(({ value }) => value),
  }
}

export const isChanged = (form: RuleForm) => JSON.stringify(draftOf(form)) !== form.saved

/** What a preview was made of; the name and the switch change nothing about it. */
export const previewKey = (form: RuleForm, days: number) => {
  const { when, match, conditions, actions } = draftOf(form)
  return JSON.stringify({ when, match, conditions, actions, days: when.type === 'time' ? 0 : days })
}

export const conditionPlace = (key: number) => `condition-${key}`
export const actionPlace = (key: number) => `action-${key}`

/** What is missing, by place. Trying needs everything but the name. Patterns are main's to judge. */
export function faultsOf(form: RuleForm): RuleFaults {
  const faults: RuleFaults = {}
  if (form.name.trim() === '') faults['name'] = 'name'
  if (form.when.type === 'time' && !isMinutes(form.when.minutes, 0)) faults['minutes'] = 'number'
  for (const { key, value } of form.conditions) {
    const fault = conditionFault(value)
    if (fault) faults[conditionPlace(key)] = fault
  }
  for (const { key, value } of form.actions) {
    const fault = actionFault(value)
    if (fault) faults[actionPlace(key)] = fault
  }
  if (form.actions.length === 0) faults['actions'] = 'no-actions'
  return faults
}

const isMinutes = (minutes: number, least: number) =>
  Number.isInteger(minutes) && minutes >= least && minutes <= LONGEST_MINUTES

function conditionFault(one: RuleCondition): RuleFault | null {
  if (one.type === 'words') return one.words.length === 0 ? 'words' : null
  if (one.type === 'sender') return one.values.length === 0 ? 'words' : null
  if (one.type === 'pattern') return one.pattern === '' ? 'pattern' : null
  if (one.type === 'assigned') return null
  const chosen = chosenIn(one)
  return chosen !== null && chosen.length === 0 ? 'choose' : null
}

/** The values that a condition lists; null where it lists none. */
export function chosenIn(one: RuleCondition): readonly (string | number | null)[] | null {
  if (one.type === 'account') return one.accountIds
  if (one.type === 'shop') return one.shopIds
  if (one.type === 'channel') return one.channels
  if (one.type === 'customer-mark') return one.marks
  if (one.type === 'category') return one.categories
  if (one.type === 'status') return one.statuses
  return one.type === 'assigned' ? one.staffIds : null
}

function actionFault(one: RuleAction): RuleFault | null {
  if (one.type === 'category') return one.category === '' ? 'choose' : null
  if (one.type === 'assign') return one.staffId > 0 ? null : 'choose'
  if (one.type === 'checklist') return one.checklistId > 0 ? null : 'choose'
  if (one.type === 'auto-answer') return one.templateId > 0 ? null : 'choose'
  if (one.type === 'mail-notice')
    return one.recipients.to === 'chosen' && one.recipients.staffIds.length === 0 ? 'choose' : null
  if (one.type === 'policy') return one.policyId === '' ? 'choose' : null
  if (one.type === 'snooze' && one.until.type === 'minutes') return isMinutes(one.until.minutes, 1) ? null : 'duration'
  return null
}

/** How each kind of condition begins, in the order in which they are offered. */
export const BLANK_CONDITIONS = {
  words: { type: 'words', isNot: false, words: [], place: 'both' },
  sender: { type: 'sender', isNot: false, by: 'address', values: [] },
  'order-number': { type: 'order-number', isNot: false },
  attachment: { type: 'attachment', isNot: false },
  'customer-mark': { type: 'customer-mark', isNot: false, marks: [] },
  'first-contact': { type: 'first-contact', isNot: false },
  category: { type: 'category', isNot: false, categories: [] },
  assigned: { type: 'assigned', isNot: false, staffIds: [] },
  status: { type: 'status', isNot: false, statuses: [] },
  'open-hours': { type: 'open-hours', isNot: false },
  shop: { type: 'shop', isNot: false, shopIds: [] },
  account: { type: 'account', isNot: false, accountIds: [] },
  channel: { type: 'channel', isNot: false, channels: [] },
  pattern: { type: 'pattern', isNot: false, pattern: '', place: 'both' },
} as const satisfies { [K in RuleCondition['type']]: unknown }

/** How each kind of action begins, in the order in which they are offered. */
export const BLANK_ACTIONS = {
  category: { type: 'category', category: '' },
  assign: { type: 'assign', staffId: 0 as StaffId },
  urgent: { type: 'urgent', isUrgent: true },
  'customer-mark': { type: 'customer-mark', mark: 'caution' },
  checklist: { type: 'checklist', checklistId: 0 as ChecklistId },
  popup: { type: 'popup' },
  'mail-notice': { type: 'mail-notice', recipients: { to: 'all' } },
  'auto-answer': { type: 'auto-answer', templateId: 0 as TemplateId },
  snooze: { type: 'snooze', until: { type: 'opening' } },
  kind: { type: 'kind', kind: 'notice' },
  resolve: { type: 'resolve' },
  policy: { type: 'policy', policyId: '' },
} as const satisfies { [K in RuleAction['type']]: unknown }

export const blankCondition = (type: RuleCondition['type']) =>
  structuredClone(BLANK_CONDITIONS[type]) as unknown as RuleCondition
export const blankAction = (type: RuleAction['type']) => structuredClone(BLANK_ACTIONS[type]) as unknown as RuleAction
