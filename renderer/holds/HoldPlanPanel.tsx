import { CircleAlert, PackageOpen, X } from 'lucide-react'
import { useEffect } from 'react'
import type { HoldPlan, TicketId } from '../../preload/domain.ts'
import { HoldKind } from '../../preload/domain.ts'
import { useActions, useApp, useMinute, useText, useTicketI18n } from '../store/context.ts'
import { DueFields } from './DueFields.tsx'
import { countInText, plannedDue, planProblem, type ReminderPlan, type RequestPlan } from './hold-plan.ts'

/** In the composer: what the answer does to a hold once it has left. Its date and the date in the text are one. */
export function HoldPlanPanel({ id }: { id: TicketId }) {
  const { holds } = useText()
  const plan = useApp((state) => state.drafts.get(id)?.draft.plan.hold ?? null)
  const dropPlan = useApp((state) => state.dropPlan)
  if (plan === null) return null
  const stop = { request: holds.stopPlan, reminder: holds.stopPlanReminder, end: holds.stopPlanEnd }[plan.step]
  return (
    <section className="hold-plan" aria-label={holds.planTitle[plan.step]}>
      <header>
        <PackageOpen size={15} aria-hidden />
        <strong>{holds.planTitle[plan.step]}</strong>
        {plan.step === 'request' && <KindChoice id={id} kind={plan.kind} />}
        {plan.step === 'end' && <span>{holds.outcomes[plan.outcome]}</span>}
        <button type="button" className="icon-button" aria-label={stop} title={stop} onClick={() => dropPlan(id)}>
          <X size={14} aria-hidden />
        </button>
      </header>
      {plan.step === 'request' && <RequestFields id={id} plan={plan} />}
      {plan.step === 'reminder' && <ReminderFields id={id} plan={plan} />}
      {plan.step === 'end' && <ReservedNote />}
      {plan.step !== 'end' && <DateState id={id} plan={plan} />}
    </section>
  )
}

interface PlannedDueProps {
  id: TicketId
  dueAt: number
  /** Epoch milliseconds; null where nothing can be proposed. */
  proposedAt: number | null
  words: (day: string) => string
}

/** The date of the plan, with the one that is proposed. */
function PlannedDue({ id, dueAt, proposedAt, words }: PlannedDueProps) {
  const { holds } = useText()
  const setPlannedDue = useApp((state) => state.setPlannedDue)
  return (
    <div className="hold-plan__due">
      <span>{holds.dueAt}</span>
      <DueFields
        ticketId={id}
        dueAt={dueAt}
        place="hold-due"
        proposal={proposedAt === null ? null : { at: proposedAt, words }}
        onChange={(changed) => setPlannedDue(id, changed)}
      />
    </div>
  )
}

function RequestFields({ id, plan }: { id: TicketId; plan: RequestPlan }) {
  const { holds } = useText()
  const proposal = useApp((state) => state.proposals.get(id))
  const { loadProposal, changePlan } = useActions()
  const { kind } = plan
  useEffect(() => {
    if (proposal === undefined) void loadProposal(id, kind)
  }, [id, kind, proposal, loadProposal])
  const at = proposal?.dueAt ?? null
  return (
    <div className="hold-plan__fields">
      <PlannedDue id={id} dueAt={plan.dueAt} proposedAt={at} words={holds.proposed[kind]} />
      {proposal !== undefined && at === null && <p className="hold-plan__hint">{holds.neverOpens}</p>}
      <label>
        <span>{holds.orderNumber}</span>
        <input
          type="text"
          maxLength={100}
          value={plan.orderNumber}
          onChange={(event) => changePlan(id, { orderNumber: event.target.value })}
        />
        <OrderChoice id={id} numbers={proposal?.orderNumbers ?? []} chosen={plan.orderNumber} />
      </label>
      <label>
        <span>{holds.product}</span>
        <input
          type="text"
          maxLength={300}
          value={plan.product}
          onChange={(event) => changePlan(id, { product: event.target.value })}
        />
      </label>
      <div className="hold-plan__wide">
        <label>
          <span>{holds.stockNote}</span>
          <input
            type="text"
            maxLength={1000}
            placeholder={holds.stockNoteHint}
            value={plan.stockNote}
            onChange={(event) => changePlan(id, { stockNote: event.target.value })}
          />
        </label>
        <label>
          <input
            type="checkbox"
            checked={plan.isReserved}
            onChange={(event) => changePlan(id, { isReserved: event.target.checked })}
          />
          {holds.isReserved}
        </label>
        <label title={holds.automaticHint}>
          <input
            type="checkbox"
            checked={plan.isAutomatic}
            onChange={(event) => changePlan(id, { isAutomatic: event.target.checked })}
          />
          {holds.isAutomatic}
        </label>
      </div>
    </div>
  )
}

