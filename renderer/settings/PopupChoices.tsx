import { useId } from 'react'
import { useApp, useText } from '../store/context.ts'
import { Choice, Switch } from './Section.tsx'
import type { Save } from './use-save.ts'

const USUAL: [string, string] = ['09:00', '19:00']
const REPEATS = ['off', '5', '15', '60'] as const

/** When popups come, and whether they come again. */
export function PopupChoices({ save }: { save: Save }) {
  const { noticeSettings: words } = useText()
  const { alertHours, repeatMinutes } = useApp((state) => state.settings)
  const change = useApp((state) => state.changeSettings)
  const id = useId()
  const [from, to] = alertHours ?? USUAL
  const setHours = (hours: [string, string] | null) => void save(() => change({ alertHours: hours }))
  return (
    <>
      <fieldset className="choice alert-hours" aria-describedby={id}>
        <legend>{words.quiet}</legend>
        <Switch label={words.always} isOn={alertHours === null} onChange={(isOn) => setHours(isOn ? null : USUAL)} />
        {alertHours !== null && (
          <div className="alert-hours__times">
            <label>
              {words.from}
              <input type="time" value={from} onChange={({ target }) => target.value && setHours([target.value, to])} />
            </label>
            <label>
              {words.to}
              <input type="time" value={to} onChange={({ target }) => target.value && setHours([from, target.value])} />
            </label>
          </div>
        )}
        <p id={id} className="field__hint">
          {words.quietHint}
        </p>
      </fieldset>
      <Choice
        name="repeat"
        title={words.repeat}
        options={REPEATS}
        words={words.repeatOptions}
        value={repeatMinutes === null ? 'off' : (`${repeatMinutes}` as const)}
        onChange={(value) =>
          void save(() => change({ repeatMinutes: value === 'off' ? null : (Number(value) as 5 | 15 | 60) }))
        }
      />
    </>
  )
}
