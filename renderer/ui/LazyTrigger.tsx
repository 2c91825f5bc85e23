import { useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'

type Open = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }
type Props = {
  label: string
  icon: ReactNode
  opens: 'menu' | 'dialog'
  /** The trigger, its button with `ref={focusFirst}`, and what it opens. */
  children: (open: Open) => ReactNode
}

/** What opens gives the keyboard back to where it was: to the button that has taken the place of the plain one. */
export const focusFirst = (button: HTMLButtonElement | null) => button?.focus()

/**
 * A plain button that becomes the real trigger when it is first pressed. In a conversation of 200 messages there are 400 of
 * them, which cost most of the time it takes to open it, and hardly one is ever pressed.
 */
export function LazyTrigger({ label, icon, opens, children }: Props) {
  const [isLive, setLive] = useState(false)
  const [isOpen, setOpen] = useState(false)

  function press() {
    flushSync(() => setLive(true))
    setOpen(true)
  }
  if (isLive) return children({ isOpen, onOpenChange: setOpen })
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      aria-haspopup={opens}
      aria-expanded={false}
      onClick={press}
    >
      {icon}
    </button>
  )
}
