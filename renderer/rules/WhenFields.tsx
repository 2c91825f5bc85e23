import type { RuleSince } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { SpanField } from './SpanField.tsx'

const SINCE: RuleSince[] = ['unanswered', 'waiting', 'overdue']
const FIRST_WAIT = { type: 'time', since: 'unanswered', minutes: 180 } as const

/** On arrival, or after some time. */
export function WhenFields() {
  const { rulePage: words } = useText()
  const when = useApp((state) => state.ruleForm?.when)
  const fault = useApp((state) => state.ruleFaults['minutes'])
  const change = useApp((state) => state.changeRuleForm)
  if (!when) return null
  return (
    <fieldset className="rule-part">
      <legend>{words.whenTitle}</legend>
      <div className="rule-part__choice">
        {(['arrival', 'time'] as const).map((type) => (
          <label key={type}>
            <input
              type="radio"
              name="rule-when"
              checked={when.type === type}
              onChange={() => change({ when: type === 'arrival' ? { type } : FIRST_WAIT })}
            />
            {words.whens[type]}
          </label>
        ))}
      </div>
      {when.type === 'time' && (
        <div className="part-row">
          <div className="part-row__fields">
            <select
              className="select"
              aria-label={words.sinceLabel}
              value={when.since}
              onChange={(event) => change({ when: { ...when, since: event.target.value as RuleSince } })}
            >
              {SINCE.map((one) => (
                <option key={one} value={one}>
                  {words.since[one]}
                </option>
              ))}
            </select>
            <SpanField
              minutes={when.minutes}
              fault={fault}
              after={words.spanAfter[when.since]}
              onChange={(minutes) => change({ when: { ...when, minutes } })}
            />
          </div>
        </div>
      )}
    </fieldset>
  )
}
