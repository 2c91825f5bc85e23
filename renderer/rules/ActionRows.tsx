import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import type { RuleAction } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { ActionValue } from './ActionValue.tsx'
import { FieldFault } from './FieldFault.tsx'
import { actionPlace, BLANK_ACTIONS, blankAction, type FormRow } from './rule-form.ts'

const MOST = 20
const KINDS = Object.keys(BLANK_ACTIONS) as RuleAction['type'][]

/** 行うこと: a row each, done from top to bottom. */
export function ActionRows() {
  const { rulePage: words } = useText()
  const form = useApp((state) => state.ruleForm)
  const fault = useApp((state) => state.ruleFaults['actions'])
  const change = useApp((state) => state.changeRuleForm)
  if (form === null) return null
  const { actions, nextKey } = form
  const put = (key: number, value: RuleAction) =>
    change({ actions: actions.map((row) => (row.key === key ? { key, value } : row)) })
  function add() {
    const free = KINDS.find((kind) => !actions.some(({ value }) => value.type === kind)) ?? 'category'
    change({ actions: [...actions, { key: nextKey, value: blankAction(free) }], nextKey: nextKey + 1 })
  }
  return (
    <fieldset className="rule-part">
      <legend>{words.actionsTitle}</legend>
      {actions.map((row, index) => (
        <ActionRow
          key={row.key}
          row={row}
          number={index + 1}
          onChange={(value) => put(row.key, value)}
          onRemove={() => change({ actions: actions.filter(({ key }) => key !== row.key) })}
        />
      ))}
      <FieldFault id="rule-actions-fault" fault={fault} />
      {actions.length < MOST && (
        <button
          type="button"
          className="button button--quiet"
          aria-describedby={fault ? 'rule-actions-fault' : undefined}
          onClick={add}
        >
          <Plus size={14} aria-hidden /> {words.addAction}
        </button>
      )}
    </fieldset>
  )
}

type RowProps = {
  row: FormRow<RuleAction>
  number: number
  onChange: (value: RuleAction) => void
  onRemove: () => void
}

function ActionRow({ row: { key, value }, number, onChange, onRemove }: RowProps) {
  const id = useId()
  const { rulePage: words } = useText()
  const fault = useApp((state) => state.ruleFaults[actionPlace(key)])
  const offered = useOffered(value.type)
  return (
    <div className="part-row">
      <div className="part-row__fields">
        <select
          className="select part-row__kind"
          aria-label={words.actionKind(number)}
          value={value.type}
          onChange={(event) => onChange(blankAction(event.target.value as RuleAction['type']))}
        >
          {offered.map((kind) => (
            <option key={kind} value={kind}>
              {words.actions[kind]}
            </option>
          ))}
        </select>
        <ActionValue
          key={value.type}
          value={value}
          label={words.actionValue(number)}
          fault={fault}
          faultId={fault ? id : undefined}
          onChange={onChange}
        />
        <button
          type="button"
          className="icon-button part-row__remove"
          aria-label={words.removeAction(number)}
          title={words.removeAction(number)}
          onClick={onRemove}
        >
          <X size={15} aria-hidden />
        </button>
      </div>
      {value.type !== 'snooze' && <FieldFault id={id} fault={fault} />}
    </div>
  )
}

/** Only what the shop can use: nobody chooses among checklists that are not there. */
function useOffered(current: RuleAction['type']) {
  const hasChecklists = useApp((state) => state.checklists.some(({ isRemoved }) => !isRemoved))
  const hasPolicies = useApp((state) => state.policies?.some(({ isOn }) => isOn) ?? false)
  const hasTemplates = useApp((state) => state.templates?.some(({ kind }) => kind === 'template') ?? false)
  const missing = new Set<RuleAction['type']>()
  if (!hasTemplates) missing.add('auto-answer')
  if (!hasPolicies) missing.add('policy')
  if (!hasChecklists) missing.add('checklist')
  return KINDS.filter((kind) => kind === current || !missing.has(kind))
}
