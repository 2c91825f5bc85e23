import { TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import type { HoursProblem, OpeningSpan } from '../../preload/domain/hours.ts'
import { useText } from '../store/context.ts'
import { readTime } from './read-time.ts'

type Props = {
  /** Of the day, for the names of the fields. */
  name: string
  spans: readonly OpeningSpan[]
  problems: readonly HoursProblem[]
  onChange: (spans: readonly OpeningSpan[]) => void
}

export function SpanFields({ name, spans, problems, onChange }: Props) {
  const { hours: words } = useText()
  const set = (index: number, span: OpeningSpan) => onChange(spans.map((one, at) => (at === index ? span : one)))
  return spans.map(([from, to], index) => {
    const isWrong = problems.some((problem) => problem.index === index)
    const label = spans.length > 1 ? words.spanOf(name, index + 1) : name
    return (
      <span key={index} className="span-fields">
        <TimeField
          label={words.fromOf(label)}
          value={from}
          isWrong={isWrong}
          onChange={(next) => set(index, [next, to])}
        />
        <span aria-hidden>〜</span>
        <TimeField
          label={words.toOf(label)}
          value={to}
          isWrong={isWrong}
          onChange={(next) => set(index, [from, next])}
        />
        {isNextDay(from, to) && <small className="span-fields__next">{words.nextDay}</small>}
        <button
          type="button"
          className="icon-button"
          aria-label={words.removeSpan(label)}
          title={words.removeSpan(label)}
          onClick={() => onChange(spans.filter((_, at) => at !== index))}
        >
          <X size={14} aria-hidden />
        </button>
      </span>
    )
  })
}

const isNextDay = (from: string, to: string) => to < from && to !== '' && to !== '00:00'

type FieldProps = { label: string; value: string; isWrong: boolean; onChange: (value: string) => void }

/** A time as people type it: 9, 930, 9:30 and ９：３０ are all 09:30. Read when the field is left. */
export function TimeField({ label, value, isWrong, onChange }: FieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  function read() {
    if (typed === null) return
    setTyped(null)
    const next = readTime(typed)
    if (next !== value) onChange(next)
  }
  return (
    <input
      type="text"
      className="text-input time-field"
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      value={typed ?? value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={read}
      onKeyDown={(event) => event.key === 'Enter' && read()}
    />
  )
}

/** The first thing that is wrong with a place, in words. */
export function ProblemOf({ problems }: { problems: readonly HoursProblem[] }) {
  const { hours: words } = useText()
  const [first] = problems
  if (!first) return null
  return (
    <p className="field__fault hours-fault" role="alert">
      <TriangleAlert size={14} aria-hidden /> {words.problems[first.kind]}
    </p>
  )
}
