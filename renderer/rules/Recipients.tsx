import type { RuleAction, StaffId } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { PickMany } from './PickMany.tsx'

type Props = {
  value: Extract<RuleAction, { type: 'mail-notice' }>
  label: string
  faultId: string | undefined
  onChange: (value: RuleAction) => void
}
const GROUPS = ['all', 'managers', 'chosen'] as const

/** Which colleagues are told by mail. */
export function Recipients({ value: { recipients }, label, faultId, onChange }: Props) {
  const { rulePage: words } = useText()
  const staff = useApp((state) => state.staff)
  const put = (to: string, staffIds: StaffId[] = []) =>
    onChange({
      type: 'mail-notice',
      recipients: to === 'chosen' ? { to, staffIds } : { to: to === 'managers' ? to : 'all' },
    })
  return (
    <>
      <select className="select" aria-label={label} value={recipients.to} onChange={(event) => put(event.target.value)}>
        {GROUPS.map((group) => (
          <option key={group} value={group}>
            {words.recipients[group]}
          </option>
        ))}
      </select>
      {recipients.to === 'chosen' && (
        <PickMany
          label={words.recipientsLabel}
          options={staff.map(({ id, name, isRemoved }) => ({
            value: id,
            label: words.person(name),
            isOffered: !isRemoved,
          }))}
          none=""
          values={recipients.staffIds}
          faultId={faultId}
          onChange={(ids) => put('chosen', ids as StaffId[])}
        />
      )}
    </>
  )
}
