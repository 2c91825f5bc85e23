import type { Parsed } from '../../preload/contract.ts'
import type { HoldId, HoldOutcome, HoldView, Language, MessageId, ShopId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { applyHoldEvent } from '../core/holds.ts'
import type { HoursPolicy } from '../core/hours-policy.ts'
import type { Clock } from '../jobs/clock.ts'
import type { HoldRow } from '../store/holds.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import { createHoldAnswers } from './hold-answers.ts'
import { createHoldArrivals } from './hold-arrivals.ts'
import { createHoldBeginning, type RequestPlan } from './hold-begin.ts'
import { createHoldMoves } from './hold-moves.ts'
import { createReminderJob, type FillReminder, type ReminderGate } from './hold-reminders.ts'
import { createHoldReader } from './hold-view.ts'
import { createHoldState, granted, refusal, type HoursOf } from './hold-state.ts'
import { insertCall } from './calls.ts'
import type { TicketService } from './tickets.ts'

const defaultsKey = (shopId: ShopId) => `holds:${shopId}`

/** The waiting order: what a person does with a hold beside answering. What answers and arrivals do is in the files beside. */
export function createHoldService(
  store: Store,
  clock: Clock,
  changes: Changes,
  tickets: TicketService,
  hoursOfShop: (shopId: ShopId | null) => HoursPolicy,
  language: () => Language,
  fillReminder: FillReminder,
  gate: ReminderGate,
) {
  const hoursOf: HoursOf = (ticketId) => hoursOfShop(store.tickets.facts(ticketId)!.shopId)
  const state = createHoldState(store, clock, tickets, hoursOf)
  const beginning = createHoldBeginning(store, clock, state)
  const arrivals = createHoldArrivals(store, clock, state)
  const answers = createHoldAnswers({ store, clock, state, beginning, arrivals, hoursOf })
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
      return beginning.begin(ticketId, plan, { messageId, at, way: 'phone' })
    })
  }

  /** A call counts as an answer: it is the customer's turn. */
  function told(ticketId: TicketId, note: string): MessageId {
    const messageId = insertCall(store, ticketId, note, clock.now())
    tickets.settle(ticketId, 'staff', clock.now())
    return messageId
  }

  const end = (row: HoldRow, outcome: HoldOutcome) =>
    applyHoldEvent(row.state, { type: 'ended', at: clock.now(), outcome })

  function remindByPhone(id: HoldId, dueAt: number, note: string): HoldView {
    return change(() => {
      const row = existing(id)
      const at = clock.now()
      const hold = granted(applyHoldEvent(row.state, { type: 'reminder-sent', at, dueAt, way: 'phone' }))
      state.stopQueued(row, 'already-reminded')
      beginning.noteSaid(row, told(row.ticketId, note), 'reminder')
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
      if (store.holds.hasAskedSince(ticketId, row.messageId)) state.answered(running, null, clock.now())
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
    answers,
    reminders: createReminderJob({
      store,
      clock,
      changes,
      state,
      announce: answers.announce,
      hoursOf,
      language,
      fillReminder,
      gate,
    }),
    arrivals,
    follow: createHoldMoves(store, state),
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
