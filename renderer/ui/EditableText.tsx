import { useRef, useState, type KeyboardEvent } from 'react'
import { isConverting } from './ime.ts'

type Props = {
  label: string
  value: string
  /** What stands there while there is no text. */
  placeholder: string
  isMultiline?: boolean
  className?: string
  maxLength: number
  /** Never called with the text that was there before. */
  onSave: (value: string) => void
}

/**
 * Text that becomes a field when it is pressed. Leaving it keeps the text, and so does Enter in one line; Esc gives the old
 * text back. Enter and Esc that belong to an IME do neither.
 */
export function EditableText({
  label,
  value,
  placeholder,
  isMultiline = false,
  className = '',
  maxLength,
  onSave,
}: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  /** Esc takes the focus away too, and that must not save. */
  const isGivenUp = useRef(false)

  function leave() {
    const next = typed?.trim() ?? ''
    setTyped(null)
    if (!isGivenUp.current && next !== value) onSave(next)
    isGivenUp.current = false
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) {
    if (isConverting(event)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      isGivenUp.current = true
      event.currentTarget.blur()
    }
    if (event.key === 'Enter' && (!isMultiline || event.ctrlKey || event.metaKey)) event.currentTarget.blur()
  }
  if (typed === null) {
    return (
      <button
        type="button"
        className={`editable ${className}`}
        data-empty={value === '' || undefined}
        aria-label={`${label}: ${value || placeholder}`}
        onClick={() => setTyped(value)}
      >
        {value || placeholder}
      </button>
    )
  }
  const shared = {
    'aria-label': label,
    className: `text-input ${className}`,
    value: typed,
    maxLength,
    // It replaces what was pressed, so the keyboard belongs into it.
    autoFocus: true,
    onBlur: leave,
    onKeyDown,
  }
  if (isMultiline) return <textarea {...shared} rows={5} onChange={(event) => setTyped(event.target.value)} />
  return <input type="text" {...shared} onChange={(event) => setTyped(event.target.value)} />
}
