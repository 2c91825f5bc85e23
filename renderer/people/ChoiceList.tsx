import { useId, useState, type KeyboardEvent } from 'react'
import { isConverting } from '../ui/ime.ts'

export type Option = { key: string; label: string; group: string | null; digit?: string; isCurrent?: boolean }
type Props = {
  label: string
  options: readonly Option[]
  none: string
  onChoose: (key: string) => void
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** A field to search in and what is left of the options below it: arrows walk, Enter takes, a digit takes at once. */
export function ChoiceList({ label, options, none, onChoose }: Props) {
  const id = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const words = fold(query).split(/\s+/).filter(Boolean)
  const found = options.filter((option) => {
    const text = fold(`${option.label} ${option.group ?? ''}`)
    return words.every((word) => text.includes(word))
  })
  const place = Math.min(at, found.length - 1)

  function onKeyDown(event: KeyboardEvent) {
    if (isConverting(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(found.length - 1, place + step)))
    }
    const byDigit = query === '' ? found.find(({ digit }) => digit === event.key) : undefined
    const chosen = event.key === 'Enter' ? found[place] : byDigit
    if (!chosen) return
    event.preventDefault()
    onChoose(chosen.key)
  }
  return (
    <>
      <input
        type="text"
        className="text-input choice-list__search"
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={place >= 0 ? `${id}-${place}` : undefined}
        aria-label={label}
        placeholder={label}
        value={query}
        // The one thing to do here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p className="list-dialog__none">{none}</p>}
      {/* The field holds the focus and takes the keys (aria-activedescendant). */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div id={`${id}-list`} className="choice-list" role="listbox" aria-label={label}>
        {found.map((option, index) => (
          <div key={option.key}>
            {option.group !== null && option.group !== found[index - 1]?.group && (
              <p className="choice-list__group" aria-hidden>
                {option.group}
              </p>
            )}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
            <div
              id={`${id}-${index}`}
              ref={(row) => {
                if (index === place) row?.scrollIntoView?.({ block: 'nearest' })
              }}
              className="choice-list__option"
              // A native option cannot carry a key.
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="option"
              aria-selected={index === place}
              data-current={option.isCurrent || undefined}
              onClick={() => onChoose(option.key)}
            >
              <span>{option.label}</span>
              {option.digit !== undefined && <kbd>{option.digit}</kbd>}
            </div>
          </div>
        ))}
      </div>
    </>
  )
}
