import { useId, useRef, useState } from 'react'
import { useText } from '../store/context.ts'
import { withAddress, withAsked, withProvider, type AccountForm, type Faults } from './account-form.ts'
import { Field, PasswordField } from './Field.tsx'
import { isPopOnly, presetOf, presets, type ProviderId } from './presets.ts'
import { ServerFields } from './ServerFields.tsx'

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
  const set = (change: Partial<AccountForm>) => onChange({ ...form, ...change })
  return (
    <>
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
      <Field
        name="address"
        label={onboarding.address}
        value={form.address}
        inputMode="email"
        fault={faults.address}
        onChange={(address) => onChange(withAddress(form, address))}
      />
      {!isStored && <ProviderFields form={form} faults={faults} onChange={onChange} />}
      <PasswordField
        name="password"
        label={isStored ? onboarding.newPassword : onboarding.password}
        value={form.password}
        fault={faults.password}
        hint={isStored ? onboarding.keepPassword : undefined}
        onChange={(password) => set({ password })}
      />
      <FoldedServers form={form} faults={faults} onChange={onChange} />
    </>
  )
}

function ProviderFields({ form, faults, onChange }: Omit<Props, 'isStored'>) {
  const id = useId()
  const { onboarding } = useText()
  const asks = presetOf(form.provider)?.asks ?? null
  const help = isPopOnly(form.address) ? onboarding.popOnly : onboarding.help[form.provider]
  const isWarning = isPopOnly(form.address) || faults.provider !== undefined || presetOf(form.provider)?.isOAuthOnly
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{onboarding.provider}</label>
        <select
          id={id}
          className="select"
          data-field="provider"
          value={form.provider}
          aria-describedby={help ? `${id}-help` : undefined}
          aria-invalid={faults.provider ? true : undefined}
          onChange={(event) => onChange(withProvider(form, event.target.value as ProviderId))}
        >
          {[...presets.map((preset) => preset.id), 'other' as const].map((provider) => (
            <option key={provider} value={provider}>
              {onboarding.providers[provider]}
            </option>
          ))}
        </select>
        {faults.provider && <p className="field__fault">{onboarding.faults[faults.provider]}</p>}
        {help && (
          <p id={`${id}-help`} className={isWarning ? 'warning-box' : 'help-box'}>
            {help}
          </p>
        )}
      </div>
      {asks && (
        <Field
          name="asked"
          label={onboarding.asked[asks]}
          value={form.asked}
          fault={faults.asked}
          placeholder={onboarding.askedExample[asks]}
          onChange={(asked) => onChange(withAsked(form, asked))}
        />
      )}
    </>
  )
}

/** Opens by itself when something inside has to be put right. */
function FoldedServers({ form, faults, onChange }: Omit<Props, 'isStored'>) {
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
        {!isOpen && form.imap.host && (
          <span className="servers-fold__summary">{onboarding.serversSummary(form.imap.host, form.smtp.host)}</span>
        )}
      </summary>
      <div className="servers-fold__body">
        <ServerFields form={form} faults={faults} onChange={onChange} />
      </div>
    </details>
  )
}
