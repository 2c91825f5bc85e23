import { useId } from 'react'
import { useText } from '../store/context.ts'
import { isInsecure, withServer, type AccountForm, type Faults, type Which } from './account-form.ts'
import { Field, PasswordField } from './Field.tsx'
import { Fingerprint } from './Fingerprint.tsx'

const TLS_MODES = ['implicit', 'starttls', 'none'] as const
type Props = { form: AccountForm; faults: Faults; onChange: (form: AccountForm) => void }

/** Both servers as they will be asked. Filled in already for most people, who never look here. */
export function ServerFields({ form, faults, onChange }: Props) {
  const { onboarding } = useText()
  const set = (change: Partial<AccountForm>) => onChange({ ...form, ...change })
  return (
    <>
      <Server which="imap" form={form} faults={faults} onChange={onChange} />
      <Server which="smtp" form={form} faults={faults} onChange={onChange} />
      {isInsecure(form) && <InsecureConsent form={form} faults={faults} onChange={onChange} />}
      <Tick
        label={onboarding.ownSmtpPassword}
        isOn={form.hasOwnSmtpPassword}
        onChange={(hasOwnSmtpPassword) => set({ hasOwnSmtpPassword })}
      />
      {form.hasOwnSmtpPassword && (
        <PasswordField
          name="smtpPassword"
          label={onboarding.smtpPassword}
          value={form.smtpPassword}
          fault={faults.smtpPassword}
          onChange={(smtpPassword) => set({ smtpPassword })}
        />
      )}
      <Tick label={onboarding.watchJunk} isOn={form.watchJunk} onChange={(watchJunk) => set({ watchJunk })} />
      {form.trustedFingerprint !== null && (
        <div className="trusted">
          <span className="field__label">{onboarding.trusted}</span>
          {form.trustedFingerprint.split(' ').map((fingerprint) => (
            <Fingerprint key={fingerprint} value={fingerprint} />
          ))}
          <button
            type="button"
            className="button button--small"
            onClick={() => onChange({ ...form, trustedFingerprint: null })}
          >
            {onboarding.distrust}
          </button>
        </div>
      )}
    </>
  )
}

function Server({ which, form, faults, onChange }: Props & { which: Which }) {
  const id = useId()
  const { onboarding } = useText()
  const server = form[which]
  const set = (change: Partial<AccountForm[Which]>) => onChange(withServer(form, which, change))
  return (
    <fieldset className="server-fields">
      <legend>{onboarding[which]}</legend>
      <Field
        name={`${which}.host`}
        label={onboarding.host}
        value={server.host}
        fault={faults[`${which}.host`]}
        onChange={(host) => set({ host })}
      />
      <div className="field">
        <label htmlFor={id}>{onboarding.tls}</label>
        <select
          id={id}
          className="select"
          value={server.tls}
          onChange={(event) => set({ tls: event.target.value as AccountForm[Which]['tls'] })}
        >
          {TLS_MODES.map((mode) => (
            <option key={mode} value={mode}>
              {onboarding.tlsModes[mode]}
            </option>
          ))}
        </select>
      </div>
      <Field
        name={`${which}.port`}
        label={onboarding.port}
        value={server.port}
        inputMode="numeric"
        fault={faults[`${which}.port`]}
        onChange={(port) => set({ port })}
      />
      <Field
        name={`${which}.user`}
        className="server-fields__user"
        label={onboarding.user}
        value={server.user}
        fault={faults[`${which}.user`]}
        onChange={(user) => set({ user })}
      />
    </fieldset>
  )
}

function InsecureConsent({ form, faults, onChange }: Props) {
  const { onboarding } = useText()
  return (
    <div className="warning-box">
      <p>{onboarding.insecure}</p>
      <Tick
        name="allowInsecure"
        label={onboarding.insecureConsent}
        isOn={form.allowInsecure}
        onChange={(allowInsecure) => onChange({ ...form, allowInsecure })}
      />
      {faults.allowInsecure && <p className="field__fault">{onboarding.faults[faults.allowInsecure]}</p>}
    </div>
  )
}

type TickProps = { name?: string; label: string; isOn: boolean; onChange: (isOn: boolean) => void }

export function Tick({ name, label, isOn, onChange }: TickProps) {
  return (
    <label className="tick">
      <input type="checkbox" data-field={name} checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}
