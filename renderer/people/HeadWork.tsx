import { Lock, Tag, UserRound } from 'lucide-react'
import type { TicketSummary } from '../../preload/domain.ts'
import { useCommandHint } from '../commands/CommandKeys.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import { StartChecklist } from './ChecklistBar.tsx'
import { StaffMark, useHasColleagues, useStaff } from './StaffMark.tsx'

/** In the head: category, assignee and the way to an internal note. Each says what it is and opens the choice. */
export function HeadWork({ ticket }: { ticket: TicketSummary }) {
  const { work } = useText()
  const label = useApp((state) => state.categories.find(({ key }) => key === ticket.category)?.label)
  const { openDialog, setNoteOpen } = useActions()
  const hasColleagues = useHasColleagues()
  const categoryHint = useCommandHint('category')
  const noteHint = useCommandHint('note')
  if (ticket.kind === 'notice') return null
  const ids = [ticket.id]
  return (
    <div className="head-work">
      <button
        type="button"
        className="head-work__item"
        aria-label={label === undefined ? undefined : `${work.category}: ${label}`}
        title={categoryHint}
        onClick={() => openDialog({ type: 'category', ids })}
      >
        <Tag size={13} aria-hidden /> {label ?? work.setCategory}
      </button>
      {hasColleagues && <Assignee ticket={ticket} />}
      <StartChecklist id={ticket.id} />
      <button type="button" className="head-work__item" title={noteHint} onClick={() => setNoteOpen(true)}>
        <Lock size={13} aria-hidden /> {work.note}
      </button>
    </div>
  )
}

function Assignee({ ticket: { id, assigneeId } }: { ticket: TicketSummary }) {
  const { work } = useText()
  const hint = useCommandHint('assign')
  const person = useStaff(assigneeId)
  const openDialog = useApp((state) => state.openDialog)
  return (
    <button
      type="button"
      className="head-work__item"
      title={hint}
      onClick={() => openDialog({ type: 'assign', ids: [id] })}
    >
      <span className="for-readers">{work.assignee}:</span>
      {person ? <StaffMark person={person} label="" /> : <UserRound size={13} aria-hidden />}{' '}
      {person?.name ?? work.nobody}
    </button>
  )
}
