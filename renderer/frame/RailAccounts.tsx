import { CircleAlert, CirclePause, LoaderCircle, RefreshCw, WifiOff } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import type { AccountId, AccountInfo } from '../../preload/domain.ts'
import { ChannelMark } from '../networks/ChannelMark.tsx'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { RailCount } from './RailCount.tsx'

/** Every connected mailbox with its shop's colour, its state and what is left to do in it. */
export function RailAccounts() {
  const text = useText()
  const ids = useApp(useShallow((state) => [...state.accounts.keys()]))
  if (ids.length === 0) return null
  return (
    <section className="rail__accounts" aria-label={text.rail.accounts}>
      <h2 className="rail__heading">{text.rail.accounts}</h2>
      <ul className="rail__list">
        {ids.map((id) => (
          <AccountItem key={id} id={id} />
        ))}
      </ul>
    </section>
  )
}

function AccountItem({ id }: { id: AccountId }) {
  const account = useApp((state) => state.accounts.get(id))
  const shop = useApp((state) => (account ? state.shops.get(account.shopId) : undefined))
  const isCurrent = useApp(({ screen, list }) => screen === 'inbox' && list.accountId === id && list.query === '')
  const showView = useApp((state) => state.showView)
  const summary = useAccountSummary(account)
  if (!account) return null
  return (
    <li>
      <button
        type="button"
        className="rail__item rail__item--account"
        aria-current={isCurrent ? 'page' : undefined}
        title={summary}
        onClick={() => showView('todo', id)}
      >
        <span className="shop-dot" style={{ background: shop?.color }} aria-hidden />
        {account.channel !== 'mail' && <ChannelMark channel={account.channel} />}
        <span className="rail__label">
          {account.channel === 'mail' ? (shop?.name ?? account.address) : account.address}
        </span>
        <StateIcon state={account.state} />
        {account.todoCount > 0 && <RailCount count={account.todoCount} />}
        {account.progress && (
          <progress className="rail__progress" value={account.progress.done} max={account.progress.total} />
        )}
      </button>
      <Missing count={account.missingCount} />
    </li>
  )
}

/** The server counts otherwise than we do: said while it is being mended, so that nobody trusts a list with a hole. */
function Missing({ count }: { count: number | null }) {
  const { rail } = useText()
  if (count === null || count === 0) return null
  return (
    <output className="rail__missing" title={rail.missing(count)}>
      <RefreshCw size={12} aria-hidden /> <span>{rail.missing(count)}</span>
    </output>
  )
}

function useAccountSummary(account: AccountInfo | undefined) {
  const i18n = useI18n()
  const now = useMinute()
  if (!account) return ''
  const { rail, accountState } = i18n.text
  const last = account.lastSuccessAt
  const lines = [
    account.address,
    i18n.reason(account.errorReason)?.what ?? accountState[account.state],
    account.missingCount !== null && account.missingCount > 0 ? rail.missing(account.missingCount) : '',
    account.progress ? rail.progress(account.progress.done, account.progress.total) : '',
    last === null ? rail.neverSynced : rail.lastSuccess(i18n.shortMoment(last, now)),
  ]
  return lines.filter(Boolean).join('\n')
}

function StateIcon({ state }: { state: AccountInfo['state'] }) {
  const label = useText().accountState[state]
  if (state === 'idle') return null
  if (state === 'paused') return <CirclePause size={14} aria-label={label} />
  if (state === 'offline') return <WifiOff size={14} aria-label={label} />
  if (state === 'connecting' || state === 'reading')
    return <LoaderCircle size={14} className="spin" aria-label={label} />
  return <CircleAlert size={14} className="is-danger" aria-label={label} />
}
