import { Plus, TriangleAlert, X } from 'lucide-react'
import type { ClosedRange, HolidayList } from '../../preload/domain/hours.ts'
import { Switch } from '../settings/Section.tsx'
import { useI18n, useMinute, useText } from '../store/context.ts'
import type { HoursEdit } from './HoursPage.tsx'
import { ProblemOf } from './SpanFields.tsx'

/** National holidays, and the closing days of the shop's own. */
export function ClosingDays({ hours, problems, change, list }: HoursEdit & { list: HolidayList | null }) {
  const { hours: words } = useText()
  const { language, dateOf } = useI18n()
  const now = useMinute()
  const { closed, holidays } = hours
  const set = (next: readonly ClosedRange[]) => change({ closed: [...next] })
  const put = (index: number, part: Partial<ClosedRange>) =>
    set(closed.map((range, at) => (at === index ? { ...range, ...part } : range)))
  const { year, month, date } = dateOf(now)
  const today = [year, month, date].map((part) => String(part).padStart(2, '0')).join('-')
  return (
    <section className="hours-part" aria-labelledby="hours-closing">
      <h2 id="hours-closing">{words.closing}</h2>
      <Switch
        label={words.holidays}
        hint={list ? words.goodUntil(Number(list.goodUntil.slice(0, 4))) : ''}
        isOn={holidays === 'jp'}
        onChange={(isOn) => change({ holidays: isOn ? 'jp' : 'none' })}
      />
      {list?.warning && holidays === 'jp' && (
        <p className="hours-warning" role="alert">
          <TriangleAlert size={15} aria-hidden /> {words.holidayWarning[list.warning]}
        </p>
      )}
      <ul className="closing-list" lang={language}>
        {closed.map((range, index) => (
          <li key={index} className="closing-row">
            <input
              type="text"
              className="text-input closing-row__name"
              aria-label={words.closingName}
              placeholder={words.closingName}
              maxLength={60}
              value={range.name}
              onChange={(event) => put(index, { name: event.target.value })}
            />
            <RangeFields range={range} today={today} onChange={(part) => put(index, part)} />
            <button
              type="button"
              className="icon-button"
              aria-label={words.removeClosing(range.name)}
              title={words.removeClosing(range.name)}
              onClick={() => set(closed.filter((_, at) => at !== index))}
            >
              <X size={14} aria-hidden />
            </button>
            <ProblemOf problems={problems.filter((one) => one.place === 'closed' && one.index === index)} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button button--small"
        onClick={() => set([...closed, { from: today, to: today, name: '' }])}
      >
        <Plus size={14} aria-hidden /> {words.addClosing}
      </button>
    </section>
  )
}

type RangeProps = { range: ClosedRange; today: string; onChange: (part: Partial<ClosedRange>) => void }

/** Two dates; with "every year" only their month and day count. */
function RangeFields({ range: { from, to }, today, onChange }: RangeProps) {
  const { hours: words } = useText()
  const isYearly = from.length === 5
  const year = today.slice(0, 5)
  const full = (date: string) => (date.length === 5 ? `${year}${date}` : date)
  const kept = (date: string) => (isYearly ? date.slice(5) : date)
  return (
    <>
      {isYearly ? (
        <>
          <MonthDay label={words.closingFrom} value={from} onChange={(next) => onChange({ from: next })} />
          <span aria-hidden>〜</span>
          <MonthDay label={words.closingTo} value={to} onChange={(next) => onChange({ to: next })} />
        </>
      ) : (
        <>
          <input
            type="date"
            className="text-input date-field"
            aria-label={words.closingFrom}
            value={from}
            onChange={({ target }) =>
              onChange({ from: kept(target.value), ...(to < target.value && { to: target.value }) })
            }
          />
          <span aria-hidden>〜</span>
          <input
            type="date"
            className="text-input date-field"
            aria-label={words.closingTo}
            value={to}
            onChange={({ target }) => onChange({ to: kept(target.value) })}
          />
        </>
      )}
      <label className="closing-row__yearly">
        <input
          type="checkbox"
          checked={isYearly}
          onChange={({ target }) =>
            onChange(
              target.checked
                ? { from: from.slice(5), to: to.slice(5) }
                : { from: full(from), to: endOf(full(from), full(to)) },
            )
          }
        />
        {words.yearly}
      </label>
    </>
  )
}

/** A yearly range over the turn of the year ends in the next one. */
function endOf(from: string, to: string): string {
  return to < from ? `${Number(to.slice(0, 4)) + 1}${to.slice(4)}` : to
}

type MonthDayProps = { label: string; value: string; onChange: (value: string) => void }

function MonthDay({ label, value, onChange }: MonthDayProps) {
  const { hours: words } = useText()
  const [month = '01', day = '01'] = value.split('-')
  const two = (n: number) => String(n).padStart(2, '0')
  return (
    <span className="month-day">
      <select
        className="select"
        aria-label={words.monthOf(label)}
        value={month}
        onChange={({ target }) => onChange(`${target.value}-${day}`)}
      >
        {Array.from({ length: 12 }, (_, index) => (
          <option key={index} value={two(index + 1)}>
            {words.month(index + 1)}
          </option>
        ))}
      </select>
      <select
        className="select"
        aria-label={words.dayOf(label)}
        value={day}
        onChange={({ target }) => onChange(`${month}-${target.value}`)}
      >
        {Array.from({ length: 31 }, (_, index) => (
          <option key={index} value={two(index + 1)}>
            {words.day(index + 1)}
          </option>
        ))}
      </select>
    </span>
  )
}