function KindChoice({ id, kind }: { id: TicketId; kind: HoldKind }) {
  const { holds } = useText()
  const setPlannedKind = useApp((state) => state.setPlannedKind)
  return (
    <select
      aria-label={holds.kind}
      value={kind}
      onChange={(event) => void setPlannedKind(id, event.target.value as HoldKind)}
    >
      {HoldKind.options.map((one) => (
        <option key={one} value={one}>
          {holds.kinds[one]}
        </option>
      ))}
    </select>
  )
}

/** The same date without a mail: told on the phone or in the shop. */
function PhoneInstead({ id }: { id: TicketId }) {
  const { holds } = useText()
  const openDialog = useApp((state) => state.openDialog)
  const isRunning = useApp(({ detail }) => detail?.hold != null && detail.hold.stage !== 'ended')
  if (isRunning) return null
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => openDialog({ type: 'hold-phone', step: 'request', ticketId: id })}
    >
      {holds.byPhoneInstead}
    </button>
  )
}

/** Several orders in one conversation: one press instead of typing. */
function OrderChoice({ id, numbers, chosen }: { id: TicketId; numbers: string[]; chosen: string }) {
  const { holds } = useText()
  const changePlan = useApp((state) => state.changePlan)
  const others = numbers.filter((number) => number !== chosen)
  if (numbers.length < 2) return null
  return (
    <span className="hold-plan__orders">
      {others.map((number) => (
        <button
          key={number}
          type="button"
          className="order-chip"
          aria-label={holds.chooseOrder(number)}
          onClick={() => changePlan(id, { orderNumber: number })}
        >
          {number}
        </button>
      ))}
    </span>
  )
}

function ReminderFields({ id, plan }: { id: TicketId; plan: ReminderPlan }) {
  const { holds } = useText()
  const at = useApp(({ detail }) => (detail?.ticket.id === id ? (detail.hold?.nextDueAt ?? null) : null))
  return (
    <div className="hold-plan__fields">
      <PlannedDue id={id} dueAt={plan.dueAt} proposedAt={at} words={holds.proposeNext} />
    </div>
  )
}

/** Whoever cancels should know that goods are waiting on a shelf. */
function ReservedNote() {
  const { holds } = useText()
  const hold = useApp(({ detail }) => detail?.hold)
  if (!hold?.isReserved) return null
  return (
    <p className="hold-plan__hint">
      {holds.reservedRemains} {hold.stockNote}
    </p>
  )
}

/** Whether the text names the date; where it does not, the answer stays here. */
function DateState({ id, plan }: { id: TicketId; plan: HoldPlan }) {
  const i18n = useTicketI18n(id)
  const now = useMinute()
  const { holds } = i18n.text
  const draft = useApp((state) => state.drafts.get(id)?.draft)
  const putDateIntoText = useApp((state) => state.putDateIntoText)
  const dueAt = plannedDue(plan)
  if (!draft || dueAt === null) return null
  const problem = planProblem(draft, now, i18n)
  if (problem === null) {
    return (
      <p className="hold-plan__hint hold-plan__last">
        {holds.inText(countInText(draft, dueAt, i18n))}
        {plan.step === 'request' && <PhoneInstead id={id} />}
      </p>
    )
  }
  return (
    <div className="composer-note" role="alert">
      <CircleAlert size={16} aria-hidden />
      <div>
        <strong>{problem === 'due-past' ? holds.duePast : holds.notInText(i18n.written(dueAt))}</strong>
        {problem === 'not-in-text' && (
          <>
            <p>{holds.notInTextMeans}</p>
            <div className="composer-note__buttons">
              <button type="button" className="button button--small" onClick={() => putDateIntoText(id)}>
                {holds.putIntoText}
              </button>
            </div>
          </>
        )}
      </div>
    </div>
  )
}
