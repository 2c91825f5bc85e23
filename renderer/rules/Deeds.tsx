import { ArrowRight, Ban, Bell } from 'lucide-react'
import type { RuleChange, RulePreview, StaffId, Status } from '../../preload/domain.ts'
import type { RuleNames } from '../../preload/locales/rule-names.ts'
import type { Catalog } from '../i18n.ts'
import { useText } from '../store/context.ts'
import { useRuleNames } from './use-rule-names.ts'

type Props = Pick<RulePreview['tickets'][number], 'changes' | 'tells' | 'refused'>

/** What a rule does to one ticket: before and after, what else it does, and what it leaves alone and why. */
export function Deeds({ changes, tells, refused }: Props) {
  const text = useText()
  const { rulePage: words, rules } = text
  const names = useRuleNames()
  const deedWords: Partial<Record<string, string>> = words.actions
  if (changes.length + tells.length + refused.length === 0)
    return <span className="deeds__none">{words.preview.unchanged}</span>
  return (
    <ul className="deeds">
      {changes.map((change) => (
        <li key={change.field}>
          {words.fields[change.field]} <s>{valueWords(change, change.before, text, names)}</s>
          <ArrowRight size={12} aria-hidden />
          <strong>{valueWords(change, change.after, text, names)}</strong>
        </li>
      ))}
      {tells.map((type) => (
        <li key={type}>
          <Bell size={12} aria-hidden /> {rules.told[type] ?? deedWords[type] ?? type}
        </li>
      ))}
      {refused.map(({ action, reason }) => (
        <li key={action} className="deeds__refused">
          <Ban size={12} aria-hidden /> {words.refused(deedWords[action] ?? action, rules.refused[reason])}
        </li>
      ))}
    </ul>
  )
}

function valueWords(
  { field }: RuleChange,
  value: RuleChange['after'],
  { rulePage: words, status, ticket }: Catalog,
  names: RuleNames,
): string {
  if (field === 'urgent') return value === true ? words.yes : words.no
  if (value === null) return words.none
  if (field === 'category') return names.category(String(value))
  if (field === 'assignee') return words.person(names.staff(Number(value) as StaffId))
  if (field === 'policy') return names.policy(String(value))
  if (field === 'kind') return words.itemKinds[value === 'notice' ? 'notice' : 'ticket']
  if (field === 'status') return status[value as Status]
  return ticket.mark[value === 'regular' ? 'regular' : value === 'caution' ? 'caution' : 'first']
}
