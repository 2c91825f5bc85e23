import { Combine } from 'lucide-react'
import type { TicketDetail, TicketId } from '../../preload/domain.ts'
import { useActions, useApp, useI18n } from '../store/context.ts'

/** 同じ件?: tickets that may be about the same matter. A person decides; nothing is joined by itself. */
export function OfferBar() {
  const offers = useApp((state) => state.detail?.offers)
  const id = useApp((state) => state.openId)
  if (!offers || offers.length === 0 || id === null) return null
  return (
    <ul className="offers">
      {offers.map((offer) => (
        <Offer key={offer.ticketId} id={id} offer={offer} />
      ))}
    </ul>
  )
}

function Offer({ id, offer }: { id: TicketId; offer: TicketDetail['offers'][number] }) {
  const i18n = useI18n()
  const { ticket, common } = i18n.text
  const { mergeTickets, declineOffer, openTicket } = useActions()
  const other = offer.ticketId
  // The customer knows the older number.
  const [into, from] = other < id ? [other, id] : [id, other]
  return (
    <li className="offer">
      <Combine size={15} aria-hidden />
      <div className="offer__words">
        <strong>{ticket.sameMatter}</strong>{' '}
        <button type="button" className="text-link" title={ticket.look} onClick={() => void openTicket(other)}>
          {common.ticketNumber(other)} {offer.subject || common.noSubject}
        </button>
        <small>{i18n.joinReason({ reason: offer.reason, evidence: null })}</small>
      </div>
      <button type="button" className="button button--small" onClick={() => void mergeTickets([from], into)}>
        {ticket.merge}
      </button>
      <button type="button" className="button button--small" onClick={() => void declineOffer(id, other)}>
        {ticket.otherMatter}
      </button>
    </li>
  )
}
