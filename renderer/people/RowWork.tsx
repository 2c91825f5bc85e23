import { ListChecks } from 'lucide-react'
import type { TicketSummary } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { StaffMark, useHasColleagues, useStaff } from './StaffMark.tsx'

/** With all of these in one line its own words need the room. */
export const isCrowded = ({ category, steps, assigneeId }: TicketSummary) =>
  [category, steps, assigneeId].filter((one) => one !== null).length > 1

/** In a row: what it is about, which steps are open, and who has it. */
export function RowWork({ ticket: { category, steps, assigneeId } }: { ticket: TicketSummary }) {
  const { work } = useText()
  const label = useApp((state) => state.categories.find(({ key }) => key === category)?.label)
  const assignee = useStaff(assigneeId)
  const hasColleagues = useHasColleagues()
  return (
    <>
      {label !== undefined && (
        <span className="tag row-category" title={`${work.category}: ${label}`}>
          {label}
        </span>
      )}
      {steps !== null && steps.done < steps.total && (
        <span className="tag row-steps" title={work.steps(steps.done, steps.total)}>
          <ListChecks size={12} aria-label={work.checklist} /> {steps.done}/{steps.total}
        </span>
      )}
      {assignee && hasColleagues && <StaffMark person={assignee} label={work.assigneeIs(assignee.name)} />}
    </>
  )
}
