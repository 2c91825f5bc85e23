import { useState } from 'react'
import type { AccountInfo } from '../../preload/domain.ts'
import { focusList } from '../frame/focus.ts'
import { Toasts } from '../frame/Toasts.tsx'
import { JoinStep } from '../second-pc/JoinStep.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import { emptyForm, type AccountForm, type FieldName } from './account-form.ts'
import { AccountStep } from './AccountStep.tsx'
import { AddressStep } from './AddressStep.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ShopSteps } from './ShopSteps.tsx'
import { useAccountCheck, type CheckState } from './use-account-check.ts'
import { WelcomeStep } from './WelcomeStep.tsx'

type Step = 'welcome' | 'join' | 'address' | 'account' | 'check' | 'shop'

/** The first-run window, and how every further account is added. The form lives here, so no step can lose it. */
export function Onboarding() {
  const { onboarding } = useText()
  const isFirstRun = useApp((state) => state.info?.isFirstRun ?? true)
  const [wasFirstRun] = useState(isFirstRun)
  const [step, setStep] = useState<Step>(isFirstRun ? 'welcome' : 'address')
  const [form, setForm] = useState(emptyForm)
  const [added, setAdded] = useState<AccountInfo | null>(null)
  const check = useAccountCheck(null)
  const { showScreen, start, showToast } = useActions()

  function leave() {
    if (isFirstRun) return setStep('welcome')
    showScreen('settings')
  }
  /** Reading begins at once; a new shop is asked for the rest meanwhile. */
  async function finish(account: AccountInfo) {
    setForm(emptyForm)
    check.forget()
    await start()
    if (!wasFirstRun) return open(form.shopName.trim())
    setAdded(account)
    setStep('shop')
  }
  function open(shopName: string | null) {
    showScreen('inbox')
    if (shopName !== null) showToast({ text: onboarding.added(shopName) })
    // Once the list is drawn.
    requestAnimationFrame(focusList)
  }
  function next(filled: AccountForm) {
    setForm(filled)
    setStep('account')
  }
  return (
    <main className="wizard">
      {step !== 'welcome' && step !== 'join' && <Steps step={step} hasShopStep={wasFirstRun} />}
      {step === 'welcome' && <WelcomeStep onBegin={() => setStep('address')} onJoin={() => setStep('join')} />}
      {step === 'join' && <JoinStep onBack={() => setStep('welcome')} />}
      {step === 'address' && <AddressStep form={form} onChange={setForm} onBack={leave} onNext={next} />}
      {step === 'account' && (
        <AccountStep
          form={form}
          onChange={setForm}
          startAt={failedField(check.state)}
          onBack={() => setStep('address')}
          onCheck={(filled) => {
            setForm(filled)
            setStep('check')
            void check.run(filled)
          }}
        />
      )}
      {step === 'check' && (
        <CheckStep
          form={form}
          check={check.state}
          onChange={setForm}
          onCheck={(filled) => void check.run(filled)}
          onBack={() => setStep('account')}
          onAdded={(account) => void finish(account)}
        />
      )}
      {step === 'shop' && added && (
        <ShopSteps shopId={added.shopId} address={added.address} onDone={() => open(null)} />
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

const PARTS = { address: 'account', account: 'account', check: 'check', shop: 'shop' } as const

function Steps({ step, hasShopStep }: { step: Exclude<Step, 'welcome' | 'join'>; hasShopStep: boolean }) {
  const { steps } = useText().onboarding
  return (
    <ol className="steps" aria-label={steps.label}>
      {([...(['account', 'check'] as const), ...(hasShopStep ? (['shop'] as const) : [])] as const).map((name) => (
        <li key={name} aria-current={PARTS[step] === name ? 'step' : undefined}>
          {steps[name]}
        </li>
      ))}
    </ol>
  )
}
