import { AtSign, Phone } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useCommandHint } from '../commands/CommandKeys.tsx'
import { RailCount } from '../frame/RailCount.tsx'
import { useApp, useText } from '../store/context.ts'
import { presentStaff } from '../store/people.ts'
import { StaffMark, useHasColleagues, useStaff } from './StaffMark.tsx'

/** At the foot of the rail: who is at the counter. Not there while one person works alone. */
export function StaffSwitch() {
  const { work } = useText()
  const currentId = useApp((state) => state.currentStaffId)
  const staff = useApp((state) => state.staff)
  const switchStaff = useApp((state) => state.switchStaff)
  const current = useStaff(currentId)
  const hasColleagues = useHasColleagues()
  if (!hasColleagues || !current) return null
  return (
    <>
      <Mentions />
      <MenuTrigger>
        <Button className="rail__item">
          <StaffMark person={current} label="" />
          <span className="rail__label">{current.name}</span>
          <span className="for-readers">{work.switchStaff}</span>
        </Button>
        <Popover className="popover" placement="top start">
          <Menu className="menu" aria-label={work.switchStaff}>
            {presentStaff(staff).map((person) => (
              <MenuItem key={person.id} textValue={person.name} onAction={() => switchStaff(person.id)}>
                <StaffMark person={person} label="" /> {person.name}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </>
  )
}

function Mentions() {
  const { work } = useText()
  const count = useApp((state) => state.mentions.length)
  const openDialog = useApp((state) => state.openDialog)
  if (count === 0) return null
  return (
    <button
      type="button"
      className="rail__item"
      title={work.mentioned(count)}
      onClick={() => openDialog({ type: 'mentions' })}
    >
      <AtSign size={16} aria-hidden />
      <span className="rail__label">{work.note}</span>
      <RailCount count={count} />
      <span className="for-readers">{work.mentioned(count)}</span>
    </button>
  )
}

/** In the rail, because a call comes at any time. */
export function PhoneMemoItem() {
  const hint = useCommandHint('phoneMemo')
  const { work } = useText()
  const openDialog = useApp((state) => state.openDialog)
  return (
    <button
      type="button"
      className="rail__item"
      title={hint}
      onClick={() => openDialog({ type: 'phone-memo', ticketId: null })}
    >
      <Phone size={16} aria-hidden />
      <span className="rail__label">{work.memo}</span>
    </button>
  )
}
