import { BellRing, CircleCheck, Lock, MailX, MessageCircleReply, TriangleAlert } from 'lucide-react'
import type { HoldView } from '../../preload/domain.ts'
import { useApp, useMinute, useText, useTicketI18n } from '../store/context.ts'
import { OrderChip } from '../ticket/OrderChip.tsx'
import { HoldActions } from './HoldActions.tsx'
import { HoldDetails } from './HoldDetails.tsx'
import { KIND_ICONS } from './HoldTag.tsx'
import { HoldUndelivered } from './HoldUndelivered.tsx'
import { STEPS, stepOf } from './steps.ts'

/** Below the head of the open ticket: where its hold stands, until when, and what can be done about it. */
export function HoldPanel() {
  const { holds } = useText()
  const hold = useApp(({ detail }) => detail?.hold ?? null)
  const isPlanning = useApp(({ drafts, openId }) => {
    const draft = openId === null ? undefined : drafts.get(openId)?.draft
    return draft?.plan.hold != null
  })
  if (hold === null) return null
  if (hold.stage === 'ended') return <EndedHold hold={hold} />
  return (
    <section className="hold-panel" aria-label={holds.panel} data-stage={hold.stage} data-place="hold" tabIndex={-1}>
      <Steps hold={hold} />
      <Facts hold={hold} />
      <StageNote hold={hold} />
      {hold.undelivered !== null && <HoldUndelivered hold={hold} undelivered={hold.undelivered} />}
      {/* While the composer works on a step, the buttons here would only take it away again. */}
      {!isPlanning && <HoldActions key={`${hold.id}-${hold.stage}`} hold={hold} />}
    </section>
  )
}

function Steps({ hold }: { hold: HoldView }) {
  const { holds } = useText()
  const words = holds.stages[hold.kind]
  const current = stepOf(hold.stage)
  const Icon = KIND_ICONS[hold.kind]
  return (
    <div className="hold-panel__head">
      <span className="hold-panel__kind">
        <Icon size={15} aria-hidden />
        {holds.kinds[hold.kind]}
      </span>
      <ol className="hold-steps" aria-label={holds.stepsLabel}>
        {STEPS.map((step, index) => (
          <li
            key={step}
            aria-current={index + 1 === current ? 'step' : undefined}
            data-done={(current !== null && index + 1 < current) || undefined}
            title={holds.stepOf(index + 1, words[step])}
          >
            <span className="hold-steps__number">{index + 1}</span>
            <span className="hold-steps__words">{words[step]}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Facts({ hold }: { hold: HoldView }) {
  const i18n = useTicketI18n(hold.ticketId)
  const now = useMinute()
  const { holds } = i18n.text
  const { request, reminder } = hold
  return (
    <div className="hold-panel__facts">
      <DueWords ticketId={hold.ticketId} dueAt={hold.dueAt} />
      {hold.orderNumber !== '' && <OrderChip order={hold.orderNumber} />}
      {hold.product !== '' && <span className="hold-panel__product">{hold.product}</span>}
      {hold.isReserved && (
        <span className="tag hold-tag">
          <Lock size={11} aria-hidden />
          {holds.reserved}
        </span>
      )}
      {hold.stockNote !== '' && <span className="hold-panel__weak">{hold.stockNote}</span>}
      <HoldDetails hold={hold} />
      <span className="hold-panel__weak">
        {holds.sent(i18n.shortMoment(request.sentAt, now), holds.ways[request.way])}
      </span>
      {reminder !== null && (
        <span className="hold-panel__weak">
          {holds.reminded(i18n.shortMoment(reminder.sentAt, now), holds.ways[reminder.way])}
        </span>
      )}
      {hold.autoReminderAt !== null && (
        <span className="hold-panel__weak">
          <BellRing size={13} aria-hidden /> {holds.autoAt(i18n.moment(hold.autoReminderAt, now))}
        </span>
      )}
    </div>
  )
}

/** 期限 11/27(金) 18:00, and how long that is. */
function DueWords({ ticketId, dueAt }: Pick<HoldView, 'ticketId' | 'dueAt'>) {
  const i18n = useTicketI18n(ticketId)
  const now = useMinute()
  const { holds, time } = i18n.text
  if (dueAt === null) return <span>{holds.noDue}</span>
  const isLate = dueAt <= now
  return (
    <>
      <strong>{holds.due(i18n.moment(dueAt, now))}</strong>
      <span className="due-chip" data-tone={isLate ? 'late' : 'waiting'}>
        {isLate && <TriangleAlert size={13} aria-hidden />}
        {isLate ? time.late(i18n.span(now - dueAt)) : time.left(i18n.span(dueAt - now))}
      </span>
    </>
  )
}

/** What has happened, where it asks for a person. */
function StageNote({ hold }: { hold: HoldView }) {
  const { holds } = useText()
  if (hold.stage === 'answered') {
    return (
      <p className="hold-panel__note" data-tone="answered">
        <MessageCircleReply size={15} aria-hidden />
        <span>
          <strong>{holds.answeredTitle}</strong> {holds.answeredNext}
        </span>
      </p>
    )
  }
  if (hold.undelivered !== null || (hold.stage !== 'reminder-due' && hold.stage !== 'cancel-due')) return null
  return (
    <p className="hold-panel__note" data-tone="late">
      <TriangleAlert size={15} aria-hidden />
      <span>{hold.stage === 'reminder-due' ? holds.dueReminder : holds.dueEnd}</span>
    </p>
  )
}

function EndedHold({ hold }: { hold: HoldView }) {
  const { holds } = useText()
  const undoEndHold = useApp((state) => state.undoEndHold)
  return (
    <section className="hold-panel hold-panel--ended" aria-label={holds.panel} data-place="hold" tabIndex={-1}>
      {hold.outcome === 'cancelled-no-answer' ? <MailX size={15} aria-hidden /> : <CircleCheck size={15} aria-hidden />}
      <span>{holds.endedAs(hold.outcome === null ? '' : holds.outcomes[hold.outcome])}</span>
      {hold.product !== '' && <span className="hold-panel__weak">{hold.product}</span>}
      {hold.isReserved && <span className="hold-panel__weak">{holds.reservedRemains}</span>}
      <button type="button" className="button button--small" onClick={() => void undoEndHold(hold)}>
        {holds.reopen}
      </button>
    </section>
  )
}
