import { X } from 'lucide-react'
import { useText } from '../store/context.ts'

type Value = string | number | null
export type PickOption = {
  value: Value
  label: string
  group?: string
  /** What was taken away keeps its name where it is chosen already. */
  isOffered?: boolean
}
type Props = {
  label: string
  options: readonly PickOption[]
  /** What it means that nothing is chosen; '' where something must be. */
  none: string
  values: readonly Value[]
  faultId: string | undefined
  onChange: (values: Value[]) => void
}

/** Any number of things out of a list: what was chosen as chips, the rest in a menu. */
export function PickMany({ label, options, none, values, faultId, onChange }: Props) {
  const { rulePage: words, common } = useText()
  const left = options.filter(({ value, isOffered = true }) => isOffered && !values.includes(value))
  const groups = [...new Set(left.map(({ group = '' }) => group))]
  const nameOf = (value: Value) => options.find((option) => option.value === value)?.label ?? common.unknown
  const menu = (group: string) =>
    left
      .filter((option) => (option.group ?? '') === group)
      .map((option) => (
        <option key={String(option.value)} value={options.indexOf(option)}>
          {option.label}
        </option>
      ))
  return (
    <span className="chips">
      {values.length === 0 && none !== '' && <span className="chips__none">{none}</span>}
      {values.map((value) => (
        <Chip
          key={String(value)}
          label={nameOf(value)}
          onRemove={() => onChange(values.filter((one) => one !== value))}
        />
      ))}
      {left.length > 0 && (
        <select
          className="select chips__add"
          aria-label={words.addTo(label)}
          aria-invalid={faultId ? true : undefined}
          aria-describedby={faultId}
          value=""
          onChange={(event) => {
            const option = options[Number(event.target.value)]
            if (event.target.value !== '' && option) onChange([...values, option.value])
          }}
        >
          <option value="">{values.length === 0 && none === '' ? words.choose : words.addValue}</option>
          {groups.map((group) =>
            group === '' ? (
              menu(group)
            ) : (
              <optgroup key={group} label={group}>
                {menu(group)}
              </optgroup>
            ),
          )}
        </select>
      )}
    </span>
  )
}

export function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  const { rulePage: words } = useText()
  return (
    <span className="chip">
      {label}
      <button type="button" aria-label={words.removeValue(label)} title={words.removeValue(label)} onClick={onRemove}>
        <X size={12} aria-hidden />
      </button>
    </span>
  )
}
