import type { Parsed } from '../../preload/contract.ts'
import type { HoldId, HoldOutcome, HoldPlan, HoldView, MessageId, ShopId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { applyHoldEvent, startHold } from '../core/holds.ts'
import type { Clock } from '../jobs/clock.ts'
import type { HoldRow } from '../store/holds.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import { createHoldReader } from './hold-view.ts'
import { createHoldState, granted, refusal, type HoursOf } from './hold-state.ts'
import { insertCall } from './calls.ts'
import type { TicketService } from './tickets.ts'

type RequestPlan = Extract<HoldPlan, { step: 'request' }>
const defaultsKey = (shopId: ShopId) => `holds:${shopId}`

/** The waiting order: what a person does with a hold beside answering. What answers and arrivals do is in the files beside. */
export function createHoldService(
  store: Store,
  clock: Clock,
  changes: Changes,
  tickets: TicketService,
  hoursOf: HoursOf,
) {
  const state = createHoldState(store, clock, tickets, hoursOf)
  const reader = createHoldReader(store, clock, hoursOf)

  function existing(id: HoldId): HoldRow {
    const row = store.holds.get(id)
    if (!row) throw new AppError('not-found', `No hold ${id}`)
    return row
  }

  /** One transaction, then the window is told; gives what became of the hold. */
  function change(work: () => HoldId): HoldView {
    const row = existing(store.transaction(work))
    changes.note('tickets', [row.ticketId])
    changes.note('outbox')
    changes.note('alerts')
    return reader.view(row)
  }

  function startByPhone(asked: TicketId, plan: RequestPlan, note: string): HoldView {
    return change(() => {
      const ticketId = store.tickets.living(asked)
      if (!store.tickets.facts(ticketId)) throw new AppError('not-found', `No ticket ${asked}`)
      const at = clock.now()
      if (plan.dueAt <= at) throw refusal('date-in-past')
      const messageId = told(ticketId, note)
      return begin(ticketId, messageId, plan, { at, dueAt: plan.dueAt, way: 'phone' })
    })
  }

  /** A call counts as an answer: it is the customer's turn. */
  function told(ticketId: TicketId, note: string): MessageId {
    const messageId = insertCall(store, ticketId, note, clock.now())
    tickets.settle(ticketId, 'staff', clock.now())
    return messageId
  }

  /** A hold begins, or the one that runs is asked anew with a new date. Of two kinds the newer counts. */
  function begin(
    ticketId: TicketId,
    messageId: MessageId,
    plan: RequestPlan,
    sent: { at: number; dueAt: number; way: 'same-address' | 'other-address' | 'phone' },
  ): HoldId {
    const running = store.holds.running(ticketId)
    if (running && running.state.kind === plan.kind) return beginAgain(running, messageId, plan, sent)
    if (running) state.finish(running, granted(end(running, 'withdrawn')), 'withdrawn', 'staff')
    const hold = granted(startHold(plan.kind, sent, plan.isAutomatic))
    const { orderNumber, product, stockNote, isReserved } = plan
    const id = store.holds.insert({
      ticketId,
      messageId,
      state: hold,
      orderNumber,
      product,
      stockNote,
      isReserved,
      autoAt: null,
      createdAt: clock.now(),
    })
    const row = state.save(store.holds.get(id)!, hold)
    noteStep(row, messageId, 'request')
    state.journal(row, 'hold.started', { kind: plan.kind, dueAt: plan.dueAt, way: sent.way }, 'staff')
    return id
  }

  function beginAgain(
    row: HoldRow,
    messageId: MessageId,
    plan: RequestPlan,
    sent: { at: number; dueAt: number; way: 'same-address' | 'other-address' | 'phone' },
  ): HoldId {
    const hold = granted(applyHoldEvent(row.state, { type: 'request-sent', ...sent }))
    store.holds.label(row.id, plan)
    store.holds.setMessage(row.id, messageId)
    const saved = state.save(store.holds.get(row.id)!, { ...hold, isAutomatic: plan.isAutomatic })
    noteStep(saved, messageId, 'request')
    state.journal(saved, 'hold.requested-again', { dueAt: plan.dueAt, round: hold.round, way: sent.way }, 'staff')
    return row.id
  }

  /** A message that has been said already: it is applied. One that was queued with its plan is known. */
  function noteStep(row: HoldRow, messageId: MessageId, step: 'request' | 'reminder'): void {
    if (store.holds.step(messageId)) return store.holds.setApplied(messageId, row.id, clock.now())
    store.holds.addStep({
      messageId,
      step,
      holdId: row.id,
      round: row.state.round,
      lastInboundId: store.holds.newestAsking(row.ticketId),
      isAutomatic: false,
      appliedAt: clock.now(),
    })
  }

  const end = (row: HoldRow, outcome: HoldOutcome) =>
    applyHoldEvent(row.state, { type: 'ended', at: clock.now(), outcome })

  function remindByPhone(id: HoldId, dueAt: number, note: string): HoldView {
    return change(() => {
      const row = existing(id)
      const at = clock.now()
      const hold = granted(applyHoldEvent(row.state, { type: 'reminder-sent', at, dueAt, way: 'phone' }))
      state.stopQueued(row, 'already-reminded')
      noteStep(row, told(row.ticketId, note), 'reminder')
      state.save(row, hold)
      state.journal(row, 'hold.reminded', { dueAt, way: 'phone', isAutomatic: false }, 'staff')
      return id
    })
  }

  function changeDate(id: HoldId, dueAt: number): HoldView {
    return change(() => {
      const row = existing(id)
      const hold = granted(applyHoldEvent(row.state, { type: 'date-changed', at: clock.now(), dueAt }))
      // Its text speaks of a date that has not passed any more.
      state.stopQueued(row, 'date-not-passed', true)
      state.save(row, hold)
      state.journal(row, 'hold.date-changed', { dueAt }, 'staff')
      return id
    })
  }

  function update({ id, isAutomatic, ...labels }: Parsed<'holds.update'>): HoldView {
    return change(() => {
      const row = existing(id)
      store.holds.label(id, labels)
      if (isAutomatic !== row.state.isAutomatic && row.endedAt === null) {
        if (!isAutomatic) state.stopQueued(row, 'switched-off', true)
        state.save({ ...row, ...labels }, { ...row.state, isAutomatic })
      }
      state.journal(row, 'hold.updated', { isAutomatic }, 'staff')
      return id
    })
  }

  function endByHand(id: HoldId, outcome: HoldOutcome): HoldView {
    return change(() => {
      const row = existing(id)
      state.finish(row, granted(end(row, outcome)), outcome, 'staff')
      return id
    })
  }

  /** The hold as it was, its dates judged anew. What the customer wrote meanwhile counts. */
  function undoEnd(id: HoldId): HoldView {
    return change(() => {
      const row = existing(id)
      const { beforeEnd, ticketId } = row
      if (row.endedAt === null || beforeEnd === null) throw refusal('ended')
      if (store.holds.running(ticketId)) throw refusal('two-holds')
      restoreDecision(row)
      const passed = granted(applyHoldEvent(beforeEnd.state, { type: 'time-passed', at: clock.now() }))
      const running = state.save({ ...row, endedAt: null, beforeEnd: null }, passed)
      state.journal(running, 'hold.end-undone', {}, 'staff')
      tickets.settle(ticketId, 'staff', clock.now())
      if (store.holds.hasAskedSince(ticketId, row.messageId, beforeEnd.state.request.sentAt))
        state.answered(running, null, clock.now())
      state.show(ticketId)
      return id
    })
  }

  /** Only where nobody has decided anything about the ticket since. */
  function restoreDecision({ ticketId, beforeEnd }: HoldRow): void {
    const { resolvedAt, reopenedAt } = store.tickets.facts(ticketId)!
    const isSame = resolvedAt === beforeEnd!.afterResolvedAt && reopenedAt === beforeEnd!.afterReopenedAt
    if (isSame)
      store.tickets.setDecision(ticketId, { resolvedAt: beforeEnd!.resolvedAt, reopenedAt: beforeEnd!.reopenedAt })
  }

  return {
    propose: reader.propose,
    board: reader.board,
    ofTicket: reader.ofTicket,
    startByPhone,
    remindByPhone,
    changeDate,
    update,
    end: endByHand,
    undoEnd,
    defaults: (shopId: ShopId) => ({ isAutomatic: store.settings.get(defaultsKey(shopId)) === true }),
    setDefaults(shopId: ShopId, isAutomatic: boolean): void {
      store.transaction(() => {
        store.settings.set(defaultsKey(shopId), isAutomatic)
        const data = { shopId, keys: ['holds'] }
        store.journal.append({ at: clock.now(), actor: 'staff', type: 'settings.changed', ticketId: null, data })
      })
      changes.note('settings')
    },
  }
}
