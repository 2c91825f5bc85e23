import { useEffect, useRef, useState } from 'react'
import type { AccountInfo, FieldSpec, NetworkCheck, NetworkDraft, NetworkInfo } from '../../preload/domain.ts'
import { linkYen } from '../../preload/domain/network-prices.ts'
import { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { EnterForm } from '../onboarding/EnterForm.tsx'
import { Field } from '../onboarding/Field.tsx'
import { PlainConsent, useNeedsPlainConsent } from '../onboarding/PlainConsent.tsx'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { missingIn, NetworkFields, usesBrowser } from './NetworkFields.tsx'

type Props = {
  network: NetworkInfo
  draft: NetworkDraft
  storedSecrets: readonly string[]
  account: AccountInfo | null
  /** To the choice of networks; null where there was none. */
  onBack: (() => void) | null
  onClose: () => void
  onSaved: (name: string) => void
}
type Busy = 'testing' | 'saving' | 'login' | null

/** What a network asks for to connect an account, or to change one. */
export function NetworkForm({ network, draft: stored, storedSecrets, account, onBack, onClose, onSaved }: Props) {
  const { networks: words } = useText()
  const firstShop = useApp((state) => [...state.shops.values()][0]?.name ?? '')
  const [draft, setDraft] = useState(stored)
  const [shopName, setShopName] = useState(firstShop)
  const [isTried, setTried] = useState(false)
  const [agrees, setAgrees] = useState(false)
  const needsConsent = useNeedsPlainConsent()
  const root = useRef<HTMLDivElement>(null)
  const work = useNetworkWork({ draft, shopName, account, needsConsent, onSaved })
  const missing = missingIn(network, draft, storedSecrets)
  const about = words.about[network.id as keyof typeof words.about]
  const byBrowser = usesBrowser(network, draft)
  const isSignedIn = account !== null && account.state !== 'needs-login'
  const refused = REFUSED_FIELD[work.error?.reason ?? ''] ?? null

  const asksForToken = account?.state === 'needs-login'
  useEffect(() => {
    const find = (what: string) => root.current?.querySelector<HTMLElement>(what)
    const first = asksForToken ? (find('input[type=password]') ?? find('button[type=submit]')) : find('[data-field]')
    first?.focus()
  }, [asksForToken])
  useEffect(() => {
    if (refused !== null) root.current?.querySelector<HTMLElement>(`[data-field=${refused}]`)?.focus()
  }, [refused])

  function set(field: FieldSpec, value: string) {
    const part = field.kind === 'secret' ? 'secrets' : 'settings'
    work.forget()
    setDraft({ ...draft, [part]: { ...draft[part], [field.name]: value } })
  }
  function whenComplete(run: () => void) {
    const hasShop = account !== null || shopName.trim() !== ''
    if (missing.size === 0 && hasShop) return run()
    setTried(true)
    const first = hasShop ? [...missing][0]! : 'shopName'
    root.current?.querySelector<HTMLElement>(`[data-field=${first}]`)?.focus()
  }
  function close() {
    if (work.busy === 'login') work.giveUp()
    onClose()
  }
  const mayLeave = work.busy === null && (!needsConsent || agrees)
  const save = (wantsLogin: boolean) => mayLeave && whenComplete(() => void work.save(wantsLogin))
  return (
    <EnterForm onSubmit={() => save(byBrowser && !isSignedIn)}>
      <div className="network-form" ref={root}>
        {about && <p className="network-about">{about}</p>}
        {account === null && (
          <Field
            name="shopName"
            label={words.shopName}
            value={shopName}
            fault={isTried && shopName.trim() === '' ? 'empty' : undefined}
            onChange={setShopName}
          />
        )}
        <NetworkFields
          network={network}
          draft={draft}
          storedSecrets={storedSecrets}
          missing={isTried ? missing : NOTHING}
          refused={refused ? { field: refused, error: work.error! } : null}
          onChange={set}
        />
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
        {account?.isVerified !== true && (
          <p className="network-note">
            <span className="untried">{words.unverified}</span> {words.unverifiedHint}
          </p>
        )}
        {work.found && <output className="network-works">{words.works(work.found.address, work.found.name)}</output>}
        {work.error && refused === null && <ProblemLines error={work.error} />}
        {work.busy === 'login' && (
          <output className="network-note">
            {words.loginWaiting}{' '}
            <button type="button" className="link-button" onClick={work.giveUp}>
              {words.giveUp}
            </button>
          </output>
        )}
        <div className="modal__buttons network-buttons">
          {onBack && (
            <button type="button" className="button" disabled={work.busy !== null} onClick={onBack}>
              {words.back}
            </button>
          )}
          {(!byBrowser || isSignedIn) && (
            <button
              type="button"
              className="button"
              data-action="test"
              disabled={work.busy !== null}
              onClick={() => whenComplete(() => void work.test())}
            >
              {work.busy === 'testing' ? words.testing : words.test}
            </button>
          )}
          <button type="button" className="button network-buttons__cancel" onClick={close}>
            {words.cancel}
          </button>
          {byBrowser && isSignedIn && (
            <button type="button" className="button" disabled={!mayLeave} onClick={() => save(true)}>
              {words.loginAgain}
            </button>
          )}
          <button type="submit" className="button button--primary" disabled={!mayLeave}>
            {byBrowser && !isSignedIn ? words.login : account ? words.save : words.add}
          </button>
        </div>
      </div>
    </EnterForm>
  )
}

const NOTHING: ReadonlySet<string> = new Set()
/** Said at the field that is refused: the rest of the account works without it. */
const REFUSED_FIELD: Partial<Record<string, string>> = { 'meta-no-messenger': 'messenger' }
/** Words for these speak of an account that worked before. */
const TOKEN_REASONS = new Set(['token-refused', 'meta-token-ended', 'rmesse-key-ended'])

type Work = {
  draft: NetworkDraft
  shopName: string
  account: AccountInfo | null
  needsConsent: boolean
  onSaved: (name: string) => void
}

/** Trying and keeping what was typed, one at a time, and what came of it. */
function useNetworkWork({ draft, shopName, account, needsConsent, onSaved }: Work) {
  const { api } = useAppStore()
  const changeSettings = useApp((state) => state.changeSettings)
  const [busy, setBusy] = useState<Busy>(null)
  const [found, setFound] = useState<Extract<NetworkCheck, { ok: true }> | null>(null)
  const [error, setError] = useState<AppError | null>(null)

  /** Nothing was stopped by what was not connected yet. */
  const inPlace = (failure: AppError) =>
    account === null && failure.reason !== null && TOKEN_REASONS.has(failure.reason)
      ? new AppError(failure.code, failure.message, { reason: 'not-accepted' })
      : failure

  async function during(what: Busy, work: () => Promise<void>) {
    setBusy(what)
    setError(null)
    setFound(null)
    await work().catch((cause: unknown) => {
      const failure = toAppError(cause)
      // Who gave up knows that.
      if (failure.reason !== 'stopped') setError(inPlace(failure))
    })
    setBusy(null)
  }
  const test = () =>
    during('testing', async () => {
      const result = await api.call('networks.test', { draft, accountId: account?.id ?? null })
      if (result.ok) setFound(result)
      else
        setError(
          inPlace(new AppError(result.code, result.detail, result.reason === null ? {} : { reason: result.reason })),
        )
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
  return {
    busy,
    found,
    error,
    test,
    save,
    /** What was found out is about what was typed before. */
    forget() {
      setFound(null)
      setError((before) => (before?.reason && REFUSED_FIELD[before.reason] ? null : before))
    },
    giveUp: () => void api.call('networks.giveUp', {}),
  }
}

/** Full-width digits too; anything else is no limit. */
function yenOf(typed: string): number | null {
  const digits = typed.normalize('NFKC').replaceAll(/\D/g, '')
  return digits === '' ? null : Math.min(Number(digits), 10_000_000)
}
