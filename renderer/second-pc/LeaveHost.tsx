import { useState } from 'react'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { useAppStore, useText } from '../store/context.ts'

/** The way back to a shop of this PC alone: said first, done at the second press. */
export function LeaveHost() {
  const { secondPc: words, common } = useText()
  const { api } = useAppStore()
  const [isAsked, setAsked] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const leave = () => api.call('secondPc.leave', {}).catch((problem: unknown) => setError(toAppError(problem)))
  return (
    <>
      {isAsked && <p role="alert">{words.leaveHint}</p>}
      {error && <ProblemLines error={error} />}
      <div className="composer-note__buttons">
        {isAsked && (
          <button type="button" className="button" onClick={() => setAsked(false)}>
            {common.cancel}
          </button>
        )}
        <button type="button" className="button" onClick={() => (isAsked ? void leave() : setAsked(true))}>
          {isAsked ? words.leaveSure : words.leave}
        </button>
      </div>
    </>
  )
}
