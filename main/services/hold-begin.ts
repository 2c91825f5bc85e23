import type { HoldId, HoldPlan, HoldWay, MessageId, TicketId } from '../../preload/domain.ts'
import { applyHoldEvent, startHold } from '../core/holds.ts'
import type { Clock } from '../jobs/clock.ts'
import type { HoldRow, HoldStepRow } from '../store/holds.ts'
import type { Store } from '../store/index.ts'
import { granted, type HoldState } from './hold-state.ts'

export type RequestPlan = Extract<HoldPlan, { step: 'request' }>
export type Said = { messageId: MessageId; at: number; way: HoldWay }
export type HoldBeginning = ReturnType<typeof createHoldBeginning>

/** The first step: the customer has been told of a date. Inside a transaction of the caller. */
export function createHoldBeginning(store: Store, clock: Clock, state: HoldState) {
  /** A hold begins, or the one that runs is asked anew with a new date. Of two kinds the newer counts. */
  function begin(ticketId: TicketId, plan: RequestPlan, said: Said): HoldId {
    const running = store.holds.running(ticketId)
    if (running && running.state.kind === plan.kind) return beginAgain(running, plan, said)
    const sent = { at: said.at, dueAt: plan.dueAt, way: said.way }
    const hold = granted(startHold(plan.kind, sent, plan.isAutomatic))
    if (running) withdraw(running)
    const { orderNumber, product, stockNote, isReserved } = plan
    const labels = { orderNumber, product, stockNote, isReserved }
    const { messageId } = said
    const id = store.holds.insert({
      ticketId,
      messageId,
      state: hold,
      ...labels,
      autoAt: null,
      createdAt: clock.now(),
    })
    const row = state.save(store.holds.get(id)!, hold)
    noteSaid(row, messageId, 'request')
    state.journal(row, 'hold.started', { kind: plan.kind, dueAt: plan.dueAt, way: said.way }, 'staff')
    return id
  }

  function beginAgain(row: HoldRow, plan: RequestPlan, said: Said): HoldId {
    const event = { type: 'request-sent', at: said.at, dueAt: plan.dueAt, way: said.way } as const
    const hold = granted(applyHoldEvent(row.state, event))
    state.stopQueued(row, 'superseded')
    store.holds.label(row.id, plan)
    store.holds.setMessage(row.id, said.messageId)
    const saved = state.save(store.holds.get(row.id)!, { ...hold, isAutomatic: plan.isAutomatic })
    noteSaid(saved, said.messageId, 'request')
    const data = { kind: plan.kind, dueAt: plan.dueAt, round: hold.round, way: said.way }
    state.journal(saved, 'hold.requested-again', data, 'staff')
    return row.id
  }

  function withdraw(row: HoldRow): void {
    const ended = granted(applyHoldEvent(row.state, { type: 'ended', at: clock.now(), outcome: 'withdrawn' }))
    state.finish(row, ended, 'withdrawn', 'staff')
  }

  /** What has been said takes effect. A message that was queued with its plan is known already. */
  function noteSaid(row: HoldRow, messageId: MessageId, step: HoldStepRow['step']): void {
    if (!store.holds.step(messageId)) addStep(row, messageId, step)
    store.holds.setApplied(messageId, row.id, row.state.round, clock.now())
  }

  function addStep(row: HoldRow, messageId: MessageId, step: HoldStepRow['step']): void {
    store.holds.addStep({
      messageId,
      step,
      holdId: row.id,
      round: row.state.round,
      lastInboundId: store.holds.newestAsking(row.ticketId),
      isAutomatic: false,
    })
  }

  return { begin, noteSaid }
}
