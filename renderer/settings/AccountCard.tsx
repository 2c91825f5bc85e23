import { CircleAlert, CircleCheck, CirclePause, LoaderCircle, WifiOff } from 'lucide-react'
import { useId } from 'react'
import { isNetwork, type AccountId, type AccountInfo } from '../../preload/domain.ts'
import { AccountFacts } from '../networks/AccountFacts.tsx'
import { ChannelMark } from '../networks/ChannelMark.tsx'
import { useActions, useApp, useAppStore, useI18n, useMinute, useText } from '../store/context.ts'
import { SignInAgain } from './SignInAgain.tsx'
import type { Save } from './use-save.ts'

const MINUTE_MS = 60_000
const INTERVALS = [1, 2, 3, 5, 10, 15, 30, 60]

type Props = { id: AccountId; save: Save; onEdit: () => void; onRemove: () => void }

/** One mailbox: whether it works, since when, and what can be done about it. */
export function AccountCard({ id, save, onEdit, onRemove }: Props) {
  const { settings: words } = useText()
  const { api } = useAppStore()
  const account = useApp((state) => state.accounts.get(id))
  const shop = useApp((state) => (account ? state.shops.get(account.shopId) : undefined))
  const { syncNow, loadAccounts } = useActions()
  if (!account) return null
  const { address, isPaused } = account

  const togglePause = () =>
    save(async () => {
      await api.call('accounts.pause', { id, isPaused: !isPaused })
      await loadAccounts()
    })
  return (
    <article className="card account-card" aria-label={address}>
      <header className="account-card__head">
        <span className="shop-dot" style={{ background: shop?.color }} aria-hidden />
        {account.channel !== 'mail' && <ChannelMark channel={account.channel} />}
        <strong>{shop?.name}</strong>
        <span className="account-card__address">{address}</span>
      </header>
      <StateLine account={account} />
      <AccountFacts account={account} />
      {account.errorReason !== null && !isPaused && <Trouble account={account} onEdit={onEdit} />}
      <div className="account-card__foot">
        <Interval account={account} save={save} />
        <button type="button" className="button button--small" disabled={isPaused} onClick={() => void syncNow(id)}>
          {words.sync}
        </button>
        <button type="button" className="button button--small" data-action="edit" onClick={onEdit}>
          {words.edit}
        </button>
        <button type="button" className="button button--small" onClick={() => void togglePause()}>
          {isPaused ? words.resume : words.pause}
        </button>
        <button type="button" className="button button--small is-danger" data-action="remove" onClick={onRemove}>
          {words.remove}
        </button>
      </div>
    </article>
  )
}

function StateLine({ account }: { account: AccountInfo }) {
  const i18n = useI18n()
  const now = useMinute()
  const { settings: words, accountState, rail, networks } = i18n.text
  const { state, lastSuccessAt: last, progress } = account
  const needsToken = state === 'needs-login' && isNetwork(account.channel)
  return (
    <p className="account-card__state">
      <StateIcon state={state} /> <span>{needsToken ? networks.needsLogin : accountState[state]}</span>
      <span className="account-card__last" title={last === null ? undefined : i18n.moment(last, now)}>
        {last === null ? words.neverSynced : words.lastSuccess(i18n.shortMoment(last, now))}
      </span>
      {progress && <span>{rail.progress(progress.done, progress.total)}</span>}
    </p>
  )
}

function StateIcon({ state }: { state: AccountInfo['state'] }) {
  if (state === 'idle') return <CircleCheck size={16} className="is-fine" aria-hidden />
  if (state === 'paused') return <CirclePause size={16} aria-hidden />
  if (state === 'offline') return <WifiOff size={16} className="is-warning" aria-hidden />
  if (state === 'connecting' || state === 'reading') return <LoaderCircle size={16} className="spin" aria-hidden />
  return <CircleAlert size={16} className="is-danger" aria-hidden />
}

function Trouble({ account, onEdit }: { account: AccountInfo; onEdit: () => void }) {
  const i18n = useI18n()
  const { settings: words, onboarding, reasons, networks } = i18n.text
  const { what, means, next } = i18n.reason(account.errorReason) ?? reasons.other
  /** A mailbox without a password: only the browser helps. */
  const isSignedInTo = account.channel === 'mail' && account.errorReason === 'token-refused'
  return (
    <div className="problem-lines">
      <CircleAlert size={16} aria-hidden />
      <div>
        <strong>{what}</strong>
        <p>{means}</p>
        <p>{next}</p>
        {account.errorDetail && (
          <details className="check__detail">
            <summary>{onboarding.details}</summary>
            <code>{account.errorDetail}</code>
          </details>
        )}
        {isSignedInTo && <SignInAgain id={account.id} />}
        {account.state === 'needs-login' && !isSignedInTo && (
          <button type="button" className="button button--primary" onClick={onEdit}>
            {isNetwork(account.channel) ? networks.loginAgain : words.enterPassword}
          </button>
        )}
      </div>
    </div>
  )
}

function Interval({ account, save }: { account: AccountInfo; save: Save }) {
  const id = useId()
  const { settings: words } = useText()
  const { api } = useAppStore()
  const loadAccounts = useApp((state) => state.loadAccounts)
  const current = Math.max(1, Math.round(account.pollIntervalMs / MINUTE_MS))
  const choices = [...new Set([...INTERVALS, current])].sort((a, b) => a - b)
  const change = (minutes: number) =>
    save(async () => {
      await setInterval(minutes * MINUTE_MS)
      await loadAccounts()
    })
  async function setInterval(pollIntervalMs: number) {
    const { id: accountId, channel } = account
    if (isNetwork(channel)) {
      const { draft } = await api.call('networks.draft', { id: accountId })
      await api.call('networks.update', { id: accountId, draft, pollIntervalMs })
      return
    }
    const settings = await api.call('accounts.settings', { id: accountId })
    await api.call('accounts.update', { id: accountId, settings, secrets: null, pollIntervalMs })
  }
  return (
    <div className="account-card__interval">
      <label htmlFor={id}>{words.interval}</label>
      <select id={id} className="select" value={current} onChange={(event) => void change(Number(event.target.value))}>
        {choices.map((minutes) => (
          <option key={minutes} value={minutes}>
            {words.minutes(minutes)}
          </option>
        ))}
      </select>
    </div>
  )
}
