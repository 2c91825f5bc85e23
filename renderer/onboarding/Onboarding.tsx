import { useState } from 'react'
import { focusList } from '../frame/focus.ts'
import { Toasts } from '../frame/Toasts.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import { emptyForm, type FieldName } from './account-form.ts'
import { AccountStep } from './AccountStep.tsx'
import { CheckStep } from './CheckStep.tsx'
import { useAccountCheck, type CheckState } from './use-account-check.ts'
import { WelcomeStep } from './WelcomeStep.tsx'

type Step = 'welcome' | 'account' | 'check'

/** The first-run window, and how every further account is added. The form lives here, so no step can lose it. */
export function Onboarding() {
  const { onboarding } = useText()
  const isFirstRun = useApp((state) => state.info?.isFirstRun ?? true)
  const [step, setStep] = useState<Step>(isFirstRun ? 'welcome' : 'account')
  const [form, setForm] = useState(emptyForm)
  const check = useAccountCheck(null)
  const { showScreen, start, showToast } = useActions()

  function leave() {
    if (isFirstRun) return setStep('welcome')
    showScreen('settings')
  }
  async function finish() {
    setForm(emptyForm)
    check.forget()
    showScreen('inbox')
    showToast({ text: onboarding.added(form.shopName.trim()) })
    await start()
    focusList()
  }
  return (
    <main className="wizard">
      {step !== 'welcome' && <Steps step={step} />}
      {step === 'welcome' && <WelcomeStep onBegin={() => setStep('account')} />}
      {step === 'account' && (
        <AccountStep
          form={form}
          onChange={setForm}
          startAt={failedField(check.state)}
          onBack={leave}
          onCheck={() => {
            setStep('check')
            void check.run(form)
          }}
        />
      )}
      {step === 'check' && (
        <CheckStep
          form={form}
          check={check.state}
          onChange={setForm}
          onCheck={(next) => void check.run(next)}
          onBack={() => setStep('account')}
          onAdded={() => void finish()}
        />
      )}
      <Toasts />
    </main>
  )
}

/** Where the person most likely wants to be after a failed check. */
function failedField(check: CheckState): FieldName | null {
  if (check.status !== 'done') return null
  const { imap, smtp } = check.result
  if (!imap.ok) return imap.reason === 'wrong-password' ? 'password' : 'imap.host'
  if (!smtp.ok) return smtp.reason === 'wrong-password' ? 'password' : 'smtp.host'
  return null
}

function Steps({ step }: { step: Step }) {
  const { steps } = useText().onboarding
  return (
    <ol className="steps" aria-label={steps.label}>
      {(['account', 'check'] as const).map((name) => (
        <li key={name} aria-current={step === name ? 'step' : undefined}>
          {steps[name]}
        </li>
      ))}
    </ol>
  )
}
