import { Mails, X } from 'lucide-react'
import type { TicketId } from '../../preload/domain.ts'
import { SnoozeSelected } from '../later/SnoozeButton.tsx'
import { presentStaff } from '../store/people.ts'
import { useActions, useApp, useText } from '../store/context.ts'

/** What can be done with the rows that were selected. Appears with the first of them. */
export function SelectionBar() {
  const { list, ticket, common, many, work, groups } = useText()
  const selected = useApp((state) => state.selected)
  const rows = useApp((state) => state.rows)
  const hasColleagues = useApp((state) => presentStaff(state.staff).length > 1)
  const { mergeTickets, closeTickets, clearSelected, openDialog, startMany } = useActions()
  if (selected.size === 0) return null
  const ids = [...selected]
  // Nobody answers a notice, and it is nobody's to sort.
  const tickets = ids.filter((id) => rows.get(id)?.kind !== 'notice')

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
      <button
        type="button"
        className="icon-button"
        aria-label={list.clearSelection}
        title={common.cancel}
        onClick={clearSelected}
      >
        <X size={14} aria-hidden />
      </button>
      <div className="selection-bar__deeds">
        {tickets.length > 0 && (
          <button
            type="button"
            className="button button--small button--primary"
            title={many.hint}
            onClick={() => startMany(tickets)}
          >
            <Mails size={13} aria-hidden /> {many.selected}
          </button>
        )}
        <button type="button" className="button button--small" onClick={resolve}>
          {ticket.resolve}
        </button>
        <SnoozeSelected ids={ids} />
        {tickets.length > 0 && hasColleagues && (
          <button
            type="button"
            className="button button--small"
            onClick={() => openDialog({ type: 'assign', ids: tickets })}
          >
            {work.assignee}
          </button>
        )}
        {tickets.length > 0 && (
          <button
            type="button"
            className="button button--small"
            onClick={() => openDialog({ type: 'category', ids: tickets })}
          >
            {work.category}
          </button>
        )}
        {tickets.length > 0 && (
          <button
            type="button"
            className="button button--small"
            title={groups.addHint}
            onClick={() => openDialog({ type: 'group', ids: tickets })}
          >
            {groups.add}
          </button>
        )}
        <button type="button" className="button button--small" onClick={merge}>
          {ids.length === 1 ? ticket.mergeInto : list.mergeSelected}
        </button>
      </div>
    </div>
  )
}
