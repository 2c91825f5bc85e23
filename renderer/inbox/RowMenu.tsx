import { useRef } from 'react'
import { Menu, MenuItem, Popover } from 'react-aria-components'
import type { TicketId } from '../../preload/domain.ts'
import { focusReply } from '../frame/focus.ts'
import { useSnoozeItems } from '../later/SnoozeButton.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import { copyText } from '../ui/copy-text.ts'

export type MenuPlace = { id: TicketId; x: number; y: number }

/** What can be done with one ticket, where the mouse or the row is. */
export function RowMenu({ place, onClose }: { place: MenuPlace; onClose: () => void }) {
  const anchor = useRef<HTMLSpanElement>(null)
  const { ticket: words, list } = useText()
  const ticket = useApp((state) => state.rows.get(place.id))
  const isPicked = useApp((state) => state.selected.has(place.id))
  const { openTicket, closeTickets, closeFor, reopenTickets, setKind, toggleSelected, openDialog } = useActions()
  const snoozeItems = useSnoozeItems(ticket)
  if (!ticket) return null
  const { id } = place
  const isResolved = ticket.status === 'resolved'
  const isTicket = ticket.kind === 'ticket'

  async function reply() {
    await openTicket(id)
    focusReply()
  }
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: place.x, top: place.y }} aria-hidden />
      <Popover
        className="popover"
        aria-label={ticket.subject}
        triggerRef={anchor}
        isOpen
        onOpenChange={onClose}
        placement="bottom start"
        offset={2}
      >
        {/* A menu that opens takes the keyboard; without a trigger of its own it has to be told. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Menu className="menu" aria-label={ticket.subject} onClose={onClose} autoFocus="first">
          <MenuItem onAction={() => void openTicket(id)}>{list.openMenu}</MenuItem>
          <MenuItem onAction={() => void reply()}>{words.reply}</MenuItem>
          {isTicket && !isResolved && <MenuItem onAction={() => closeTickets([id])}>{words.resolve}</MenuItem>}
          {isTicket && !isResolved && (
            <MenuItem onAction={() => void closeFor([id], 'no-reply-needed')}>{words.resolveWithoutReply}</MenuItem>
          )}
          {snoozeItems}
          {isTicket && isResolved && <MenuItem onAction={() => void reopenTickets([id])}>{words.reopen}</MenuItem>}
          <MenuItem onAction={() => void setKind(id, isTicket ? 'notice' : 'ticket')}>
            {isTicket ? words.toNotice : words.toTicket}
          </MenuItem>
          <MenuItem onAction={() => openDialog({ type: 'merge-into', from: [id] })}>{words.mergeInto}</MenuItem>
          <MenuItem onAction={() => toggleSelected(id)}>{isPicked ? list.unpick : list.pick}</MenuItem>
          <MenuItem onAction={() => copyText(`#${id}`)}>{words.copyNumber}</MenuItem>
        </Menu>
      </Popover>
    </>
  )
}
