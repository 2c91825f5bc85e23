import type { KeyboardEvent, ReactNode, SubmitEvent } from 'react'
import { isConverting } from '../ui/ime.ts'

/** Enter in a field does what the main button does, but never while an IME converts. */
export function EnterForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    onSubmit()
  }
  function keepFromSubmitting(event: KeyboardEvent) {
    if (event.key === 'Enter' && isConverting(event)) event.preventDefault()
  }
  return (
    <form className="enter-form" noValidate onSubmit={submit} onKeyDown={keepFromSubmitting}>
      {children}
    </form>
  )
}
