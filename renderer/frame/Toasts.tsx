import { CircleAlert, Undo2, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useApp, useI18n, useText } from '../store/context.ts'
import type { Toast } from '../store/toasts.ts'

export function Toasts() {
  const text = useText()
  const toasts = useApp((state) => state.toasts)
  return (
    <section className="toasts" aria-label={text.toasts.label} aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const i18n = useI18n()
  const { common } = i18n.text
  const close = useApp((state) => state.closeToast)
  const problem = toast.error && i18n.problem(toast.error)
  function undo() {
    close(toast.id)
    toast.undo?.()
  }
  return (
    <div className="toast" data-problem={toast.isProblem || undefined} role={toast.isProblem ? 'alert' : undefined}>
      {toast.isProblem && <CircleAlert size={16} aria-hidden />}
      <div className="toast__text">
        {problem ? (
          <>
            <strong>{problem.what}</strong>
            <p>{problem.means}</p>
            <p>{problem.next}</p>
          </>
        ) : (
          toast.text
        )}
        {toast.until !== null && <Countdown until={toast.until} />}
      </div>
      <div className="toast__buttons">
        {toast.action && (
          <button type="button" className="button button--quiet" onClick={toast.action.run}>
            {toast.action.label}
          </button>
        )}
        {toast.undo && (
          <button type="button" className="button button--quiet" onClick={undo}>
            <Undo2 size={14} aria-hidden /> {common.undo}
          </button>
        )}
        <button type="button" className="icon-button" aria-label={common.close} onClick={() => close(toast.id)}>
          <X size={14} aria-hidden />
        </button>
      </div>
    </div>
  )
}

/** Drawn by itself each second, so that a screen reader is not told of every one of them. */
function Countdown({ until }: { until: number }) {
  const { later } = useText()
  const [left, setLeft] = useState(() => secondsUntil(until))
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsUntil(until)), 250)
    return () => clearInterval(timer)
  }, [until])
  return (
    <small className="toast__left" aria-hidden>
      {later.secondsLeft(left)}
    </small>
  )
}

const secondsUntil = (until: number) => Math.max(0, Math.ceil((until - Date.now()) / 1000))
