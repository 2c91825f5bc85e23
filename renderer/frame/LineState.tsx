import { CircleAlert, RefreshCw, WifiOff } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'

/** The state of the line in one sentence, and the button that tries again. */
export function LineState() {
  const text = useText()
  const isBusy = useApp(
    ({ isSyncAsked, accounts }) =>
      isSyncAsked || [...accounts.values()].some(({ state }) => state === 'reading' || state === 'connecting'),
  )
  const syncNow = useApp((state) => state.syncNow)
  return (
    <div className="line-state">
      <LineWords />
      <button type="button" className="rail__item" title={text.rail.sync} onClick={() => void syncNow(null)}>
        <RefreshCw size={16} className={isBusy ? 'spin' : undefined} aria-hidden />
        <span className="rail__label">{isBusy ? text.rail.syncing : text.rail.sync}</span>
      </button>
    </div>
  )
}

function LineWords() {
  const i18n = useI18n()
  const now = useMinute()
  const { rail } = i18n.text
  const [active, offline, broken, last, done, total] = useApp(
    useShallow(({ accounts }) => {
      const running = [...accounts.values()].filter((account) => !account.isPaused)
      return [
        running.length,
        running.filter(({ state }) => state === 'offline').length,
        running.filter(({ state }) => state === 'error' || state === 'needs-login').length,
        running.reduce((newest, account) => Math.max(newest, account.lastSuccessAt ?? 0), 0),
        running.reduce((sum, account) => sum + (account.progress?.done ?? 0), 0),
        running.reduce((sum, account) => sum + (account.progress?.total ?? 0), 0),
      ]
    }),
  ) as [number, number, number, number, number, number]

  const when = last > 0 ? rail.lastSuccess(i18n.shortMoment(last, now)) : rail.neverSynced
  if (active === 0) return null
  return (
    <div className="line-state__words" aria-live="polite">
      {broken > 0 && (
        <p className="is-danger" title={rail.trouble(broken)}>
          <CircleAlert size={14} aria-hidden /> <span>{rail.trouble(broken)}</span>
        </p>
      )}
      {offline === active && (
        <p className="is-warning" title={rail.offline}>
          <WifiOff size={14} aria-hidden /> <span>{rail.offline}</span>
        </p>
      )}
      {total > 0 ? <p>{rail.progress(done, total)}</p> : <p>{when}</p>}
    </div>
  )
}
