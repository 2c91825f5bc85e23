import { Check, EllipsisVertical, PanelRight, RotateCcw } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import type { TicketId, TicketSummary } from '../../preload/domain.ts'
import { SnoozeButton, useSnoozeItems } from '../later/SnoozeButton.tsx'
import { SnoozeFact } from '../later/SnoozeChip.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import { HeadWork } from '../people/HeadWork.tsx'
import { Marked } from '../ui/Marked.tsx'
import { copyText } from '../ui/copy-text.ts'
import { senderOf } from './NoticeBar.tsx'
import { OrderChip } from './OrderChip.tsx'
import { SetDeadline } from './SetDeadline.tsx'
import { WhyDeadline } from './WhyDeadline.tsx'

/** Drawn from the row of the list at once, before the conversation has been read. */
export function TicketHead({ id }: { id: TicketId }) {
  const text = useText()
  const ticket = useApp((state) => state.rows.get(id))
  const shop = useApp((state) => (ticket ? state.shops.get(ticket.shopId) : undefined))
  if (!ticket) return <header className="ticket-head" />
  return (
    <header className="ticket-head" style={{ borderTopColor: shop?.color }}>
      <div className="ticket-head__title">
        <h2 title={ticket.subject}>
          <Subject ticket={ticket} />
        </h2>
        <Actions ticket={ticket} />
      </div>
      <div className="ticket-head__facts">
        <span className="status" data-status={ticket.status}>
          {ticket.kind === 'notice' ? text.views.notices : text.status[ticket.status]}
        </span>
        <SnoozeFact ticket={ticket} />
        <WhyDeadline ticket={ticket} />
        <SetDeadline ticket={ticket} />
        <span className="ticket-head__number">{text.common.ticketNumber(id)}</span>
        <span className="ticket-head__shop">{shop?.name}</span>
        {ticket.orderNumbers.map((order) => (
          <OrderChip key={order} order={order} />
        ))}
      </div>
      <HeadWork ticket={ticket} />
    </header>
  )
}

function Subject({ ticket: { id, subject } }: { ticket: TicketSummary }) {
  const { common } = useText()
  const hit = useApp(({ list }) => list.found?.hits.get(id))
  return subject === '' ? common.noSubject : <Marked text={subject} marks={hit?.subjectMarks ?? []} />
}

function Actions({ ticket }: { ticket: TicketSummary }) {
  const text = useText()
  const { closeTickets, reopenTickets } = useActions()
  const { id, status, kind } = ticket
  return (
    <div className="ticket-head__actions">
      {kind === 'ticket' && status === 'resolved' && (
        <button type="button" className="button" onClick={() => void reopenTickets([id])}>
          <RotateCcw size={15} aria-hidden /> {text.ticket.reopen}
        </button>
      )}
      {kind === 'ticket' && status !== 'resolved' && (
        <button type="button" className="button" onClick={() => closeTickets([id])}>
          <Check size={15} aria-hidden /> {text.ticket.resolve}
        </button>
      )}
      <SnoozeButton ticket={ticket} />
      <PanelButton />
      <MoreMenu ticket={ticket} />
    </div>
  )
}

function PanelButton() {
  const text = useText()
  const isOpen = useApp((state) => state.isCustomerPanelOpen)
  const toggle = useApp((state) => state.toggleCustomerPanel)
  const label = isOpen ? text.ticket.hidePanel : text.ticket.showPanel
  return (
    <button
      type="button"
      className="icon-button panel-button"
      aria-label={label}
      title={label}
      aria-pressed={isOpen}
      onClick={toggle}
    >
      <PanelRight size={16} aria-hidden />
    </button>
  )
}

function MoreMenu({ ticket }: { ticket: TicketSummary }) {
  const text = useText()
  const { closeFor, setKind, learnRule, openDialog, exportHistory, setPrinting } = useActions()
  const sender = useApp(({ detail }) => (detail?.ticket.id === ticket.id ? senderOf(detail) : null))
  const { id, status, kind } = ticket
  const snoozeItems = useSnoozeItems(ticket)
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label={text.common.more}>
        <EllipsisVertical size={16} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu">
          {kind === 'ticket' && status !== 'resolved' && (
            <MenuItem onAction={() => void closeFor([id], 'no-reply-needed')}>
              {text.ticket.resolveWithoutReply}
            </MenuItem>
          )}
          {snoozeItems}
          <MenuItem onAction={() => void setKind(id, kind === 'ticket' ? 'notice' : 'ticket')}>
            {kind === 'ticket' ? text.ticket.toNotice : text.ticket.toTicket}
          </MenuItem>
          {sender !== null && (
            <MenuItem onAction={() => void learnRule(id, kind === 'ticket' ? 'notice' : 'ticket')}>
              <span className="menu__two">
                {kind === 'ticket' ? text.ticket.alwaysNotice : text.ticket.alwaysTicket}
                <small>{text.ticket.whatMatches(sender)}</small>
              </span>
            </MenuItem>
          )}
          <MenuItem onAction={() => openDialog({ type: 'merge-into', from: [id] })}>{text.ticket.mergeInto}</MenuItem>
          <MenuItem onAction={() => void exportHistory(id)}>{text.work.exportHistory}</MenuItem>
          <MenuItem onAction={() => copyText(`#${id}`)}>{text.ticket.copyNumber}</MenuItem>
          <MenuItem onAction={() => copyText(`madoguchi://ticket/${id}`)}>{text.ticket.copyLink}</MenuItem>
          <MenuItem onAction={() => setPrinting(true)}>{text.commands.names.print}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
