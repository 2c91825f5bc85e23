import { useId, useState } from 'react'
import type { RuleFault } from '../../preload/locales/rule-names.ts'
import { useText } from '../store/context.ts'
import { FieldFault } from './FieldFault.tsx'

const UNITS = { minutes: 1, hours: 60, days: 1440 } as const
type Unit = keyof typeof UNITS

type Props = { minutes: number; fault: RuleFault | undefined; after?: string; onChange: (minutes: number) => void }

/** A length of time in the unit a person thinks in. What is no number becomes NaN. */
export function SpanField({ minutes, fault, after = '', onChange }: Props) {
  const id = useId()
  const { rulePage: words } = useText()
  const [unit, setUnit] = useState<Unit>(() => unitOf(minutes))
  const [typed, setTyped] = useState(() => (Number.isNaN(minutes) ? '' : String(minutes / UNITS[unitOf(minutes)])))

  function put(text: string, next: Unit) {
    setTyped(text)
    setUnit(next)
    const digits = text.normalize('NFKC').trim()
    onChange(/^\d{1,7}$/.test(digits) ? Number(digits) * UNITS[next] : Number.NaN)
  }
  return (
    <span className="span-field">
      <span className="span-field__line">
        <input
          type="text"
          inputMode="numeric"
          className="text-input"
          aria-label={words.span}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${id}-fault` : undefined}
          value={typed}
          onChange={(event) => put(event.target.value, unit)}
        />
        <select
          className="select"
          aria-label={words.unit}
          value={unit}
          onChange={(event) => put(typed, event.target.value as Unit)}
        >
          {(Object.keys(UNITS) as Unit[]).map((one) => (
            <option key={one} value={one}>
              {words.units[one]}
            </option>
          ))}
        </select>
        {after}
      </span>
      <FieldFault id={`${id}-fault`} fault={fault} />
    </span>
  )
}

function unitOf(minutes: number): Unit {
  if (minutes > 0 && minutes % UNITS.days === 0) return 'days'
  return minutes > 0 && minutes % UNITS.hours === 0 ? 'hours' : 'minutes'
}
