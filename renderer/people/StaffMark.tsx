import { useApp } from '../store/context.ts'
import type { StaffId, StaffInfo } from '../../preload/domain.ts'

/** The family name of 田中 由紀, the first two letters of one word. */
export function initialsOf(name: string) {
  const [first = '', second = ''] = name.trim().split(/[\s　]+/)
  if (second !== '' && /^[\x20-\x7e]/.test(first)) return `${first[0]}${second[0]}`.toUpperCase()
  return [...first].slice(0, 2).join('')
}

type Props = { person: Pick<StaffInfo, 'name' | 'color'>; label?: string }

/** A person as initials on their colour. The name is what readers are told. */
export function StaffMark({ person, label = person.name }: Props) {
  return (
    <span className="staff-mark" style={{ borderColor: person.color }} title={label || undefined}>
      <span aria-hidden>{initialsOf(person.name)}</span>
      {label !== '' && <span className="for-readers">{label}</span>}
    </span>
  )
}

export const useStaff = (id: StaffId | null) =>
  useApp((state) => state.staff.find((person) => person.id === id) ?? null)
/** One person alone is never told about staff. */
export const useHasColleagues = () => useApp((state) => state.staff.filter(({ isRemoved }) => !isRemoved).length > 1)
