import { PenLine } from 'lucide-react'
import type { TicketId } from '../../preload/domain.ts'
import { useApp, useI18n, useMinute } from '../store/context.ts'
import { useStaff } from './StaffMark.tsx'

/** Who wrote nothing for so long is perhaps not at it any more, in ms. */
const STILL_WRITING = 10 * 60_000

/** Somebody else is on it; their words can be taken over. */
export function DraftBy({ id }: { id: TicketId }) {
  const i18n = useI18n()
  const { work } = i18n.text
  const now = useMinute()
  const byId = useApp(({ rows }) => rows.get(id)?.draftBy ?? null)
  const currentId = useApp((state) => state.currentStaffId)
  const savedAt = useApp(({ detail }) => (detail?.ticket.id === id ? detail.draft.savedAt : null))
  const takeOver = useApp((state) => state.takeOverDraft)
  const person = useStaff(byId)
  if (!person || byId === currentId) return null
  const isLeft = savedAt !== null && now - savedAt > STILL_WRITING
  return (
    <div className="draft-by">
      <output>
        <PenLine size={14} aria-hidden />{' '}
        {isLeft ? work.draftLeftBy(person.name, i18n.moment(savedAt, now)) : work.draftBy(person.name)}
      </output>
      <button type="button" className="button button--small" onClick={() => void takeOver(id)}>
        {work.takeOver}
      </button>
    </div>
  )
}
