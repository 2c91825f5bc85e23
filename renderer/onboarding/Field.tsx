import { Eye, EyeOff } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { useText } from '../store/context.ts'
import type { Fault } from './account-form.ts'

type FieldProps = {
  /** Also the `data-field` by which a faulty field is found and given the keyboard. */
  name: string
  label: string
  value: string
  onChange: (value: string) => void
  fault?: Fault | undefined
  hint?: ReactNode
  placeholder?: string
  inputMode?: 'email' | 'numeric' | 'text'
  className?: string
}

/** A labelled line of text with what is wrong with it, or what to know, beneath it. */
export function Field(props: FieldProps) {
  const id = useId()
  return (
    <div className={`field ${props.className ?? ''}`}>
      <label htmlFor={id}>{props.label}</label>
      <Input {...props} id={id} type="text" />
      <FieldNotes id={id} fault={props.fault} hint={props.hint} />
    </div>
  )
}

export function PasswordField(props: FieldProps) {
  const id = useId()
  const { onboarding } = useText()
  const [isShown, setShown] = useState(false)
  const label = isShown ? onboarding.hidePassword : onboarding.showPassword
  return (
    <div className={`field ${props.className ?? ''}`}>
      <label htmlFor={id}>{props.label}</label>
      <div className="field__with-button">
        <Input {...props} id={id} type={isShown ? 'text' : 'password'} />
        <button
          type="button"
          className="icon-button"
          aria-label={label}
          title={label}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
        </button>
      </div>
      <FieldNotes id={id} fault={props.fault} hint={props.hint} />
    </div>
  )
}

type InputProps = FieldProps & { id: string; type: 'text' | 'password' }

/** Never remembered, corrected or spell-checked: what is typed here is nobody else's business. */
function Input({ id, type, name, value, onChange, fault, hint, placeholder, inputMode }: InputProps) {
  const described = [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <input
      id={id}
      type={type}
      data-field={name}
      className="text-input"
      value={value}
      placeholder={placeholder}
      inputMode={inputMode}
      autoComplete={type === 'password' ? 'new-password' : 'off'}
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      aria-invalid={fault ? true : undefined}
      aria-describedby={described || undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function FieldNotes({ id, fault, hint }: { id: string; fault: Fault | undefined; hint: ReactNode }) {
  const { onboarding } = useText()
  return (
    <>
      {fault && (
        <p id={`${id}-fault`} className="field__fault">
          {onboarding.faults[fault]}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      )}
    </>
  )
}
