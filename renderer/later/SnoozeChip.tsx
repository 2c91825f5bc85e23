import { AlarmClock, Moon } from 'lucide-react'
import type { TicketSummary } from '../../preload/domain.ts'
import { useI18n, useMinute } from '../store/context.ts'

/** Until when a ticket is put aside, in the place of its deadline. */
export function SnoozeChip({ until }: { until: number | null }) {
  const i18n = useI18n()
  const now = useMinute()
  const { later } = i18n.text
  const words = until === null ? later.untilAnswerShort : i18n.laterMoment(until, now)
  return (
    <span
      className="due-chip"
      data-tone="waiting"
      title={until === null ? later.untilAnswer : i18n.moment(until, now)}
      aria-label={`${later.snooze} ${words}`}
    >
      <Moon size={13} aria-hidden />
      {words}
    </span>
  )
}

/** What the head of a ticket says of its snooze, if anything. */
export function SnoozeFact({ ticket }: { ticket: TicketSummary }) {
  const { later } = useI18n().text
  if (ticket.isSnoozed) return <SnoozeChip until={ticket.snoozedUntil} />
  if (!ticket.isReturned) return null
  return (
    <span className="due-chip" data-tone="soon">
      <AlarmClock size={13} aria-hidden />
      {later.returnedChip}
    </span>
  )
}
