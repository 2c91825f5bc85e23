import { Plus, X } from 'lucide-react'
import type { SpecialDay } from '../../preload/domain/hours.ts'
import { useI18n, useMinute } from '../store/context.ts'
import type { HoursEdit } from './HoursPage.tsx'
import { ProblemOf, SpanFields } from './SpanFields.tsx'
import { nextSpan } from './WeekEditor.tsx'

/** Days with hours of their own, in spite of weekday, holiday and closing day. */
export function SpecialDays({ hours: { open }, problems, change }: HoursEdit) {
  const { text, dateOf, day } = useI18n()
  const now = useMinute()
  const words = text.hours
  const set = (next: readonly SpecialDay[]) => change({ open: [...next] })
  const put = (index: number, part: Partial<SpecialDay>) =>
    set(open.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const { year, month, date } = dateOf(now)
  const today = [year, month, date].map((part) => String(part).padStart(2, '0')).join('-')
  const nameOf = ({ date: on }: SpecialDay) => (on === '' ? words.special : day(Date.parse(`${on}T12:00:00`), now))
  return (
    <section className="hours-part" aria-labelledby="hours-special">
      <h2 id="hours-special">{words.specials}</h2>
      <p className="field__hint">{words.specialsHint}</p>
      <ul className="closing-list">
        {open.map((special, index) => {
          const wrong = problems.filter((one) => one.place === 'open' && one.index === index)
          return (
            <li key={index} className="closing-row">
              <input
                type="text"
                className="text-input closing-row__name"
                aria-label={words.specialName}
                placeholder={words.specialName}
                maxLength={60}
                value={special.name}
                onChange={(event) => put(index, { name: event.target.value })}
              />
              <input
                type="date"
                className="text-input date-field"
                aria-label={words.specialDate}
                value={special.date}
                onChange={(event) => put(index, { date: event.target.value })}
              />
              <SpanFields
                name={nameOf(special)}
                spans={special.spans}
                problems={[]}
                onChange={(spans) => put(index, { spans: [...spans] })}
              />
              {special.spans.length === 0 && <span className="day-row__closed">{words.closedDay}</span>}
              <button
                type="button"
                className="icon-button"
                aria-label={words.addSpanTo(nameOf(special))}
                title={words.addSpan}
                onClick={() => put(index, { spans: [...special.spans, nextSpan(special.spans)] })}
              >
                <Plus size={14} aria-hidden />
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={words.removeClosing(nameOf(special))}
                title={words.removeClosing(nameOf(special))}
                onClick={() => set(open.filter((_, at) => at !== index))}
              >
                <X size={14} aria-hidden />
              </button>
              <ProblemOf problems={wrong} />
            </li>
          )
        })}
      </ul>
      <button
        type="button"
        className="button button--small"
        onClick={() => set([...open, { date: today, spans: [['10:00', '17:00']], name: '' }])}
      >
        <Plus size={14} aria-hidden /> {words.addSpecial}
      </button>
    </section>
  )
}
