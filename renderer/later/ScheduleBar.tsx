import { CalendarClock, Clock, MessageSquareWarning, X } from 'lucide-react'
import type { TicketDetail, TicketId } from '../../preload/domain.ts'
import { useApp, useMinute, useText, useTicketI18n } from '../store/context.ts'

/** Beside the button that sends: chooses a time. */
export function SendLaterButton({ id }: { id: TicketId }) {
  const { later } = useText()
  const openDialog = useApp((state) => state.openDialog)
  return (
    <button
      type="button"
      className="icon-button send-later"
      aria-label={later.sendLater}
      title={later.sendLater}
      onClick={() => openDialog({ type: 'later', purpose: 'send', ticketId: id })}
    >
      <CalendarClock size={16} aria-hidden />
    </button>
  )
}

/** The time that was chosen for this answer, above the button that sends it. */
export function ScheduleBar({ id }: { id: TicketId }) {
  const i18n = useTicketI18n(id)
  const now = useMinute()
  const { later, common } = i18n.text
  const sendAfter = useApp((state) => state.drafts.get(id)?.draft.plan.sendAfter ?? null)
  const planDraft = useApp((state) => state.planDraft)
  if (sendAfter === null || sendAfter <= now) return null
  return (
    <p className="schedule-bar">
      <Clock size={14} aria-hidden />
      <strong title={i18n.moment(sendAfter, now)}>{later.scheduledAt(i18n.laterMoment(sendAfter, now))}</strong>
      <span>{later.sendLaterHint}</span>
      <button
        type="button"
        className="icon-button"
        aria-label={`${later.sendLater}: ${common.cancel}`}
        title={common.cancel}
        onClick={() => planDraft(id, { sendAfter: null })}
      >
        <X size={13} aria-hidden />
      </button>
    </p>
  )
}

/** Why an answer that was planned lies here as a draft. */
export function HeldBackNote({ id }: { id: TicketId }) {
  const { later } = useText()
  const isHeldBack = useApp(({ detail }) => detail?.ticket.id === id && wasHeldBack(detail))
  if (!isHeldBack) return null
  return (
    <div className="composer-note" role="note">
      <MessageSquareWarning size={16} aria-hidden />
      <div>
        <strong>{later.heldBackTitle}</strong>
        <p>{later.heldBack}</p>
      </div>
    </div>
  )
}

/** Nothing was sent or thrown away since. */
function wasHeldBack({ history, draft }: TicketDetail) {
  if (draft.savedAt === null) return false
  const last = history.findLast(({ type }) => type.startsWith('outbox.') || type === 'draft.discarded')
  return last?.type === 'outbox.held-back' && String(last.data['reason']).startsWith('customer')
}
