import type { HoldPlan, HoldRefusal, HoldWay, MessageId, ReplyPlan, TicketId } from '../../preload/domain.ts'
import { applyHoldEvent, mayEnd, mayStillSend, recordCrossed, startHold, type HoldStep } from '../core/holds.ts'
import type { Address } from '../core/message.ts'
import type { Clock } from '../jobs/clock.ts'
import type { HoldRow, HoldStepRow } from '../store/holds.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { LeaveHooks, LeaveVerdict } from './delivery.ts'
import type { createHoldArrivals } from './hold-arrivals.ts'
import type { HoldBeginning } from './hold-begin.ts'
import { hasLookedLately, refusal, type HoldState, type HoursOf } from './hold-state.ts'

type Tools = {
  store: Store
  clock: Clock
  state: HoldState
  beginning: HoldBeginning
  arrivals: ReturnType<typeof createHoldArrivals>
  hoursOf: HoursOf
}
/** Notes what a queued message says in its hold, by the message. */
export type NoteStep = (messageId: MessageId) => void

const LOOK_MS = 15_000
const LEAVE: LeaveVerdict = { leave: true }

/**
 * Plans that travel with answers: looked at when the answer is queued, asked about again in the transaction that marks it
 * as leaving, and carried out in the one that records that the network has taken it.
 */
