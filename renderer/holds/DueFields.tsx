import { CalendarCheck } from 'lucide-react'
import { useState } from 'react'
import type { TicketId } from '../../preload/domain.ts'
import { useMinute, useTicketI18n } from '../store/context.ts'

type Props = {
  /** The date stands on the clock of its shop. */
  ticketId: TicketId
  dueAt: number
  /** A date that skips closed days, and how to say what it is. */
  proposal: { at: number; words: (day: string) => string } | null
  isAutoFocused?: boolean
  /** For those who bring the keyboard to the date: its `data-place`. */
  place?: string
  onChange: (dueAt: number) => void
}

const focusOnce = (input: HTMLInputElement | null) => input?.focus()

/** A real date and time of the shop, with the weekday and the time left beside it. */
export function DueFields({ ticketId, dueAt, proposal, isAutoFocused = false, place, onChange }: Props) {
  const i18n = useTicketI18n(ticketId)
  const { holds, time } = i18n.text
  const now = useMinute()
  // While a year is typed digit by digit the field is not a date yet; what is shown must not be taken away.
  const [typed, setTyped] = useState<string | null>(null)
  const { date, clock } = i18n.fieldsOf(dueAt)

  function takeDate(value: string) {
    setTyped(value)
    take(i18n.instantOfFields(value, clock))
  }
  function take(at: number | null) {
    if (at !== null) onChange(at)
  }
  return (
    <div className="due-fields">
      <input
        type="date"
        data-place={place}
        ref={isAutoFocused ? focusOnce : undefined}
        aria-label={holds.date}
        value={typed ?? date}
        onChange={(event) => takeDate(event.target.value)}
        onBlur={() => setTyped(null)}
      />
      <input
        type="time"
        aria-label={holds.clock}
        value={clock}
        onChange={(event) => take(i18n.instantOfFields(date, event.target.value))}
      />
      <output className="due-fields__words" data-past={dueAt <= now || undefined}>
        {i18n.day(dueAt, now)} · {dueAt > now ? time.left(i18n.span(dueAt - now)) : time.late(i18n.span(now - dueAt))}
      </output>
      {proposal !== null && proposal.at !== dueAt && (
        <button type="button" className="button button--small" onClick={() => onChange(proposal.at)}>
          <CalendarCheck size={13} aria-hidden />
          {proposal.words(i18n.day(proposal.at, now))}
        </button>
      )}
    </div>
  )
}
