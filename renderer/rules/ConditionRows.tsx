import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import type { RuleCondition } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { ConditionValue } from './ConditionValue.tsx'
import { FieldFault } from './FieldFault.tsx'
import { BLANK_CONDITIONS, blankCondition, conditionPlace, type FormRow } from './rule-form.ts'

const MOST = 30
const KINDS = Object.keys(BLANK_CONDITIONS) as RuleCondition['type'][]

/** 条件: a row each, joined by all or any. */
export function ConditionRows() {
  const { rulePage: words } = useText()
  const form = useApp((state) => state.ruleForm)
  const change = useApp((state) => state.changeRuleForm)
  if (form === null) return null
  const { conditions, nextKey, match } = form
  const put = (key: number, value: RuleCondition) =>
    change({ conditions: conditions.map((row) => (row.key === key ? { key, value } : row)) })
  const add = () =>
    change({ conditions: [...conditions, { key: nextKey, value: blankCondition('words') }], nextKey: nextKey + 1 })
  return (
    <fieldset className="rule-part">
      <legend>{words.conditionsTitle}</legend>
      {conditions.length > 1 && (
        <div className="rule-part__choice" role="radiogroup" aria-label={words.matchLabel}>
          {(['all', 'any'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="rule-match" checked={match === one} onChange={() => change({ match: one })} />
              {words.match[one]}
            </label>
          ))}
        </div>
      )}
      {conditions.length === 0 && <p className="field__hint">{words.noConditions}</p>}
      {conditions.map((row, index) => (
        <ConditionRow
          key={row.key}
          row={row}
          number={index + 1}
          onChange={(value) => put(row.key, value)}
          onRemove={() => change({ conditions: conditions.filter(({ key }) => key !== row.key) })}
        />
      ))}
      {conditions.length < MOST && (
        <button type="button" className="button button--quiet" onClick={add}>
          <Plus size={14} aria-hidden /> {words.addCondition}
        </button>
      )}
    </fieldset>
  )
}

type RowProps = {
  row: FormRow<RuleCondition>
  number: number
  onChange: (value: RuleCondition) => void
  onRemove: () => void
}

function ConditionRow({ row: { key, value }, number, onChange, onRemove }: RowProps) {
  const id = useId()
  const { rulePage: words } = useText()
  const fault = useApp((state) => state.ruleFaults[conditionPlace(key)])
  const is = words.is[value.type]
  return (
    <fieldset className="part-row" aria-label={words.condition(number)}>
      <div className="part-row__fields">
        <select
          className="select part-row__kind"
          aria-label={words.conditionKind(number)}
          value={value.type}
          onChange={(event) => onChange(blankCondition(event.target.value as RuleCondition['type']))}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.conditions[kind]}
            </option>
          ))}
        </select>
        <ConditionValue key={value.type} value={value} faultId={fault ? id : undefined} onChange={onChange} />
        <select
          className="select"
          aria-label={words.isLabel(number)}
          value={value.isNot ? 1 : 0}
          onChange={(event) => onChange({ ...value, isNot: event.target.value === '1' })}
        >
          {is.map((word, index) => (
            <option key={word} value={index}>
              {word}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="icon-button part-row__remove"
          aria-label={words.removeCondition(number)}
          title={words.removeCondition(number)}
          onClick={onRemove}
        >
          <X size={15} aria-hidden />
        </button>
      </div>
      <FieldFault id={id} fault={fault} />
    </fieldset>
  )
}
