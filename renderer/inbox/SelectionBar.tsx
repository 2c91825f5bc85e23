import { X } from 'lucide-react'
import type { TicketId } from '../../preload/domain.ts'
import { SnoozeSelected } from '../later/SnoozeButton.tsx'
import { useApp, useText } from '../store/context.ts'

/** What can be done with the rows that were selected. Appears with the first of them. */
export function SelectionBar() {
  const { list, ticket, common } = useText()
  const selected = useApp((state) => state.selected)
  const { mergeTickets, closeTickets, clearSelected, openDialog } = useApp((state) => state)
  if (selected.size === 0) return null
  const ids = [...selected]

  // The customer knows the oldest number.
  const oldest = Math.min(...ids) as TicketId
  const merge = () =>
    ids.length === 1 ? openDialog({ type: 'merge-into', from: ids }) : void mergeTickets(ids, oldest)
  function resolve() {
    clearSelected()
    closeTickets(ids)
  }
  return (
    <div className="selection-bar" role="toolbar" aria-label={list.selection(ids.length)}>
      <span aria-live="polite">{list.selection(ids.length)}</span>
      <button type="button" className="button button--small button--primary" onClick={merge}>
        {ids.length === 1 ? ticket.mergeInto : list.mergeSelected}
      </button>
      <button type="button" className="button button--small" onClick={resolve}>
        {ticket.resolve}
      </button>
      <SnoozeSelected ids={ids} />
      <button
        type="button"
        className="icon-button"
        aria-label={list.clearSelection}
        title={common.cancel}
        onClick={clearSelected}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  )
}
