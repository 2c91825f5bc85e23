import { useId } from 'react'
import type { FieldSpec, NetworkDraft, NetworkInfo } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { Field, PasswordField } from '../onboarding/Field.tsx'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { Tick } from '../onboarding/ServerFields.tsx'
import { useText } from '../store/context.ts'

const valueIn = ({ secrets, settings }: NetworkDraft, { kind, name }: FieldSpec): string =>
  (kind === 'secret' ? secrets : settings)[name] ?? ''

/** Fields of the choices that were made. */
const askedFields = ({ fields }: NetworkInfo, { settings }: NetworkDraft): FieldSpec[] =>
  fields.filter(({ onlyWith }) => onlyWith === undefined || settings[onlyWith.field] === onlyWith.is)

/** What has to be typed and is not. */
export const missingIn = (
  network: NetworkInfo,
  draft: NetworkDraft,
  storedSecrets: readonly string[],
): ReadonlySet<string> =>
  new Set(
    askedFields(network, draft)
      .filter((field) => field.isRequired && valueIn(draft, field).trim() === '' && !storedSecrets.includes(field.name))
      .map(({ name }) => name),
  )

/** Whether the account is one that is signed in to by the browser. */
export const usesBrowser = ({ hasLogin }: NetworkInfo, { settings }: NetworkDraft): boolean =>
  hasLogin && settings['login'] === 'browser'

type FieldsProps = {
  network: NetworkInfo
  draft: NetworkDraft
  storedSecrets: readonly string[]
  missing: ReadonlySet<string>
  /** The field that the network refuses, and why. */
  refused: { field: string; error: AppError } | null
  onChange: (field: FieldSpec, value: string) => void
}

/** Field by field as the network declares them, each with what to know about it. */
export function NetworkFields({ network, draft, storedSecrets, missing, refused, onChange }: FieldsProps) {
  return askedFields(network, draft).map((field) => (
    <NetworkField
      key={field.name}
      network={network}
      field={field}
      value={valueIn(draft, field)}
      isStored={storedSecrets.includes(field.name)}
      isMissing={missing.has(field.name)}
      refusal={refused?.field === field.name ? refused.error : null}
      onChange={(value) => onChange(field, value)}
    />
  ))
}

type FieldProps = {
  network: NetworkInfo
  field: FieldSpec
  value: string
  isStored: boolean
  isMissing: boolean
  refusal: AppError | null
  onChange: (value: string) => void
}

function NetworkField({ network, field, value, isStored, isMissing, refusal, onChange }: FieldProps) {
  const { networks: words } = useText()
  const known: Partial<Record<string, (typeof words.fields)['x']>> = words.fields
  const { label, help, options } = known[network.id]?.[field.name] ?? { label: field.name, help: '' }
  const { name, kind } = field
  const fault = isMissing ? ('empty' as const) : undefined
  if (kind === 'secret')
    return (
      <div className="network-secret">
        <Steps help={help} />
        <PasswordField
          name={name}
          label={label}
          value={value}
          fault={fault}
          hint={[isStored ? words.keepsSecret : '', inOneLine(help)].filter(Boolean).join('\n')}
          onChange={onChange}
        />
      </div>
    )
  if (kind === 'text' || kind === 'url')
    return <Field name={name} label={label} value={value} fault={fault} hint={help} onChange={onChange} />
  if (kind === 'switch')
    return (
      <div className="field">
        <Tick name={name} label={label} isOn={value === 'yes'} onChange={(isOn) => onChange(isOn ? 'yes' : 'no')} />
        {help && <p className="field__hint network-tick-hint">{help}</p>}
        {refusal && <ProblemLines error={refusal} />}
      </div>
    )
  return <LargeField field={field} label={label} help={help} options={options} value={value} onChange={onChange} />
}

/** The way to a token takes several steps: they stand above the field, also once a token is stored, as tokens are made anew. */
function Steps({ help }: { help: string }) {
  if (help === '' || inOneLine(help) !== '') return null
  return (
    <ol className="network-steps">
      {help.split('\n').map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  )
}

const inOneLine = (help: string): string => (help.includes('\n') ? '' : help)

type LargeProps = {
  field: FieldSpec
  label: string
  help: string
  options: Record<string, string> | undefined
  value: string
  onChange: (value: string) => void
}

function LargeField({ field: { name, kind, options: known = [] }, label, help, options, value, onChange }: LargeProps) {
  const id = useId()
  const shared = { id, value, 'data-field': name, 'aria-describedby': help ? `${id}-hint` : undefined }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {kind === 'choice' ? (
        <select {...shared} className="select" onChange={(event) => onChange(event.target.value)}>
          {known.map((option) => (
            <option key={option} value={option}>
              {options?.[option] ?? option}
            </option>
          ))}
        </select>
      ) : (
        <textarea {...shared} className="text-input" rows={3} onChange={(event) => onChange(event.target.value)} />
      )}
      {help && (
        <p id={`${id}-hint`} className="field__hint">
          {help}
        </p>
      )}
    </div>
  )
}
