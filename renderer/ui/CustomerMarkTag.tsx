import { Sparkle, Star, TriangleAlert } from 'lucide-react'
import type { TicketSummary } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'

type Mark = NonNullable<TicketSummary['customerMark']>
export const MARK_ICONS = { first: Sparkle, regular: Star, caution: TriangleAlert }

/** はじめて, 常連 or 要注意 beside a name: an icon and the word. */
export function CustomerMarkTag({ mark }: { mark: Mark | null }) {
  const { ticket } = useText()
  if (mark === null) return null
  const Icon = MARK_ICONS[mark]
  return (
    <span className="tag customer-mark" data-mark={mark}>
      <Icon size={11} aria-hidden /> {ticket.mark[mark]}
    </span>
  )
}
