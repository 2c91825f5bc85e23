import { Paperclip, SquareCheck } from 'lucide-react'
import { memo } from 'react'
import type { TicketId, TicketSummary } from '../../preload/domain.ts'
import { HoldTag } from '../holds/HoldTag.tsx'
import { SnoozeChip } from '../later/SnoozeChip.tsx'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'
import type { Hit } from '../store/tickets.ts'
import { ChannelMark } from '../networks/ChannelMark.tsx'
import { isCrowded, RowCategory, RowWork } from '../people/RowWork.tsx'
import { useStaff } from '../people/StaffMark.tsx'
import { CustomerMarkTag } from '../ui/CustomerMarkTag.tsx'
import { Marked } from '../ui/Marked.tsx'
import { DueChip } from './DueChip.tsx'
import type { MenuPlace } from './RowMenu.tsx'

type Props = {
  id: TicketId
  position: number
  total: number
  isOpen: boolean
  isCursor: boolean
  onSelect: (id: TicketId) => void
  onMenu: (place: MenuPlace) => void
}

export const rowId = (id: TicketId) => `ticket-row-${id}`

/** One line of the list. Takes an id and reads its own ticket, so a change redraws one row and not the list. */
export const TicketRow = memo(function TicketRow({ id, position, total, isOpen, isCursor, onSelect, onMenu }: Props) {
  const ticket = useApp((state) => state.rows.get(id))
  const color = useApp((state) => (ticket ? state.shops.get(ticket.shopId)?.color : undefined))
  const hit = useApp(({ list }) => list.found?.hits.get(id))
  const isPicked = useApp((state) => state.selected.has(id))
  const toggleSelected = useApp((state) => state.toggleSelected)
  const text = useText()
  if (!ticket) return null
  const order = ticket.orderNumbers[0]
  // A post has no subject but its own beginning, which would stand there twice.
  const isPost = ticket.channel !== 'mail' && ticket.excerpt.startsWith(ticket.subject)
  const title = isPost ? ticket.excerpt : ticket.subject || text.common.noSubject
  const isOurTurn = ticket.kind === 'ticket' && (ticket.status === 'new' || ticket.status === 'open')
  return (
    // The list holds the focus and takes the keys (aria-activedescendant).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={rowId(id)}
      className="ticket-row"
      // A native option cannot hold two lines.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      aria-selected={isOpen}
      aria-checked={isPicked || undefined}
      aria-posinset={position}
      aria-setsize={total}
      data-picked={isPicked || undefined}
      data-cursor={isCursor || undefined}
      data-our-turn={isOurTurn || undefined}
      data-unseen={!ticket.isSeen || undefined}
      style={{ borderLeftColor: color }}
      onClick={(event) => (event.ctrlKey || event.metaKey ? toggleSelected(id) : onSelect(id))}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu({ id, x: event.clientX, y: event.clientY })
      }}
    >
      <div className="ticket-row__line">
        {isPicked ? (
          <SquareCheck size={14} className="ticket-row__picked" aria-hidden />
        ) : (
          <ChannelMark channel={ticket.channel} className="ticket-row__channel" />
        )}
        {!ticket.isSeen && (
          <span className="ticket-row__unseen">
            <span className="for-readers">{text.list.unread}</span>
          </span>
        )}
        <span className="ticket-row__customer">{ticket.customerName || text.common.noName}</span>
        <CustomerMarkTag mark={ticket.customerMark} isShort={hasStateTag(ticket)} />
        <StateTag ticket={ticket} />
        <RowWork ticket={ticket} />
        <RowTime ticket={ticket} />
      </div>
      <div className="ticket-row__line">
        {!hit && <HoldTag ticket={ticket} />}
        {hit ? (
          <HitText hit={hit} subject={ticket.subject || text.common.noSubject} />
        ) : (
          <span className="ticket-row__text">
            {title}
            {title !== ticket.excerpt && <span className="ticket-row__excerpt">{ticket.excerpt}</span>}
          </span>
        )}
        <RowCategory category={ticket.category} />
        {ticket.hasAttachments && (
          <Paperclip size={13} className="ticket-row__clip" aria-label={text.list.attachment} />
        )}
        {order !== undefined && !(hit && hit.marks.length > 0) && (
          <span className="order-chip" title={order}>
            {shortOrder(order, isCrowded(ticket))}
          </span>
        )}
      </div>
    </div>
  )
})

/** The end of a long number tells orders apart; its beginning names the shop and the day. */
const shortOrder = (order: string, isShort: boolean) => {
  const [most, shown] = isShort ? [9, 6] : [20, 10]
  return order.length > most ? `…${order.slice(-shown)}` : order
}

/** A row shows some twenty signs: the piece of text begins shortly before the hit, and the subject leaves it room. */
const BEFORE_HIT = 5

function HitText({ hit: { snippet, marks, subjectMarks }, subject }: { hit: Hit; subject: string }) {
  const first = marks[0]?.start ?? 0
  const from = first > BEFORE_HIT ? first - BEFORE_HIT : 0
  return (
    <span className="ticket-row__hit">
      <span className="ticket-row__subject" data-leaves-room={marks.length > 0 || undefined}>
        <Marked text={subject} marks={subjectMarks} />
      </span>
      <span className="ticket-row__excerpt">
        {from > 0 && !snippet.startsWith('…', from) && '…'}
        <Marked text={snippet.slice(from)} marks={marks} offset={from} />
      </span>
    </span>
  )
}

/** At the right end: the deadline while one runs, else when the last message came. */
function RowTime({ ticket }: { ticket: TicketSummary }) {
  if (ticket.isSnoozed) return <SnoozeChip id={ticket.id} until={ticket.snoozedUntil} />
  if (ticket.dueAt !== null) {
    return (
      <DueChip
        shopId={ticket.shopId}
        dueAt={ticket.dueAt}
        warnAt={ticket.warnAt}
        isWaiting={ticket.status === 'waiting'}
      />
    )
  }
  return <LastTime at={ticket.lastMessageAt} />
}

function LastTime({ at }: { at: number }) {
  const i18n = useI18n()
  const now = useMinute()
  return (
    <time className="ticket-row__time" title={i18n.moment(at, now)}>
      {i18n.listMoment(at, now)}
    </time>
  )
}

const hasStateTag = ({ outboxState, hasBounced, hasDraft }: TicketSummary) =>
  outboxState !== null || hasBounced || hasDraft

/** The one thing about our answer that matters most, if any. */
function StateTag({ ticket }: { ticket: TicketSummary }) {
  const { list, work } = useText()
  const { outboxState, hasBounced, hasDraft, draftBy } = ticket
  const writer = useStaff(draftBy)
  const isOther = useApp((state) => draftBy !== null && draftBy !== state.currentStaffId)
  if (outboxState === 'failed' || outboxState === 'unclear' || outboxState === 'held') {
    return <span className="tag tag--danger">{list.sendTrouble}</span>
  }
  if (hasBounced) return <span className="tag tag--danger">{list.bounced}</span>
  if (outboxState === 'approval') return <span className="tag tag--accent">{list.approval}</span>
  if (outboxState === 'queued') return <span className="tag tag--accent">{list.queued}</span>
  if (outboxState === 'sending') return <span className="tag tag--accent">{list.sending}</span>
  if (writer && isOther) return <span className="tag tag--accent">{work.isWriting(writer.name)}</span>
  if (hasDraft) return <span className="tag">{list.draft}</span>
  return null
}
