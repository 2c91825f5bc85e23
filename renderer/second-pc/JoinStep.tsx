import { useEffect, useRef, useState } from 'react'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { EnterForm } from '../onboarding/EnterForm.tsx'
import { Field } from '../onboarding/Field.tsx'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { useAppStore, useText } from '../store/context.ts'

/** Makes this PC a second one of a shop: its address and the code that is shown there. */
export function JoinStep({ onBack }: { onBack: () => void }) {
  const { secondPc: words, onboarding } = useText()
  const { api } = useAppStore()
  const [address, setAddress] = useState('')
  const [code, setCode] = useState('')
  const [isJoining, setJoining] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => focusIn(root.current, 'host-address'), [])
  const focusField = (name: string) => focusIn(root.current, name)

  async function join() {
    if (isJoining) return
    if (address.trim() === '') return focusField('host-address')
    if (code.trim() === '') return focusField('host-code')
    setJoining(true)
    setError(null)
    try {
      await api.call('secondPc.join', { address, code })
    } catch (problem) {
      setJoining(false)
      setError(toAppError(problem))
    }
  }
  return (
    <div ref={root} className="step">
      <EnterForm onSubmit={() => void join()}>
        <div className="step__body">
          <h1>{words.joinTitle}</h1>
          <p className="field__hint">{words.joinIntro}</p>
          <Field
            name="host-address"
            label={words.address}
            value={address}
            hint={words.addressHint}
            onChange={setAddress}
          />
          <Field name="host-code" label={words.codeField} value={code} hint={words.codeFieldHint} onChange={setCode} />
          {error && <ProblemLines error={error} />}
          <p className="field__hint" aria-live="polite">
            {isJoining ? words.joining : words.joinNext}
          </p>
        </div>
        <div className="step__foot">
          <button type="button" className="button" onClick={onBack}>
            {onboarding.back}
          </button>
          <button type="submit" className="button button--primary" disabled={isJoining}>
            {words.joinNow}
          </button>
        </div>
      </EnterForm>
    </div>
  )
}

function focusIn(root: HTMLElement | null, name: string) {
  root?.querySelector<HTMLElement>(`[data-field="${name}"]`)?.focus()
}
