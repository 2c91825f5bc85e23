import { useId, useRef, useState } from 'react'
import { mailServices, serviceOf, type MailServiceId } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'
import { oauthProviderOf, withAddress, withAsked, withProvider, type AccountForm, type Faults } from './account-form.ts'
import { Field, PasswordField } from './Field.tsx'
import { FoundBox } from './FoundBox.tsx'
import { ServerFields } from './ServerFields.tsx'
import { ServiceHelp } from './ServiceHelp.tsx'
import { SignInChoice, SignInFields } from './SignInFields.tsx'

type Props = {
  form: AccountForm
  faults: Faults
  onChange: (form: AccountForm) => void
  /** The account exists: its shop has a page of its own, and its passwords are stored. */
  isStored: boolean
}

/** Who, with which password, at which service; and, one click away, the servers. */
export function AccountFields({ form, faults, onChange, isStored }: Props) {
  const { onboarding } = useText()
  const helpId = useId()
  const byBrowser = form.signsInBy === 'browser' && oauthProviderOf(form) !== null
  const set = (change: Partial<AccountForm>) => onChange({ ...form, ...change })
  return (
    <>
      {form.found && <FoundBox form={form} found={form.found} />}
      {isStored ? (
        <Field
          name="senderName"
          label={onboarding.senderName}
          value={form.senderName}
          onChange={(senderName) => set({ senderName })}
        />
      ) : (
        <Field
          name="shopName"
          label={onboarding.shopName}
          value={form.shopName}
          fault={faults.shopName}
          hint={onboarding.shopNameHint}
          onChange={(shopName) => set({ shopName })}
        />
      )}
      {!form.found && (
        <Field
          name="address"
          label={onboarding.address}
          value={form.address}
          inputMode="email"
          fault={faults.address}
          onChange={(address) => onChange(withAddress(form, address))}
        />
      )}
      {!isStored && !isSure(form) && <ProviderField form={form} faults={faults} onChange={onChange} />}
      {!isStored && <AskedField form={form} faults={faults} onChange={onChange} />}
      {!isStored && hasBothWays(form) && <SignInChoice form={form} onChange={onChange} />}
      {byBrowser && !isStored && <SignInFields form={form} faults={faults} onChange={onChange} />}
      {!byBrowser && !isStored && <ServiceHelp id={helpId} service={form.provider} />}
      {!byBrowser && (
        <PasswordField
          name="password"
          label={isStored ? onboarding.newPassword : onboarding.password}
          value={form.password}
          fault={faults.password}
          hint={isStored ? onboarding.keepPassword : undefined}
          onChange={(password) => set({ password })}
        />
      )}
      <FoldedServers form={form} faults={faults} onChange={onChange} isStored={isStored} />
    </>
  )
}

const hasBothWays = (form: AccountForm) => oauthProviderOf(form) !== null && !serviceOf(form.provider)?.isOAuthOnly

/** Somebody said so: choosing the service by hand is the exception, and lies with the servers. */
const isSure = ({ found }: AccountForm) => found !== null && found.how !== 'guess' && found.trouble !== 'pop-only'

type PartProps = Omit<Props, 'isStored'>

function ProviderField({ form, faults, onChange }: PartProps) {
  const id = useId()
  const { onboarding } = useText()
  return (
    <div className="field">
      <label htmlFor={id}>{onboarding.provider}</label>
      <select
        id={id}
        className="select"
        data-field="provider"
        value={form.provider}
        aria-invalid={faults.provider ? true : undefined}
        onChange={(event) => onChange(withProvider(form, event.target.value as MailServiceId))}
      >
        {[...mailServices.map((service) => service.id), 'other' as const].map((provider) => (
          <option key={provider} value={provider}>
            {onboarding.providers[provider]}
          </option>
        ))}
      </select>
      {faults.provider && <p className="field__fault">{onboarding.faults[faults.provider]}</p>}
    </div>
  )
}

/** The part of the server's name that only the owner knows. */
function AskedField({ form, faults, onChange }: PartProps) {
  const { onboarding } = useText()
  const asks = serviceOf(form.provider)?.asks ?? null
  if (asks === null) return null
  return (
    <Field
      name="asked"
      label={onboarding.asked[asks]}
      value={form.asked}
      fault={faults.asked}
      placeholder={onboarding.askedExample[asks]}
      onChange={(asked) => onChange(withAsked(form, asked))}
    />
  )
}

/** Opens by itself when something inside has to be put right. */
function FoldedServers({ form, faults, onChange, isStored }: Props) {
  const { onboarding } = useText()
  const [isOpen, setOpen] = useState(false)
  const hasFault = Object.keys(faults).some((name) => /^(imap|smtp|allowInsecure)/.test(name))
  const fold = useRef<HTMLDetailsElement>(null)
  return (
    <details
      ref={fold}
      className="servers-fold"
      open={isOpen || hasFault}
      onToggle={() => setOpen(fold.current?.open ?? false)}
    >
      <summary>
        <span>{onboarding.servers}</span>
        {!isOpen && !form.found && form.imap.host && (
          <span className="servers-fold__summary">{onboarding.serversSummary(form.imap.host, form.smtp.host)}</span>
        )}
      </summary>
      <div className="servers-fold__body">
        {!isStored && isSure(form) && <ProviderField form={form} faults={faults} onChange={onChange} />}
        <ServerFields form={form} faults={faults} onChange={onChange} />
      </div>
    </details>
  )
}
