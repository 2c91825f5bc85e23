import { CircleAlert } from 'lucide-react'
import type { AppError } from '../../preload/errors.ts'
import { useI18n } from '../store/context.ts'

/** A failure in three parts, in the place where it happened. */
export function ProblemLines({ error }: { error: AppError }) {
  const { what, means, next } = useI18n().problem(error)
  return (
    <div className="problem-lines" role="alert">
      <CircleAlert size={16} aria-hidden />
      <div>
        <strong>{what}</strong>
        <p>{means}</p>
        <p>{next}</p>
      </div>
    </div>
  )
}
