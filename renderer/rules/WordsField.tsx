import { useId, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { isConverting } from '../ui/ime.ts'
import { Chip } from './PickMany.tsx'

const MOST = 100
/** Between words in a list that was typed or pasted; a comma inside a number is none. */
const BETWEEN = /[、，;；\n\t]|,(?!\d)/

type Props = {
  label: string
  placeholder: string
  hint: string
  maxLength: number
  values: readonly string[]
  faultId: string | undefined
  onChange: (values: string[]) => void
}

/**
 * Words as chips. Enter makes a chip of what was typed, which counts before that too, so that nothing typed is left out. An
 * Enter that ends a conversion makes none, nor does leaving the field: the button that is being pressed would move away.
 */
export function WordsField({ label, placeholder, hint, maxLength, values, faultId, onChange }: Props) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [chips, setChips] = useState<readonly string[]>(values)

  function put(nextChips: readonly string[], nextTyped: string) {
    setChips(nextChips)
    setTyped(nextTyped)
    onChange(unique([...nextChips, ...nextTyped.split(BETWEEN)], maxLength))
  }
  const commit = (text = typed) => put(unique([...chips, ...text.split(BETWEEN)], maxLength), '')

  function onKeyDown(event: KeyboardEvent) {
    if (isConverting(event)) return
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      if (typed.trim() !== '') commit()
    }
    if (event.key === 'Backspace' && typed === '' && chips.length > 0) put(chips.slice(0, -1), '')
  }
  function onPaste(event: ClipboardEvent) {
    const text = event.clipboardData.getData('text/plain')
    if (!BETWEEN.test(text.trim())) return
    event.preventDefault()
    commit(`${typed}${text}`)
  }
  return (
    <span className="chips chips--words" data-invalid={faultId ? true : undefined}>
      {chips.map((chip) => (
        <Chip
          key={chip}
          label={chip}
          onRemove={() =>
            put(
              chips.filter((one) => one !== chip),
              typed,
            )
          }
        />
      ))}
      <input
        type="text"
        aria-label={label}
        aria-invalid={faultId ? true : undefined}
        aria-describedby={[faultId, `${id}-hint`].filter(Boolean).join(' ')}
        title={hint}
        maxLength={maxLength}
        placeholder={chips.length === 0 ? placeholder : ''}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => put(chips, event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <span id={`${id}-hint`} className="for-readers">
        {hint}
      </span>
    </span>
  )
}

function unique(words: readonly string[], maxLength: number) {
  const clean = words.map((word) => word.trim().slice(0, maxLength)).filter(Boolean)
  return [...new Set(clean)].slice(0, MOST)
}
