import { useId, useState } from 'react'
import { useText } from '../store/context.ts'
import { Switch } from './Section.tsx'

/** What main accepts: one to four capital letters. */
const PREFIX = /^[A-Z]{1,4}$/
const FIRST_PREFIX = 'K'

type Props = { prefix: string | null; onChange: (prefix: string | null) => void }

/** Whether answers carry the number of their ticket in the subject, and the letters before it. */
export function TokenField({ prefix, onChange }: Props) {
  const id = useId()
  const { settings: words } = useText()
  const [typed, setTyped] = useState(prefix ?? FIRST_PREFIX)

  function type(value: string) {
    const next = value.normalize('NFKC').toUpperCase()
    setTyped(next)
    if (PREFIX.test(next)) onChange(next)
  }
  return (
    <div className="token-field">
      <Switch
        label={words.token}
        hint={words.tokenHint}
        isOn={prefix !== null}
        onChange={(isOn) => onChange(isOn ? (PREFIX.test(typed) ? typed : FIRST_PREFIX) : null)}
      />
      {prefix !== null && (
        <div className="field">
          <label htmlFor={id}>{words.tokenLetters}</label>
          <input
            id={id}
            type="text"
            className="text-input token-field__letters"
            value={typed}
            maxLength={4}
            aria-invalid={!PREFIX.test(typed)}
            aria-describedby={`${id}-hint`}
            onChange={(event) => type(event.target.value)}
          />
          <p id={`${id}-hint`} className="field__hint">
            {words.tokenExample(PREFIX.test(typed) ? typed : prefix)}
          </p>
        </div>
      )}
    </div>
  )
}
