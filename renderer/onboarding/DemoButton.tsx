import { useState } from 'react'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { useAppStore, useText } from '../store/context.ts'
import { ProblemLines } from './ProblemLines.tsx'

type Props = { className: string; hint: string }

/** Opens the demo shop beside this window. */
export function DemoButton({ className, hint }: Props) {
  const { onboarding } = useText()
  const { api } = useAppStore()
  const [state, setState] = useState<'idle' | 'opening' | 'opened' | AppError>('idle')
  async function open() {
    setState('opening')
    try {
      await api.call('app.startDemo', {})
      setState('opened')
    } catch (error) {
      setState(toAppError(error))
    }
  }
  return (
    <>
      <button
        type="button"
        className={className}
        disabled={state === 'opening'}
        aria-describedby="demo-hint"
        onClick={() => void open()}
      >
        {onboarding.demo}
      </button>
      <p id="demo-hint" className="welcome__hint" aria-live="polite">
        {state === 'opened' ? onboarding.demoOpened : hint}
      </p>
      {typeof state === 'object' && <ProblemLines error={state} />}
    </>
  )
}
