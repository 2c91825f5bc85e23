import { ListChecks } from 'lucide-react'
import type { TicketSummary } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { StaffMark, useHasColleagues, useStaff } from './StaffMark.tsx'

/** With all of these in one line its own words need the room. */
export const isCrowded = ({ category, hold }: Pick<TicketSummary, 'category' | 'hold'>) =>
  category !== null || (hold !== null && hold.stage !== 'ended')

/** In a row beside its words: what it is about. */
export function RowCategory({ category }: Pick<TicketSummary, 'category'>) {
  const { work } = useText()
  const label = useApp((state) => state.categories.find(({ key }) => key === category)?.label)
  if (label === undefined) return null
  return (
    <span className="tag row-category" title={`${work.category}: ${label}`}>
      {label}
    </span>
  )
}

/** In a row beside the customer: which steps are open, and who has it. */
export function RowWork({ ticket: { steps, assigneeId } }: { ticket: Pick<TicketSummary, 'steps' | 'assigneeId'> }) {
  const { work } = useText()
  const assignee = useStaff(assigneeId)
  const hasColleagues = useHasColleagues()
  return (
    <>
      {steps !== null && steps.done < steps.total && (
        <span className="tag row-steps" title={work.steps(steps.done, steps.total)}>
          <ListChecks size={12} aria-label={work.checklist} /> {steps.done}/{steps.total}
        </span>
      )}
      {assignee && hasColleagues && <StaffMark person={assignee} label={work.assigneeIs(assignee.name)} />}
    </>
  )
}
