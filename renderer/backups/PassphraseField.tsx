import { useId } from 'react'
import { useText } from '../store/context.ts'

/** The shortest one that main takes. */
export const SHORTEST = 8

type Props = { hint: string; isNew: boolean; value: string; onChange: (value: string) => void }

export function PassphraseField({ hint, isNew, value, onChange }: Props) {
  const [id, hintId] = [useId(), useId()]
  const { backups: words } = useText()
  return (
    <div className="field passphrase">
      <label htmlFor={id}>{words.passphrase}</label>
      <input
        id={id}
        className="text-input"
        type="password"
        autoComplete={isNew ? 'new-password' : 'off'}
        aria-describedby={hintId}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={hintId} className="field__hint">
        {hint}
      </p>
    </div>
  )
}
