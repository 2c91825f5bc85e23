import { LoaderCircle } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { domainOf } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'
import { addressFault, addressOf, withAddress, withFound, type AccountForm } from './account-form.ts'
import { EnterForm } from './EnterForm.tsx'
import { Field } from './Field.tsx'
import { focusField } from './focus-field.ts'
import { ProblemLines } from './ProblemLines.tsx'
import { useFinding } from './use-finding.ts'

type Props = {
  form: AccountForm
  onChange: (form: AccountForm) => void
  onBack: () => void
  /** On with what was found, or with fields to fill in by hand. */
  onNext: (form: AccountForm) => void
}

/** The one thing that is asked first: everything else can be found by it. */
export function AddressStep({ form, onChange, onBack, onNext }: Props) {
  const { onboarding, mailSetup: words } = useText()
  const [isTried, setTried] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const finding = useFinding((found) => onNext(withFound(form, found)))
  const isRunning = finding.state.status === 'running'
  const fault = addressFault(form)
  // Also after 中止, so that the address can be corrected at once.
  useEffect(() => {
    if (!isRunning) focusField(root.current, 'address')
  }, [isRunning])

  function submit() {
    setTried(true)
    if (fault) return focusField(root.current, 'address')
    void finding.run(addressOf(form))
  }
  if (isRunning) return <Searching domain={domainOf(addressOf(form))} onStop={finding.stop} />
  return (
    <div ref={root} className="step">
      <EnterForm onSubmit={submit}>
        <div className="step__body">
          <h1>{words.addressTitle}</h1>
          <Field
            name="address"
            label={onboarding.address}
            value={form.address}
            inputMode="email"
            fault={isTried ? fault : undefined}
            hint={words.addressHint}
            onChange={(address) => onChange(withAddress({ ...form, found: null }, address))}
          />
          {finding.state.status === 'failed' && <ProblemLines error={finding.state.error} />}
          <button type="button" className="link-button" onClick={() => onNext({ ...form, found: null })}>
            {words.byHand}
          </button>
        </div>
        <div className="step__foot">
          <button type="button" className="button" onClick={onBack}>
            {onboarding.back}
          </button>
          <button type="submit" className="button button--primary">
            {words.find}
          </button>
        </div>
      </EnterForm>
    </div>
  )
}

function Searching({ domain, onStop }: { domain: string; onStop: () => void }) {
  const { mailSetup: words } = useText()
  const stop = useRef<HTMLButtonElement>(null)
  useEffect(() => stop.current?.focus(), [])
  return (
    <div className="step">
      <div className="step__body">
        <h1>{words.addressTitle}</h1>
        <output className="finding">
          <LoaderCircle size={18} className="spin" aria-hidden />
          <div>
            <p className="finding__what">{words.finding(domain)}</p>
            <p className="field__hint">{words.findingHint}</p>
          </div>
        </output>
      </div>
      <div className="step__foot">
        <button
          ref={stop}
          type="button"
          className="button"
          onClick={onStop}
          onKeyDown={(event) => event.key === 'Escape' && onStop()}
        >
          {words.stop}
        </button>
      </div>
    </div>
  )
}
