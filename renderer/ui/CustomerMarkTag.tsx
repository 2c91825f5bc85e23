import { Sparkle, Star, TriangleAlert } from 'lucide-react'
import type { TicketSummary } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'

type Mark = NonNullable<TicketSummary['customerMark']>
export const MARK_ICONS = { first: Sparkle, regular: Star, caution: TriangleAlert }

type Props = {
  mark: Mark | null
  /** Where a name would have to give way to the word, the icon stands alone. */
  isShort?: boolean
}

/** はじめて, 常連 or 要注意 beside a name: an icon and the word. */
export function CustomerMarkTag({ mark, isShort = false }: Props) {
  const { ticket } = useText()
  if (mark === null) return null
  const Icon = MARK_ICONS[mark]
  return (
    <span className="tag customer-mark" data-mark={mark} title={isShort ? ticket.mark[mark] : undefined}>
      <Icon size={11} aria-hidden />
      {isShort ? <span className="for-readers">{ticket.mark[mark]}</span> : ticket.mark[mark]}
    </span>
  )
}
