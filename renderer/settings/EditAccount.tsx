import { useEffect, useRef, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { AccountId, AccountInfo } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { faultsOf, formOf, secretsOf, settingsOf, type AccountForm, withTrusted } from '../onboarding/account-form.ts'
import { AccountFields } from '../onboarding/AccountFields.tsx'
import { CheckLines } from '../onboarding/CheckLines.tsx'
import { EnterForm } from '../onboarding/EnterForm.tsx'
import { focusFault, focusField } from '../onboarding/focus-field.ts'
import { PlainConsent, useNeedsPlainConsent } from '../onboarding/PlainConsent.tsx'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { useAccountCheck } from '../onboarding/use-account-check.ts'
import { useActions, useApp, useAppStore, useText } from '../store/context.ts'
import { SignInAgain } from './SignInAgain.tsx'
import type { Save } from './use-save.ts'

type Props = { id: AccountId; save: Save; onClose: () => void }

/** The same form as in the wizard, filled with what is stored. Only its buttons close it: nothing typed is lost by a slip. */
export function EditAccount({ id, save, onClose }: Props) {
  const { settings: words } = useText()
  const account = useApp((state) => state.accounts.get(id))
  const stored = useStoredForm(account, onClose)
  if (!account) return null
  return (
    <ModalOverlay className="overlay" isOpen isKeyboardDismissDisabled onOpenChange={onClose}>
      <Modal className="modal">
        <Dialog className="edit-account">
          <Heading slot="title">{words.editTitle(account.address)}</Heading>
          {stored && <EditForm account={account} stored={stored} save={save} onClose={onClose} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function useStoredForm(account: AccountInfo | undefined, onFailed: () => void) {
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [form, setForm] = useState<AccountForm | null>(null)
  const id = account?.id
  const shopName = account?.name ?? ''
  useEffect(() => {
    if (id === undefined) return
    api
      .call('accounts.settings', { id })
      .then((settings) => setForm((before) => before ?? formOf(settings, shopName)))
      .catch((error: unknown) => {
        showError(error)
        onFailed()
      })
  }, [api, id, shopName, showError, onFailed])
  return form
}

type FormProps = { account: AccountInfo; stored: AccountForm; save: Save; onClose: () => void }

function EditForm({ account, stored, save, onClose }: FormProps) {
  const { settings: words, onboarding, mailSetup, common } = useText()
  const { api } = useAppStore()
  const { changeSettings, loadAccounts } = useActions()
  const [form, setForm] = useState(stored)
  const [isTried, setTried] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [agreesToPlain, setAgreesToPlain] = useState(false)
  const check = useAccountCheck(account.id)
  const root = useRef<HTMLDivElement>(null)
  const needsConsent = useNeedsPlainConsent() && secretsOf(form) !== null
  useEffect(() => focusField(root.current, account.state === 'needs-login' ? 'password' : null), [account.state])

  function whenSound(run: () => void) {
    const found = faultsOf(form, true)
    if (Object.keys(found).length === 0) return run()
    setTried(true)
    requestAnimationFrame(() => focusFault(root.current, found))
  }
  function trust(fingerprint: string) {
    const trusting = withTrusted(form, fingerprint)
    setForm(trusting)
    void check.run(trusting)
  }
  async function store() {
    setSaving(true)
    setError(null)
    try {
      if (needsConsent) await changeSettings({ acceptsPlainSecrets: true })
      await api.call('accounts.update', {
        id: account.id,
        settings: settingsOf(form),
        secrets: secretsOf(form),
        pollIntervalMs: account.pollIntervalMs,
      })
    } catch (cause) {
      setError(toAppError(cause))
      setSaving(false)
      return
    }
    onClose()
    await save(loadAccounts)
  }
  return (
    <div ref={root}>
      <EnterForm onSubmit={() => whenSound(() => void store())}>
        <AccountFields form={form} faults={isTried ? faultsOf(form, true) : {}} onChange={setForm} isStored />
        {form.signsInBy === 'browser' && (
          <div className="field">
            <p>{mailSetup.signIn.byBrowser}</p>
            <SignInAgain id={account.id} />
          </div>
        )}
        <CheckLines state={check.state} passwordHelp={onboarding.help[form.provider]} onTrust={trust} />
        {needsConsent && <PlainConsent isGiven={agreesToPlain} onChange={setAgreesToPlain} />}
        {error && <ProblemLines error={error} />}
        <div className="modal__buttons">
          <button
            type="button"
            className="button edit-account__check"
            disabled={check.state.status === 'running'}
            onClick={() => whenSound(() => void check.run(form))}
          >
            {onboarding.check}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {common.cancel}
          </button>
          <button
            type="submit"
            className="button button--primary"
            disabled={isSaving || (needsConsent && !agreesToPlain)}
          >
            {isSaving ? words.saving : words.save}
          </button>
        </div>
      </EnterForm>
    </div>
  )
}
