import type { HoldId, MessageId, TicketId } from '../../preload/domain.ts'
import { applyHoldEvent } from '../core/holds.ts'
import { normaliseAddress } from '../core/sender.ts'
import type { Clock } from '../jobs/clock.ts'
import type { HoldRow, HoldStepRow } from '../store/holds.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { HoldState } from './hold-state.ts'
import type { Arrival } from './intake.ts'

/** The clocks of two machines may be apart by so much. */
const SKEW_MS = 86_400_000

/** What comes from outside: the customer's word, a mail that came back, a date that passes. Inside the caller's transaction. */
export function createHoldArrivals(store: Store, clock: Clock, state: HoldState) {
  function onArrival(arrival: Arrival): void {
    const { ticketId, isNewTicket, asks, classification, messageId, inbound } = arrival
    const running = isNewTicket ? null : store.holds.running(ticketId)
    if (classification.isBounce) {
      const { action } = inbound.message.deliveryReport ?? { action: null }
      if (running && action !== 'delivered' && action !== 'delayed')
        bounced(running, messageId, classification.bounceFor, inbound.receivedAt)
    } else if (asks && running) {
      if (!wasThereBefore(arrival, running)) state.answered(running, messageId, inbound.receivedAt)
    } else if (asks) wroteElsewhere(arrival)
  }

  /** Old mail that is read in with a new account is no answer. */
  function wasThereBefore({ account, inbound }: Arrival, { state: { request } }: HoldRow): boolean {
    return inbound.receivedAt < account.createdAt && inbound.receivedAt < request.sentAt - SKEW_MS
  }

  /** They may be asking about anything, so their dates go on; but nothing says by itself that they have not written. */
  function wroteElsewhere({ ticketId, account, inbound }: Arrival): void {
    for (const row of store.holds.runningBeside(ticketId, account.shopId)) {
      if (!row.state.isAutomatic || inbound.receivedAt < row.state.request.sentAt) continue
      state.stopQueued(row, 'customer-wrote', true)
      state.save(row, { ...row.state, isAutomatic: false })
      state.journal(row, 'hold.wrote-elsewhere', { otherTicketId: ticketId }, 'system', inbound.receivedAt)
    }
  }

  function bounced(row: HoldRow, messageId: MessageId, bounceFor: string | null, at: number): void {
    const said = failedStep(row, messageId, bounceFor)
    if (said) cameBack(row, said, bounceFor === null ? [] : [bounceFor], at)
  }

  /** What a report is about: the mail it names, else the newest of the hold that went to the address. */
  function failedStep(row: HoldRow, messageId: MessageId, bounceFor: string | null): HoldStepRow | null {
    const { joinReason, joinEvidence } = store.messages.get(messageId)!
    const said = store.holds.stepsOf(row.id).filter(({ appliedAt, step }) => appliedAt !== null && step !== 'end')
    if (joinReason === 'bounce-of' && joinEvidence !== null) {
      const named = new Set<number>(store.messages.byMid(joinEvidence).map(({ id }) => id))
      return said.findLast((step) => named.has(step.messageId)) ?? null
    }
    return said.findLast((step) => bounceFor === null || recipientsOf(step).includes(bounceFor)) ?? null
  }

  const recipientsOf = ({ messageId }: Pick<HoldStepRow, 'messageId'>) =>
    store.messages.get(messageId)!.recipients.to.map(({ address }) => normaliseAddress(address))

  /** A step of the round that runs did not reach them. An address that is not named is every one it went to. */
  function cameBack(row: HoldRow, said: HoldStepRow, addresses: readonly string[], at: number): void {
    if (said.step === 'end' || said.round !== row.state.round) return
    if (said.step === 'reminder' && row.state.reminder === null) return
    const step = applyHoldEvent(row.state, { type: 'bounce', at, of: said.step })
    if (!step.ok || JSON.stringify(step.hold) === JSON.stringify(row.state)) return
    const dead = addresses.length > 0 ? addresses : recipientsOf(said)
    state.stopQueued(row, 'undelivered', true)
    const saved = state.save({ ...row, dead: [...new Set([...row.dead, ...dead])] }, step.hold)
    state.journal(saved, 'hold.undelivered', { of: said.step, address: dead.join(', ') }, 'system', at)
  }

  function datePassed(ticketId: TicketId): void {
    const row = store.holds.running(ticketId)
    const passed = row && applyHoldEvent(row.state, { type: 'time-passed', at: clock.now() })
    if (passed?.ok && passed.hold.stage !== row!.state.stage) state.save(row!, passed.hold)
  }

  return {
    onArrival,
    /** They called, and somebody noted it. Inside the transaction that notes it. */
    onCall(ticketId: TicketId, messageId: MessageId, at: number): void {
      const row = store.holds.running(ticketId)
      if (row) state.answered(row, messageId, at)
    },
    /** The network took the mail, but for none of the people it was for. */
    refused(sent: OutboxRow): void {
      const rejected = (store.outbox.get(sent.id)?.explanation ?? '').split(', ').map(normaliseAddress)
      const step = store.holds.step(sent.messageId)
      const row = step?.holdId ? store.holds.get(step.holdId) : null
      if (!step || !row) return
      const to = recipientsOf(step)
      if (to.length === 0 || !to.every((address) => rejected.includes(address))) return
      cameBack(row, step, to, clock.now())
      state.ensureOpen(row.ticketId, 'system', clock.now())
    },
    /** What happened while an answer was on its way: its date has passed, or the customer wrote. */
    catchUp(id: HoldId): void {
      const row = store.holds.get(id)!
      datePassed(row.ticketId)
      if (store.holds.hasAskedSince(row.ticketId, row.messageId))
        state.answered(store.holds.get(id)!, null, clock.now())
    },
    /** The deadline of the hold has passed. Inside the transaction that marks it. */
    onMissed: datePassed,
  }
}
