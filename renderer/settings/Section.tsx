import { Check } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { useText } from '../store/context.ts'
import type { SaveState } from './use-save.ts'

type Props = { title: string; saving?: SaveState; children: ReactNode }

/** One part of the settings, with a quiet word beside its heading when something was kept. */
export function Section({ title, saving = { status: 'idle' }, children }: Props) {
  const id = useId()
  const { settings } = useText()
  return (
    <section className="settings__section" aria-labelledby={id}>
      <div className="settings__head">
        <h2 id={id}>{title}</h2>
        <span className="settings__saved" aria-live="polite">
          {saving.status === 'saved' && (
            <>
              <Check size={14} aria-hidden /> {settings.saved}
            </>
          )}
        </span>
      </div>
      {saving.status === 'failed' && <ProblemLines error={saving.error} />}
      {children}
    </section>
  )
}

type SwitchProps = { label: string; hint?: string; isOn: boolean; onChange: (isOn: boolean) => void }

export function Switch({ label, hint, isOn, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="switch">
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-checked={isOn}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="switch__label">{label}</span>
      </label>
      {hint && (
        <p id={id} className="field__hint">
          {hint}
        </p>
      )}
    </div>
  )
}

type ChoiceProps<T extends string> = {
  name: string
  title: string
  options: readonly T[]
  words: Record<T, string>
  value: T
  onChange: (value: T) => void
}

export function Choice<T extends string>({ name, title, options, words, value, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="choice">
      <legend>{title}</legend>
      {options.map((option) => (
        <label key={option}>
          <input type="radio" name={name} checked={value === option} onChange={() => onChange(option)} />
          {words[option]}
        </label>
      ))}
    </fieldset>
  )
}
