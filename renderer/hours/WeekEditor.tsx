import { CopyCheck, Plus } from 'lucide-react'
import { WEEK, type OpeningSpan, type Weekday } from '../../preload/domain/hours.ts'
import { useText } from '../store/context.ts'
import type { HoursEdit } from './HoursPage.tsx'
import { ProblemOf, SpanFields } from './SpanFields.tsx'

const WORKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri']
const FIRST_SPAN: OpeningSpan = ['10:00', '17:00']
const ALL_DAY: OpeningSpan = ['00:00', '24:00']

/** The spans of each weekday. */
export function WeekEditor({ hours: { week }, problems, change }: HoursEdit) {
  const { hours: words } = useText()
  const setDays = (days: readonly Weekday[], spans: readonly OpeningSpan[]) =>
    change({ week: { ...week, ...Object.fromEntries(days.map((day) => [day, [...spans]])) } })
  return (
    <section className="hours-part" aria-labelledby="hours-week">
      <h2 id="hours-week">{words.week}</h2>
      {WEEK.map((day) => (
        <DayRow
          key={day}
          day={day}
          spans={week[day]}
          problems={problems.filter(({ place }) => place === day)}
          onChange={(spans) => setDays([day], spans)}
          onCopy={() => setDays(WORKDAYS, week[day])}
        />
      ))}
    </section>
  )
}

type RowProps = {
  day: Weekday
  spans: readonly OpeningSpan[]
  problems: HoursEdit['problems']
  onChange: (spans: readonly OpeningSpan[]) => void
  onCopy: () => void
}

function DayRow({ day, spans, problems, onChange, onCopy }: RowProps) {
  const { hours: words } = useText()
  const name = words.weekdays[day]
  const isOpen = spans.length > 0
  const isAllDay = spans.length === 1 && spans[0]?.join() === ALL_DAY.join()
  const copyLabel = words.copy(name)
  return (
    // Not a control: a group of them with the name of the day.
    <fieldset className="day-row" data-closed={!isOpen || undefined}>
      <legend>{name}</legend>
      <label className="day-row__open">
        <input
          type="checkbox"
          checked={isOpen}
          aria-label={words.isOpen(name)}
          onChange={(event) => onChange(event.target.checked ? [FIRST_SPAN] : [])}
        />
        <span aria-hidden>{name}</span>
      </label>
      <div className="day-row__spans">
        {!isOpen && <span className="day-row__closed">{words.closedDay}</span>}
        {isAllDay ? (
          <span className="day-row__closed">{words.allDay}</span>
        ) : (
          <SpanFields name={name} spans={spans} problems={problems} onChange={onChange} />
        )}
        <ProblemOf problems={problems} />
      </div>
      {isOpen && (
        <div className="day-row__tools">
          {!isAllDay && (
            <button
              type="button"
              className="icon-button"
              aria-label={words.addSpanTo(name)}
              title={words.addSpan}
              onClick={() => onChange([...spans, nextSpan(spans)])}
            >
              <Plus size={15} aria-hidden />
            </button>
          )}
          <button
            type="button"
            className="button button--small"
            aria-pressed={isAllDay}
            aria-label={words.allDayOn(name)}
            onClick={() => onChange([isAllDay ? FIRST_SPAN : ALL_DAY])}
          >
            {words.allDayShort}
          </button>
          <button type="button" className="icon-button" aria-label={copyLabel} title={copyLabel} onClick={onCopy}>
            <CopyCheck size={15} aria-hidden />
          </button>
        </div>
      )}
    </fieldset>
  )
}

/** After the last one, an hour later, so that two spans never begin as an overlap. */
export function nextSpan(spans: readonly OpeningSpan[]): OpeningSpan {
  const last = spans.at(-1)?.[1] ?? '09:00'
  const hour = Number(last.split(':')[0])
  if (!(hour < 22)) return ['18:00', '20:00']
  const clock = (at: number) => `${String(at).padStart(2, '0')}:00`
  return [clock(hour + 1), clock(Math.min(24, hour + 3))]
}
