import type { InputHTMLAttributes } from 'react'
import { useText } from '../store/context.ts'
import type { GroupWords } from '../store/ticket-groups.ts'

const LONGEST_DAYS = 180

export const isGroupReady = ({ name, intervalDays }: GroupWords) =>
  name.trim() !== '' && Number.isInteger(intervalDays) && intervalDays >= 1 && intervalDays <= LONGEST_DAYS

type Props = { group: GroupWords; onChange: (group: GroupWords) => void }

/** What a group is called, what goes into {{商品名}}, and how often its people hear of it. */
export function GroupFields({ group, onChange }: Props) {
  const { groups: words } = useText()
  return (
    <>
      <Field
        label={words.name}
        type="text"
        maxLength={120}
        placeholder={words.nameExample}
        // The one thing to say here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={group.name}
        onChange={(event) => onChange({ ...group, name: event.target.value })}
      />
      <Field
        label={words.product}
        type="text"
        maxLength={300}
        value={group.product}
        onChange={(event) => onChange({ ...group, product: event.target.value })}
      />
      <Field
        label={words.interval}
        type="number"
        min={1}
        max={LONGEST_DAYS}
        // An emptied field is no number.
        value={Number.isNaN(group.intervalDays) ? '' : group.intervalDays}
        onChange={(event) => onChange({ ...group, intervalDays: event.target.valueAsNumber })}
      />
    </>
  )
}

function Field({ label, ...input }: { label: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label>
      <span>{label}</span>
      <input className="text-input" {...input} />
    </label>
  )
}
