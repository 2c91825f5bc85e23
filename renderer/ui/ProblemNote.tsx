import { CircleAlert } from 'lucide-react'
import type { AppError } from '../../preload/errors.ts'
import { useI18n } from '../store/context.ts'

/** A failure in three parts: what happened, what it means for the mail, what to do. */
export function ProblemNote({ error, onRetry }: { error: AppError; onRetry?: () => void }) {
  const i18n = useI18n()
  const { what, means, next } = i18n.problem(error)
  return (
    <div className="problem-note" role="alert">
      <CircleAlert size={20} aria-hidden />
      <strong>{what}</strong>
      <p>{means}</p>
      <p>{next}</p>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {i18n.text.common.retry}
        </button>
      )}
    </div>
  )
}
