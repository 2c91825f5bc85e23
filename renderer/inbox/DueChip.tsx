import { Clock, Hourglass, TriangleAlert } from 'lucide-react'
import type { ShopId } from '../../preload/domain.ts'
import { useApp, useMinute, useShopI18n } from '../store/context.ts'

type Props = { shopId: ShopId; dueAt: number; warnAt: number | null; isWaiting: boolean }

/** A deadline in words, icon and colour. The only part of a row that is drawn again every minute. */
export function DueChip({ shopId, dueAt, warnAt, isWaiting }: Props) {
  const i18n = useShopI18n(shopId)
  const zone = useApp((state) => state.zone)
  const now = useMinute()
  const due = i18n.due({ dueAt, warnAt, isWaiting, now })
  if (due === null) return null
  const { zones, otherZone } = i18n.text.hours
  const place = i18n.zone === zone ? '' : ` (${otherZone(zones[i18n.zone] ?? i18n.zone)})`
  return (
    <span className="due-chip" data-tone={due.tone} title={`${due.exact}${place}`}>
      {due.tone === 'late' && <TriangleAlert size={13} aria-hidden />}
      {due.tone === 'near' && <Hourglass size={13} aria-hidden />}
      {(due.tone === 'soon' || due.tone === 'later') && <Clock size={13} aria-hidden />}
      {due.words}
    </span>
  )
}
