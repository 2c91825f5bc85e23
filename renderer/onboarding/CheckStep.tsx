import { useEffect, useRef, useState } from 'react'
import type { AccountInfo } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { secretsOf, settingsOf, type AccountForm, withTrusted } from './account-form.ts'
import { CheckLines } from './CheckLines.tsx'
import { EnterForm } from './EnterForm.tsx'
import { PlainConsent, useNeedsPlainConsent } from './PlainConsent.tsx'
import { ProblemLines } from './ProblemLines.tsx'
import { isAllRight, type CheckState } from './use-account-check.ts'

type Props = {
  form: AccountForm
  check: CheckState
  onChange: (form: AccountForm) => void
  onCheck: (form: AccountForm) => void
  onBack: () => void
  onAdded: (account: AccountInfo) => void
}

export function CheckStep({ form, check, onChange, onCheck, onBack, onAdded }: Props) {
  const { onboarding } = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  const main = useRef<HTMLButtonElement>(null)
  const adding = useAdding(form, onAdded)
  const needsConsent = useNeedsPlainConsent()
  const [agreesToPlain, setAgreesToPlain] = useState(false)
  const mayAdd = !adding.isRunning && (!needsConsent || agreesToPlain)
  const isFine = isAllRight(check)
  const isOver = check.status === 'done' || check.status === 'failed'
  const hint = hintOf()
  useEffect(() => heading.current?.focus(), [])
  // Enter goes on, unless the person has gone to another place meanwhile.
  useEffect(() => {
    if (isFine && document.activeElement === heading.current) main.current?.focus()
  }, [isFine])

  function hintOf() {
    if (!isOver) return ''
    if (needsConsent && !agreesToPlain) return onboarding.plainFirst
    return isFine ? '' : onboarding.addAnywayHint
  }

  function trust(fingerprint: string) {
    const trusting = withTrusted(form, fingerprint)
    onChange(trusting)
    onCheck(trusting)
  }
  function submit() {
    if (isOver && !isFine) onCheck(form)
    if (isFine && mayAdd) void adding.run(needsConsent)
  }
  return (
    <div className="step">
      <EnterForm onSubmit={submit}>
        <div className="step__body">
          <h1 ref={heading} tabIndex={-1}>
            {onboarding.checkTitle}
          </h1>
          <p className="step__who">{settingsOf(form).address}</p>
          <CheckLines state={check} passwordHelp={onboarding.help[form.provider]} onTrust={trust} />
          <SinceChoice value={form.sinceDays} onChange={(sinceDays) => onChange({ ...form, sinceDays })} />
          {needsConsent && <PlainConsent isGiven={agreesToPlain} onChange={setAgreesToPlain} />}
          {adding.error && <ProblemLines error={adding.error} />}
        </div>
        <div className="step__foot">
          <button type="button" className="button" disabled={adding.isRunning} onClick={onBack}>
            {isOver && !isFine ? onboarding.edit : onboarding.back}
          </button>
          {isOver && !isFine ? (
            <>
              <button
                type="button"
                className="button button--quiet"
                aria-describedby="add-hint"
                disabled={!mayAdd}
                onClick={() => void adding.run(needsConsent)}
              >
                {adding.isRunning ? onboarding.adding : onboarding.addAnyway}
              </button>
              <button type="submit" className="button button--primary" disabled={adding.isRunning}>
                {onboarding.checkAgain}
              </button>
            </>
          ) : (
            <button ref={main} type="submit" className="button button--primary" disabled={!isFine || !mayAdd}>
              {adding.isRunning ? onboarding.adding : onboarding.add}
            </button>
          )}
          {hint && (
            <p id="add-hint" className="step__foot-hint">
              {hint}
            </p>
          )}
        </div>
      </EnterForm>
    </div>
  )
}

/** Adds the account as it stands in the form. On failure everything typed stays where it is. */
function useAdding(form: AccountForm, onAdded: (account: AccountInfo) => void) {
  const { api } = useAppStore()
  const changeSettings = useApp((state) => state.changeSettings)
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)

  async function run(agreesToPlain: boolean) {
    const secrets = secretsOf(form)
    if (isRunning || secrets === null) return
    setRunning(true)
    setError(null)
    try {
      if (agreesToPlain) await changeSettings({ acceptsPlainSecrets: true })
      onAdded(await api.call('accounts.add', { shopName: form.shopName.trim(), settings: settingsOf(form), secrets }))
    } catch (cause) {
      setError(toAppError(cause))
      setRunning(false)
    }
  }
  return { isRunning, error, run }
}

const SINCE = [
  ['week', 7],
  ['month', 30],
  ['quarter', 90],
  ['all', null],
] as const

function SinceChoice({ value, onChange }: { value: number | null; onChange: (days: number | null) => void }) {
  const { onboarding } = useText()
  return (
    <fieldset className="choice" aria-describedby="since-hint">
      <legend>{onboarding.sinceTitle}</legend>
      {SINCE.map(([name, days]) => (
        <label key={name}>
          <input type="radio" name="since" checked={value === days} onChange={() => onChange(days)} />
          {onboarding.since[name]}
        </label>
      ))}
      <p id="since-hint" className="field__hint">
        {onboarding.sinceHint}
      </p>
    </fieldset>
  )
}
