import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { focusList } from '../frame/focus.ts'
import { useApp, useText } from '../store/context.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { TicketList } from './TicketList.tsx'

const SEARCH_AFTER_MS = 200

export function ListPane() {
  const text = useText()
  return (
    <section className="list-pane" aria-label={text.list.label}>
      <SearchBox />
      <ListHead />
      <ListBody />
    </section>
  )
}

/** Searches a moment after the last key. Half-converted kana are no query, so it waits for the IME. */
function SearchBox() {
  const text = useText()
  const query = useApp((state) => state.list.query)
  const search = useApp((state) => state.search)
  const [typed, setTyped] = useState(query)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isConverting = useRef(false)
  const [shownQuery, setShownQuery] = useState(query)
  if (query !== shownQuery) {
    setShownQuery(query)
    // Somebody else changed the search. Our own comes back trimmed, and the space just typed must stay.
    if (query !== typed.trim()) setTyped(query)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  function searchSoon(value: string) {
    clearTimeout(timer.current)
    if (!isConverting.current) timer.current = setTimeout(() => search(value), SEARCH_AFTER_MS)
  }
  function clear() {
    clearTimeout(timer.current)
    setTyped('')
    if (query !== '') search('')
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') clear()
    if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault()
      focusList()
    }
  }
  return (
    <search className="search">
      <Search size={16} aria-hidden />
      <input
        type="text"
        data-place="search"
        aria-label={text.list.searchLabel}
        placeholder={text.list.searchPlaceholder}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          searchSoon(event.target.value)
        }}
        onCompositionStart={() => {
          isConverting.current = true
        }}
        onCompositionEnd={(event) => {
          isConverting.current = false
          searchSoon(event.currentTarget.value)
        }}
        onKeyDown={onKeyDown}
      />
      {typed === '' ? (
        <kbd aria-hidden>/</kbd>
      ) : (
        <button type="button" className="icon-button" aria-label={text.list.clearSearch} onClick={clear}>
          <X size={14} aria-hidden />
        </button>
      )}
    </search>
  )
}

function ListHead() {
  const text = useText()
  const { view, query, total, accountId, state } = useApp((app) => app.list)
  const account = useApp((app) => (accountId === null ? undefined : app.accounts.get(accountId)))
  const shopName = useApp((app) => (account ? app.shops.get(account.shopId)?.name : undefined))
  const title = query === '' ? text.views[view] : text.list.searchResult(total)
  return (
    <header className="list-head">
      <h1>
        {shopName !== undefined && query === '' && <span className="list-head__shop">{shopName}</span>}
        {title}
      </h1>
      {state === 'ready' && query === '' && <span className="list-head__count">{text.common.count(total)}</span>}
    </header>
  )
}

function ListBody() {
  const text = useText()
  const state = useApp(({ list }) => list.state)
  const error = useApp(({ list }) => list.error)
  const isEmpty = useApp(({ list }) => list.ids.length === 0)
  const empty = useApp(({ list }) => (list.query === '' ? list.view : 'search'))
  const reload = useApp((app) => app.reloadList)
  if (state === 'failed' && error) return <ProblemNote error={error} onRetry={() => void reload()} />
  if (!isEmpty) return <TicketList />
  if (state === 'loading') return <ListSkeleton label={text.common.loading} />
  return <EmptyNote {...text.list.empty[empty]} />
}

function ListSkeleton({ label }: { label: string }) {
  return (
    <div className="list-skeleton" aria-busy="true" aria-label={label}>
      {[72, 54, 63, 48, 70, 58].map((width) => (
        <div key={width} className="list-skeleton__row">
          <span style={{ width: `${width / 2}%` }} />
          <span style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  )
}
