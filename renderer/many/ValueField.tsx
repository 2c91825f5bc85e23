import type { TicketId } from '../../preload/domain.ts'
import { useTicketI18n } from '../store/context.ts'

type Props = {
  name: string
  /** Words, or for a date an instant on that day of the shop. */
  value: string | number
  /** Dates stand on the clock of its shop. */
  ticketId: TicketId
  isDate: boolean
  onChange: (value: string | number | null) => void
}

const two = (value: number) => String(value).padStart(2, '0')

/** What goes into a gap of the text: words, or a day. */
export function ValueField({ name, value, ticketId, isDate, onChange }: Props) {
  const i18n = useTicketI18n(ticketId)
  const day = typeof value === 'number' ? i18n.wall(value) : null
  return (
    <label className="many__field many__field--value">
      <span>{name}</span>
      {isDate ? (
        <input
          type="date"
          className="text-input"
          defaultValue={day === null ? '' : `${day.year}-${two(day.month)}-${two(day.date)}`}
          onChange={(event) => onChange(i18n.instantOfFields(event.target.value, '12:00'))}
        />
      ) : (
        <input
          type="text"
          className="text-input"
          maxLength={2000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </label>
  )
}
