import { PenLine } from 'lucide-react'
import { useApp, useText } from '../store/context.ts'
import { useStaff } from './StaffMark.tsx'

/** Somebody else is on it: their text is in the answer below. */
export function DraftBy() {
  const { work } = useText()
  const byId = useApp(({ detail }) => detail?.work.draftBy ?? null)
  const currentId = useApp((state) => state.currentStaffId)
  const person = useStaff(byId)
  if (!person || byId === currentId) return null
  return (
    <output className="draft-by">
      <PenLine size={14} aria-hidden /> {work.draftBy(person.name)}
    </output>
  )
}
