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
    // Not a control: it only looks at a key on its way to the field.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="enter-form" noValidate onSubmit={submit} onKeyDown={keepFromSubmitting}>
      {children}
    </form>
  )
}