export function createHoldAnswers({ store, clock, state, beginning, arrivals, hoursOf }: Tools) {
  /** Inside the transaction that queues the answer, before it. Throws AppError `conflict` with a HoldRefusal. */
  function announce(ticketId: TicketId, { hold }: ReplyPlan, to: readonly Address[], isAutomatic = false): NoteStep {
    if (hold === null) return () => {}
    const running = store.holds.running(ticketId)
    const step = tryOut(running, hold, wayTo(running, hold, to), clock.now())
    if (!step.ok) throw refusal(step.reason)
    if (running && hold.step !== 'request') refuseSecond(running, hold.step)
    const lastInboundId = store.holds.newestAsking(ticketId)
    return (messageId) =>
      store.holds.addStep({
        messageId,
        step: hold.step,
        holdId: running?.id ?? null,
        round: running?.state.round ?? 0,
        lastInboundId,
        isAutomatic,
      })
  }

  /** One that is on its way counts as sent: a second press of another button must not send it twice. */
  function refuseSecond(row: HoldRow, step: 'reminder' | 'end'): void {
    if (!state.pending(row.id).some((one) => one.step === step)) return
    throw refusal(step === 'reminder' ? 'already-reminded' : 'ended')
  }

  function tryOut(row: HoldRow | null, plan: HoldPlan, way: HoldWay, at: number): HoldStep {
    if (plan.step === 'request') {
      const sent = { at, dueAt: plan.dueAt, way }
      const isSame = row !== null && row.state.kind === plan.kind && row.endedAt === null
      return isSame
        ? applyHoldEvent(row.state, { type: 'request-sent', ...sent })
        : startHold(plan.kind, sent, plan.isAutomatic)
    }
    if (row === null) return { ok: false, reason: 'ended' }
    return applyHoldEvent(
      row.state,
      plan.step === 'reminder'
        ? { type: 'reminder-sent', at, dueAt: plan.dueAt, way }
        : { type: 'ended', at, outcome: plan.outcome },
    )
  }

  /** Which way it really goes: where something came back, only an address that is not dead is another one. */
  function wayTo(row: HoldRow | null, plan: HoldPlan, to: readonly Address[]): HoldWay {
    if (row === null || row.state.undelivered === null)
      return plan.step === 'reminder' && plan.way !== 'phone' ? plan.way : 'same-address'
    return to.some(({ address }) => !row.dead.includes(address.toLowerCase())) ? 'other-address' : 'same-address'
  }

  const rowOf = (step: HoldStepRow) => (step.holdId === null ? null : store.holds.get(step.holdId))
  const recipients = (row: OutboxRow) => store.messages.get(row.messageId)!.recipients.to

  function mayLeave(row: OutboxRow, now: number): LeaveVerdict {
    const step = store.holds.step(row.messageId)
    const plan = row.plan.hold
    if (!step || !plan) return LEAVE
    const verdict = plan.step === 'request' ? mayAsk(row, step, plan, now) : mayGoOn(row, step, plan, now)
    if (verdict.leave) store.holds.setLeft(row.messageId, now)
    else if ('reason' in verdict && verdict.reason !== 'customer-wrote') tell(row, now)
    return verdict
  }

  /** An answer with a request says other things as well, so a newer message of the customer does not stop it. */
  function mayAsk(
    row: OutboxRow,
    step: HoldStepRow,
    plan: Extract<HoldPlan, { step: 'request' }>,
    now: number,
  ): LeaveVerdict {
    const hold = rowOf(step)
    const tried = tryOut(hold, plan, wayTo(hold, plan, recipients(row)), now)
    return tried.ok ? LEAVE : held(step, tried.reason)
  }

  function mayGoOn(
    row: OutboxRow,
    step: HoldStepRow,
    plan: Exclude<HoldPlan, { step: 'request' }>,
    now: number,
  ): LeaveVerdict {
    const hold = rowOf(step)
    if (!hold || hold.endedAt !== null) return held(step, 'ended')
    const lastInboundId = store.holds.newestAsking(hold.ticketId)
    if (lastInboundId !== step.lastInboundId) return held(step, 'customer-wrote')
    if (plan.step === 'end') {
      const permission = mayEnd(hold.state, plan.outcome, now)
      if (permission.allowed) return LEAVE
      return permission.until === null ? held(step, permission.reason) : { leave: false, waitUntil: permission.until }
    }
    const reminder = {
      round: step.round,
      lastInboundId: step.lastInboundId,
      way: wayTo(hold, plan, recipients(row)),
      onlyInside: step.isAutomatic ? hoursOf(hold.ticketId) : null,
    }
    const decision = mayStillSend(reminder, { hold: hold.state, lastInboundId, now })
    if (!decision.send)
      return 'drop' in decision ? held(step, decision.drop) : { leave: false, waitUntil: decision.waitUntil }
    if (plan.dueAt <= now) return held(step, 'date-in-past')
    const isBlind = step.isAutomatic && !hasLookedLately(store.accounts.get(row.accountId)!, now)
    return isBlind ? { leave: false, waitUntil: now + LOOK_MS } : LEAVE
  }

  const held = (step: HoldStepRow, reason: HoldRefusal | 'superseded' | 'never-open'): LeaveVerdict => ({
    leave: false,
    reason,
    keep: !step.isAutomatic,
  })

  /** It stays here for a reason that no new mail tells of. */
  function tell(row: OutboxRow, now: number): void {
    const { ticketId, accountId } = row
    const key = `send-failed:${row.id}:held-back`
    store.alerts.add({ key, kind: 'send-failed', ticketId, accountId, at: now, dueAt: null })
  }

  function onAccepted(row: OutboxRow, now: number): void {
    const step = store.holds.step(row.messageId)
    const plan = row.plan.hold
    if (!step || !plan || step.appliedAt !== null) return
    const at = step.leftAt ?? now
    if (plan.step === 'request') ask(row, step, plan, at)
    else goOn(row, step, plan, at)
    if (plan.step !== 'end') arrivals.refused(row)
  }

  function ask(row: OutboxRow, step: HoldStepRow, plan: Extract<HoldPlan, { step: 'request' }>, at: number): void {
    const { messageId } = row
    const running = rowOf(step)
    const living = running?.endedAt === null ? running : store.holds.running(row.ticketId)
    const way = wayTo(living, plan, recipients(row))
    const tried = tryOut(living, plan, way, at)
    if (!tried.ok) return notApplied(row, step, tried.reason)
    const id = beginning.begin(living?.ticketId ?? row.ticketId, plan, { messageId, at, way })
    arrivals.catchUp(id)
  }

  function goOn(row: OutboxRow, step: HoldStepRow, plan: Exclude<HoldPlan, { step: 'request' }>, at: number): void {
    const hold = rowOf(step)
    const way = wayTo(hold, plan, recipients(row))
    const tried = tryOut(hold, plan, way, at)
    if (!hold || !tried.ok) return notApplied(row, step, tried.ok ? 'ended' : tried.reason)
    const actor = step.isAutomatic ? 'system' : 'staff'
    beginning.noteSaid(hold, row.messageId, plan.step)
    if (plan.step === 'end') return state.finish(hold, tried.hold, plan.outcome, actor)
    state.save(hold, tried.hold)
    const data = { dueAt: plan.dueAt, way, isAutomatic: step.isAutomatic }
    state.journal(hold, 'hold.reminded', data, actor)
    arrivals.onMissed(hold.ticketId)
  }

  /** It has left, and something happened while it did: what is true is written down, and a person decides. */
  function notApplied(row: OutboxRow, step: HoldStepRow, reason: HoldRefusal): void {
    const hold = rowOf(step)
    const plan = row.plan.hold!
    store.holds.setApplied(row.messageId, step.holdId, step.round, clock.now())
    const isCrossed = reason === 'customer-wrote'
    const data = { step: plan.step, reason }
    const place = hold ?? { id: null, ticketId: row.ticketId }
    state.journal(place, isCrossed ? 'hold.crossed' : 'hold.not-applied', data, 'system')
    if (hold && isCrossed && plan.step === 'reminder') {
      const sent = { at: step.leftAt ?? clock.now(), dueAt: plan.dueAt, way: plan.way }
      state.save(hold, recordCrossed(hold.state, sent))
    }
    state.ensureOpen(place.ticketId, 'system', clock.now())
  }

  const hooks: { mayLeave: LeaveHooks['mayLeave'][number]; onAccepted: LeaveHooks['onAccepted'][number] } = {
    mayLeave,
    onAccepted,
  }
  return { announce, ...hooks }
}
