import { oauthProviderOf, withSignIn, type AccountForm, type Faults } from './account-form.ts'
import { Field, PasswordField } from './Field.tsx'
import { useText } from '../store/context.ts'

type Props = { form: AccountForm; faults: Faults; onChange: (form: AccountForm) => void }

/** Where a service offers both: a password made for this program, or signing in at its own page. */
export function SignInChoice({ form, onChange }: Omit<Props, 'faults'>) {
  const { mailSetup: words } = useText()
  const ways = ['password', 'browser'] as const
  return (
    <fieldset className="choice">
      <legend>{words.signIn.how}</legend>
      {ways.map((way) => (
        <label key={way}>
          <input
            type="radio"
            name="signsInBy"
            checked={form.signsInBy === way}
            onChange={() => onChange(withSignIn(form, { signsInBy: way }))}
          />
          {words.signIn.ways[way]}
        </label>
      ))}
    </fieldset>
  )
}

/** The owner's own app at the provider, by which the program asks to be let in. */
export function SignInFields({ form, faults, onChange }: Props) {
  const { mailSetup: words } = useText()
  const provider = oauthProviderOf(form)
  if (provider === null) return null
  return (
    <>
      <div className="help-box">
        <p>{words.signIn.intro[provider]}</p>
        <details className="help-box__steps">
          <summary>{words.signIn.stepsTitle}</summary>
          <ol>
            {words.signIn.steps[provider].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      </div>
      <Field
        name="clientId"
        label={words.signIn.clientId}
        value={form.clientId}
        fault={faults.clientId}
        onChange={(clientId) => onChange(withSignIn(form, { clientId }))}
      />
      {provider === 'google' && (
        <PasswordField
          name="clientSecret"
          label={words.signIn.clientSecret}
          value={form.clientSecret}
          fault={faults.clientSecret}
          onChange={(clientSecret) => onChange(withSignIn(form, { clientSecret }))}
        />
      )}
    </>
  )
}
