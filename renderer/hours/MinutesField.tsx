import { useText } from '../store/context.ts'

const DEFAULT_MINUTES = 360
const MOST = 86_400
type Props = {
  label: string
  value: number | null
  /** The words beside the box that turns it on; without, the box says that there is no deadline. */
  none?: string
  onChange: (minutes: number | null) => void
}

/** A length of time in hours and minutes, or none. */
export function MinutesField({ label, value, none, onChange }: Props) {
  const { policies: words } = useText()
  const hours = Math.floor((value ?? 0) / 60)
  const minutes = (value ?? 0) % 60
  const set = (next: number) => onChange(Math.min(MOST, Math.max(0, Math.round(next))))
  return (
    <fieldset className="minutes-field">
      <legend>{none === undefined ? label : <span className="visually-hidden">{label}</span>}</legend>
      {none !== undefined && (
        <label>
          <input
            type="checkbox"
            checked={value !== null}
            onChange={({ target }) => onChange(target.checked ? 1440 : null)}
          />
          {none}
        </label>
      )}
      {value !== null && (
        <>
          <input
            type="number"
            className="text-input"
            min={0}
            max={1440}
            aria-label={`${label} ${words.hours}`}
            value={hours}
            onChange={({ target }) => set(Number(target.value) * 60 + minutes)}
          />
          <span aria-hidden>{words.hours}</span>
          <input
            type="number"
            className="text-input"
            min={0}
            max={59}
            aria-label={`${label} ${words.minutes}`}
            value={minutes}
            onChange={({ target }) => set(hours * 60 + Number(target.value))}
          />
          <span aria-hidden>{words.minutes}</span>
        </>
      )}
      {none === undefined && (
        <label>
          <input
            type="checkbox"
            checked={value === null}
            onChange={({ target }) => onChange(target.checked ? null : DEFAULT_MINUTES)}
          />
          {words.none}
        </label>
      )}
    </fieldset>
  )
}
