import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react'
import type { ServerCheck } from '../../preload/domain.ts'
import { useI18n } from '../store/context.ts'
import { Fingerprint } from './Fingerprint.tsx'
import { ProblemLines } from './ProblemLines.tsx'
import type { CheckResult, CheckState } from './use-account-check.ts'
import type { Which } from './account-form.ts'

type Props = {
  state: CheckState
  /** What the mail service says about its passwords, or an empty word. */
  passwordHelp: string
  onTrust: (fingerprint: string) => void
}

/** One line for each server: being tried, fine, or what is wrong and what to do about it. */
export function CheckLines({ state, passwordHelp, onTrust }: Props) {
  const { onboarding } = useI18n().text
  if (state.status === 'idle') return null
  if (state.status === 'failed') return <ProblemLines error={state.error} />
  return (
    <div className="server-check" aria-live="polite">
      <p className="check__sum">
        {state.status === 'done' ? onboarding[summaryOf(state.result)] : onboarding.checking}
      </p>
      <ul>
        {(['imap', 'smtp'] as const).map((which) => (
          <CheckLine
            key={which}
            which={which}
            check={state.status === 'done' ? state.result[which] : null}
            passwordHelp={passwordHelp}
            onTrust={onTrust}
          />
        ))}
      </ul>
    </div>
  )
}

function summaryOf({ imap, smtp }: CheckResult) {
  if (imap.ok && smtp.ok) return 'allWorks'
  if (imap.ok) return 'onlySmtpFails'
  return smtp.ok ? 'onlyImapFails' : 'bothFail'
}

type LineProps = Omit<Props, 'state'> & { which: Which; check: ServerCheck | null }

function CheckLine({ which, check, ...rest }: LineProps) {
  const { onboarding } = useI18n().text
  const title = onboarding[which]
  if (check === null) {
    return (
      <li className="check__line">
        <LoaderCircle size={18} className="spin" aria-hidden />
        <strong>{title}</strong>
      </li>
    )
  }
  if (check.ok) {
    return (
      <li className="check__line" data-state="ok">
        <CircleCheck size={18} aria-hidden />
        <strong>{title}</strong>
        <span>{onboarding.works}</span>
      </li>
    )
  }
  return (
    <li className="check__line" data-state="failed">
      <CircleAlert size={18} aria-hidden />
      <strong>{title}</strong>
      <Failure check={check} {...rest} />
    </li>
  )
}

type FailureProps = Omit<Props, 'state'> & { check: Extract<ServerCheck, { ok: false }> }

function Failure({ check, passwordHelp, onTrust }: FailureProps) {
  const i18n = useI18n()
  const { onboarding, reasons } = i18n.text
  const { what, means, next } = i18n.reason(check.reason) ?? reasons.other
  const { fingerprint } = check
  return (
    <div className="check__failure">
      <p className="check__what">{what}</p>
      <p>{means}</p>
      <p>{(check.reason === 'wrong-password' && passwordHelp) || next}</p>
      {check.reason === 'certificate' && fingerprint !== null && (
        <div className="trust">
          <span className="field__label">{onboarding.fingerprint}</span>
          <Fingerprint value={fingerprint} />
          <p>{onboarding.trustHint}</p>
          <button type="button" className="button button--small" onClick={() => onTrust(fingerprint)}>
            {onboarding.trust}
          </button>
        </div>
      )}
      {check.detail && (
        <details className="check__detail">
          <summary>{onboarding.details}</summary>
          <code>{check.detail}</code>
        </details>
      )}
    </div>
  )
}
