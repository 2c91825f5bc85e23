import { AlarmClock, Moon } from 'lucide-react'
import type { TicketId, TicketSummary } from '../../preload/domain.ts'
import { useMinute, useText, useTicketI18n } from '../store/context.ts'

/** Until when a ticket is put aside, in the place of its deadline. */
export function SnoozeChip({ id, until }: { id: TicketId; until: number | null }) {
  const i18n = useTicketI18n(id)
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
  const { later } = useText()
  if (ticket.isSnoozed) return <SnoozeChip id={ticket.id} until={ticket.snoozedUntil} />
  if (!ticket.isReturned) return null
  return (
    <span className="due-chip" data-tone="soon">
      <AlarmClock size={13} aria-hidden />
      {later.returnedChip}
    </span>
  )
}
