import { Clock, Hourglass, TriangleAlert } from 'lucide-react'
import { useI18n, useMinute } from '../store/context.ts'

type Props = { dueAt: number; warnAt: number | null; isWaiting: boolean }

/** A deadline in words, icon and colour. The only part of a row that is drawn again every minute. */
export function DueChip({ dueAt, warnAt, isWaiting }: Props) {
  const i18n = useI18n()
  const now = useMinute()
  const due = i18n.due({ dueAt, warnAt, isWaiting, now })
  if (due === null) return null
  return (
    <span className="due-chip" data-tone={due.tone} title={due.exact}>
      {due.tone === 'late' && <TriangleAlert size={13} aria-hidden />}
      {due.tone === 'near' && <Hourglass size={13} aria-hidden />}
      {(due.tone === 'soon' || due.tone === 'later') && <Clock size={13} aria-hidden />}
      {due.words}
    </span>
  )
}
