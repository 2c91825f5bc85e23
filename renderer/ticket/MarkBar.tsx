import { ChevronDown, ChevronUp, Search } from 'lucide-react'
import { useEffect } from 'react'
import { useActions, useApp, useText } from '../store/context.ts'

/** Steps through what a search found in the open ticket. */
export function MarkBar() {
  const { ticket } = useText()
  const query = useApp((state) => state.list.query)
  const detail = useApp((state) => state.detail)
  const total = useApp((state) => state.markPlaces.length)
  const hasMarks = useApp((state) => state.hasMarks)
  const at = useApp((state) => state.markAt)
  const isHit = useApp(({ list, openId }) => openId !== null && (list.found?.hits.has(openId) ?? false))
  const { loadMarks, stepMark } = useActions()
  // Another search or another text has its hits elsewhere.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => void loadMarks(), [loadMarks, query, detail])
  useEffect(() => {
    if (at === null || total === 0) return
    document.querySelector('.conversation mark[data-current]')?.scrollIntoView({ block: 'center' })
  }, [at, total])
  // A ticket that was open before the search may have nothing to do with it.
  if (query === '' || (total === 0 && !isHit)) return null
  return (
    <div className="mark-bar" role="toolbar" aria-label={ticket.marksLabel}>
      <Search size={14} aria-hidden />
      {total === 0 ? (
        <span className="mark-bar__none">{hasMarks ? ticket.noMarks : query}</span>
      ) : (
        <>
          <span className="mark-bar__query">{query}</span>
          <span aria-live="polite">{ticket.marks((at ?? 0) + 1, total)}</span>
          <button type="button" className="button button--small" onClick={() => stepMark(-1)}>
            <ChevronUp size={14} aria-hidden /> {ticket.previousMark}
          </button>
          <button type="button" className="button button--small" onClick={() => stepMark(1)}>
            <ChevronDown size={14} aria-hidden /> {ticket.nextMark}
          </button>
        </>
      )}
    </div>
  )
}
