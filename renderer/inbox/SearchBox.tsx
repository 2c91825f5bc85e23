import { Search, X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { focusList, focusSearch } from '../frame/focus.ts'
import { useApp, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { useTypedQuery } from '../ui/use-typed-query.ts'
import { SearchHelp } from './SearchHelp.tsx'

export function SearchBox() {
  const text = useText()
  const query = useApp((state) => state.list.query)
  const search = useApp((state) => state.search)
  const { typed, setTyped, tellNow, inputProps } = useTypedQuery(query, search)
  const [shownQuery, setShownQuery] = useState(query)
  if (query !== shownQuery) {
    setShownQuery(query)
    // Somebody else changed the search. Our own comes back trimmed, and the space just typed must stay.
    if (query !== typed.trim()) setTyped(query)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isConverting(event)) return
    if (event.key === 'Enter' && typed.trim() !== query) tellNow(typed)
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault()
      return tellNow('')
    }
    if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault()
      focusList()
    }
  }
  function addField(name: string) {
    setTyped(typed === '' || typed.endsWith(' ') ? `${typed}${name}` : `${typed} ${name}`)
    // After the popover has given the keyboard back.
    requestAnimationFrame(focusSearch)
  }
  return (
    <search className="search">
      <Search size={16} aria-hidden />
      <input
        type="text"
        data-place="search"
        aria-label={text.list.searchLabel}
        placeholder={text.list.searchPlaceholder}
        onKeyDown={onKeyDown}
        {...inputProps}
      />
      {typed === '' ? (
        <kbd aria-hidden>/</kbd>
      ) : (
        <button type="button" className="icon-button" aria-label={text.list.clearSearch} onClick={() => tellNow('')}>
          <X size={14} aria-hidden />
        </button>
      )}
      <SearchHelp onField={addField} />
    </search>
  )
}
