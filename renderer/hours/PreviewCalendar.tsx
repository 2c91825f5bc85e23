import { ChevronLeft, ChevronRight } from 'lucide-react'
import { memo } from 'react'
import type { DayPreview, OpeningSpan } from '../../preload/domain/hours.ts'
import { useI18n, useText } from '../store/context.ts'

const DAY_MINUTES = 1440
type Props = { days: readonly DayPreview[]; month: string; onMonth: (month: string) => void; isStale: boolean }

/** Two months as the shop will keep them: each day with its spans as a bar, a closed one with its reason. */
export function PreviewCalendar({ days, month, onMonth, isStale }: Props) {
  const { hours: words } = useText()
  const months = [month, monthAfter(month, 1)]
  return (
    <section className="preview" aria-labelledby="hours-preview" data-stale={isStale || undefined}>
      <div className="preview__head">
        <h2 id="hours-preview">{words.preview}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={words.earlier}
          title={words.earlier}
          onClick={() => onMonth(monthAfter(month, -1))}
        >
          <ChevronLeft size={16} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={words.later}
          title={words.later}
          onClick={() => onMonth(monthAfter(month, 1))}
        >
          <ChevronRight size={16} aria-hidden />
        </button>
      </div>
      {months.map((one) => (
        <Month key={one} month={one} days={days.filter(({ date }) => date.startsWith(one))} />
      ))}
      <p className="preview__legend">
        <span data-mark="holiday">{words.marks.holiday}</span> {words.legend.holiday}
        <span data-mark="closed">{words.marks.closed}</span> {words.legend.closed}
        <span data-mark="special">{words.marks.special}</span> {words.legend.special}
      </p>
    </section>
  )
}

const Month = memo(function Month({ month, days }: { month: string; days: readonly DayPreview[] }) {
  const { text, language } = useI18n()
  const first = language === 'ja' ? 0 : 1
  const [year = 0, number = 1] = month.split('-').map(Number)
  const weekdays = Array.from({ length: 7 }, (_, index) => (index + first) % 7)
  const blanks = (weekdayOf(`${month}-01`) - first + 7) % 7
  const cells: (DayPreview | null)[] = [...Array.from({ length: blanks }, () => null), ...days]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7))
  return (
    <table className="month">
      <caption>{text.hours.monthTitle(year, number)}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col" data-weekday={weekday}>
              {text.time.weekdays[weekday]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={index}>
            {week.map((day, at) => (day ? <Day key={day.date} day={day} /> : <td key={at} aria-hidden />))}
          </tr>
        ))}
      </tbody>
    </table>
  )
})

function Day({ day }: { day: DayPreview }) {
  const { text } = useI18n()
  const words = text.hours
  const { date, spans, reason } = day
  const [, month = 0, number = 0] = date.split('-').map(Number)
  const label = `${text.time.day(month, number, text.time.weekdays[weekdayOf(date)] ?? '')} ${describe(day, words)}`
  const mark = reason === 'weekday' ? '' : words.marks[reason]
  return (
    <td title={label} data-reason={reason} data-open={spans.length > 0 || undefined}>
      <span className="visually-hidden">{label}</span>
      <span className="month__number" aria-hidden>
        {number}
        {mark !== '' && <small data-mark={reason}>{mark}</small>}
      </span>
      <span className="month__bar" aria-hidden>
        {spans.map((span) => (
          <i key={span.join()} style={barOf(span)} />
        ))}
      </span>
    </td>
  )
}

type Words = ReturnType<typeof useText>['hours']

/** "10:00〜12:00、13:00〜17:00", or why the day is closed. */
function describe({ spans, reason, holidayName, name }: DayPreview, words: Words): string {
  const why = name !== '' ? name : reason === 'holiday' ? (holidayName ?? '') : ''
  const hours = spans.map(([from, to]) => words.range(from, to)).join(words.comma)
  if (spans.length === 0) return why === '' ? words.closedDay : words.closedBecause(why)
  return reason === 'special' ? words.openSpecially(hours, why) : hours
}

function barOf([from, to]: OpeningSpan) {
  const start = minutes(from)
  const end = minutes(to) > start ? minutes(to) : DAY_MINUTES
  return { left: `${(start / DAY_MINUTES) * 100}%`, width: `${((end - start) / DAY_MINUTES) * 100}%` }
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

const weekdayOf = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay()

function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
