import { useEffect, useRef, useState } from 'react'
import { useText } from '../store/context.ts'
import { addressOf, faultsOf, secretsOf, type AccountForm, type Faults, type FieldName } from './account-form.ts'
import { AccountFields } from './AccountFields.tsx'
import { EnterForm } from './EnterForm.tsx'
import { focusFault, focusField } from './focus-field.ts'
import { ProblemLines } from './ProblemLines.tsx'
import { useSignIn } from './use-sign-in.ts'

type Props = {
  form: AccountForm
  onChange: (form: AccountForm) => void
  onBack: () => void
  onCheck: (form: AccountForm) => void
  /** Where the keyboard goes: what failed before, or the beginning. */
  startAt: FieldName | null
}

/** What was found for the address, or the fields to fill in by hand; and the password. */
export function AccountStep({ form, onChange, onBack, onCheck, startAt }: Props) {
  const { onboarding, mailSetup: words } = useText()
  const [isTried, setTried] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const signingIn = useSignIn(onCheck)
  const isWaiting = signingIn.state.status === 'waiting'
  // Nothing is called wrong before the person thought it was done.
  const faults: Faults = isTried ? faultsOf(form, false) : {}
  useEffect(() => focusField(root.current, startAt), [startAt])

  function submit() {
    const found = faultsOf(form, false)
    if (Object.keys(found).length === 0) return secretsOf(form) ? onCheck(form) : void signingIn.run(form)
    setTried(true)
    // After the fold around the servers has opened.
    requestAnimationFrame(() => focusFault(root.current, found))
  }
  return (
    <div ref={root} className="step">
      <EnterForm onSubmit={submit}>
        <div className="step__body">
          <h1>{form.found ? words.foundTitle : onboarding.accountTitle}</h1>
          {form.found && (
            <p className="step__who">
              {addressOf(form)}{' '}
              <button type="button" className="link-button" onClick={onBack}>
                {words.changeAddress}
              </button>
            </p>
          )}
          <AccountFields form={form} faults={faults} onChange={onChange} isStored={false} />
          {signingIn.state.status === 'failed' && <ProblemLines error={signingIn.state.error} />}
          {isWaiting && (
            <output className="network-note">
              {words.signIn.waiting}{' '}
              <button type="button" className="link-button" onClick={signingIn.stop}>
                {words.stop}
              </button>
            </output>
          )}
        </div>
        <div className="step__foot">
          <button type="button" className="button" onClick={onBack}>
            {onboarding.back}
          </button>
          <button type="submit" className="button button--primary" disabled={isWaiting}>
            {form.signsInBy === 'browser' ? words.signIn.begin : onboarding.check}
          </button>
        </div>
      </EnterForm>
    </div>
  )
}
