import type { ChecklistId, RuleAction, StaffId, TemplateId } from '../../preload/domain.ts'
import type { RuleFault } from '../../preload/locales/rule-names.ts'
import { smallCategories } from '../people/category-options.ts'
import { useApp, useText } from '../store/context.ts'
import { Recipients } from './Recipients.tsx'
import { SpanField } from './SpanField.tsx'
import { useRuleNames } from './use-rule-names.ts'

type Props = {
  value: RuleAction
  label: string
  fault: RuleFault | undefined
  faultId: string | undefined
  onChange: (value: RuleAction) => void
}
type Choice = { value: string; label: string; group?: string }

/** What an action does exactly. */
export function ActionValue({ value, label, fault, faultId, onChange }: Props) {
  const choices = useChoices(value)
  if (value.type === 'snooze') return <Snooze value={value} label={label} fault={fault} onChange={onChange} />
  if (value.type === 'mail-notice')
    return <Recipients value={value} label={label} faultId={faultId} onChange={onChange} />
  if (choices === null) return null
  return (
    <OneOf
      label={label}
      choices={choices}
      value={chosenIn(value)}
      faultId={faultId}
      onChange={(next) => onChange(withChosen(value, next))}
    />
  )
}

type OneOfProps = {
  label: string
  choices: readonly Choice[]
  /** '' while nobody has chosen. */
  value: string
  faultId: string | undefined
  onChange: (value: string) => void
}

function OneOf({ label, choices, value, faultId, onChange }: OneOfProps) {
  const { rulePage: words } = useText()
  const groups = [...new Set(choices.map(({ group = '' }) => group))]
  const options = (group: string) =>
    choices
      .filter((choice) => (choice.group ?? '') === group)
      .map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))
  return (
    <select
      className="select part-row__value"
      aria-label={label}
      aria-invalid={faultId ? true : undefined}
      aria-describedby={faultId}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {value === '' && <option value="">{words.choose}</option>}
      {groups.map((group) =>
        group === '' ? (
          options(group)
        ) : (
          <optgroup key={group} label={group}>
            {options(group)}
          </optgroup>
        ),
      )}
    </select>
  )
}

/** Null where an action has nothing to choose. What was taken away stays while it is chosen. */
function useChoices(value: RuleAction): Choice[] | null {
  const { rulePage: words, ticket } = useText()
  const categories = useApp((state) => state.categories)
  const staff = useApp((state) => state.staff)
  const checklists = useApp((state) => state.checklists)
  const policies = useApp((state) => state.policies)
  const templates = useApp((state) => state.templates)
  const names = useRuleNames()
  if (value.type === 'category') {
    const small = smallCategories(categories)
    const gone = categories.filter(({ key, isRemoved }) => key === value.category && isRemoved)
    const groupOf = (parentKey: string | null) => categories.find(({ key }) => key === parentKey)?.label ?? ''
    return [...small, ...gone].map(({ key, label, parentKey }) => ({ value: key, label, group: groupOf(parentKey) }))
  }
  if (value.type === 'assign')
    return staff
      .filter(({ id, isRemoved }) => !isRemoved || id === value.staffId)
      .map(({ id, name }) => ({ value: String(id), label: words.person(name) }))
  if (value.type === 'checklist')
    return checklists
      .filter(({ id, isRemoved }) => !isRemoved || id === value.checklistId)
      .map(({ id, name }) => ({ value: String(id), label: name }))
  if (value.type === 'policy')
    return (policies ?? [])
      .filter(({ id, isOn }) => isOn || id === value.policyId)
      .map(({ id }) => ({ value: id, label: names.policy(id) }))
  if (value.type === 'auto-answer')
    return (templates ?? [])
      .filter(({ kind }) => kind === 'template')
      .map(({ id, title, folder }) => ({ value: String(id), label: title, group: folder }))
  if (value.type === 'urgent') return (['on', 'off'] as const).map((one) => ({ value: one, label: words.urgent[one] }))
  if (value.type === 'kind')
    return (['notice', 'ticket'] as const).map((one) => ({ value: one, label: words.kinds[one] }))
  if (value.type === 'customer-mark')
    return (['regular', 'caution'] as const).map((one) => ({ value: one, label: ticket.mark[one] }))
  return null
}

function chosenIn(value: RuleAction): string {
  if (value.type === 'category') return value.category
  if (value.type === 'assign') return value.staffId > 0 ? String(value.staffId) : ''
  if (value.type === 'checklist') return value.checklistId > 0 ? String(value.checklistId) : ''
  if (value.type === 'policy') return value.policyId
  if (value.type === 'auto-answer') return value.templateId > 0 ? String(value.templateId) : ''
  if (value.type === 'urgent') return value.isUrgent ? 'on' : 'off'
  if (value.type === 'kind') return value.kind
  return value.type === 'customer-mark' ? value.mark : ''
}

function withChosen(value: RuleAction, next: string): RuleAction {
  if (value.type === 'category') return { ...value, category: next }
  if (value.type === 'assign') return { ...value, staffId: Number(next) as StaffId }
  if (value.type === 'checklist') return { ...value, checklistId: Number(next) as ChecklistId }
  if (value.type === 'policy') return { ...value, policyId: next }
  if (value.type === 'auto-answer') return { ...value, templateId: Number(next) as TemplateId }
  if (value.type === 'urgent') return { ...value, isUrgent: next === 'on' }
  if (value.type === 'kind') return { ...value, kind: next === 'ticket' ? 'ticket' : 'notice' }
  return value.type === 'customer-mark' ? { ...value, mark: next === 'regular' ? 'regular' : 'caution' } : value
}

type SnoozeProps = Omit<Props, 'value' | 'faultId'> & { value: Extract<RuleAction, { type: 'snooze' }> }

function Snooze({ value: { until }, label, fault, onChange }: SnoozeProps) {
  const { rulePage: words } = useText()
  return (
    <>
      <select
        className="select"
        aria-label={label}
        value={until.type}
        onChange={(event) =>
          onChange({
            type: 'snooze',
            until: event.target.value === 'opening' ? { type: 'opening' } : { type: 'minutes', minutes: 60 },
          })
        }
      >
        <option value="opening">{words.snoozes.opening}</option>
        <option value="minutes">{words.snoozes.minutes}</option>
      </select>
      {until.type === 'minutes' && (
        <SpanField
          minutes={until.minutes}
          fault={fault}
          onChange={(minutes) => onChange({ type: 'snooze', until: { type: 'minutes', minutes } })}
        />
      )}
    </>
  )
}
