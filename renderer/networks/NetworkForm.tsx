import { useId, useState } from 'react'
import type { AccountInfo, FieldSpec, NetworkCheck, NetworkDraft, NetworkInfo } from '../../preload/domain.ts'
import { linkYen } from '../../preload/domain/network-prices.ts'
import type { AppError } from '../../preload/errors.ts'
import { AppError as Failure } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { EnterForm } from '../onboarding/EnterForm.tsx'
import { Field, PasswordField } from '../onboarding/Field.tsx'
import { PlainConsent, useNeedsPlainConsent } from '../onboarding/PlainConsent.tsx'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { Tick } from '../onboarding/ServerFields.tsx'
import { useApp, useAppStore, useText } from '../store/context.ts'

type Props = {
  network: NetworkInfo
  draft: NetworkDraft
  storedSecrets: readonly string[]
  account: AccountInfo | null
  onClose: () => void
  onSaved: (name: string) => void
}
type Busy = 'testing' | 'saving' | 'login' | null

/** What a network asks for, field by field as it declares them, each with what to know about it. */
export function NetworkForm({ network, draft: stored, storedSecrets, account, onClose, onSaved }: Props) {
  const { networks: words } = useText()
  const { api } = useAppStore()
  const changeSettings = useApp((state) => state.changeSettings)
  const firstShop = useApp((state) => [...state.shops.values()][0]?.name ?? '')
  const [draft, setDraft] = useState(stored)
  const [shopName, setShopName] = useState(firstShop)
  const [busy, setBusy] = useState<Busy>(null)
  const [found, setFound] = useState<Extract<NetworkCheck, { ok: true }> | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [agrees, setAgrees] = useState(false)
  const needsConsent = useNeedsPlainConsent()

  function set(field: FieldSpec, value: string) {
    const part = field.kind === 'secret' ? 'secrets' : 'settings'
    setFound(null)
    setDraft({ ...draft, [part]: { ...draft[part], [field.name]: value } })
  }
  async function during(what: Busy, work: () => Promise<void>) {
    setBusy(what)
    setError(null)
    setFound(null)
    await work().catch((cause: unknown) => setError(toAppError(cause)))
    setBusy(null)
  }
  const test = () =>
    during('testing', async () => {
      const result = await api.call('networks.test', { draft, accountId: account?.id ?? null })
      if (result.ok) setFound(result)
      else setError(new Failure(result.code, result.detail, result.reason === null ? {} : { reason: result.reason }))
    })
  const save = (wantsLogin: boolean) =>
    during(wantsLogin ? 'login' : 'saving', async () => {
      if (needsConsent) await changeSettings({ acceptsPlainSecrets: true })
      const written = { ...draft, wantsLogin }
      const info = account
        ? await api.call('networks.update', { id: account.id, draft: written, pollIntervalMs: account.pollIntervalMs })
        : await api.call('networks.add', { shopName: shopName.trim(), draft: written })
      onSaved(info.address)
    })
  const mayLeave = busy === null && (!needsConsent || agrees) && (account !== null || shopName.trim() !== '')
  return (
    <EnterForm onSubmit={() => void save(false)}>
      <div className="network-form">
        {account === null && (
          <p className="network-note">
            <span className="untried">{words.unverified}</span> {words.unverifiedHint}
          </p>
        )}
        {account === null && <Field name="shopName" label={words.shopName} value={shopName} onChange={setShopName} />}
        {network.fields.map((field) => (
          <NetworkField
            key={field.name}
            network={network}
            field={field}
            value={(field.kind === 'secret' ? draft.secrets : draft.settings)[field.name] ?? ''}
            isStored={storedSecrets.includes(field.name)}
            onChange={(value) => set(field, value)}
          />
        ))}
        {linkYen(network.id) !== null && (
          <Field
            name="budgetYen"
            label={words.budget}
            hint={words.budgetHint}
            inputMode="numeric"
            value={draft.budgetYen === null ? '' : String(draft.budgetYen)}
            onChange={(typed) => setDraft({ ...draft, budgetYen: yenOf(typed) })}
          />
        )}
        {needsConsent && <PlainConsent isGiven={agrees} onChange={setAgrees} />}
        {found && <output className="network-works">{words.works(found.address, found.name)}</output>}
        {error && <ProblemLines error={error} />}
        {busy === 'login' && (
          <output className="network-note">
            {words.loginWaiting}{' '}
            <button type="button" className="link-button" onClick={() => void api.call('networks.giveUp', {})}>
              {words.giveUp}
            </button>
          </output>
        )}
        <div className="modal__buttons">
          <button type="button" className="button" disabled={busy !== null} onClick={() => void test()}>
            {busy === 'testing' ? words.testing : words.test}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {words.cancel}
          </button>
          {network.hasLogin && (
            <button type="button" className="button" disabled={!mayLeave} onClick={() => void save(true)}>
              {words.login}
            </button>
          )}
          <button type="submit" className="button button--primary" disabled={!mayLeave}>
            {account ? words.save : words.add}
          </button>
        </div>
      </div>
    </EnterForm>
  )
}

/** Full-width digits too; anything else is no limit. */
function yenOf(typed: string): number | null {
  const digits = typed.normalize('NFKC').replaceAll(/\D/g, '')
  return digits === '' ? null : Math.min(Number(digits), 10_000_000)
}

type FieldProps = {
  network: NetworkInfo
  field: FieldSpec
  value: string
  isStored: boolean
  onChange: (value: string) => void
}

function NetworkField({ network, field, value, isStored, onChange }: FieldProps) {
  const { networks: words } = useText()
  const id = useId()
  const known: Partial<Record<string, (typeof words.fields)['x']>> = words.fields
  const { label, help, options } = known[network.id]?.[field.name] ?? { label: field.name, help: '' }
  const { name, kind } = field
  if (kind === 'secret') {
    const hint = isStored ? words.keepsSecret : help
    return <PasswordField name={name} label={label} value={value} hint={hint} onChange={onChange} />
  }
  if (kind === 'switch')
    return (
      <div className="field">
        <Tick name={name} label={label} isOn={value === 'yes'} onChange={(isOn) => onChange(isOn ? 'yes' : 'no')} />
        {help && <p className="field__hint">{help}</p>}
      </div>
    )
  if (kind === 'text' || kind === 'url')
    return <Field name={name} label={label} value={value} hint={help} onChange={onChange} />
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {kind === 'choice' ? (
        <select id={id} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
          {(field.options ?? []).map((option) => (
            <option key={option} value={option}>
              {options?.[option] ?? option}
            </option>
          ))}
        </select>
      ) : (
        <textarea id={id} className="text-input" value={value} onChange={(event) => onChange(event.target.value)} />
      )}
      {help && <p className="field__hint">{help}</p>}
    </div>
  )
}
