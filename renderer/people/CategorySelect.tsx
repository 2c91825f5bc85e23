import { useId } from 'react'
import { useApp, useText } from '../store/context.ts'
import { smallCategories } from './category-options.ts'

type Props = { label: string; none: string; value: string | null; onChange: (key: string | null) => void }

/** A category out of the whole tree. */
export function CategorySelect({ label, none, value, onChange }: Props) {
  const id = useId()
  const { work } = useText()
  const categories = useApp((state) => state.categories)
  const groups = categories.filter(({ parentKey, isRemoved }) => parentKey === null && !isRemoved)
  return (
    <div className="field">
      <label htmlFor={id}>{label || work.category}</label>
      <select
        id={id}
        className="text-input"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
      >
        <option value="">{none}</option>
        {groups.map((group) => (
          <optgroup key={group.key} label={group.label}>
            {smallCategories(categories)
              .filter(({ parentKey }) => parentKey === group.key)
              .map(({ key, label: name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
