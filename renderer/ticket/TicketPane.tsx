import { Composer } from '../composer/Composer.tsx'
import { HoldPanel } from '../holds/HoldPanel.tsx'
import { ChecklistBar } from '../people/ChecklistBar.tsx'
import { DraftBy } from '../people/DraftBy.tsx'
import { NoteBox } from '../people/NoteBox.tsx'
import { useApp, useText } from '../store/context.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { Conversation } from './Conversation.tsx'
import { MarkBar } from './MarkBar.tsx'
import { NoticeBar } from './NoticeBar.tsx'
import { OfferBar } from './OfferBar.tsx'
import { PickBar } from './PickBar.tsx'
import { TicketHead } from './TicketHead.tsx'

/** The open ticket: its head, the conversation, and the answer docked under it. */
export function TicketPane() {
  const text = useText()
  const id = useApp((state) => state.openId)
  const isReady = useApp((state) => state.detail !== null && state.detail.ticket.id === state.openId)
  const error = useApp((state) => state.detailError)
  const refresh = useApp((state) => state.refreshTicket)
  if (id === null) {
    return (
      <section className="ticket-pane ticket-pane--empty" aria-label={text.ticket.label}>
        <EmptyNote title={text.ticket.nothingOpen} next={text.ticket.nothingOpenNext} />
      </section>
    )
  }
  return (
    <section className="ticket-pane" aria-label={text.ticket.label}>
      <TicketHead id={id} />
      {error && <ProblemNote error={error} onRetry={() => void refresh()} />}
      {isReady && (
        <>
          <HoldPanel />
          <NoticeBar />
          <ChecklistBar />
          <OfferBar />
          <MarkBar />
          <PickBar />
          <Conversation key={id} />
          <DraftBy id={id} />
          <NoteBox id={id} />
          <Composer key={`answer-${id}`} id={id} />
        </>
      )}
      {!isReady && !error && <output className="ticket-pane__loading">{text.common.loading}</output>}
    </section>
  )
}
