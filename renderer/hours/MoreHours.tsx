import { useId } from 'react'
import { useText } from '../store/context.ts'
import type { HoursEdit } from './HoursPage.tsx'
import { ProblemOf, TimeField } from './SpanFields.tsx'

/** Cut-off and time zone. */
export function MoreHours({ hours: { shippingCutoff, timeZone }, problems, change }: HoursEdit) {
  const id = useId()
  const { hours: words } = useText()
  const zones = [...new Set([timeZone, 'Asia/Tokyo', ...Intl.supportedValuesOf('timeZone')])]
  return (
    <section className="hours-part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.more}</h2>
      <div className="hours-line">
        <label>
          <input
            type="checkbox"
            checked={shippingCutoff !== null}
            onChange={(event) => change({ shippingCutoff: event.target.checked ? '13:00' : null })}
          />{' '}
          {words.hasCutoff}
        </label>
        {shippingCutoff !== null && (
          <TimeField
            label={words.cutoff}
            value={shippingCutoff}
            isWrong={problems.some(({ place }) => place === 'cutoff')}
            onChange={(next) => change({ shippingCutoff: next })}
          />
        )}
        <ProblemOf problems={problems.filter(({ place }) => place === 'cutoff')} />
      </div>
      <p className="field__hint">{words.cutoffHint}</p>
      <div className="hours-line">
        <label htmlFor={`${id}-zone`}>{words.zone}</label>
        <select
          id={`${id}-zone`}
          className="select"
          value={timeZone}
          onChange={(event) => change({ timeZone: event.target.value })}
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {words.zones[zone] ?? zone}
            </option>
          ))}
        </select>
      </div>
      <p className="field__hint">{words.zoneHint}</p>
    </section>
  )
}
