import { useEffect, useRef, type ReactNode } from 'react'
import type { AppError } from '../../preload/errors.ts'
import { useText } from '../store/context.ts'
import { EnterForm } from './EnterForm.tsx'
import { ProblemLines } from './ProblemLines.tsx'

type Props = {
  title: string
  hint: string
  /** What the main button says. */
  next: string
  error: AppError | null
  onNext: () => void
  /** Null: there is nothing to skip. */
  onSkip: (() => void) | null
  children: ReactNode
}

/** A page of what is good to know now and can wait as well: Enter goes on with what is proposed. */
export function SkippableStep({ title, hint, next, error, onNext, onSkip, children }: Props) {
  const { mailSetup: words } = useText()
  const main = useRef<HTMLButtonElement>(null)
  useEffect(() => main.current?.focus(), [])
  return (
    <div className="step">
      <EnterForm onSubmit={onNext}>
        <div className="step__body">
          <h1>{title}</h1>
          <p className="step__hint">{hint}</p>
          {children}
          {error && <ProblemLines error={error} />}
        </div>
        <div className="step__foot">
          {onSkip && (
            <button type="button" className="button" onClick={onSkip}>
              {words.skip}
            </button>
          )}
          <button ref={main} type="submit" className="button button--primary">
            {next}
          </button>
        </div>
      </EnterForm>
    </div>
  )
}
