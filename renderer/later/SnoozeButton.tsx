import { Moon } from 'lucide-react'
import { MenuItem } from 'react-aria-components'
import type { TicketId, TicketSummary } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'

const canSnooze = ({ kind, status }: TicketSummary) => kind === 'ticket' && status !== 'resolved'

/** In the head of a ticket. */
export function SnoozeButton({ ticket }: { ticket: TicketSummary }) {
  const { later } = useText()
  const openDialog = useApp((state) => state.openDialog)
  if (!canSnooze(ticket)) return null
  return (
    <button
      type="button"
      className="button"
      title={later.snoozeHint}
      onClick={() => openDialog({ type: 'later', purpose: 'snooze', ids: [ticket.id] })}
    >
      <Moon size={15} aria-hidden /> {later.snooze}
    </button>
  )
}

/** In the menu of a row and of the head. A function, because a menu takes its items only as its own children. */
export function useSnoozeItems(ticket: TicketSummary | undefined) {
  const { later } = useText()
  const { openDialog, unsnoozeTickets } = useActions()
  if (!ticket || !canSnooze(ticket)) return null
  const { id, isSnoozed, isReturned } = ticket
  return (
    <>
      <MenuItem onAction={() => openDialog({ type: 'later', purpose: 'snooze', ids: [id] })}>{later.snooze}</MenuItem>
      {(isSnoozed || isReturned) && (
        <MenuItem onAction={() => void unsnoozeTickets([id])}>{isSnoozed ? later.end : later.putBack}</MenuItem>
      )}
    </>
  )
}

/** For the rows that were selected. */
export function SnoozeSelected({ ids }: { ids: TicketId[] }) {
  const { later } = useText()
  const openDialog = useApp((state) => state.openDialog)
  return (
    <button
      type="button"
      className="button button--small"
      onClick={() => openDialog({ type: 'later', purpose: 'snooze', ids })}
    >
      {later.snooze}
    </button>
  )
}
